"""Round trips: a number is written in every style of either language and must be read back as itself."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_figures import in_english, in_han, only

from factcheck.languages import figures

WIDE = str.maketrans("0123456789,.%", "０１２３４５６７８９，．％")
TRADITIONAL = str.maketrans("万亿两", "萬億兩")


def grouped(number):
    return f"{number:,}"


def mixed(number):
    """3亿零205万100: digits with magnitude words, 零 where a part has fewer than four."""
    written = ""
    for part, unit in ((number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")):
        if part:
            written += ("零" if written and part < 1000 else "") + f"{part}{unit}"
    return written


ZH_STYLES = {
    "plain": str,
    "grouped": grouped,
    "spaced": lambda number: grouped(number).replace(",", " "),
    "wide": lambda number: str(number).translate(WIDE),
    "wide and grouped": lambda number: grouped(number).translate(WIDE),
    "words": in_han,
    "traditional words": lambda number: in_han(number).translate(TRADITIONAL),
    "mixed": mixed,
}
EN_STYLES = {
    "plain": str,
    "grouped": grouped,
    "spaced": lambda number: grouped(number).replace(",", " "),
    "thin": lambda number: grouped(number).replace(",", "\u2009"),
    "words": in_english,
    "words without and": lambda number: in_english(number).replace(" and ", " "),
    "words without hyphen": lambda number: in_english(number).replace("-", " "),
}
ZH_HEDGES = {"exact": ("", ""), "about": ("约", "左右"), "over": ("逾", ""), "under": ("不足", ""), "atleast": ("", "以上"), "atmost": ("最多", "")}
EN_HEDGES = {"exact": "", "about": "about ", "over": "more than ", "under": "nearly ", "atleast": "at least ", "atmost": "no more than "}
whole = st.integers(10, 10**8 - 1)
"""Beyond that, digits in a row without a unit are taken for the number of an account."""


@settings(deadline=None)
@given(whole, st.sampled_from(sorted(ZH_STYLES)), st.sampled_from(sorted(ZH_HEDGES)), st.sampled_from(["家", "吨", "公里", "欧元", "人次", "平方米"]))
def test_chinese_styles(number, style, hedge, unit):
    before, behind = ZH_HEDGES[hedge]
    figure = only("zh", f"全市共有{before}{ZH_STYLES[style](number)}{unit}{behind}，")
    assert (figure.value, figure.hedge) == (number, hedge)
    assert figure.interval.holds(number)


@settings(deadline=None)
@given(whole, st.sampled_from(sorted(EN_STYLES)), st.sampled_from(sorted(EN_HEDGES)), st.sampled_from(["homes", "tonnes", "miles", "euros", "percent"]))
def test_english_styles(number, style, hedge, unit):
    assume(style != "plain" or not 1500 <= number < 2100)  # a year, where nothing else tells
    figure = only("en", f"It counted {EN_HEDGES[hedge]}{EN_STYLES[style](number)} {unit} there")
    assert (figure.value, figure.hedge) == (number, hedge)
    assert figure.interval.holds(number)


@settings(deadline=None)
@given(st.integers(1, 9999), st.integers(0, 2))
def test_percentages_in_chinese(number, decimals):
    value = Fraction(number, 10**decimals)
    printed = f"{number // 10**decimals}" + (f".{number % 10**decimals:0{decimals}d}" if decimals else "")
    words = in_han(number // 10**decimals) + ("点" + "".join("零一二三四五六七八九"[int(digit)] for digit in printed.partition(".")[2]) if decimals else "")
    for text in (f"{printed}%", f"{printed}％".translate(WIDE), f"{printed} %", f"百分之{printed}", f"百分之{words}"):
        figure = only("zh", f"占比为{text}。")
        assert (figure.kind, figure.unit, figure.value, figure.step) == ("percent", "%", value, Fraction(1, 10**decimals)), text


@settings(deadline=None)
@given(st.integers(2, 20), st.integers(1, 19))
def test_parts_of_one_in_chinese(base, top):
    if top < base:
        figure = only("zh", f"约占{in_han(base).removeprefix('一') if 10 <= base < 20 else in_han(base)}分之{in_han(top).removeprefix('一') if 10 <= top < 20 else in_han(top)}。")
        assert figure.value == Fraction(100 * top, base) and figure.is_fraction


@settings(deadline=None)
@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["-", "—", "～", "至", "到", "–"]), st.sampled_from(["", "万", "亿"]))
def test_ranges_in_chinese(low, width, joint, magnitude):
    figure = only("zh", f"需要{low}{joint}{low + width}{magnitude}吨。")
    scale = {"": 1, "万": 10**4, "亿": 10**8}[magnitude]
    assert (figure.interval.low, figure.interval.high, figure.hedge) == (low * scale, (low + width) * scale, "range")


@settings(deadline=None)
@given(st.integers(2, 99), st.integers(1, 99), st.sampled_from(["{}-{}{}", "{}–{}{}", "{} to {}{}", "between {} and {}{}"]), st.sampled_from(["", " million", " billion"]))
def test_ranges_in_english(low, width, form, magnitude):
    figure = only("en", f"It needs {form.format(low, low + width, magnitude)} tonnes.")
    scale = {"": 1, " million": 10**6, " billion": 10**9}[magnitude]
    assert (figure.interval.low, figure.interval.high, figure.hedge) == (low * scale, (low + width) * scale, "range")


@settings(deadline=None)
@given(st.integers(1, 23), st.integers(1, 59), st.integers(1, 59))
def test_times_in_several_units(hours, minutes, seconds):
    whole = hours * 3600 + minutes * 60 + seconds
    assert only("zh", f"用时{hours}小时{minutes}分{seconds}秒").value == whole
    assert only("en", f"It took {hours} hours, {minutes} minutes and {seconds} seconds").value == whole


@settings(deadline=None)
@given(st.integers(1, 10**6))
def test_ordinals_in_digits(number):
    suffix = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    (figure,) = figures("en")(f"It was the {number}{suffix} visit", 0, 0)
    assert (figure.kind, figure.value) == ("ordinal", number)
    assert only("zh", f"他排在第{number}位").kind == "ordinal"
