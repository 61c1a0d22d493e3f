"""Units of measure: the everyday table agrees with pint, and every word of a language leads to a unit."""

from fractions import Fraction

import pytest

from factcheck import units
from factcheck.languages import LANGUAGES, data, figures
from factcheck.model import Relation
from factcheck.operands import operands

CALENDAR = ("millennium", "century", "decade", "year", "quarter", "month")
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_that_is_read_has_a_unit(lang):
    figures, known = data(lang, "figures"), data(lang, "units")["units"]
    assert not [word for subject in ("measures", "durations") for word in figures[subject]["words"] if word not in known]


def test_fifteen_mu_are_a_hectare():
    assert 15 * units.unit("mu").factor == units.unit("hectare").factor


@pytest.mark.parametrize(
    "lang,words",
    [
        ("zh", ["亩", "公顷", "公里", "斤", "吨", "千瓦时", "标准箱", "摄氏度", "公里/小时", "桶"]),
        ("en", ["km", "tonnes", "tons", "barrels", "acres", "miles", "gallons", "feet", "yards", "m/s", "mph", "bpd", "degrees celsius"]),
    ],
)
def test_common_words_need_no_pint(lang, words):
    everyday, known = units._everyday(), data(lang, "units")["units"]
    assert not [word for word in words if known[word] not in everyday]


def test_other_units_come_from_pint():
    assert units.unit("furlong").dimension == "[length]"
    assert units.unit("zorkmid") is None


@pytest.mark.parametrize(
    "lang,text,is_one_sum",
    [
        ("zh", "30人、40吨、70吨", False),
        ("zh", "15亩、1公顷、30亩", True),
        ("zh", "3元、4美元、7元", False),
        ("en", "30 people, 40 tonnes and 70 tonnes", False),
        ("en", "30 kg, 1 tonne and 1,030 kg", True),
        ("en", "$3, £4 and $7", False),
    ],
)
def test_only_what_goes_together_is_added(lang, text, is_one_sum):
    *parts, total = figures(lang)(text, 0, 0)
    relation = Relation("sum", (*(("parts", part) for part in parts), ("total", total)), True, "")
    assert (operands(relation, [lang]) is not None) == is_one_sum
