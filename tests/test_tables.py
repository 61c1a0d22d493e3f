"""Tables beside articles: rows, cells and units, in text and of spreadsheet programs."""

import datetime
import re
import sys
import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources import kinds, one, refusal, sources

from factcheck.quantities import quantities
from factcheck.readers import read
from factcheck.readers.xlsx import shown
from factcheck.segment import articles

CHINESE = '表1,,\r\n地区,产值（亿元）,"说明 ""甲"""\r\n甲县,"1,250.5",增长5%\r\n\r\n合计,"2,000",\r\n'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_rows_and_cells_of_text(encoding):
    document = one("a.csv", CHINESE.encode(encoding))
    assert kinds(document) == [("caption", "表1"), ("row", '地区|产值（亿元）|说明 "甲"'), ("row", "甲县|1,250.5|增长5%"), ("row", "合计|2,000|")]
    assert [block.header for block in document.blocks] == [False, True, False, False]
    assert sources(document) == [("1", "1"), ("1,250.5", "1,250.5"), ("5%", "5%"), ("2,000", "2,000")]
    (article,) = articles(document)
    found = {figure.text: (figure.unit, figure.value) for figure in quantities(article)}
    assert found["1,250.5"] == ("CNY", 125_050_000_000) and found["2,000"] == ("CNY", 200_000_000_000)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    text = "\n".join(separator.join(row) for row in (["place", "visits", "share"], ["Ashby", "1250", "5%"], ["a, b; c|d" if separator == "\t" else "B", "7", "6%"]))
    document = one("a.csv", text.encode())
    assert [len(block.cells) for block in document.blocks] == [3, 3, 3] and all(text == there for text, there in sources(document))


def test_commas_of_thousands_in_a_table_with_semicolons():
    assert kinds(one("a.csv", b"place;visits\nAshby;1,250\nB;2,300\nC;\"3\n4\""))[1:] == [("row", "Ashby|1,250"), ("row", "B|2,300"), ("row", "C|3 4")]


@given(st.lists(st.lists(st.text(st.sampled_from('ab 1,;"\n\r\t中%'), max_size=5), min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_the_library_writes_is_read_cell_by_cell(rows):
    import csv
    from io import StringIO

    taken = StringIO()
    csv.writer(taken, quoting=csv.QUOTE_ALL).writerows([["x", "y"], ["p", "q"], *rows])
    found = one("a.csv", taken.getvalue().encode()).blocks
    written = [[" ".join(cell.split()) for cell in row] for row in rows]
    read_again = [[" ".join(block.text[slice(*cell)].split()) for cell in block.cells] or [block.text] for block in found[2:]]
    squeezed = [["".join(cell.split()) for cell in row] for row in written if any(row)]
    assert [["".join(cell.split()) for cell in row] for row in read_again] == squeezed


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"", "empty"), (b",,\n,,\n", "empty"), (b'a,"b\nc,d\n', "line 1 has a quoted cell without end"), (b"\x00\x01", "a binary file"), (b"a," * 1_000_001, "cells")],
)
def test_what_is_no_table_in_text_is_one_line(raw, said):
    assert said in refusal("a.csv", raw)


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book)
    taken = BytesIO()
    book.save(taken)
    return taken.getvalue()


def sheets(book):
    sheet = book.active
    sheet.title = "产值"
    for row in (["表1 产值，2024年"], ["地区", "产值（亿元）", "占比", "日期"], ["甲县", 12.5, 0.125, datetime.date(2024, 5, 6)], ["合计", 100, 1, None]):
        sheet.append(row)
    for number in (3, 4):
        sheet.cell(number, 2).number_format = '#,##0.0_);[Red](#,##0.0)'
        sheet.cell(number, 3).number_format = "0.0%"
    sheet.cell(7, 1, "乙表")
    sheet.cell(7, 2, "人数（人）")
    sheet.cell(8, 1, "甲县")
    sheet.cell(8, 2, 1250)
    hidden = book.create_sheet("hidden")
    hidden.append(["x", 9])
    hidden.sheet_state = "hidden"


def test_rows_and_cells_of_a_spreadsheet():
    document = one("a.xlsx", workbook(sheets))
    assert [(block.kind, block.text, block.header, block.place) for block in document.blocks] == [
        ("caption", "表1 产值，2024年", False, "产值, row 1"), ("row", "地区|产值（亿元）|占比|日期", True, "产值, row 2"),
        ("row", "甲县|12.5|12.5%|2024-05-06", False, "产值, row 3"), ("row", "合计|100.0|100.0%", False, "产值, row 4"),
        ("row", "乙表|人数（人）", True, "产值, row 7"), ("row", "甲县|1250", False, "产值, row 8"),
    ]  # fmt: skip
    assert all(text == there for text, there in sources(document))
    (article,) = articles(document)
    units = {figure.text: figure.unit for figure in quantities(article)}
    assert units["12.5"] == "CNY" and units["1250"] == "人"


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (0.15, "0%", "15%"), (0.1234, "0.00%", "12.34%"), (1234567.891, "#,##0.00", "1,234,567.89"), (12.5, '0.0"亿元"', "12.5亿元"), (12.5, "0", "13"),
        (-3, "#,##0;(#,##0)", "-3"), (1500000, "0.0,,", "1.5"), (5, "[$¥-804]#,##0.00", "¥5.00"), (0.1 + 0.2, "General", "0.3"), (100, "General", "100"),
        (12345678901234, "General", "12345678901234"), (1e30, "0.00", "1000000000000000000000000000000"), (1.5, "# ?/?", "1.5"), (True, "General", "TRUE"),
        (2.5, "0.0##", "2.5"), (2, "0.##", "2"), (float("nan"), "0", "NaN"), ("a\n b", "@", "a b"), (datetime.datetime(2024, 5, 6), "yyyy", "2024-05-06"), (None, "", ""),
    ],
)  # fmt: skip
def test_values_are_read_as_they_are_shown(value, pattern, text):
    assert shown(value, pattern) == text


def formulas(book):
    book.active.append(["all", 5])
    book.active.append(["sum", "=B1+1"])


def test_formulas_without_results_are_said_to_be_unread():
    document, problem = read("a.xlsx", workbook(formulas))
    assert kinds(document) == [("row", "all|5"), ("row", "sum")] and "formulas whose results are not stored" in str(problem)


def repacked(raw, name, data):
    taken = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as given, zipfile.ZipFile(taken, "w", zipfile.ZIP_DEFLATED) as made:
        for info in given.infolist():
            made.writestr(info.filename, data if info.filename == name else given.read(info))
    return taken.getvalue()


BOOK = workbook(formulas)
SHEET = "xl/worksheets/sheet1.xml"


def test_the_stored_result_of_a_formula_is_read():
    with zipfile.ZipFile(BytesIO(BOOK)) as given:
        sheet = given.read(SHEET)
    stored = re.sub(rb"</f>(<v ?/>|<v></v>)?", b"</f><v>6</v>", sheet)
    assert kinds(one("a.xlsx", repacked(BOOK, SHEET, stored))) == [("row", "all|5"), ("row", "sum|6")]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "no Excel file"), (b"PK", "no Excel file"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "an old Excel file"), (BOOK[:-99], "no Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"), (repacked(BOOK, SHEET, b"<x"), "no Excel file"),
        (workbook(lambda book: None), "without visible cells"), (repacked(BOOK, SHEET, b" " * 9_000_000), "more than 200 times its size"),
        (repacked(BOOK, SHEET, b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "no Excel file"), (repacked(BOOK, "xl/workbook.xml", b"<workbook/>"), "no Excel file"),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_one_line(raw, said):
    assert said in refusal("a.xlsx", raw)


def test_the_extra_is_named_if_it_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert refusal("a.xlsx", BOOK) == "a.xlsx: an Excel file, which needs more than is installed; run: pip install 'factcheck[xlsx]'"


# Beside an article

STORY = "Ashby had 1,250 visitors, 30% of 4,000.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "story.csv").write_text("place,visitors\nAshby,1250\n", encoding="utf-8")
    (tmp_path / "story.xlsx").write_bytes(workbook(lambda book: book.active.append(["place", 7])))
    (tmp_path / "other.csv").write_text("place,visitors\nBirch,8\n", encoding="utf-8")
    return tmp_path


def shown_files(*paths):
    from factcheck.sources import documents as all_of

    return [
        str(item) if isinstance(item, Exception) else (item.path, sorted({block.path for block in item.blocks if block.path})) for item in all_of(paths)
    ]


def test_a_table_of_the_same_name_is_a_part_of_its_article(desk):
    assert shown_files("story.md") == [("story.md", [])]
    assert shown_files("story.csv", "./story.md") == [("./story.md", ["story.csv"])]
    assert shown_files("other.csv", "story.csv") == [("other.csv", []), ("story.csv", [])]
    assert shown_files(".") == [("story.md", ["story.csv", "story.xlsx"])]
    (desk / "story.xlsx").write_bytes(b"PK")
    assert shown_files(".")[0].startswith("story.xlsx: no Excel file") and shown_files(".")[1] == ("story.md", ["story.csv"])


def test_its_figures_keep_their_file(desk):
    import json

    from click.testing import CliRunner

    from factcheck.cli import main

    (desk / "story.xlsx").unlink()
    made = CliRunner().invoke(main, ["quantities", "--format", "jsonl", "."])
    found = [(figure["text"], figure.get("path"), figure["start"]) for figure in json.loads(made.stdout)["quantities"]]
    assert found[-1] == ("1250", "story.csv", 21) and found[0] == ("1,250", None, 10)
    made = CliRunner().invoke(main, ["quantities", "."])
    assert "story.csv:2:7" in made.stdout
    made = CliRunner().invoke(main, ["check", ".", "--format", "json"])
    (document,) = json.loads(made.stdout)["documents"]
    assert document["path"] == "story.md" and made.exit_code == 1


def test_a_row_is_named_in_the_language_of_the_report():
    from factcheck.model import Span
    from factcheck.report.view import Words, short_place

    span = Span("", "text", 0, 1, "5", "a.xlsx", 1, 1, 1, 2, 0, 0, 0, 1, place="产值, row 3")
    assert (short_place(span, Words("en")), short_place(span, Words("zh"))) == ("产值, row 3", "“产值”第3行")
