"""Figures as read: a corpus of spellings of one value, texts without figures, and numbers written in every style."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.languages import LANGUAGES, figures

CORPUS = Path(__file__).parent / "corpus"


def corpus(lang):
    return tomllib.loads((CORPUS / f"figures.{lang}.toml").read_text(encoding="utf-8"))


def cases(table):
    return [
        pytest.param(lang, text, entry, id=f"{lang}: {text}") for lang in LANGUAGES for entry in corpus(lang)[table] for text in entry["texts"]
    ]


def only(lang, text):
    found = figures(lang)(text, 0, 0)
    assert len(found) == 1, [figure.text for figure in found]
    return found[0]


@pytest.mark.parametrize("lang,text,entry", cases("same"))
def test_one_value_in_many_spellings(lang, text, entry):
    figure = only(lang, text)
    expected = (entry["kind"], Fraction(entry["value"]), entry.get("unit", ""), entry.get("hedge", "exact"))
    assert (figure.kind, figure.value, figure.unit, figure.hedge) == expected
    assert figure.interval.holds(figure.value)


@pytest.mark.parametrize("lang,text,entry", cases("range"))
def test_one_range_in_many_spellings(lang, text, entry):
    figure = only(lang, text)
    expected = (entry["kind"], Fraction(entry["low"]), Fraction(entry["high"]), entry.get("unit", ""))
    assert (figure.kind, figure.interval.low, figure.interval.high, figure.unit) == expected
    assert figure.hedge == "range"


@pytest.mark.parametrize("lang,text,entry", cases("kinds"))
def test_what_is_no_amount(lang, text, entry):
    figure = only(lang, text)
    assert (figure.kind, figure.value) == (entry["kind"], None)


@pytest.mark.parametrize("lang,text", [pytest.param(lang, text, id=text) for lang in LANGUAGES for text in corpus(lang)["silent"]["texts"]])
def test_names_and_idioms_are_no_figures(lang, text):
    assert figures(lang)(text, 0, 0) == []


INTERVALS = [
    ("zh", "5616.6亿元", "561655000000", "561665000000"),
    ("zh", "99.48%", "99.475", "99.485"),
    ("zh", "约5600亿元", "532000000000", "588000000000"),
    ("zh", "逾5600亿元", "560000000000", "570000000000"),
    ("zh", "近5600亿元", "550000000000", "560000000000"),
    ("zh", "至少3家", "3", None),
    ("zh", "3家以下", None, "3"),
    ("zh", "579个", "579", "579"),
    ("en", "$1.2bn", "1150000000", "1250000000"),
    ("en", "Rs 9.5 lakh crore", "9450000000000", "9550000000000"),
    ("en", "3.5 hundred thousand", "345000", "355000"),
    ("en", "30 minutes 12.45 seconds", "1812.445", "1812.455"),
    ("zh", "1小时20分钟", "79.5", "80.5"),
    ("zh", "三分之一强", "100/3", "130/3"),
    ("en", "more than 1,200 people", "1200", "1300"),
    ("en", "nearly 1,200 people", "1100", "1200"),
    ("en", "at least 12 people", "12", None),
    ("en", "12 people", "12", "12"),
]


@pytest.mark.parametrize("lang,text,low,high", INTERVALS, ids=[row[1] for row in INTERVALS])
def test_what_a_figure_can_stand_for(lang, text, low, high):
    interval = only(lang, text).interval
    assert (interval.low, interval.high) == tuple(None if end is None else Fraction(end) for end in (low, high))


@pytest.mark.parametrize(
    "lang,text,unit",
    [("zh", "由82.3万股增至415.6万股", "股"), ("zh", "增持82.3万股至415.6万股", "股"), ("en", "rose 14.4 pct to 40,131", ""), ("en", "from 36 mg to 48 mg", "mg")],
)
def test_a_change_is_no_range(lang, text, unit):
    found = figures(lang)(text, 0, 0)
    assert len(found) == 2 and found[1].unit == unit and found[1].value is not None


@pytest.mark.parametrize(
    "lang,text,low,high",
    [
        ("zh", "销量超过500台", 500, 600),
        ("zh", "如果销量超过500台，就发奖金", 500, None),
        ("zh", "哪家店销量不足500台？", None, 500),
        ("zh", "哪家店卖了500多台？", 500, 600),
        ("en", "They sold more than 500 tickets.", 500, 600),
        ("en", "If they sell more than 500 tickets, they get a prize.", 500, None),
        ("en", "Did fewer than 500 tickets go?", None, 500),
        ("en", "Did nearly 500 tickets go?", 400, 500),
    ],
)
def test_a_condition_and_a_question_set_limits(lang, text, low, high):
    interval = only(lang, text).interval
    assert (interval.low, interval.high) == (low, high)


@pytest.mark.parametrize(
    "text,first,unit",
    [
        ("Visits rose from 18 to 23 million.", 18_000_000, ""),
        ("The levy went from 4 to 6 percent.", 4, "%"),
        ("Debt fell from $90 to $75 million.", 90_000_000, "USD"),
        ("The club grew from 40 to 1.2 million members.", 40, ""),
        ("Visits rose from 2018 to 23 million.", None, ""),
    ],
)
def test_two_levels_share_the_magnitude_and_the_unit_that_is_told_once(text, first, unit):
    figure = figures("en")(text, 0, 0)[0]
    assert (figure.value, figure.unit) == (first, unit)


def test_limits_that_contradict_each_other_make_no_range():
    first, second = figures("en")("equal to 60 or less than 40", 0, 0)
    assert (first.interval.low, first.interval.high, second.interval.low, second.interval.high) == (60, 60, None, 40)


def test_parts_of_a_range_and_a_date_are_listed_on_request():
    found = figures("zh")("2023年11月5日，5—10万人", 0, 0, ends=True)
    assert [(figure.text, figure.value) for figure in found] == [
        ("2023年11月5日", None), ("2023", 2023), ("11", 11), ("5", 5), ("5—10万人", None), ("5", 50000), ("10万人", 100000),
    ]  # fmt: skip


@pytest.mark.parametrize("lang,text", [("zh", "总数 为 ３，０００ 人 ， 約 5 萬 元"), ("en", "It cost  about $ 5 million , or  £ 3.2 m .")])
def test_spans_are_places_in_the_text_as_given(lang, text):
    found = figures(lang)(text, 3, 7)
    assert len(found) == 2
    assert all(text[figure.start : figure.end] == figure.text and (figure.block, figure.article) == (3, 7) for figure in found)


HAN = "零一二三四五六七八九"


def in_han(number, digits=HAN, units=("", "十", "百", "千"), big=("", "万", "亿", "万亿")):
    """The number in Chinese words."""
    sections, words, gap = [], "", False
    while number:
        number, section = divmod(number, 10000)
        sections.append(section)
    for power in range(len(sections) - 1, -1, -1):
        section, part = sections[power], ""
        if not section:
            gap = True
            continue
        for place in range(3, -1, -1):
            digit = section // 10**place % 10
            if digit:
                part += (digits[0] if gap and (part or words) else "") + digits[digit] + units[place]
            gap = not digit if part or words else False
        words += part + big[power]
        gap = section % 10 == 0
    return words or digits[0]


ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_english(number):
    """The number in English words."""
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            whole, rest = divmod(number, size)
            joint = " and " if rest and rest < 100 else " "
            return f"{in_english(whole)} {word}" + (joint + in_english(rest) if rest else "")
    if number < 20:
        return ENGLISH[number]
    return TENS[number // 10 - 2] + (f"-{ENGLISH[number % 10]}" if number % 10 else "")


@given(st.integers(1, 10**12 - 1))
def test_chinese_words_read_back(number):
    assert only("zh", f"共{in_han(number)}元").value == number


@given(st.integers(1, 10**12 - 1))
def test_financial_words_read_back(number):
    words = in_han(number, "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))
    assert only("zh", f"计{words}元整").value == number


@given(st.integers(2, 10**12 - 1))
def test_english_words_read_back(number):
    assert only("en", f"They paid {in_english(number)} dollars.").value == number


@given(st.integers(1, 10**9), st.integers(0, 3), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]), st.sampled_from(["元", "美元", "欧元"]))
def test_chinese_digits_read_back(number, decimals, magnitude, unit):
    word, scale = magnitude
    printed = f"{number // 10**decimals:,}" + (f".{number % 10**decimals:0{decimals}d}" if decimals else "")
    figure = only("zh", f"共{printed}{word}{unit}，")
    assert figure.value == Fraction(number * scale, 10**decimals)
    assert figure.interval.high - figure.interval.low == figure.step == Fraction(scale, 10**decimals)


@given(st.integers(1, 10**9), st.integers(0, 3), st.sampled_from([("", 1), (" million", 10**6), ("bn", 10**9), (" lakh", 10**5)]))
def test_english_digits_read_back(number, decimals, magnitude):
    word, scale = magnitude
    printed = f"{number // 10**decimals:,}" + (f".{number % 10**decimals:0{decimals}d}" if decimals else "")
    figure = only("en", f"It cost ${printed}{word} there")
    assert figure.value == Fraction(number * scale, 10**decimals)


@given(st.sampled_from(LANGUAGES), st.text(alphabet="一二三十百千万亿点分之第约多余几数半元个年月日0123456789.,%-—至 $£onethuadmilrsf/()“”", max_size=60))
def test_any_text_is_read(lang, text):
    found = figures(lang)(text, 0, 0)
    assert all(0 <= figure.start < figure.end <= len(text) and figure.text == text[figure.start : figure.end] for figure in found)
    assert all(first.end <= second.start for first, second in zip(found, found[1:]))
