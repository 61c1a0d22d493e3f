"""The words of figures.toml, indexed for the reader."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from factcheck.languages import data
from factcheck.languages.en.words import vocabulary
from factcheck.languages.reading import Unit


class Lexicon(NamedTuple):
    """Everything the reader looks up."""

    trigger: re.Pattern[str]
    units: dict[str, Unit]
    before: dict[str, str]
    before_last: frozenset[str]
    """The words, or signs, that hedges before a figure end with."""
    after: tuple[tuple[str, str], ...]
    prepositions: frozenset[str]
    going_up: re.Pattern[str]
    """What before "up to" makes it no hedge."""
    months: dict[str, int]
    month: str
    """The names of the months, as a pattern."""
    signs: re.Pattern[str]
    sign_codes: dict[str, str]
    coins: frozenset[str]
    multiples: dict[str, str]
    alone: dict[str, int]
    names_before: re.Pattern[str]
    names_after: re.Pattern[str]
    small_names: frozenset[str]
    """Words of `names_before` in small letters."""
    phrases: dict[str, tuple[tuple[int, str], ...]]
    forms: re.Pattern[str]
    irregular: frozenset[str]
    stop: frozenset[str]
    barrier: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of the English pack."""
    table = data("en", "figures")
    months = "|".join(word.capitalize() + r"\b\.?" for word in sorted(table["months"], key=len, reverse=True))
    before = {word: hedge for hedge, words in table["hedges"]["before"].items() for word in words}
    after = [(word, hedge) for hedge, words in table["hedges"]["after"].items() for word in words]
    codes = {code: code for code in table["currencies"] if len(code) == 3}
    signs = {**table["signs"], **table["prefixes"], **codes}
    sign = "|".join(re.escape(word) for word in sorted(signs, key=len, reverse=True))
    veto, nouns = table["veto"], table["nouns"]
    return Lexicon(
        _trigger(table, months),
        _units(table),
        before,
        frozenset(word.split()[-1] for word in before),
        tuple(sorted(after, key=lambda pair: -len(pair[0]))),
        frozenset(table["hedges"]["prepositions"]),
        re.compile(table["hedges"]["going_up"]),
        table["months"],
        months,
        re.compile(rf"(?:{sign})\s?\Z"),
        signs,
        frozenset(table["coins"]["words"]),
        {word: str(value) for word, value in table["multiples"].items()},
        table["alone"],
        re.compile(rf"(?:^|[^\w])(?:{'|'.join(map(re.escape, sorted(veto['before'], key=len, reverse=True)))})\s?\Z"),
        re.compile(rf"\s(?:{'|'.join(map(re.escape, veto['after']))})(?!\w)"),
        frozenset(word.rstrip("-") for word in veto["before"] if word.islower()),
        _phrases(veto["phrases"]),
        re.compile(veto["forms"]),
        frozenset(nouns["irregular"]),
        frozenset(nouns["stop"]),
        frozenset(nouns["barrier"]),
    )


def _trigger(table: dict[str, Any], months: str) -> re.Pattern[str]:
    """Where a figure may begin: a digit, or one of few words."""
    words = vocabulary()
    big = "|".join(word for word, size in table["scales"].items() if size >= 12 and len(word) > 2)
    parts = "|".join(part for part in words.parts if " " not in part and "-" not in part and not part.endswith("s"))
    multiples = "|".join(table["multiples"])
    alone = "|".join(table["alone"])
    ranks = "|".join(table["words"]["ordinals"])
    return re.compile(
        rf"(?<![\w.])\.\d|(?<!\d)(?<!\d\.)\d|[¼½¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]|\b(?=[a-zA-Z])(?:(?:{words.pattern})(?![A-Za-z])|[Hh]alf\b|[Qq]uarter\s(?:of\sa\s)?(?:million|billion)\b"
        rf"|[Aa]n?\s(?:{parts}|{big}|half|twent|thirt|fort|fift|sixt|sevent|eight|ninet)|(?:several|few)\s(?:hundred|thousand|million|billion|dozen)\b"
        rf"|[Dd]ozens?\b|[Tt]ens\sof\b|[Hh]undreds\b|[Tt]housands\b|(?:{multiples})\b|(?:{ranks})-\w+est\b|\A(?:{alone})\Z|(?:{months})(?=,?\s\d))"
    )


def _units(table: dict[str, Any]) -> dict[str, Unit]:
    units = {word: Unit("measure", word) for word in table["measures"]["words"]}
    units |= {word: Unit("duration", word) for word in table["durations"]["words"]}
    for code, words in table["currencies"].items():
        units |= {word: Unit("money", code) for word in words}
        if len(code) == 3:
            units[code.lower() if code.lower() in table["currency_codes"]["small"] else code] = Unit("money", code)
    units |= {sign: Unit("money", code) for sign, code in table["signs"].items() if len(sign) == 1}
    units |= {word: Unit("percent", "%") for word in ("%", "percent", "per cent", "pct", "pc", "percentage", "percents", "％")}
    points = ("percentage points", "percentage point", "pct points", "pct point", "pp", "pct. points", "percent points", "percentage pts", "per cent points", "ppt")
    units |= {word: Unit("point", "pp") for word in points}
    units |= {word: Unit("point", "bp") for word in ("basis points", "basis point", "bps")}
    units["‰"] = Unit("percent", "‰")
    return units | {word: Unit("multiple", "times") for word in ("times", "fold", "x")}


def _phrases(phrases: list[str]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Set phrases by a number in them: where it stands, and the phrase."""
    table: dict[str, list[tuple[int, str]]] = {}
    number = re.compile(rf"\d+|\b(?:{vocabulary().pattern})\b")
    for phrase in phrases:
        for match in number.finditer(phrase):
            table.setdefault(match.group().lower(), []).append((match.start(), phrase))
    return {word: tuple(found) for word, found in table.items()}


_NEXT = re.compile(r"[ \u00a0]{0,2}-?\s?(?:<)?((?:U\.S\.|H\.K\.)\s?[A-Za-z]+|[A-Za-zµμ°%％‰€][\w.%°/²³^'’µ]*|[$£¥₹₩₽₺₪₫฿₱₦₴₸₾₭₮₿₲₡₵￥¢\"元]|'')(?:[\s-]([A-Za-z.°]+)(?:[\s-]([A-Za-z.]+)(?:[\s-]([A-Za-z.]+))?)?)?")
_SPACED_LETTERS = frozenset("mgtlL")
_INCH = re.compile(r"\s(?:thick|long|wide|tall|high|deep|of|in diameter)\b|\.?\s*\Z|\.\s")


def unit_after(text: str, end: int) -> tuple[Unit | None, int]:
    """The unit behind a number and where it ends, or None."""
    if text[end : end + 1] == "%":
        return _PERCENT, end + 1
    words = _NEXT.match(text, end)
    if not words:
        return None, end
    units = lexicon().units
    for count in (4, 3, 2, 1):
        if words.group(count) is None:
            continue
        begin, stop = words.start(1), words.end(count)
        phrase = text[begin:stop]
        if count > 1 or not phrase.isalpha():
            phrase = _JOINT.sub(" ", _ABBREVIATION.sub(r"\1 ", phrase))
        lower = phrase.lower()
        unit = units.get(lower) or units.get(phrase)
        if unit is None and lower[-1] in ".,'’":
            bare = lower.rstrip(".,'’")
            unit, stop = units.get(bare), stop - (len(lower) - len(bare))
        if unit is None and lower.endswith(("'s", "’s")):
            unit, stop = units.get(lower[:-2]), stop - 2
        if unit is not None and _is_unit(text, end, begin, stop, unit, lower):
            return unit, stop
    if (words.group(1) == "in" and (text[end] in " -")) and _INCH.match(text, words.end(1)) and not text[words.end(1) :].startswith((" the", " a ")):
        return Unit("measure", "inches"), words.end(1)
    if words.group(1) in ('"', "''") and _INCH.match(text, words.end(1)):
        return Unit("measure", "inches"), words.end(1)
    return None, end


_PERCENT = Unit("percent", "%")
_JOINT = re.compile(r"[\s-]+")
_ABBREVIATION = re.compile(r"((?:[A-Za-z]\.){2})(?=[A-Za-z])")


def _is_unit(text: str, end: int, begin: int, stop: int, unit: Unit, word: str) -> bool:
    """Whether a short word is a unit here, and not the beginning of something else."""
    printed = text[begin:stop]
    if len(printed) == 1 and printed.isupper() and printed not in "LCFW":
        return False
    if len(printed) == 1 and printed.isalpha() and begin > end:
        return printed in _SPACED_LETTERS and text[end] == " " and not text[stop : stop + 1].isalnum() and unit.kind == "measure"
    if printed in _SIGNS and begin > end and text[stop : stop + 2].strip()[:1].isdigit():
        return False
    if word == "won":
        return text[end - 1] != " " and (text[end - 4 : end].isdigit() or not text[end - 1].isdigit() or "," in text[end - 5 : end])
    if word in ("min", "sec", "st", "l", "p", "c", "rm", "pc", "cup", "mi", "db", "bit") and begin > end:
        return text[stop : stop + 1] != "." and word in ("min", "sec", "cup", "rm", "mi", "db", "bit")
    return not (unit.kind == "multiple" and word == "x" and begin > end)


_SIGNS = frozenset("$£€¥₹₩₽₺₪₫฿₱₦₴₸₾₭₮₿₲₡₵￥")
