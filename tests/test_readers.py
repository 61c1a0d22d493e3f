"""Files to documents: encodings, formats, and every character's place in the source."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Document
from factcheck.readers import InputError, fault, read
from factcheck.segment import articles

CHINESE = "全县有500家企业，其中民营企业400家，占80%。"


def one(path, raw):
    (document,) = read(path, raw)
    assert isinstance(document, Document)
    return document


MARKS = {"utf-8": b"", "utf-8-sig": b"", "utf-16": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "gb18030": b""}


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("text", [CHINESE, "A股市场，GDP增长5%。", "Sales rose 5%.\r\n\r\nCosts fell 3%."])
def test_encodings(encoding, text):
    document = one("a.txt", MARKS[encoding] + text.encode(encoding))
    assert document.fields["text"] == text
    assert document.encoding == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding) or text.isascii()


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2), st.text(st.sampled_from("abc 1,.%\n"), max_size=20))
def test_chinese_in_gb18030_is_read_as_it_was_written(han, latin):
    text = han + "，" + latin + "。" + han
    assert one("a.txt", text.encode("gb18030")).fields["text"] == text


@pytest.mark.parametrize(
    "raw", [b"", b" \n ", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(128, 256)) * 9, "Größe".encode("latin-1") * 9, "Größe und Maße".encode("latin-1"), b"\xff\xfe\x00"]
)
def test_what_is_no_text_is_refused_by_name(raw):
    with pytest.raises(InputError, match=r"^a\.txt: "):
        list(read("a.txt", raw))


MARKDOWN = """---
title: Budget
date: 2024-05-06
---
# A **bold** headline

First *paragraph* with a [link](https://example.org/1) and 45 &amp; 50\\*.

- one item
- another `item`

| place | visitors |
|---|---:|
| Ashby | 1,250 |

> quoted 3.5%
<!-- 99% hidden -->
"""


def test_markdown_is_read_as_a_person_reads_it():
    document = one("a.md", MARKDOWN.encode())
    assert document.title == "Budget" and document.date == "2024-05-06"
    kinds = [(block.kind, block.text) for block in document.blocks]
    assert ("heading", "A bold headline") in kinds
    assert ("paragraph", "First paragraph with a link and 45 & 50*.") in kinds
    assert ("item", "one item") in kinds and ("item", "another item") in kinds
    assert ("row", "Ashby|1,250") in kinds and ("paragraph", "quoted 3.5%") in kinds
    assert not any("99%" in text for _, text in kinds)


def maps_back(document):
    for article in articles(document):
        for block in article.blocks:
            source = document.fields[block.field]
            for offset, char in enumerate(block.text):
                place = block.source(offset, offset + 1)[0]
                if not char.isspace() and source[place] not in "&|":
                    assert source[place] == char, (block.text, offset)


def test_every_character_maps_back():
    maps_back(one("a.md", MARKDOWN.encode()))


lines = st.lists(st.text(st.sampled_from("ab 1.，。中文*_#|-“”（）\\`["), max_size=30), min_size=1, max_size=12)


@given(lines, st.sampled_from(["a.md", "a.txt"]), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_text_maps_back(found, path, ending):
    text = ending.join(found)
    if text.strip():
        maps_back(one(path, text.encode()))


@given(lines)
def test_joining_loses_nothing(found):
    text = "\n".join(found)
    if text.strip():
        document = one("a.txt", text.encode())
        joined = "".join(block.text for article in articles(document) for block in article.blocks)
        assert "".join(joined.split()) == "".join(text.split())


def test_archive_gives_a_document_a_record_and_names_bad_lines():
    rows = ['{"id": "x", "title": "T", "text": "A."}', "not json", '{"id": 1}', "[]", '{"id": 7, "text": "B."}']
    found = list(read("a.jsonl", "\n".join(rows).encode()))
    assert [item.id for item in found if isinstance(item, Document)] == ["x", "7"]
    assert [str(item) for item in found if isinstance(item, InputError)] == [
        "a.jsonl: line 2 is not JSON; write one record a line",
        'a.jsonl: line 3 is no record; it needs a "text" that is a string',
        'a.jsonl: line 4 is no record; it needs a "text" that is a string',
    ]


def test_broken_front_matter_is_named():
    with pytest.raises(InputError, match="front matter"):
        list(read("a.md", b"---\ntitle: [\n---\ntext\n"))


def test_record_text_and_title_are_fields():
    document = one("a.jsonl", json.dumps({"id": "1", "title": "Up 5%", "text": "It rose 5%."}).encode())
    (article,) = articles(document)
    assert [block.field for block in article.blocks] == ["title", "text"]


def test_an_error_passes_between_processes_and_is_one_line():
    import pickle

    problem = InputError("a.txt", "empty: nothing to check")
    again = pickle.loads(pickle.dumps(problem))
    assert (type(again), str(again), again.path) == (InputError, "a.txt: empty: nothing to check", "a.txt")


def test_a_fault_tells_where_it_happened():
    try:
        json.loads("[")
    except ValueError as problem:
        told = str(fault("a.txt", problem))
    assert told.startswith("a.txt: could not be checked, by a fault of the program (JSONDecodeError") and "decoder.py:" in told and "\n" not in told


def test_lines_of_an_archive_end_where_json_says():
    (document,) = read("a.jsonl", '{"text": "One\u2028two 5%."}\r\n'.encode())
    assert isinstance(document, Document) and document.fields["text"] == "One\u2028two 5%."


FOUND = {
    "a.html": b"<p>Sales rose 5%.", "a.xml": b"<rss><channel><item><title>Up 5%</title></item></channel></rss>", "a.json": b'{"headline": "Up 5%", "body_text": "x"}',
    "a.rtf": b"{\\rtf1 Sales rose 5%.}", "a.eml": b"Subject: Up 5%\n\nSales rose 5%.\n", "a.aml": b"intro: Sales rose 5%.",
}  # fmt: skip
PASSED_OVER = {
    "shell.html": b'<div-app id="app"></div-app><script src="a.js"></script>', "report.html": b'<meta name="generator" content="factcheck 1"><p>5%', "pom.xml": b"<project/>",
    "package.json": b'{"name": "x"}', "data.csv": b"a,b\n1,2\n", "code.py": b"5", ".hidden.html": b"<p>5%",
}  # fmt: skip


def test_what_is_looked_for_in_a_folder(tmp_path):
    from factcheck.sources import documents

    for name, raw in (FOUND | PASSED_OVER).items():
        (tmp_path / name).write_bytes(raw)
    found = list(documents([str(tmp_path)]))
    assert [problem for problem in found if isinstance(problem, InputError)] == []
    assert {document.path.rpartition("/")[2] for document in found} == set(FOUND)
    (problem,) = (str(item) for item in documents([str(tmp_path / "pom.xml")]))
    assert "XML of a kind that is not read" in problem


@pytest.mark.parametrize("suffix", ["html", "pdf", "eml", "rtf", "xml", "rss", "json", "icml", "idml", "aml", "csv", "xlsx"])
def test_a_bad_file_of_any_kind_is_one_line(suffix, tmp_path):
    from random import Random

    from factcheck.readers import LIMIT
    from factcheck.sources import documents

    path = tmp_path / f"a.{suffix}"
    for raw in (b"", b" \n", Random(7).randbytes(3000), b"\x89PNG\r\n\x1a\n" + bytes(500), "Größe".encode("latin-1") * 99):
        path.write_bytes(raw)
        found = list(documents([str(path)]))
        assert len(found) == 1 and str(found[0]).startswith(f"{path}: ") and "fault of the program" not in str(found[0]), raw[:20]
        assert isinstance(found[0], InputError) or raw.startswith(b"Gr"), raw[:20]
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    (problem,) = documents([str(path)])
    assert "larger than 50 MB" in str(problem)
