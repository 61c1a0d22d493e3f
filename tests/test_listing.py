"""The list of figures for other programs: what its values, units and labels are."""

import csv
import json
from io import StringIO

from factcheck.figures import Listing
from factcheck.readers.markdown import read_markdown
from factcheck.readers.text import read_plain


def listed(text, style="jsonl"):
    document = read_plain("a.txt", text, "utf-8")
    return [json.loads(line) for line in Listing(style).document(document).splitlines()][0]["quantities"]


def test_a_fraction_is_listed_as_written_and_a_percentage_in_per_cent():
    quarter, percent = listed("四分之一的学校参加，占25%。")
    assert (quarter["kind"], quarter["value"], quarter["unit"]) == ("fraction", 0.25, "")
    assert (percent["kind"], percent["value"], percent["unit"]) == ("percent", 25, "%")
    assert quarter["low"] < 0.25 < quarter["high"] < 1


TABLE = "| 地区 | 产值（亿元） | 增长 |\n|---|---|---|\n| 甲县 | 3.5 | 5% |\n| 乙县 | 1万 | 3% |\n"


def test_figures_of_a_table_have_the_unit_and_the_title_of_their_column():
    document = read_markdown("a.md", TABLE, "utf-8")
    rows = list(csv.DictReader(StringIO(Listing("csv").begin() + Listing("csv").document(document))))
    assert [(row["label"], row["value"], row["unit"], row["place"]) for row in rows] == [
        ("甲县 产值（亿元）", "350000000", "CNY", "3:8"), ("甲县 增长", "5", "%", "3:14"), ("乙县 产值（亿元）", "10000", "CNY", "4:8"), ("乙县 增长", "3", "%", "4:13"),
    ]  # fmt: skip
    assert all("甲县" in row["sentence"] or "乙县" in row["sentence"] for row in rows)


def test_every_style_lists_the_same_figures_with_their_label_and_sentence():
    document = read_plain("a.txt", "全县有学校582所。About 30 jobs went, the mayor said.", "utf-8")
    records = json.loads(Listing("jsonl").document(document))["quantities"]
    listing = Listing("json")
    assert json.loads(listing.begin() + listing.document(document) + listing.end())["documents"][0]["quantities"] == records
    rows = list(csv.DictReader(StringIO(Listing("csv").begin() + Listing("csv").document(document))))
    assert [(row["text"], row["label"], row["sentence"]) for row in rows] == [(one["text"], one["label"], one["sentence"]) for one in records]
    assert rows[0]["sentence"] == "全县有学校582所。" and rows[0]["label"]
    assert all(one["text"] in Listing("table").document(document) for one in records)
