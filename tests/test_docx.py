"""Word files: what is read of them, and comments at exactly the figures that do not agree."""

import re
import shutil
import struct
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word import SPACES, STRICT, W, dele, docx, ins, marked, p, places, printed, r, report, tbl, unzipped, zipped

from factcheck import engine, rulebook
from factcheck.annotation import Copies, annotate
from factcheck.model import Document, DocumentReport
from factcheck.output import OutputError
from factcheck.readers import InputError
from factcheck.readers.docx import read_docx
from factcheck.report.view import Words, short_place
from factcheck.segment import articles

OPINIONS = "收集意见建议582个，办结579个，办结率98.48%。"


def read(*body, revisions="accepted", **parts):
    return read_docx("a.docx", docx(*body, **parts), revisions)


def kinds(document):
    return [(block.kind, block.text) for block in document.blocks]


def saved(document):
    taken = BytesIO()
    document.save(taken)
    return taken.getvalue()


def findings(raw, lang="auto"):
    document = read_docx("a.docx", raw)
    return DocumentReport(document, engine.check(articles(document, lang), rulebook.load()))


# Reading


def test_a_file_of_python_docx():
    made = python_docx.Document()
    made.add_heading("Budget passed", 0)
    made.add_heading("Costs", 1)
    made.add_paragraph("Sales rose ").add_run("5%").bold = True
    made.add_paragraph("one", style="List Bullet")
    table = made.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("place", "visitors", "Ashby", "1,250")):
        cell.text = text
    document = read_docx("a.docx", saved(made))
    assert kinds(document) == [
        ("heading", "Budget passed"), ("heading", "Costs"), ("paragraph", "Sales rose 5%"), ("item", "one"),
        ("row", "place|visitors"), ("row", "Ashby|1,250"),
    ]  # fmt: skip
    assert [block.level for block in document.blocks] == [1, 2, 0, 0, 0, 0]
    assert [block.place for block in document.blocks[2:]] == ["paragraph 3", "paragraph 4", "table 1, row 1", "table 1, row 2"]
    assert document.blocks[4].header and not document.blocks[5].header
    assert [document.blocks[5].text[slice(*cell)] for cell in document.blocks[5].cells] == ["Ashby", "1,250"]


def test_offsets_count_in_the_extracted_text():
    document = read(p("　　First 10"), p(""), tbl(["a", "b"], ["", "20"]), p(" Last 30 "))
    for block in document.blocks:
        start, end = block.source(0, len(block.text))
        assert document.fields["text"][start:end] == block.text
    assert document.fields["text"].split("\n") == ["　　First 10", "a|b", "|20", " Last 30 "]


def test_headings_by_style_outline_and_name():
    document = read(
        p("By style", style="1"), p("By a style based on it", style="x"), p("By outline", properties='<w:outlineLvl w:val="2"/>'),
        p("Body text", style="1", properties='<w:outlineLvl w:val="9"/>'), p("Long " * 50, style="1"), p("A picture", style="cap"),
        p("By style 3", style="toc"), p("In a list", style="li"), p("Not in it", style="li", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
    )  # fmt: skip
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1), ("heading", 1), ("heading", 3), ("paragraph", 0), ("paragraph", 0), ("caption", 0), ("item", 0), ("paragraph", 0),
    ]  # fmt: skip


def test_a_title_stands_above_headings():
    document = read(p("Title", style="t"), p("Section", style="1"))
    assert [block.level for block in document.blocks] == [1, 2]


TRACKED = p("产量", dele("116万吨"), ins("120万吨"), '<w:hyperlink r:id="rId9">' + r("增长5%") + "</w:hyperlink>", "。")


@pytest.mark.parametrize(("revisions", "text"), [("accepted", "产量120万吨增长5%。"), ("original", "产量116万吨增长5%。")])
def test_tracked_changes(revisions, text):
    assert read(TRACKED, revisions=revisions).fields["text"] == text


def test_moved_text_and_paragraphs_joined_by_a_deleted_mark():
    moved = p('<w:moveFrom w:id="1">' + r("Old 1.") + "</w:moveFrom>", "Stays.", '<w:moveTo w:id="2">' + r("New 1.") + "</w:moveTo>")
    joined = p("Half a ", properties='<w:rPr><w:del w:id="3"/></w:rPr>') + p("sentence.")
    split = p("One", properties='<w:rPr><w:ins w:id="4"/></w:rPr>') + p("two.")
    assert read(moved, joined, split).fields["text"] == "Stays.New 1.\nHalf a sentence.\nOne\ntwo."
    assert read(moved, joined, split, revisions="original").fields["text"] == "Old 1.Stays.\nHalf a \nsentence.\nOnetwo."


def test_rows_and_cells_that_were_inserted_or_deleted():
    table = tbl(["a", "1"], ["b", "2"], ["c", "3"])
    table = table.replace(f"<w:tr><w:tc><w:tcPr/>{p('b')}", f'<w:tr><w:trPr><w:del w:id="7"/></w:trPr><w:tc><w:tcPr/>{p("b")}')
    table = table.replace(f"<w:tcPr/>{p('3')}", f'<w:tcPr><w:cellIns w:id="8"/></w:tcPr>{p("3")}')
    assert read(table).fields["text"] == "a|1\nc|3"
    assert read(table, revisions="original").fields["text"] == "a|1\nb|2\nc"


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>' + p("Boxed 7") + "</w:txbxContent></wps:txbx></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p("Boxed 7") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_text_boxes_are_read_once_after_their_paragraph():
    assert read(p("Before ", BOX, "after."), p("Next.")).fields["text"] == "Before after.\nBoxed 7\nNext."


FOOTNOTES = (
    '<w:footnote w:id="-1" w:type="separator">' + p("----") + "</w:footnote>"
    '<w:footnote w:id="4">' + p("Of 582 in all.") + '</w:footnote><w:footnote w:id="5">' + p("Never referred to.") + "</w:footnote>"
)
REFERENCE = '<w:r><w:footnoteReference w:id="4"/></w:r>'


def test_footnotes_follow_their_paragraph():
    document = read(p("Done 579", REFERENCE, " so far.", REFERENCE), p("End."), footnotes=FOOTNOTES)
    assert kinds(document) == [("paragraph", "Done 579 so far."), ("caption", "Of 582 in all."), ("paragraph", "End.")]
    assert document.blocks[1].place == "footnote 1" and document.blocks[2].place == "paragraph 2"


def test_what_a_person_does_not_see_or_sees_once():
    ruby = "<w:r><w:ruby><w:rt>" + r("pinyin") + "</w:rt><w:rubyBase>" + r("字") + "</w:rubyBase></w:ruby></w:r>"
    form = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Click here") + "</w:sdtContent></w:sdt>"
    filled = "<w:sdt><w:sdtPr/><w:sdtContent>" + r("8%") + "</w:sdtContent></w:sdt>"
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 99</w:instrText></w:r><w:fldSimple w:instr="X">' + r("3") + "</w:fldSimple>"
    signs = '<w:r><w:t>3</w:t><w:tab/><w:t>4</w:t><w:noBreakHyphen/><w:t>5</w:t><w:sym w:char="F0B1"/><w:t>6</w:t><w:softHyphen/><w:t>7</w:t></w:r>'
    document = read(p(r("hidden 1", "<w:vanish/>"), r("shown", '<w:vanish w:val="0"/>'), ruby, form, filled, field), p(signs), p("m", "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"))
    assert document.fields["text"] == "shown字8%3\n3\t4-5\ufffd67\nmx=2"


def test_line_breaks_part_lines_but_not_cells():
    both = "<w:r><w:t>Half</w:t><w:br/><w:t>whole</w:t></w:r>"
    document = read(p(both), tbl([p(both) + p("more"), "2"], ["c", "3"]))
    assert document.fields["text"] == "Half\nwhole\nHalf whole more|2\nc|3"
    assert [block.place for block in document.blocks[:2]] == ["paragraph 1"] * 2


def test_spanned_columns_keep_their_numbers():
    table = tbl(["name", "2023", "2024"], ["both", "9"]).replace(f"<w:tcPr/>{p('both')}", f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("both")}')
    row = read(table).blocks[1]
    assert row.text == "both||9" and row.cells == ((0, 4), (5, 5), (6, 7))
    assert articles(read(table))


def test_tables_that_only_arrange_the_page():
    prose = p("A sentence of 10 people. " * 6) + p("Another of 20 people. " * 6)
    assert {block.kind for block in read(tbl([p("One column")], [p("of text")])).blocks} == {"paragraph"}
    assert {block.kind for block in read(tbl([prose, "picture"])).blocks} == {"paragraph"}
    nested = read(tbl([tbl(["a", "1"]) + p(""), tbl(["b", "2"]) + p("")]))
    assert [(block.text, block.place) for block in nested.blocks] == [("a|1", "table 1, row 1"), ("b|2", "table 2, row 1")]


def test_strict_files():
    raw = docx(p("Strict 5", style="1"), tbl(["a", "1"]))
    strict = zipped({name: data.replace(W.encode(), STRICT.encode()) for name, data in unzipped(raw).items()})
    document = read_docx("a.docx", strict)
    assert kinds(document) == [("heading", "Strict 5"), ("row", "a|1")]
    made = annotate(strict, report(document, *places(document, "5", "1")))
    assert [text for text, _ in marked(made)] == ["5", "1"]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in unzipped(made)["word/_rels/document.xml.rels"]


def test_a_main_part_of_another_name():
    raw = docx(p("Elsewhere 5"), main="word/document2.xml")
    assert read_docx("a.docx", raw).fields["text"] == "Elsewhere 5"


@pytest.mark.parametrize(("place", "lang", "said"), [("table 2, row 3", "zh", "表2第3行"), ("footnote 4", "en", "footnote 4"), ("paragraph 5", "zh", "第5段")])
def test_places_are_worded(place, lang, said):
    (span,) = report(read(p("582")), (0, 3)).articles[0].findings[0].spans
    assert short_place(replace(span, place=place), Words(lang)) == said


# What is refused


def refused(raw, match):
    with pytest.raises(InputError, match=match) as problem:
        read_docx("a.docx", raw)
    assert str(problem.value).startswith("a.docx: ") and "\n" not in str(problem.value)
    return problem


@pytest.mark.parametrize("raw", [b"", b"plain text", b"PK\x03\x04 cut off", docx(p("1"))[:-40], zipped({"a.txt": "no Word file"})])
def test_what_is_no_word_file(raw):
    refused(raw, "damaged")


def test_old_and_protected_files():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    refused(ole, r"save it as \.docx")
    refused(ole + "EncryptedPackage".encode("utf-16-le"), "password")
    raw = bytearray(docx(p("1")))
    place = raw.index(b"PK\x01\x02")
    raw[place + 8] |= 1
    refused(bytes(raw), "password")


def test_empty_files():
    refused(docx(), "empty: nothing to check")
    refused(docx(p(dele("all gone"))), "empty: nothing to check")


def test_bombs_are_not_unpacked(monkeypatch):
    monkeypatch.setattr("zipfile.ZipFile.read", lambda *_: pytest.fail("was unpacked"))
    refused(zipped({"word/document.xml": b" " * 30_000_000}), "200 times its size")
    refused(zipped({f"{number}": b"" for number in range(5001)}), "5000 parts")
    raw = bytearray(zipped({"word/document.xml": b"x" * 9, "b": b"y"}))
    place = raw.index(b"PK\x01\x02")
    raw[place + 20 : place + 28] = struct.pack("<II", 1 << 30, 1 << 30)
    refused(bytes(raw), "256 MB")


def test_markup_that_would_fill_the_memory_is_not_parsed():
    refused(docx("".join(f"<a/>{number:x}" for number in range(3_000_000))), "tags and attributes")


def test_a_part_that_is_longer_than_it_says():
    raw = bytearray(docx(p("5" * 5000)))
    place = raw.index(b"PK\x01\x02")
    raw[place + 24 : place + 28] = struct.pack("<I", 3)
    with pytest.raises(InputError, match="damaged"):
        annotate(bytes(raw), report(read_docx("a.docx", docx(p("5" * 5000))), (0, 1)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_document_types_are_refused(encoding):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    raw = unzipped(docx(p("ENTITY")))
    text = raw["word/document.xml"].decode().replace("ENTITY", "&b;")
    refused(zipped(raw | {"word/document.xml": f'<?xml version="1.0" encoding="{encoding}"?>{laughs}{text}'.encode(encoding)}), "damaged")
    outside = '<!DOCTYPE x SYSTEM "file:///etc/hostname">'
    refused(zipped(raw | {"word/document.xml": (outside + text).encode()}), "damaged")


def test_two_parts_of_one_name():
    raw = docx(p("First 1"))
    other = zipped({"word/document.xmX": docx(p("2"))}).replace(b"document.xmX", b"document.xml")
    taken = BytesIO(raw)
    with ZipFile(taken, "a") as made, pytest.warns(UserWarning):
        made.writestr("word/document.xml", other)
    refused(taken.getvalue(), "damaged")


@pytest.mark.parametrize("depth", [60, 120, 5000])
def test_deep_nesting_is_read_or_refused(depth):
    body = "<w:smartTag>" * depth + r("deep 1") + "</w:smartTag>" * depth
    tables = p("5")
    for _ in range(depth):
        tables = f"<w:tbl><w:tr><w:tc>{tables}</w:tc></w:tr></w:tbl>"
    for raw in (docx(p(body)), docx(tables)):
        try:
            assert read_docx("a.docx", raw).fields["text"] in ("deep 1", "5")
        except InputError as problem:
            assert depth > 60 and "damaged" in str(problem)


RAW = docx(TRACKED, p("Box 5", BOX, REFERENCE), tbl(["a", "1"]), footnotes=FOOTNOTES)


@given(st.integers(0, len(RAW) - 1), st.integers(0, 255), st.integers(0, 60))
@settings(max_examples=300)
def test_damage_is_told_in_one_line(place, byte, length):
    raw = RAW[:place] + bytes([byte]) * length + RAW[place + length :]
    try:
        assert isinstance(read_docx("a.docx", raw), Document)
    except InputError as problem:
        assert "\n" not in str(problem)


XML = unzipped(RAW)["word/document.xml"].decode()


@given(st.integers(0, len(XML) - 1), st.integers(0, 40), st.sampled_from(["", '"', "<w:p>", "</w:r>", "w:", "9" * 30, "<w:ins>", "<w:tr/>", "<w:tc/>"]))
@settings(max_examples=300)
def test_odd_markup_is_read_or_told(place, length, text):
    raw = zipped(unzipped(RAW) | {"word/document.xml": XML[:place] + text + XML[place + length :]})
    try:
        document = read_docx("a.docx", raw)
    except InputError as problem:
        assert "\n" not in str(problem)
        return
    whole = report(document, (0, len(document.fields["text"])))
    assert read_docx("a.docx", annotate(raw, whole)).fields == document.fields


def test_without_lxml_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    refused(docx(p("1")), r"pip install 'factcheck\[docx\]'")


# Comments


def test_comments_stand_at_the_figures_in_conflict():
    raw = docx(p(OPINIONS[:9], r(OPINIONS[9:14], "<w:b/>"), OPINIONS[14:]))
    found = findings(raw)
    made = annotate(raw, found)
    (finding,) = found.articles[0].findings
    assert sorted(text for text, _ in marked(made)) == sorted(span.text for span in finding.spans) == ["579个", "582个", "98.48%"]
    lines = marked(made)[0][1].split("\n")
    assert lines[0] == finding.message and lines[1] == f"算式：{finding.working}" and "99.48" in lines[1]
    assert len(lines) == 2 + len(finding.suggestions) and all(line.startswith("参考：") for line in lines[2:])
    assert read_docx("a.docx", made).fields == found.document.fields
    assert set(unzipped(made)) - set(unzipped(raw)) == {"word/comments.xml"}
    assert python_docx.Document(BytesIO(made)).comments is not None


HOLDERS = {
    "plain": p("The total was 582 people."),
    "runs": p("The total w", r("as 5", "<w:i/>"), "8", r("2 people.", "<w:b/>")),
    "table": tbl(["a", "b"], ["x", "was 582 of"]),
    "hyperlink": p('<w:hyperlink r:id="x">' + r("was 582 of") + "</w:hyperlink>"),
    "insertion": p("was ", ins("now 582 of"), " them"),
    "control": "<w:sdt><w:sdtContent>" + p("was 582 of") + "</w:sdtContent></w:sdt>",
    "field": p('<w:fldSimple w:instr="X">' + r("was 582 of") + "</w:fldSimple>"),
    "one run": p("<w:r><w:rPr><w:b/></w:rPr><w:t>was</w:t><w:tab/><w:t>582</w:t><w:tab/><w:t>of</w:t></w:r>"),
    "into a link": p("was 5", '<w:hyperlink r:id="x">' + r("82 of") + "</w:hyperlink>"),
    "entities": p("was &lt;582&amp; of"),
}


@pytest.mark.parametrize("name", HOLDERS)
def test_exactly_the_figure_is_marked(name):
    raw = docx(p("Before."), HOLDERS[name], p("After."))
    document = read_docx("a.docx", raw)
    made = annotate(raw, report(document, *places(document, "582")))
    assert marked(made) == [("582", "message 0\nSum: 1 + 1 = 0\nPerhaps: 2 – perhaps")]
    assert read_docx("a.docx", made).fields == document.fields
    assert printed(made) == printed(raw)


def test_deleted_text_is_marked_where_the_original_was_checked():
    raw = docx(TRACKED)
    document = read_docx("a.docx", raw, "original")
    made = annotate(raw, report(document, *places(document, "116万吨", "产量", "产量116")))
    assert [text for text, _ in marked(made)] == ["产量", "产量116", "116万吨"]
    assert printed(made) == printed(raw)
    accepted = read_docx("a.docx", raw)
    assert [text for text, _ in marked(annotate(raw, report(accepted, *places(accepted, "120万吨"))))] == ["120万吨"]


def test_text_boxes_notes_and_formulas_are_marked_as_a_whole():
    formula = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
    raw = docx(p("Before ", BOX, "after", REFERENCE, "."), p("So ", formula, "."), footnotes=FOOTNOTES)
    document = read_docx("a.docx", raw)
    made = annotate(raw, report(document, *places(document, "7", "582", "2.", "fore", "Before after.")))
    by_message = {said.split("\n")[0][-1]: text for text, said in marked(made)}
    assert by_message["3"] == "fore" and by_message["2"] == "x=2."
    assert by_message["1"] == "" and by_message["0"] == "Boxed 7Boxed 7"  # the footnote's sign; the text box with its older form
    assert read_docx("a.docx", made).fields == document.fields
    assert b"comment" not in unzipped(made)["word/footnotes.xml"]
    inside = unzipped(made)["word/document.xml"].split(b"<w:txbxContent>")[1].split(b"</w:txbxContent>")[0]
    assert b"comment" not in inside


def test_marks_that_touch_overlap_and_span_paragraphs():
    raw = docx(p("ab12cd"), p("34", "ef"))
    document = read_docx("a.docx", raw)
    assert document.fields["text"] == "ab12cd\n34ef"
    made = annotate(raw, report(document, (2, 4), (4, 6), (0, 6), (3, 9), (7, 9), (2, 3), (9, 11)))
    assert sorted(text for text, _ in marked(made)) == sorted(["12", "cd", "ab12cd", "2cd34", "34", "1", "ef"])
    assert printed(made) == printed(raw)


def test_one_place_of_two_findings_has_one_comment():
    raw = docx(p("was 582 of 600"))
    document = read_docx("a.docx", raw)
    both = report(document, ((4, 7), (11, 14)), (4, 7))
    found = marked(annotate(raw, both))
    assert [text for text, _ in found] == ["582", "600"]
    assert "message 0" in found[0][1] and "message 1" in found[0][1] and "message 1" not in found[1][1]


def test_a_second_run_replaces_its_own_comments_only():
    made = python_docx.Document()
    paragraph = made.add_paragraph("The total was 582 people.")
    made.add_comment(paragraph.runs, text="By an editor", author="Editor")
    raw = saved(made)
    document = read_docx("a.docx", raw)
    first = annotate(raw, report(document, *places(document, "582", "total")))
    assert [text for text, _ in marked(first)] == ["total", "582"]
    assert annotate(first, report(document, *places(document, "582", "total"))) == first
    second = annotate(first, report(document, *places(document, "was")))
    third = annotate(second, report(document))
    assert [text for text, _ in marked(second)] == ["was"] and marked(third) == []
    for each in (first, second, third):
        assert marked(each, "Editor") == [("The total was 582 people.", "By an editor")]
        assert "".join(char for char, *_ in printed(each) if len(char) == 1) == "The total was 582 people."
    assert annotate(third, report(document)) is third


def test_answers_to_comments_of_an_earlier_run_stay():
    raw = docx(p("was 582 of"))
    document = read_docx("a.docx", raw)
    files = unzipped(annotate(raw, report(document, *places(document, "582"))))
    answer = '<w:comment w:id="1" w:author="Editor"><w:p w14:paraId="00000002">' + r("Checked") + "</w:p></w:comment></w:comments>"
    comments = files["word/comments.xml"].decode().replace("<w:p>", '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="00000001">', 1)
    comments = comments.replace("</w:comments>", answer.replace("<w:comment ", f"<w:comment {SPACES} "))
    space = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    extended = f'<w15:commentsEx {space}><w15:commentEx w15:paraId="00000001" w15:done="0"/><w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>'
    body = files["word/document.xml"].decode()
    body = body.replace('<w:commentRangeStart w:id="0"/>', '<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>')
    body = body.replace('<w:commentRangeEnd w:id="0"/>', '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:commentRangeEnd w:id="0"/>')
    relations = files["word/_rels/document.xml.rels"].decode().replace(
        "</Relationships>", '<Relationship Id="x" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>'
    )
    parts = {"word/comments.xml": comments, "word/document.xml": body, "word/_rels/document.xml.rels": relations, "word/commentsExtended.xml": extended}
    made = annotate(zipped(files | parts), report(document))
    assert marked(made) == [] and marked(made, "Editor") == [("582", "Checked")]
    kept = unzipped(made)["word/commentsExtended.xml"]
    assert b"00000001" not in kept and b"00000002" in kept


def test_only_what_has_to_change_is_changed():
    raw = docx(p("was 582 of"), extra={"word/theme.xml": "<theme>  kept as it is </theme>"})
    document = read_docx("a.docx", raw)
    before, after = unzipped(raw), unzipped(annotate(raw, report(document, *places(document, "582"))))
    assert {name for name in before if before[name] != after[name]} == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert list(after)[: len(before)] == list(before)
    assert b'mc:Ignorable="w14"' in after["word/document.xml"] and b"xmlns:w14=" in after["word/document.xml"]


def test_another_text_than_the_one_checked_is_not_annotated():
    document = read(p("was 582 of"))
    with pytest.raises(InputError, match="has changed since it was checked"):
        annotate(docx(p("was 583 of")), report(document, (4, 7)))


def test_hostile_text_stays_text():
    hostile = "&lt;/w:t&gt;&lt;w:r&gt; ]]&gt; \u202e582\u202c \ue000\U0001f600 %s {0} 582"
    raw = docx(p(hostile))
    document = read_docx("a.docx", raw)
    text = document.fields["text"]
    found = report(document, (text.rindex("582"), len(text)), (text.index("582"), text.index("582") + 3), (text.index("</w:t>"), 9))
    made = annotate(raw, found)
    assert sorted(each for each, _ in marked(made)) == ["582", "582", text[:9]]
    assert printed(made) == printed(raw) and read_docx("a.docx", made).fields == document.fields


LETTERS = st.text(st.sampled_from("ab 12,.%&<>\"'\t个占\u3000\U0001f600"), min_size=1, max_size=30)


@st.composite
def drafts(draw):
    """Paragraphs cut into runs of several kinds, and marks in their text."""
    body = []
    for text in draw(st.lists(LETTERS, min_size=1, max_size=4)):
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)) | {0, len(text)})
        runs = []
        for start, end in zip(cuts, cuts[1:]):
            plain = text[start:end].replace("&", "&amp;").replace("<", "&lt;")
            kind = draw(st.sampled_from(["plain", "bold", "ins", "link", "del"]))
            link = '<w:hyperlink r:id="x">' + r(plain) + "</w:hyperlink>"
            runs.append({"plain": r(plain), "bold": r(plain, "<w:b/>"), "ins": ins(plain), "link": link, "del": r(plain) + dele("gone 1")}[kind])
        body.append(p(*runs))
    raw = docx(*(tbl(["head", "er"], [part, "x"]) if draw(st.booleans()) else part for part in body), p("end"))
    document = read_docx("a.docx", raw)
    text = document.fields["text"]
    shown = [(start, end) for start in range(len(text)) for end in range(start + 1, min(start + 8, len(text)) + 1) if not set(text[start:end]) & set("\n|")]
    return raw, document, draw(st.lists(st.sampled_from(shown), min_size=1, max_size=6, unique=True))


@given(drafts())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_runs_exactly_the_figure_is_marked(draft):
    raw, document, marks = draft
    text = document.fields["text"]
    made = annotate(raw, report(document, *marks))
    without = {name: data.replace(b"gone 1", b"") for name, data in unzipped(made).items()}
    assert [each for each, _ in marked(zipped(without))] == [text[start:end] for start, end in sorted(marks)]
    assert printed(made) == printed(raw) and read_docx("a.docx", made).fields == document.fields
    again = annotate(made, report(document, *marks))
    assert again == made
    gone = annotate(made, report(document))
    assert printed(gone) == printed(raw) and b"comment" not in unzipped(gone)["word/document.xml"]


# Files


def test_copies(tmp_path):
    source, other = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(docx(p("was 582 of")))
    other.write_bytes(docx(p("was 100 of")))
    document = read_docx(str(source), source.read_bytes())
    found, second = report(document, (4, 7)), report(read_docx(str(other), other.read_bytes()))
    copies = Copies(tmp_path / "out.docx")
    assert copies.add(found) == tmp_path / "out.docx"
    assert [text for text, _ in marked((tmp_path / "out.docx").read_bytes())] == ["582"]
    with pytest.raises(OutputError, match="name a folder"):
        copies.add(second)
    with pytest.raises(OutputError, match="is the article itself"):
        Copies(source).add(found)
    with pytest.raises(OutputError, match="cannot be written"):
        Copies(tmp_path / "none" / "out.docx").add(found)
    (tmp_path / "copies").mkdir()
    folder = Copies(tmp_path / "copies")
    assert [folder.add(each).name for each in (found, second)] == ["a.docx", "b.docx"]
    source.unlink()
    with pytest.raises(InputError, match="cannot be read again"):
        Copies(tmp_path / "c.docx").add(found)
    with pytest.raises(InputError, match="no Word file"):
        Copies(tmp_path / "c.docx").add(report(Document("a.md", {"text": "1"}, ())))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.docx", "copies", "out.docx"]


def converted(raw, folder, suffix):
    """What LibreOffice makes of a file."""
    (folder / "page.docx").write_bytes(raw)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", suffix, "--outdir", str(folder), str(folder / "page.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return Path(folder / f"page.{suffix.split(':')[0]}").read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_annotated_copies_open_in_libreoffice(tmp_path):
    raw = docx(*(HOLDERS[name] for name in ("plain", "runs", "table", "insertion", "hyperlink", "one run")), p("Box 5", BOX, REFERENCE), footnotes=FOOTNOTES)
    document = read_docx("page.docx", raw)
    text = document.fields["text"]
    marks = [(match.start(), match.end()) for match in re.finditer("582|7", text)]
    made = annotate(raw, report(document, *marks))
    assert converted(made, tmp_path, "pdf").startswith(b"%PDF")
    odt = tmp_path / "page.odt"
    odt.write_bytes(converted(made, tmp_path, "odt"))
    content = unzipped(odt.read_bytes())["content.xml"].decode()
    names = re.findall(r'<office:annotation [^>]*office:name="([^"]+)"', content)
    assert content.count("<office:annotation ") == len(marks)
    anchored = []
    for name in names:
        inside = re.search(rf'office:name="{name}".*?</office:annotation>(.*?)<office:annotation-end office:name="{name}"/>', content, re.DOTALL)
        if inside:
            anchored.append(re.sub("<[^>]*>", "", inside[1]))
    assert anchored.count("582") == 6
    assert "message 0" in content
