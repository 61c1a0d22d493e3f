"""Headings against what stands below them, in files of several articles."""

from factcheck import engine, rulebook
from factcheck.readers import read
from factcheck.segment import articles

PAGE = """# Harbour works begin

Work on the harbour began today. It costs $3 million.

# Mystery of 1812 solved by divers

The mystery that lasted since 1412 is solved, divers said. It took 4 years.

# Harriers beat Dockers 3-2

Harriers beat Dockers 3-1 on Saturday with two late goals.
"""


def test_numbers_of_headings_are_marked_in_their_own_article():
    (document,) = read("page.md", PAGE.encode())
    found = [[[span.text for span in finding.spans] for finding in report.findings] for report in engine.check(articles(document), rulebook.load())]
    assert found == [[], [["1812", "1412"]], [["2", "1"]]]
