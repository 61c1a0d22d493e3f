"""The words of figures.toml, indexed for the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from factcheck.house import remembered
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.languages.en.decades import TENS
from factcheck.languages.en.words import by_initial, vocabulary
from factcheck.languages.reading import Unit

RANKED = (
    r"-\w+est\b|-most\b|\s(?:larg|bigg|high|low|small|long|old|young|rich|poor|busi|tall|fast|deadli|strong|weak|cheap|wealthi)est\b|\s(?:most\s(?=[a-z])|best\b|worst\b)"
)
"""What follows a rank in words: the fourth-largest, the second most populous."""

PLACED = r"(?:(?<=ranked\s)|(?<=placed\s)|(?<=finished\s)|(?<=came\s)|(?<=between\sthe\s)|(?<=th\sand\sthe\s)|(?<=rd\sand\sthe\s)|(?<=st\sand\sthe\s))"
"""What stands before a rank in words: finished fifth, between the sixth and the ninth."""


class Lexicon(NamedTuple):
    """Everything the reader looks up."""

    trigger: re.Pattern[str]
    units: dict[str, Unit]
    unit_starts: frozenset[str]
    """The first words of units of several words."""
    before: dict[str, str]
    before_last: frozenset[str]
    """The words, or signs, that hedges before a figure end with."""
    after: tuple[tuple[str, str], ...]
    prepositions: frozenset[str]
    going_up: re.Pattern[str]
    """What before "up to" makes it no hedge."""
    months: dict[str, int]
    signs: dict[str, tuple[str, ...]]
    """Signs and codes of currencies by their last character, longest first."""
    sign_codes: dict[str, str]
    coins: frozenset[str]
    multiples: dict[str, str]
    alone: dict[str, int]
    names: dict[str, tuple[str, ...]]
    """Words that numbers follow in names, by their last character, longest first."""
    names_after: re.Pattern[str]
    small_names: frozenset[str]
    """Words of `names` in small letters."""
    phrases: dict[str, tuple[tuple[int, str], ...]]
    forms: re.Pattern[str]
    irregular: frozenset[str]
    stop: frozenset[str]
    barrier: frozenset[str]


@remembered
def lexicon() -> Lexicon:
    """The words of the English pack."""
    table = data("en", "figures")
    before = {word: hedge for hedge, words in table["hedges"]["before"].items() for word in words}
    after = [(word, hedge) for hedge, words in table["hedges"]["after"].items() for word in words]
    codes = {code: code for code in table["currencies"] if len(code) == 3}
    signs = {**table["signs"], **table["prefixes"], **codes}
    veto, nouns = table["veto"], table["nouns"]
    units = _units(table)
    return Lexicon(
        _trigger(table),
        units,
        frozenset(unit.replace("-", " ").partition(" ")[0].lower() for unit in units if " " in unit or "-" in unit),
        before,
        frozenset(word.split()[-1] for word in before),
        tuple(sorted(after, key=lambda pair: -len(pair[0]))),
        frozenset(table["hedges"]["prepositions"]),
        compiled(table["hedges"]["going_up"]),
        table["months"],
        _by_last(signs),
        signs,
        frozenset(table["coins"]["words"]),
        {word: str(value) for word, value in table["multiples"].items()},
        table["alone"],
        _by_last(veto["before"]),
        compiled(rf"\s(?:{'|'.join(map(re.escape, veto['after']))})(?!\w)"),
        frozenset(word.rstrip("-") for word in veto["before"] if word.islower()),
        _phrases(veto["phrases"]),
        compiled(veto["forms"]),
        frozenset(nouns["irregular"]),
        frozenset(nouns["stop"]),
        frozenset(nouns["barrier"]),
    )


def _by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        table.setdefault(word[-1], []).append(word)
    return {last: tuple(found) for last, found in table.items()}


def _trigger(table: dict[str, Any]) -> re.Pattern[str]:
    """Where a figure may begin: a digit, or one of few words."""
    words = vocabulary()
    big = [word for word, size in table["scales"].items() if size >= 12 and len(word) > 2]
    parts = [part for part in words.parts if "-" not in part and not part.endswith("s")]
    beginnings: list[str] = []
    for word in sorted((*parts, *big, "half", *table["words"]["ieth"]), key=len):
        if not word.startswith(tuple(beginnings)):
            beginnings.append(word)
    behind = by_initial(beginnings)
    multiples, ranks = by_initial(table["multiples"]), by_initial(table["words"]["ordinals"])
    alone = "|".join(table["alone"])
    months = by_initial(form for month in table["months"] for form in (month.capitalize(), month.upper()))
    initials = {word[0] for word in (*words.ones, *table["multiples"], *table["words"]["ordinals"], *table["alone"])} | set("ahqsfdtmbQH")
    letters = "".join(sorted({*initials, *(initial.upper() for initial in initials), *(month[0].upper() for month in table["months"])}))
    return compiled(
        rf"(?<![\w.])\.\d|(?<!\d)(?<!\d\.)\d|[¼½¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]|\b(?=[{letters}])(?:(?:{by_initial(words.ones, is_either=True)})(?![A-Za-z])"
        r"|[Hh]alf\b|[Mm]illions\sof\b|[Bb]illions\sof\b|[Ss]cores\sof\b|[Aa]\sscore\sof\b|[Aa]n?\s(?:year|month|week|day|hour|mile|decade)\sand\sa\s(?:half|quarter)\b|[Qq]uarter(?:\s(?:of\sa\s)?(?:million|billion)|-(?:percentage[\s-])?point)\b"
        rf"|[Aa]n?\s(?:{behind})|[Aa]\scouple\sof\s(?=hundred|thousand|million|billion|dozen)|(?:several|few)\s(?:hundred|thousand|million|billion|dozen)\b"
        rf"|[Dd]ozens?\b|[Tt]ens\sof\b|[Hh]undreds\b|[Tt]housands\b|(?:{multiples})\b|(?:{ranks})(?:{RANKED}|[\s-](?:quarter|half)\b|\splace\b)|{PLACED}(?:{ranks})\b(?!-)|[QH][1-4]\b|\A(?:{alone})\Z"
        rf"|{TENS}|(?:{months})\b\.?(?=,?\s\d))"
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
    ones = vocabulary().ones
    for phrase in phrases:
        for match in _PHRASE_WORD.finditer(phrase):
            word = match.group()
            if word.isdigit() or word[0].lower() + word[1:] in ones:
                table.setdefault(word.lower(), []).append((match.start(), phrase))
    return {word: tuple(found) for word, found in table.items()}


def last_sign(window: str) -> str:
    """The longest sign or code of a currency that a text ends with, a blank behind it left out; or nothing."""
    end = len(window) - window[-1:].isspace()
    return next((sign for sign in lexicon().signs.get(window[end - 1 : end], ()) if window.endswith(sign, 0, end)), "")


def name_before(text: str, start: int) -> str:
    """The word before a number that makes it a part of a name, such as Boeing; or nothing."""
    first = max(0, start - _NAME_WIDTH)
    end = start - text[start - 1 : start].isspace() if start > first else start
    for name in lexicon().names.get(text[end - 1 : end], ()):
        begin = end - len(name)
        if (begin > first or begin == 0) and text.endswith(name, first, end) and not (begin and _is_word(text[begin - 1])):
            return name
    return ""


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


_NAME_WIDTH = 18
_PHRASE_WORD = compiled(r"\d+|\b[A-Za-z]+\b")
_NEXT = compiled(r"[ \u00a0]{0,2}-?\s?(?:<)?((?:U\.S\.|H\.K\.)\s?[A-Za-z]+|[A-Za-zµμ°%％‰€][\w.%°/²³^'’µ]*|[$£¥₹₩₽₺₪₫฿₱₦₴₸₾₭₮₿₲₡₵￥¢\"元]|'')(?:[\s-]([A-Za-z.°]+)(?:[\s-]([A-Za-z.]+)(?:[\s-]([A-Za-z.]+))?)?)?")
_SPACED_LETTERS = frozenset("mgtlL")
_INCH = compiled(r"\s(?:thick|long|wide|tall|high|deep|of|in diameter)\b|\.?\s*\Z|\.\s")


def unit_after(text: str, end: int) -> tuple[Unit | None, int]:
    """The unit behind a number and where it ends, or None."""
    if text[end : end + 1] == "%":
        return _PERCENT, end + 1
    words = _NEXT.match(text, end)
    if not words:
        return None, end
    units, first = lexicon().units, words[1]
    is_single = "." not in first and first.lower() not in lexicon().unit_starts
    for count in (1,) if is_single else (4, 3, 2, 1):
        if words[count] is None:
            continue
        begin, stop = words.start(1), words.end(count)
        phrase = text[begin:stop]
        if not is_single:
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
_JOINT = compiled(r"[\s-]+")
_ABBREVIATION = compiled(r"((?:[A-Za-z]\.){2})(?=[A-Za-z])")


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
