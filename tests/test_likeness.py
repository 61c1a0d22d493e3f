"""How alike the names of two figures are."""

import pytest

from factcheck.relate.likeness import similar


@pytest.mark.parametrize(
    ("first", "second", "spaced", "least", "most"),
    [
        ("", "orchards", True, 0, 0),
        ("orchards", "orchards", True, 100, 100),
        ("Output of orchards", "orchards output of", True, 100, 100),
        ("orchards", "the orchards of the county", True, 100, 100),
        ("orchards", "orchard", True, 90, 99),
        ("milk sold", "milk bought", True, 60, 75),
        ("timber", "juice", True, 0, 40),
        ("果园", "果园", False, 100, 100),
        ("全县果园面积", "果园面积", False, 100, 100),
        ("全县果园面积", "果园总面积", False, 75, 99),
        ("果园", "林地", False, 0, 0),
        ("果园面积", "渔船数量", False, 0, 0),
    ],
)
def test_likeness(first, second, spaced, least, most):
    assert least <= similar(first, second, spaced) <= most
    assert similar(first, second, spaced) == similar(second, first, spaced)
