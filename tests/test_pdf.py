"""Page proofs: text by page, as Chromium, LibreOffice and PDFium itself write it, and files that cannot be read."""

import shutil
import subprocess
import sys

import pytest
from sources import kinds, one, refusal

from factcheck.model import Document
from factcheck.readers import InputError, read
from factcheck.segment import articles

PAGE = """<meta charset=utf-8><style>body{font: 14px "Noto Sans CJK SC", sans-serif; width: 420px}</style>
<h1>前三季度粮食产量比上年增长5%</h1><p>全省食品工业产值比上年增长8.5%，达到5616.6亿元。长期来看，收集意见建议582个，办结579个，办结率98.48%。</p>
<div style="break-before:page"></div><p>The panel approved 45 of 50 requests, or 95%.</p>"""
HEADER = "%PDF-1.4\n"


def pdf(*pages, encrypt=False):
    """A PDF file of these page contents, in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    for number, content in enumerate(pages):
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    made, offsets = HEADER, []
    if encrypt:
        objects.append(f"<</Filter/Standard/V 1/R 2/O<{'61' * 32}>/U<{'62' * 32}>/P -4>>")
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(made)
    lock = f"/Encrypt {len(objects)} 0 R/ID[<{'00' * 16}><{'00' * 16}>]" if encrypt else ""
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return f"{made}trailer\n<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")


def line(text, y=200):
    return f"BT /F 12 Tf 20 {y} Td ({text}) Tj ET"


DRAWN = "0 0 100 100 re f"


def test_lines_and_pages():
    document = one("a.pdf", pdf(line("Sales rose 5%.") + line("Costs fell 3%.", 180), "", line("Page three.")))
    assert [(block.text, block.place) for block in document.blocks] == [
        ("Sales rose 5%.", "page 1"), ("Costs fell 3%.", "page 1"), ("Page three.", "page 3"),
    ]  # fmt: skip
    for block in document.blocks:
        start, end = block.source(0, len(block.text))
        assert document.fields["text"][start:end] == block.text


def test_a_page_without_text_is_said_to_be_unread():
    document, problem = read("a.pdf", pdf(line("Sales rose 5%."), DRAWN, "", DRAWN))
    assert isinstance(document, Document) and isinstance(problem, InputError)
    assert str(problem).startswith("a.pdf: pages 2 and 4 have no text that can be read")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"), (b"%PDF-1.4 xx", "no PDF file, or a damaged one"), (pdf(DRAWN), "no text that can be read on page 1"), (pdf("", ""), "only blank pages"),
        (pdf(*[DRAWN] * 20), "20 pages, the first of them 1"), (pdf(line("Sales"), encrypt=True), "protected by a password"), (pdf(line("A"))[:200], "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_line(raw, said):
    assert said in refusal("a.pdf", raw)


def test_radicals_are_the_characters_they_look_like():
    from factcheck.readers.pdf import _usual

    assert "⻝品⽐上年增⻓，⼀⼆⼈⽉⽇⻋⻩".translate(_usual()) == "食品比上年增长，一二人月日车黄"
    assert "ﬁve\ufffe\r\n".translate(_usual()) == "five-\n"


def test_the_extra_is_named_if_it_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert refusal("a.pdf", pdf(line("A"))) == "a.pdf: a PDF file, which needs more than is installed; run: pip install 'factcheck[pdf]'"


def reads_as_proof(document):
    text = "".join(block.text for article in articles(document) for block in article.blocks)
    assert "前三季度粮食产量比上年增长5%" in text and "食品工业产值比上年增长8.5%，达到5616.6亿元。长期来看" in text.replace(" ", "")
    pages = {block.place for block in document.blocks if "45 of 50" in block.text}
    assert pages == {"page 2"} and ("paragraph", "The panel approved 45 of 50 requests, or 95%.") in kinds(document)


@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed")
def test_a_page_that_chromium_printed(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    made = tmp_path / "a.pdf"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={made}", str(tmp_path / "a.html")], check=True, capture_output=True, timeout=120)
    reads_as_proof(one("a.pdf", made.read_bytes()))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_page_that_libreoffice_exported(tmp_path):
    import docx

    made = docx.Document()
    for text in ("前三季度粮食产量比上年增长5%", "全省食品工业产值比上年增长8.5%，达到5616.6亿元。长期来看，收集意见建议582个，办结579个。"):
        made.add_paragraph(text)
    made.add_page_break()
    made.add_paragraph("The panel approved 45 of 50 requests, or 95%.")
    made.save(str(tmp_path / "a.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    reads_as_proof(one("a.pdf", (tmp_path / "a.pdf").read_bytes()))
