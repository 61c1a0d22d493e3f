"""How English copy writes figures: numerals, number words, hedges, units, dates.

The way of one figure: a trigger, the longest numeral, its unit or noun, the
hedges on either side, and a veto where it is part of a name or a set phrase.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factcheck.hedges import interval_of
from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.languages.en.numerals import Numeral, number_words, read_numeral, word_pattern
from factcheck.model import Quantity

_NEXT_WORDS = re.compile(r"[\s-]?([A-Za-z%°][\w.%°/']*)(?:[\s-]([A-Za-z.]+(?![\w]))(?:[\s-]([A-Za-z.]+))?)?")
_NOUN = re.compile(r"[\s-]+([A-Za-z][A-Za-z'’]*)")
_OLD = re.compile(r"[\s-]years?[\s-]olds?\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?(?!\d)|\d{1,2}\s?[ap]\.?m\b\.?|\d{4}\s(?:GMT|EST|EDT|local time)")
_SCORE = re.compile(r"\d{1,3}[-–:]\d{1,3}(?![\d.,]*\d|[-–]\d|\s?(?:%|percent|per cent|pct|million|billion|mln|bln|trillion|years?|months?|weeks?|days?|hours?|minutes?|year|cts|cents|m\b|bn\b|points?|miles|km|people|times)|[-/\w])")
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d{2}[-–/]\d{2}(?:\d{2})?(?!\d)")
_CODE = re.compile(r"[\w.-]+")
_TOGETHER = re.compile(r"\s?(?:-|–|—|to|and|or)\s?")


class _Unit(NamedTuple):
    kind: str
    name: str


class _Lexicon(NamedTuple):
    trigger: re.Pattern[str]
    units: dict[str, _Unit]
    before: dict[str, str]
    after: tuple[tuple[str, str], ...]
    date: re.Pattern[str]
    months: dict[str, int]
    ratio: re.Pattern[str]
    part: re.Pattern[str]
    parts: dict[str, str]
    multiples: dict[str, int]
    names_before: tuple[str, ...]
    names_after: tuple[str, ...]
    phrases: dict[str, tuple[str, ...]]
    irregular: frozenset[str]
    stop: frozenset[str]
    barrier: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    table = data("en", "figures")
    units: dict[str, _Unit] = {word: _Unit("measure", word) for word in table["measures"]["words"]}
    units |= {word: _Unit("duration", word) for word in table["durations"]["words"]}
    for code, words in table["currencies"].items():
        units |= {word: _Unit("money", code) for word in words}
    units |= {word: _Unit("percent", "%") for word in ("%", "percent", "per cent", "pct", "pc")}
    units |= {word: _Unit("point", "pp") for word in ("percentage points", "percentage point", "pct points", "pct point", "pp", "percentage-point", "pct. points")}
    units |= {word: _Unit("point", "bp") for word in ("basis points", "basis point", "bps")}
    units |= {word: _Unit("multiple", "times") for word in ("times", "fold", "x")}
    months = "|".join(word.capitalize() + r"\b\.?" for word in sorted(table["months"], key=len, reverse=True))
    words = word_pattern()
    phrases: dict[str, list[str]] = {}
    for phrase in table["veto"]["phrases"]:
        for number in number_words():
            at = re.search(rf"(?i)\b{number}\b", phrase)
            if at:
                phrases.setdefault(number, []).append(phrase)
    parts = "|".join(sorted(table["parts"], key=len, reverse=True))
    return _Lexicon(
        re.compile(rf"\d|[$£€¥₹₩]|\b(?:{words}|[Hh]alf|[Aa]n?\s(?:third|quarter|fifth|sixth|eighth|tenth|half|dozen|hundred|thousand|million|billion)|[Dd]ozens?|[Hh]undreds|[Tt]housands|{'|'.join(table['multiples'])})(?![\w])|\b(?:{months})(?=,?\s\d)"),
        units,
        {word: hedge for hedge, words in table["hedges"]["before"].items() for word in words},
        tuple((word, hedge) for hedge, words in table["hedges"]["after"].items() for word in words),
        re.compile(
            rf"(?P<m>{months})\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d|\s?(?:%|percent|pct|million|mln))(?:,?\s(?P<y>(?:1[5-9]|20)\d{{2}})(?!\d|,\d))?"
            rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{months})(?:,?\s(?P<y2>(?:1[5-9]|20)\d{{2}})(?!\d|,\d))?"
            rf"|(?P<m3>{months}),?\s(?P<y3>(?:1[5-9]|20)\d{{2}})(?!\d|,\d)"
            r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?!\d)"
        ),
        table["months"],
        re.compile(rf"(?P<top>\d+|{words})\s(?:in|out of)\s(?:every\s)?(?P<base>\d[\d,]*|{words})\b(?!\s(?:years?|months?|days?|weeks?|hours?|minutes?|countries|cities|states|games|matches|million|billion|districts|provinces|places|areas|regions|locations|schools))"),
        re.compile(rf"(?P<top>a|an|one|two|three|four|five|seven|nine|[Aa]|[Oo]ne|[Tt]wo|[Tt]hree)[\s-](?P<part>{parts})(?![\w-])"),
        table["parts"],
        table["multiples"],
        tuple(table["veto"]["before"]),
        tuple(table["veto"]["after"]),
        {number: tuple(found) for number, found in phrases.items()},
        frozenset(table["nouns"]["irregular"]),
        frozenset(table["nouns"]["stop"]),
        frozenset(table["nouns"]["barrier"]),
    )


def figures(text: str, block: int, article: int) -> list[Quantity]:
    """All figures of a block's text, in order; `block` and `article` are stamped on them."""
    lexicon = _lexicon()
    found: list[Quantity] = []
    position = 0
    while match := lexicon.trigger.search(text, position):
        quantity, position = _read(text, match.start(), found[-1].end if found else 0, lexicon)
        if quantity is not None:
            found.append(quantity)
    joined = _joined_ranges(text, found)
    return [replace(q, text=text[q.start : q.end], block=block, article=article) for q in joined]


def _read(text: str, start: int, free: int, lexicon: _Lexicon) -> tuple[Quantity | None, int]:
    """The figure at `start`, or None, and where to go on; `free` is where the last figure ended."""
    digit = text[start].isdigit()
    if digit and _is_code(text, start):
        code = _CODE.match(text, start)
        return None, code.end() if code else start + 1
    for special in (_dated, _ratio, _in_words):
        quantity = special(text, start, free, lexicon)
        if quantity is not None:
            return quantity, max(quantity.end, start + 1)
    numeral = read_numeral(text, start)
    if numeral is None:
        word = re.compile(r"\w+|.").match(text, start)
        return None, word.end() if word else start + 1
    if _is_name(text, numeral, lexicon):
        return None, numeral.end
    return _counted(text, numeral, free, lexicon)


def _counted(text: str, numeral: Numeral, free: int, lexicon: _Lexicon) -> tuple[Quantity | None, int]:
    end = numeral.end
    if old := _OLD.match(text, end):
        return _finished(text, numeral, old.end(), _Unit("age", "years"), free, lexicon), old.end()
    if ordinal := _ORDINAL.match(text, end):
        value = numeral.value
        return _quantity("ordinal", numeral.start, ordinal.end(), value, Interval(value, value), "", "exact", numeral.step), ordinal.end()
    if numeral.sign:
        unit: _Unit | None = _Unit("money", numeral.sign)
        stop = end
    else:
        unit, stop = _unit_after(text, end, lexicon)
    if unit is None:
        if end < len(text) and (text[end].isalpha() or text[end] == "_"):
            code = _CODE.match(text, end)
            return None, code.end() if code else end + 1
        if re.search(r"\b(?:aged?|Aged?)\s$", text[max(0, numeral.start - 5) : numeral.start]):
            unit, stop = _Unit("age", "years"), end
        else:
            noun = _noun_after(text, end, lexicon)
            unit, stop = _Unit("count" if noun else "number", noun), end
    quantity = _finished(text, numeral, stop, unit, free, lexicon)
    return quantity, max(quantity.end, end)


def _finished(text: str, numeral: Numeral, end: int, unit: _Unit, free: int, lexicon: _Lexicon) -> Quantity:
    start, hedge = _hedge_before(text, numeral.start, free, lexicon)
    for word, kind in lexicon.after:
        if text.startswith(" " + word, end) and not text[end + 1 + len(word) : end + 2 + len(word)].isalnum():
            end, hedge = end + 1 + len(word), kind
            break
    if numeral.value is None:
        return _quantity(unit.kind, start, end, None, Interval(numeral.low, numeral.high), unit.name, "range", numeral.step)
    value = numeral.value
    if start == numeral.start and re.search(r"(?:^|[\s(])[-−]$|\bminus\s$", text[max(0, start - 6) : start]):
        value = -value
        start = start - (1 if text[start - 1] in "-−" else 6)
    counted = unit.kind in ("count", "age") and unit.name != "points" and numeral.is_whole
    return _quantity(unit.kind, start, end, value, interval_of(value, numeral.step, hedge, counted), unit.name, hedge, numeral.step)


def _quantity(
    kind: str, start: int, end: int, value: Fraction | None, interval: Interval, unit: str, hedge: str, step: Fraction
) -> Quantity:
    return Quantity(kind, "", 0, start, end, value, interval, unit, hedge, step)


def _hedge_before(text: str, start: int, free: int, lexicon: _Lexicon) -> tuple[int, str]:
    """Where the figure starts with its hedge, and which hedge it is."""
    tail = re.search(r"(?:[A-Za-z]+\s){1,3}$", text[max(free, start - 32) : start])
    if not tail:
        return start, "exact"
    words = tail.group().split()
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[-count:])
        hedge = lexicon.before.get(phrase.lower())
        if hedge is not None:
            at = text.rfind(words[-count], 0, start)
            if phrase.lower() in ("some", "over", "past", "within", "under", "around", "above", "below") and _is_preposition(text, at, phrase.lower()):
                return start, "exact"
            return at, hedge
    return start, "exact"


def _is_preposition(text: str, at: int, word: str) -> bool:
    """Whether "over" and its like belong to what stands before: in the past 12 months, up 5 over 1986."""
    if word in ("past", "within"):
        return True
    before = text[max(0, at - 8) : at].rstrip().lower()
    return before.endswith((" the", "grow", "%", "pct", "rise", " spread", " gain"))


def _unit_after(text: str, end: int, lexicon: _Lexicon) -> tuple[_Unit | None, int]:
    words = _NEXT_WORDS.match(text, end)
    if not words:
        return None, end
    for count in (3, 2, 1):
        if words.group(count) is None:
            continue
        stop = words.end(count)
        phrase = re.sub(r"[\s-]+", " ", text[words.start(1) : stop]).lower()
        for candidate in (phrase, phrase.rstrip(".,"), phrase.rstrip("'s") if phrase.endswith("'s") else phrase):
            unit = lexicon.units.get(candidate)
            if unit is not None and not (len(candidate) == 1 and candidate.isalpha() and text[end : end + 1] == " "):
                width = len(candidate) if count == 1 else stop - words.start(1) - (len(phrase) - len(candidate))
                if unit.kind == "multiple" and candidate == "x" and text[end : end + 1] == " ":
                    continue
                return unit, words.start(1) + width
    return None, end


def _noun_after(text: str, end: int, lexicon: _Lexicon) -> str:
    """The counted noun among the next words, such as jobs in "1,200 new jobs", or nothing."""
    position = end
    for _ in range(4):
        word = _NOUN.match(text, position)
        if not word:
            return ""
        lower = word.group(1).lower()
        if lower in lexicon.irregular:
            return lower
        if lower in lexicon.barrier:
            return ""
        if lower.endswith("s") and not lower.endswith(("ss", "'s", "’s", "ous")) and lower not in lexicon.stop:
            return lower
        position = word.end()
    return ""


def _in_words(text: str, start: int, free: int, lexicon: _Lexicon) -> Quantity | None:
    """Shares, multiples and vague counts that are words: two-thirds, half, tripled, dozens."""
    for back in ("a ", "A ", "an ", ""):
        at = start - len(back)
        if back and not (at >= free and text.startswith(back, at) and not text[max(0, at - 1) : at].isalnum()):
            continue
        if part := lexicon.part.match(text, at):
            share = Fraction(lexicon.parts[part.group("part")]) * ({"a": 1, "an": 1}.get(part.group("top").lower()) or number_words()[part.group("top").lower()])
            if share < 1:
                return _share(text, part.start(), part.end(), share * 100, free, lexicon)
    word = re.compile(r"[A-Za-z]+").match(text, start)
    if not word:
        return None
    lower = word.group().lower()
    if lower == "half" and not re.compile(r"[\s-](?:a|an|hour|year|time|day|dozen|brother|million|billion|sister|way|past|measures?)\b").match(text, word.end()):
        before = text[max(0, start - 14) : start].lower()
        if re.search(r"(?:first|second|latter|other|final|1st|2nd|last|and a|two|other)[\s-]$", before):
            return None
        return _share(text, start, word.end(), Fraction(50), free, lexicon)
    if lower in lexicon.multiples:
        value = Fraction(lexicon.multiples[lower])
        if lower == "twice" and not re.compile(r"\s(?:as|the|that|its|what|his|their)\b").match(text, word.end()):
            return None
        return _quantity("multiple", start, word.end(), value, Interval(value - Fraction(1, 10), value + Fraction(1, 10)), "times", "exact", Fraction(1))
    vague = {"dozens": (24, 99), "hundreds": (200, 999), "thousands": (2000, 9999)}.get(lower)
    if vague and text.startswith(" of ", word.end()):
        noun = _noun_after(text, word.end() + 3, lexicon)
        return _quantity("count" if noun else "number", start, word.end(), None, Interval(Fraction(vague[0]), Fraction(vague[1])), noun, "range", Fraction(1))
    return None


def _share(text: str, start: int, end: int, value: Fraction, free: int, lexicon: _Lexicon) -> Quantity:
    """A share in words, in per cent, with what such words leave open."""
    at, hedge = _hedge_before(text, start, free, lexicon)
    if hedge == "exact":
        interval = Interval(value - 1, value + 1)
    elif hedge == "over":
        interval = Interval(value, value + (25 if value >= 50 else 10))
    else:
        interval = interval_of(value, Fraction(5) if hedge == "under" else Fraction(1), hedge)
    return _quantity("percent", at, end, value, interval, "%", hedge, Fraction(1))


def _ratio(text: str, start: int, free: int, lexicon: _Lexicon) -> Quantity | None:
    """One in five, six out of ten: a share, in per cent."""
    match = lexicon.ratio.match(text, start)
    if not match:
        return None
    top, base = (_number(match.group(name)) for name in ("top", "base"))
    if not base or top >= base or base < 3 or (base > 20 and "every" not in match.group() and "out of" not in match.group()):
        return None
    if base > 20:
        return None  # "147 out of 267" is two figures
    return _share(text, start, match.end(), Fraction(top * 100, base), free, lexicon)


def _number(printed: str) -> int:
    plain = printed.replace(",", "").lower()
    return int(plain) if plain.isdigit() else number_words()[plain]


def _dated(text: str, start: int, free: int, lexicon: _Lexicon) -> Quantity | None:
    if match := lexicon.date.match(text, start):
        part = match.groupdict()
        if part["iso"]:
            year, month, day = (int(n) for n in part["iso"].split("-"))
            return replace(_undetermined("date", start, match.end()), date=(year, month, day))
        name = (part["m"] or part["m2"] or part["m3"]).lower().rstrip(".")
        numbers = [part["y"] or part["y2"] or part["y3"], part["d"] or part["d2"]]
        found = [int(n) if n else None for n in numbers]
        return replace(_undetermined("date", start, match.end()), date=(found[0], lexicon.months[name], found[1]))
    if not text[start].isdigit():
        return None
    if years := _SPAN_OF_YEARS.match(text, start):
        return _undetermined("period", start, years.end(), years.group())
    if (clock := _CLOCK.match(text, start)) and (":" in clock.group() or "m" in clock.group().lower() or " " in clock.group()):
        return _undetermined("time", start, clock.end())
    if score := _SCORE.match(text, start):
        first, second = (int(n) for n in re.split("[-–:]", score.group()))
        if first >= second or second > 99:
            return _undetermined("score", start, score.end())
    return _bare_year(text, start, lexicon)


def _bare_year(text: str, start: int, lexicon: _Lexicon) -> Quantity | None:
    match = re.compile(r"(1[6-9]\d\d|20\d\d)(s\b|(?![\d,]*\d|[.]\d|\w|/))").match(text, start)
    if not match or text[max(0, start - 1) : start] in ("$", "£", "€", "¥", ","):
        return None
    if match.group(2):
        return _undetermined("period", start, match.end(), match.group())
    unit, _ = _unit_after(text, match.end(), lexicon)
    following = _NOUN.match(text, match.end())
    if unit is not None and unit.kind != "duration" or (following and following.group(1).lower() in lexicon.irregular):
        return None
    if re.compile(r"[\s-](?:million|mln|billion|bln|thousand)\b").match(text, match.end()):
        return None
    return replace(_undetermined("date", start, match.end()), date=(int(match.group(1)), None, None))


def _undetermined(kind: str, start: int, end: int, name: str = "") -> Quantity:
    return _quantity(kind, start, end, None, Interval(None, None), name, "exact", Fraction(1))


def _is_code(text: str, start: int) -> bool:
    """Whether digits belong to a name or a code: F-16, Covid-19, G20, #3."""
    before = text[start - 1] if start else ""
    if before.isalpha() or before in "#_@" and before:
        return not re.search(r"(?:US|HK|A|C|NZ|S|NT|R|RMB|Rs|USD|EUR|GBP|CNY|HKD)$", text[max(0, start - 3) : start])
    if before in "-–/" and start > 1:
        return text[start - 2].isalpha()
    return before == "." and start > 1 and text[start - 2].isdigit()


def _is_name(text: str, numeral: Numeral, lexicon: _Lexicon) -> bool:
    """Whether the number is part of a name or a set phrase, or a code without a unit."""
    if numeral.sign:
        return False
    before = text[max(0, numeral.start - 16) : numeral.start]
    if before.endswith(("No. ", "No ", "no. ")) or before.rstrip().endswith(lexicon.names_before) and before != before.rstrip():
        return True
    if any(text.startswith(" " + name, numeral.end) for name in lexicon.names_after):
        return True
    printed = text[numeral.start : numeral.end]
    if printed.isdigit():
        return len(printed) > 1 and printed[0] == "0" or len(printed) >= 9
    for phrase in lexicon.phrases.get(printed.lower(), ()):
        at = phrase.lower().find(printed.lower())
        if text.startswith(phrase, numeral.start - at) and numeral.start >= at:
            return True
    return printed.lower() == "one" and (not numeral.is_capital or printed == "One") and _is_pronoun(text, numeral.end)


def _is_pronoun(text: str, end: int) -> bool:
    """Whether "one" stands for a person or a thing: nothing countable follows."""
    return not re.compile(r"[\s-](?:percent|per cent|pct|percentage|million|billion|mln|bln|year|month|week|day|hour|minute|death|person|man|woman|child|point|third|quarter|half|fifth|tenth|cent|dollar|dlr|new|more)s?\b").match(text, end)


def _joined_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Two figures that are the ends of one range become one figure."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if last is not None and (merged := _range(text, last, quantity)):
            joined[-1] = merged
        else:
            joined.append(quantity)
    return joined


def _range(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    between = text[first.end : second.start]
    if len(between) > 5 or not _TOGETHER.fullmatch(between) or first.value is None or second.value is None:
        return None
    word = between.strip()
    before = text[max(0, first.start - 9) : first.start].lower()
    if word in ("and", "or") and not (word == "and" and before.endswith("between ")):
        return None
    if word == "to" and re.search(r"\b(?:from|by)\s$", before):
        return None
    if second.kind in ("date", "period", "time", "score", "ordinal", "age") or first.kind in ("date", "ordinal"):
        return None
    if first.unit and first.kind not in ("count",) and (first.kind, first.unit) != (second.kind, second.unit) and second.unit:
        return None
    low, high = first.value, second.value
    bare = read_numeral(text, second.start)
    if bare is not None and bare.scale > 1 and low < high / bare.scale * 10 and first.step == 1 or (bare is not None and bare.scale > 1 and low * bare.scale < high):
        low *= bare.scale if bare else 1
    if low >= high:
        return None
    start = text.rfind("between ", 0, first.start) if word == "and" else first.start
    kind, unit = (second.kind, second.unit) if second.unit else (first.kind, first.unit)
    return replace(second, kind=kind, unit=unit, start=start, value=None, interval=Interval(low, high), hedge="range")
