"""Web pages: what a reader sees of them, and each figure at its place in the file."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources import kinds, one, refusal, sources

from factcheck.readers import read
from factcheck.segment import articles

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Panel &amp; budget - The Daily</title>
<meta property="article:published_time" content="2024-05-06T08:00:00+08:00">
<style>p:before { content: "11%" }</style><script>if (1 < 12) { "<p>12%</p>" }</script></head>
<body><header>The Daily 13</header><nav><a href="/">Home 14</a></nav>
<article><header><h1>Panel approves
  45 requests</h1></header>
<p>The panel approved <b>45</b>&nbsp;of <em>5</em>0 requests, or 95&#37;.<!-- 15% -->
<p hidden>16%</p><p style="color: red; display: none">17%</p><div role="navigation">18</div>
<p>Costs fell <del>19</del><ins>20</ins>% in R&D&copy 2024<sup><a href="#n1">1</a></sup>.<br>A new line with 4,&#x200B;500 visitors.
<ul><li>one<li>two &#50;</ul>
<figure><img src="a.jpg" alt="21"><figcaption>22 people</figcaption></figure>
<footer>Written by 2 people.</footer></article>
<aside>Also read: 23</aside><footer>© 24</footer></body></html>
"""


def test_what_a_reader_sees_of_a_page():
    document = one("a.html", PAGE.encode())
    assert kinds(document) == [
        ("heading", "Panel approves 45 requests"),
        ("paragraph", "The panel approved 45\xa0of 50 requests, or 95%."),
        ("paragraph", "Costs fell 20% in R&D© 2024."), ("paragraph", "A new line with 4,500 visitors."),
        ("item", "one"), ("item", "two 2"), ("caption", "22 people"), ("paragraph", "Written by 2 people."),
    ]  # fmt: skip
    assert document.date == "2024-05-06" and [article.title for article in articles(document)] == ["Panel approves 45 requests"]


def test_every_figure_leads_back_through_entities_and_tags():
    assert sources(one("a.html", PAGE.encode())) == [
        ("45", "45"), ("45", "45"), ("50", "5</em>0"), ("95%", "95&#37;"), ("20%", "20</ins>%"), ("2024.", "2024<sup><a href=\"#n1\">1</a></sup>."),
        ("4,500", "4,&#x200B;500"), ("2", "&#50;"), ("22", "22"), ("2", "2"),
    ]  # fmt: skip


TABLE = """<table><caption>Visitors</caption><thead><tr><th>place<th>visits<th>share</thead>
<tbody><tr><td rowspan=2>Ashby<td>1,250<td>30%<tr><td>1,300<td><p>31%</p></tbody><tr><td colspan=2>all<td>100%</table>"""


def test_tables_keep_their_columns():
    document = one("a.html", TABLE.encode())
    rows = [(block.header, [block.text[slice(*cell)] for cell in block.cells]) for block in document.blocks if block.kind == "row"]
    assert document.blocks[0].kind == "caption"
    assert rows == [
        (True, ["place", "visits", "share"]), (False, ["Ashby", "1,250", "30%"]), (False, ["", "1,300", "31%"]), (False, ["all", "", "100%"]),
    ]  # fmt: skip


def test_the_first_full_row_names_the_columns_where_none_is_marked():
    document = one("a.html", b"<table><tr><td colspan=2>In millions, 2024<tr><td>place<td>visits<tr><td>Ashby<td>5</table>")
    assert [(block.kind, block.text, block.header) for block in document.blocks] == [
        ("caption", "In millions, 2024", False), ("row", "place|visits", True), ("row", "Ashby|5", False),
    ]  # fmt: skip
    assert sources(document) == [("2024", "2024"), ("5", "5")]


def test_what_stands_in_no_cell_is_read_above_the_table():
    document = one("a.html", b"<table>Up 5% <tr><td>a<td>b</td><b>6</b><tr><p>7</p><td>c<td>8</table>")
    assert kinds(document) == [("paragraph", "Up 5%"), ("paragraph", "6"), ("paragraph", "7"), ("row", "a|b"), ("row", "c|8")]


def test_a_table_that_only_arranges_the_page_is_read_cell_by_cell():
    prose = "<p>" + "A long story goes on and on. " * 5 + "</p>"
    document = one("a.html", f"<table><tr><td>{prose}{prose}</td><td><h2>Side</h2></td></tr></table>".encode())
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph", "heading"]


@pytest.mark.parametrize(
    ("encoding", "declared"), [("gb18030", "gb2312"), ("gb18030", ""), ("big5", "big5"), ("utf-8", "gbk"), ("utf-16-le", "utf-8"), ("cp1252", "iso-8859-1")]
)
def test_the_encoding_is_found(encoding, declared):
    text = "<p>Café rose 5%." if encoding == "cp1252" else "<p>全縣有500家企業，占80%。"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">{text}' if declared else text
    raw = (b"\xff\xfe" if encoding == "utf-16-le" else b"") + page.encode(encoding)
    assert [block.text for block in one("a.htm", raw).blocks] == [text[3:]]


def test_lines_of_chinese_are_put_together_without_a_space():
    assert kinds(one("a.html", "<p>全县有500\n家企业，\n占80%。".encode())) == [("paragraph", "全县有500 家企业，占80%。")]


def test_the_title_is_the_headline_of_a_page_without_one():
    document = one("a.html", b"<title>Sales rose 5&#37;</title><p>Sales rose 6%.</p>")
    assert kinds(document)[0] == ("heading", "Sales rose 5%") and sources(document)[0] == ("5%", "5&#37;")
    assert one("a.html", b"<title>News</title><h2>Part 1</h2><p>Sales rose 6%.</p>").title == "News"


def test_the_main_part_is_read_alone():
    assert kinds(one("a.html", b"<div>Most read: 5</div><main><p>Sales rose 6%.</main>")) == [("paragraph", "Sales rose 6%.")]


def test_a_report_of_our_own_is_no_article():
    assert list(read("a.html", b'<meta name="generator" content="factcheck 0.1.0"><p>Sales rose 6%.')) == []


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"), (b"<p></p><script>5</script>", "a page without text"), (b"\x89PNG\r\n\x1a\n\x00\x00", "a binary file"),
        (b"<!--x" * 1000 + b">", "damaged HTML"), (b"<a " * 1000, "damaged HTML"), (b"5 " * 9_000_000, "million characters"),
        (b"<b a=1>" * 1_600_000, "tags and attributes"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused_in_one_line(raw, said):
    assert said in refusal("a.html", raw)


def test_elements_in_each_other_without_end():
    assert kinds(one("a.html", b"<div>" * 20_000 + b"5% <b>" * 9)) == [("paragraph", "5% 5% 5% 5% 5% 5% 5% 5% 5%")]


pieces = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<td>", "<tr>", "<table>", "</table>", "<li>", "<ul>", "<br>", "<!--", "-->", "<![x]>", "&amp;", "&#37;", "&#x", "&#", "&nbsp", "&eacute;", "<", ">", "&", "5", "12%", "亿元", "a", "\n", "\xa0", "<pre>"]
)


@given(st.lists(pieces, max_size=40))
def test_any_markup_leads_back(found):
    text = "".join(found)
    try:
        documents = list(read("a.html", text.encode()))
    except Exception as problem:
        assert type(problem).__name__ == "InputError"
        return
    for document in documents:
        for block in document.blocks:
            for offset, character in enumerate(block.text):
                start, end = block.source(offset, offset + 1)
                there = document.fields["text"][start:end]
                assert there == character or there.startswith("&") or character in " |", (text, block)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_page_that_libreoffice_wrote(tmp_path):
    import docx

    made = docx.Document()
    made.add_heading("预算通过", 1)
    made.add_paragraph("收集意见建议582个，办结579个，办结率").add_run("98.48%").bold = True
    table = made.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("地区", "产值（亿元）", "甲县", "12.5")):
        cell.text = text
    made.save(str(tmp_path / "a.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "html", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    document = one("a.html", (tmp_path / "a.html").read_bytes())
    assert kinds(document) == [
        ("heading", "预算通过"), ("paragraph", "收集意见建议582个，办结579个，办结率98.48%"), ("row", "地区|产值（亿元）"), ("row", "甲县|12.5"),
    ]  # fmt: skip
    assert [text for text, _ in sources(document)] == ["582", "579", "98.48%", "12.5"]
