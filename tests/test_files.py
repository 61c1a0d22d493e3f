"""One article in files of every kind, each written by a program that people use, or laid out like the examples of its standard.

tests/files holds them, named by the program: LibreOffice, Chromium (a page as it saves and as it prints it), pandoc,
feedgen, openpyxl, and Python's own e-mail and csv. NITF, NewsML-G2, ninjs and ArchieML follow the examples that their
standards publish, with a text of our own. No free program writes IDML: its story is pandoc's, in a package made by hand.
"""

import re
from html import unescape
from pathlib import Path

import pytest
from sources import one

from factcheck import engine, rulebook
from factcheck.quantities import quantities
from factcheck.readers import read
from factcheck.readers.kinds import MARKED, SUFFIXES, TABLES
from factcheck.segment import articles

FILES = Path(__file__).parent / "files"
EN, ZH = ["45", "50", "95%"], ["582个", "579个", "98.48%"]
FOUND = {
    "archieml.aml": [EN], "chromium.html": [EN], "chromium.pdf": [ZH], "feedgen.atom": [EN, ZH], "feedgen.rss": [EN, ZH],
    "libreoffice.docx": [EN], "libreoffice.html": [ZH], "libreoffice.pdf": [EN], "libreoffice.rtf": [ZH], "newsml.xml": [ZH],
    "ninjs1.json": [ZH], "ninjs2.json": [EN], "ninjs3.json": [ZH], "nitf.xml": [EN], "openpyxl.xlsx": [ZH], "pandoc.docx": [ZH],
    "pandoc.icml": [EN], "pandoc.idml": [EN], "pandoc.rtf": [EN], "python.csv": [EN], "python.eml": [ZH],
}  # fmt: skip
"""What is found in each file: the figures of each contradiction."""
PLACED = (".docx", ".pdf", ".idml", ".xlsx", ".rtf", ".eml")
"""Kinds whose text is taken out of the file, so that figures have a place there instead of an offset."""


def test_no_kind_of_file_and_no_file_is_forgotten():
    assert set(FOUND) == {path.name for path in FILES.iterdir()}
    written_here = {".txt", ".md", ".markdown", ".jsonl"}
    alike = {".docm", ".htm", ".xhtml", ".nitf", ".newsml", ".ninjs", ".archieml", ".tsv", ".xlsm"}
    assert {path.suffix for path in FILES.iterdir()} == {*SUFFIXES, *MARKED, *TABLES} - written_here - alike


def reports(name):
    documents = list(read(name, (FILES / name).read_bytes()))
    rules = rulebook.load()
    return [(document, report) for document in documents for report in engine.check(articles(document), rules)]


@pytest.mark.parametrize("name", FOUND)
def test_each_contradiction_is_found_once_and_leads_to_its_place(name):
    made = reports(name)
    findings = [(document, finding) for document, report in made for finding in report.findings]
    plain = [[unescape(re.sub("<[^>]*>", "", span.text)) for span in finding.spans] for _, finding in findings]
    assert [sorted(texts) for texts in plain] == [sorted(texts) for texts in FOUND[name]]
    for document, finding in findings:
        for span in finding.spans:
            assert document.fields[span.field][span.start : span.end] == span.text
            assert bool(span.place) == (Path(name).suffix in PLACED)


@pytest.mark.parametrize("name", FOUND)
def test_the_figures_of_the_article_are_read_and_no_others(name):
    figures = {figure.text for document in read(name, (FILES / name).read_bytes()) for article in articles(document) for figure in quantities(article)}
    expected = {text for texts in FOUND[name] for text in texts}
    assert expected <= figures
    assert not {figure for figure in figures if re.search(r"\b(?:99|20000350|2024)\b|Home", figure)}, "what is no part of the article"


def test_what_a_page_writes_by_itself_is_read_as_it_was_saved():
    assert any("Written by the script" in block.text for block in one("a.html", (FILES / "chromium.html").read_bytes()).blocks)


def test_radical_forms_of_a_printed_page_are_mapped_back():
    text = "".join(block.text for block in one("a.pdf", (FILES / "chromium.pdf").read_bytes()).blocks)
    assert "公司6月收到意见建议" in text and not re.search("[\u2e80-\u2fdf]", text)
