"""The list of figures for other programs: what its values, units and labels are."""

import json

from factcheck.figures import Listing
from factcheck.readers.text import read_plain


def listed(text, style="jsonl"):
    document = read_plain("a.txt", text, "utf-8")
    return [json.loads(line) for line in Listing(style).document(document).splitlines()][0]["quantities"]


def test_a_fraction_is_listed_as_written_and_a_percentage_in_per_cent():
    quarter, percent = listed("四分之一的学校参加，占25%。")
    assert (quarter["kind"], quarter["value"], quarter["unit"]) == ("fraction", 0.25, "")
    assert (percent["kind"], percent["value"], percent["unit"]) == ("percent", 25, "%")
    assert quarter["low"] < 0.25 < quarter["high"] < 1
