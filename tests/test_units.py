"""Units of measure: the everyday table agrees with pint, and every word of a language leads to a unit."""

from fractions import Fraction

import pytest

from factcheck import units
from factcheck.languages import LANGUAGES, data

CALENDAR = ("century", "decade", "year", "quarter", "month")
"""Counted in months here; pint takes the mean year in seconds."""


@pytest.mark.parametrize("name", [name for name in units._everyday() if name not in CALENDAR])
def test_everyday_table_agrees_with_pint(name):
    looked_up, everyday = units._looked_up(name), units.unit(name)
    assert looked_up.dimension == everyday.dimension
    assert abs(looked_up.factor / everyday.factor - 1) < Fraction(1, 10**5)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_a_unit(lang):
    table = data(lang, "units")["units"]
    assert not [word for word, name in table.items() if units.unit(name) is None]


def test_other_units_come_from_pint():
    assert units.unit("furlong").dimension == "[length]"
    assert units.unit("zorkmid") is None
