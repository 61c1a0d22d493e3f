"""Figures as read: kind, value in the unit as written, unit and hedge."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.languages import figures

READ = [
    ("zh", "逾5616.6亿元", "money", 561660000000, "CNY", "over"),
    ("zh", "办结579个", "count", 579, "个", "exact"),
    ("zh", "99.48%", "percent", Fraction("99.48"), "%", "exact"),
    ("zh", "超六成", "percent", 60, "%", "over"),
    ("zh", "六成五", "percent", 65, "%", "exact"),
    ("zh", "400余万元", "money", 4000000, "CNY", "over"),
    ("zh", "一千多万元", "money", 10000000, "CNY", "over"),
    ("zh", "2.3个百分点", "point", Fraction("2.3"), "pp", "exact"),
    ("zh", "四分之一", "percent", 25, "%", "exact"),
    ("zh", "零下5摄氏度", "measure", -5, "摄氏度", "exact"),
    ("zh", "壹万贰仟元", "money", 12000, "CNY", "exact"),
    ("zh", "2亿3000万元", "money", 230000000, "CNY", "exact"),
    ("en", "1.78 billion H.K. Dlrs", "money", 1780000000, "HKD", "exact"),
    ("en", "nearly 40,000 homes", "count", 40000, "homes", "under"),
    ("en", "$1.2bn", "money", 1200000000, "USD", "exact"),
    ("en", "more than half of voters", "percent", 50, "%", "over"),
    ("en", "5 percentage points", "point", 5, "pp", "exact"),
    ("en", "twenty-five jobs", "count", 25, "jobs", "exact"),
    ("en", "half a billion dollars", "money", 500000000, "USD", "exact"),
    ("en", "six out of ten", "percent", 60, "%", "exact"),
]


@pytest.mark.parametrize("lang,text,kind,value,unit,hedge", READ, ids=[row[1] for row in READ])
def test_reads(lang, text, kind, value, unit, hedge):
    (figure,) = figures(lang)(text, 0, 0)
    assert (figure.kind, figure.value, figure.unit, figure.hedge) == (kind, value, unit, hedge)


@pytest.mark.parametrize("text", ["一带一路", "四下基层", "新三样", "十八洞", "第一公局", "十分方便", "“五一”", "一村一特", "A380", "107国道", "万一", "统一"])
def test_chinese_words_are_no_figures(text):
    assert figures("zh")(text, 0, 0) == []


@pytest.mark.parametrize("text", ["Boeing 737", "No one", "Covid-19", "Big Four", "Route 66", "one would say"])
def test_english_names_are_no_figures(text):
    assert figures("en")(text, 0, 0) == []


@given(st.integers(1, 10**9), st.sampled_from(["万元", "亿元", "元"]))
def test_chinese_money_is_exact(number, unit):
    (figure,) = figures("zh")(f"共{number}{unit}", 0, 0)
    assert figure.value == number * {"万元": 10**4, "亿元": 10**8, "元": 1}[unit]
    assert figure.interval.holds(figure.value)


@given(st.integers(0, 10**8))
def test_english_separators(number):
    (figure,) = figures("en")(f"${number:,} was paid", 0, 0)
    assert figure.value == number
