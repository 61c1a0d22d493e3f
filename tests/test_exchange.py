"""What others send: e-mail, RTF, ninjs and ArchieML."""

import json
import shutil
import subprocess
from email.message import EmailMessage

import pytest
from sources import documents, kinds, one, refusal, sources

from factcheck.model import Document
from factcheck.readers import InputError, read

# E-mail


def message(text=None, html=None, subject="产值增长5%", **attachments):
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "desk@news.example", subject, "Mon, 06 May 2024 08:00:00 +0800"
    if text is not None:
        made.set_content(text, cte="base64", charset="gb18030")
    if html is not None:
        (made.add_alternative if text is not None else made.set_content)(html, subtype="html", cte="quoted-printable")
    for name, data in attachments.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return made.as_bytes()


def test_the_text_of_a_message_with_its_subject():
    document = one("a.eml", message("产值12亿元，\n增长6%。\n\nThe panel approved 45 of 50.", "<p>9</p>"))
    assert (document.title, document.date) == ("产值增长5%", "2024-05-06")
    assert kinds(document) == [("heading", "产值增长5%"), ("paragraph", "产值12亿元，"), ("paragraph", "增长6%。"), ("paragraph", "The panel approved 45 of 50.")]
    assert [block.place for block in document.blocks] == ["", "paragraph 1", "paragraph 2", "paragraph 3"] and document.blocks[0].field == "title"
    assert all(text == there for text, there in sources(document))


def test_html_is_read_where_a_message_has_no_plain_text():
    document = one("a.eml", message(html="<h1>One 1</h1><table><tr><th>place<th>km<tr><td>Ashby<td>5</table>"))
    assert kinds(document)[1:] == [("heading", "One 1"), ("row", "place|km"), ("row", "Ashby|5")]
    assert [block.place for block in document.blocks][-1] == "table 1, row 2" and all(text == there for text, there in sources(document))


def test_attachments_that_may_hold_an_article_are_said_to_be_unread():
    document, problem = read("a.eml", message("See the file, 5.", release_docx=b"PK", logo_png=b"x"))
    assert isinstance(document, Document) and str(problem) == "a.eml: its attachment release.docx was not checked; save it and check it by itself"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"), (b"\xff\x00\x01", "no e-mail message"), (b"Just a text, 5%.\n", "no e-mail message"), (message(), "a message without text"), (b"Subject: " + b"=?utf-8?q?a?= " * 20_000, "kB of headers"), (b"Subject: x\n\n" + b"\n--x" * 30_000, "parts"),
        (b"Subject: x\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nabc", "encrypted"),
        (b"Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nAAECAwQFBgcI\n", "a binary file"),
    ],
)  # fmt: skip
def test_what_is_no_message_is_one_line(raw, said):
    assert said in refusal("a.eml", raw)


# RTF


def rtf(body, head=r"{\fonttbl{\f0\fswiss Arial;}{\f1\fnil\fcharset134 SimSun;}}{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2 Title;}}"):
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{head}{body}}}".encode("ascii")


def test_rtf_as_it_is_written():
    document = one(
        "a.rtf",
        rtf(
            r"{\header Page 9\par}\pard\s2 Title 5\par\pard\s1 Part 6\par\pard caf\'e9 {\f1\'b2\'fa\'d6\'b5}\u20159?7 {\v hidden 8}{\deleted gone 8}\u-10179?\u-8698?\par"
            r"{\*\generator x 8;}\pard{\listtext 1.\tab}item 4{\footnote\pard Note 3\par}\par{\field{\*\fldinst HYPERLINK 8}{\fldrslt link 2}}\line next\bin3 }8}line\par"
        ),
    )
    assert kinds(document) == [
        ("heading", "Title 5"), ("heading", "Part 6"), ("paragraph", "café 产值亿7 😆"), ("item", "item 4"), ("paragraph", "Note 3"),
        ("paragraph", "link 2"), ("paragraph", "nextline"),
    ]  # fmt: skip
    assert [block.place for block in document.blocks][-1] == "paragraph 7" and all(text == there for text, there in sources(document))


def test_tables_of_rtf():
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell\pard\intbl {}\par {}\cell\row"
    document = one("a.rtf", rtf(row.format("place", "km", "") + row.format("Ashby", "1,", "250") + r"\pard After 5\par"))
    assert kinds(document) == [("row", "place|km"), ("row", "Ashby|1, 250"), ("paragraph", "After 5")] and document.blocks[0].header


@pytest.mark.parametrize(
    ("raw", "said"), [(b"", "empty"), (b"Sales rose 5%", "no RTF file"), (rtf(r"\pard\par"), "an RTF file without text"), (b"{\\rtf1 {\\info 5}", "without text")]
)
def test_what_is_no_rtf_is_one_line(raw, said):
    assert said in refusal("a.rtf", raw)


@pytest.mark.parametrize("raw", [b"{\\rtf1 5%", b"{\\rtf1 5%}}}} 6", b"{\\rtf1" + b"{" * 50_000 + b"5%", b"{\\rtf1 \\bin999999999 5\\u99999 6%}", b"{\\rtf1 \\'z5 5% \\"])
def test_damaged_rtf_does_no_harm(raw):
    try:
        assert all(isinstance(item, Document) for item in read("a.rtf", raw))
    except InputError as problem:
        assert str(problem).startswith("a.rtf: ")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_file_that_libreoffice_wrote(tmp_path):
    import docx

    made = docx.Document()
    made.add_heading("预算通过", 1)
    made.add_paragraph("收集意见建议582个，办结579个，办结率").add_run("98.48%").bold = True
    made.add_paragraph("Hidden:").add_run(" 77%").font.hidden = True
    made.add_paragraph("one 𠮷 — “1”", style="List Bullet")
    table = made.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("地区", "产值（亿元）", "甲县", "12.5")):
        cell.text = text
    made.save(str(tmp_path / "a.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "rtf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    document = one("a.rtf", (tmp_path / "a.rtf").read_bytes())
    assert kinds(document) == [
        ("heading", "预算通过"), ("paragraph", "收集意见建议582个，办结579个，办结率98.48%"), ("paragraph", "Hidden:"), ("item", "one 𠮷 — “1”"),
        ("row", "地区|产值（亿元）"), ("row", "甲县|12.5"),
    ]  # fmt: skip


# ninjs

ONE = {"uri": "urn:1", "headline": "Panel approves 45", "versioncreated": "2024-05-06T00:00:00Z", "body_text": "It had 9."}
TWO = {**ONE, "body_xhtml": "<p>It had 5<b>0</b>&#37;.</p>", "associations": {"main": {"uri": "urn:2", "type": "picture", "description_text": "3 people."}}}
THREE = {
    "uri": "urn:3", "headlines": [{"role": "short", "value": "Short 1"}, {"role": "main", "value": "产值增长5%"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": "Plain 9"}, {"role": "main", "contentType": "application/xhtml+xml", "value": "<p>One 2</p>"},
        {"role": "web", "contentType": "text/plain", "value": "Web 3\nnext"},
    ],
}  # fmt: skip


def test_ninjs_1_and_its_parts():
    document = one("a.json", json.dumps(ONE).encode())
    assert (document.id, document.title, document.date, document.is_record) == ("urn:1", "Panel approves 45", "2024-05-06", True)
    assert kinds(document) == [("heading", "Panel approves 45"), ("paragraph", "It had 9.")]
    first, second = documents("a.ninjs", json.dumps([TWO]).encode())
    assert kinds(first)[1:] == [("paragraph", "It had 50%.")] and sources(first)[1:] == [("50%", "5<b>0</b>&#37;")]
    assert second.id == "urn:2" and kinds(second) == [("paragraph", "3 people.")]


def test_ninjs_3_reads_each_role_once():
    main, web = documents("a.json", json.dumps(THREE, ensure_ascii=False).encode())
    assert (main.id, main.title, kinds(main)) == ("urn:3#main", "产值增长5%", [("heading", "产值增长5%"), ("paragraph", "One 2")])
    assert kinds(web) == [("heading", "产值增长5%"), ("paragraph", "Web 3"), ("paragraph", "next")]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"), (b"{", "no JSON, or a damaged one (line 1)"), (b"[" * 100_000, "no JSON"), (b'{"name": "x"}', "no ninjs"), (b"5", "no ninjs"),
        (b'{"uri": "1", "headline": 5, "bodies": [5, {"value": 6}]}', "ninjs without a text"),
    ],
)  # fmt: skip
def test_what_is_no_ninjs_is_one_line(raw, said):
    assert said in refusal("a.json", raw)


# ArchieML

ARCHIEML = """headline: Panel approves 45 requests
slug: file-9
intro: The panel approved 45
of 50 requests.
:end
{chart}
width: 300
note: 产值12亿元
{}
[+body]
Costs rose 5%.

caption: A picture with 22 people
[]
:skip
note: hidden 9
:endskip
[list]
* item 1 of all
[]
not read 9
:ignore
note: the end 9
"""


def test_archieml():
    document = one("a.aml", ARCHIEML.encode())
    assert kinds(document) == [
        ("heading", "Panel approves 45 requests"), ("paragraph", "The panel approved 45"), ("paragraph", "of 50 requests."), ("paragraph", "产值12亿元"),
        ("paragraph", "Costs rose 5%."), ("caption", "A picture with 22 people"), ("item", "item 1 of all"),
    ]  # fmt: skip
    assert all(text == there for text, there in sources(document))
    assert "ArchieML without a text" in refusal("a.archieml", b"width: 300\n")
