"""Intervals hold every value that some choice from the operands gives; formulas are solved for each role."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.formula import FormulaError, parse
from factcheck.hedges import interval_of, last_digit_unit
from factcheck.interval import Interval

ends = st.fractions(min_value=-100, max_value=100, max_denominator=20)
shares = st.fractions(min_value=0, max_value=1, max_denominator=16)


@st.composite
def intervals(draw):
    low, high = sorted((draw(ends), draw(ends)))
    return Interval(low, high)


def inside(interval, share):
    return interval.low + (interval.high - interval.low) * share


@given(intervals(), intervals(), shares, shares)
def test_arithmetic_holds_every_result(first, second, s, t):
    a, b = inside(first, s), inside(second, t)
    assert (first + second).holds(a + b)
    assert (first - second).holds(a - b)
    assert (first * second).holds(a * b)
    if b != 0:
        assert (first / second).holds(a / b)


@given(intervals(), intervals())
def test_meeting_is_mutual(first, second):
    assert first.meets(second) == second.meets(first) == (first.common(second) is not None)


@given(st.fractions(min_value=1, max_value=10**6, max_denominator=100), st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 100)]))
def test_rounding_interval_holds_what_rounds_to_it(value, step):
    printed = round(value / step) * step
    assert interval_of(printed, step, "exact").holds(value)


@pytest.mark.parametrize(
    "value,hedge,low,high",
    [
        (5600, "over", 5600, 5700),
        (500, "under", 400, 500),
        (500, "atleast", 500, None),
        (500, "atmost", None, 500),
        (500, "about", 450, 550),
        (523, "about", Fraction(49685, 100), Fraction(54915, 100)),
    ],
)
def test_hedges_move_the_ends(value, hedge, low, high):
    found = interval_of(Fraction(value), Fraction(1), hedge)
    assert (found.low, found.high) == (low, high)


def test_last_digit_unit():
    assert last_digit_unit(Fraction(5600), Fraction(1)) == 100
    assert last_digit_unit(Fraction(5616), Fraction(1)) == 1


FORMULAS = {
    "part / whole = share": {"part": 3, "whole": 4, "share": Fraction(3, 4)},
    "new / old = 1 + rate": {"new": 50, "old": 40, "rate": Fraction(1, 4)},
    "new - old = change": {"new": 50, "old": 40, "change": 10},
    "1 - part / whole = share": {"part": 1, "whole": 4, "share": Fraction(3, 4)},
    "1 / (new / change - 1) = rate": {"new": 50, "change": 10, "rate": Fraction(1, 4)},
    "gdp = primary + secondary + tertiary": {"gdp": 6, "primary": 1, "secondary": 2, "tertiary": 3},
    "part / share = other / another": {"part": 6, "share": Fraction(1, 2), "other": 3, "another": Fraction(1, 4)},
}


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_is_solved_for_every_role(text):
    formula, values = parse(text), {role: (Interval.exactly(value),) for role, value in FORMULAS[text].items()}
    assert formula.evaluate(values) == "consistent"
    for role, value in FORMULAS[text].items():
        others = {name: found for name, found in values.items() if name != role}
        assert formula.evaluate(others) == "undecided"
        assert formula.solve(role, others) == Interval.exactly(value)
        wrong = {**others, role: (Interval.exactly(Fraction(value) + 1),)}
        assert formula.evaluate(wrong) == "inconsistent"


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=6))
def test_sum_is_solved_for_each_part(parts):
    formula = parse("sum(parts) = total")
    values = {"parts": tuple(map(Interval.exactly, parts)), "total": (Interval.exactly(sum(parts)),)}
    assert formula.evaluate(values) == "consistent"
    for index, part in enumerate(parts):
        assert formula.solve("parts", values, index) == Interval.exactly(part)


@pytest.mark.parametrize("text", ["", "part", "part = ", "part = part", "1 = 2", "part / = whole", "a = sum(", "__import__('os') = a", "a = b = c"])
def test_formula_that_cannot_be_read(text):
    with pytest.raises(FormulaError):
        parse(text)
