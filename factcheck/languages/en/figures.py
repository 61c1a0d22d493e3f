"""How English copy writes figures: numerals, number words, hedges, units, dates.

The way of one figure: a trigger, the longest numeral, its unit or noun, the
hedges on either side, and a veto where it is part of a name or a set phrase.
"""

from __future__ import annotations

import re
from fractions import Fraction

from factcheck.kept import compiled
from factcheck.languages.en import money, ranks, shares
from factcheck.languages.en.dates import dated
from factcheck.languages.en.decades import decade
from factcheck.languages.en.hedging import combined, hedge_after, hedge_before, limited_behind
from factcheck.languages.en.lasting import lasting, short
from factcheck.languages.en.lexicon import lexicon, name_before, unit_after
from factcheck.languages.en.names import past_name
from factcheck.languages.en.numerals import Numeral, read_numeral
from factcheck.languages.en.ranges import with_ranges
from factcheck.languages.reading import Found, Unit, hedged, made, placed
from factcheck.model import Quantity
from factcheck.records import replace

_NOUN = compiled(r"[\s-]+([A-Za-z][A-Za-z'’]*)")
_OLD = compiled(r"[\s-](?P<unit>year|month|week|day)s?(?:[\s-]olds?\b|\sof\sage\b)", re.IGNORECASE)
_TALL = compiled(r"['’′]\s?(?P<inches>\d|1[01])(?:[\"”″]|'')(?!\w)")
"""The inches of 5'10"."""
_WHO = compiled(r"\b[A-Z][a-z’'-]+\s(?:[A-Z]\.\s)?[A-Z][\w’'-]*[a-z],\s\Z")
"""A full name and a comma, behind which an age stands: Mary Jones, 45, said."""
_PERSON = compiled(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|old|retired|former)\s(?:[a-z-]+\s){0,2}(?!(?:num|or|pap|oth|latt|form|quart|memb|lett|pow|riv|tow|count|lat|earli)er\b)"
    r"[a-z]*(?:er|or|ist|man|woman|ian|ant|ent|boy|girl|wife|husband|son|ee|nurse|judge|chef|coach|pilot|victim|teen|widow|nun|priest|monk),\s\Z"
)
_DOES = compiled(r",\s(?:who|of|from|and\s(?:her|his)|has|had|was|is|(?!years?\b|others?\b)[a-z]+(?:s|ed)|told|said|sold|won|died|lived)\b")
"""Between someone told by a noun and what is said of them, with an age in between: the owner, 74, sold it."""
_AGED = compiled(r"\b[Aa]ge[ds]?\s(?:of\s|between\s|from\s)?\Z")
_NAMED = compiled(r"\d{1,4}(?:-\d{1,4})?(?![\d,]*\d|\.\d|[kKmMbB](?!-\d)|\s?%|\s(?:pct|per|million|billion|bn|mln|percent)\b)")
_PHONE = compiled(r"\d{3}-(?:0\d{3}|\d{3}-\d{4})(?!\d)|(?<=\()\d{3}\)\s?\d{3}-\d{4}(?!\d)|1-8\d\d-\d{3}-\d{4}(?!\d)")
_SERIAL = compiled(
    r"\d+(?:-\d+){3,}(?![\d%])|\d{1,3}(?!(?:\.\d{3}){3})(?:\.\d{1,3}){3}(?![\d%])|\d{1,2}(?:\.\d{1,2}){2}(?![\d%])|\d{3,6}\.[A-Z]{1,2}\b(?!\.)|\d{3}\([a-z]\)|\d{1,2}-(?:cv|cr|mc|CV|CR|MC)-\d+|[3-6]G\b|[48]K\b(?!\s?[a-z]+\s?[$£€])"
)
"""Digits that are a code by their form: 978-3-16-148410-0, 192.168.1.1, 0700.HK, 401(k), 5G."""
_SECOND = compiled(r"(?:[£$€]\d[\d.,]*\s?(?:k|m|mn|bn|b|tn)|(?<![\w.-])\d[\d.,]*(?:k|m|mn|bn|tn|km|cm|mm|kg|ft|lb|C|F|pp|bps?|p))[-–]\Z|\bmid-\Z")
"""A first end of a range before the second: £3m-4m; or the middle of a decade: the mid-1990s."""
_DECADES = frozenset("23456789tfsen")
_FISCAL = compiled(r"(?<!\w)FY20\d\d(?!\d)")
_OPENS = ("", " ", "$", "(", "“", '"', ":")
_ABROAD = compiled(r"\d{1,3}(?:[ -]\d{2,4}){2,}(?![/\d])")
_AFTER_NAME = compiled(r"[a-z,]\s(?!\w+day\b|Over\b|Under\b|About\b|Another\b)[A-Z][a-z’']{2,}[a-z]*\s\Z")
_AFTER_CODE = compiled(r"(?<![A-Z]\s)(?<![A-Z.])\b(?!VS|AND|OR|BY|TO|OF|IN|AT|UP|PM|AM|TV|CEO|GDP|CPI|PPI|PMI|IPO|EPS|NET|SHR)[A-Z]{2,6}\s\Z")
"""Capitals before a bare number, which is a part of a code then: RFC 2616."""
_SENTENCE = compiled(r"\b[a-z]{4,}\b")
_ENDS_NAME = compiled(r"\s[a-z]|\.?\s*\Z|\.\s")
_MORE_DIGITS = compiled(r"(?:[ -]\d+)+")
_CODE = compiled(r"[\w.-]+(?:/\d+)*")
_WORD = compiled(r"\w+|.")
_RUN = compiled(r"\d+|[A-Za-z]+")
_NEGATIVE = compiled(r"(?:(?:\A|[(<>=~]\s{0,2})[-−]\s{0,2}|(?<![\d%])[\s,$£€|][-−]|\b(?:[Mm]inus|[Nn]egative)\s)\Z")
_QUARTERS = compiled(r"(?P<number>[A-Za-z]+)\squarters\b(?!\sof\b)")
_LASTING = compiled(r"\b(?:for|last|past|next|first|previous|consecutive|straight|successive|these|those)\s\Z")
_AGAIN = compiled(r"\s\((?P<digits>[\d,.]+)\)")
_PER_CENT_OF = compiled(r"(?:\A|[.;:]\s)[Pp]er\s?cents?\sof\s\Z")
_COUNTED_ONE = compiled(
    r"[\s-](?:percent|per cent|pct|percentage|million|billion|mln|year|month|week|day|hour|minute|second|death|person|man|woman|child|point|third|quarter|half|fifth|tenth|cent"
    r"|dollar|dlr|new|more|penny|pound|euro|yen|yuan|mile|metre|meter|inch|foot|ton|tonne|acre|gallon|litre|hundred|thousand|drachma|share|vote|game|goal|win|loss|seat|case)s?\b"
)
_SMALLER: dict[str, tuple[str, Fraction]] = {"feet": ("inches", Fraction(12)), "foot": ("inches", Fraction(12)), "ft": ("in", Fraction(12)), "yards": ("feet", Fraction(3)), "yds": ("feet", Fraction(3)), "pounds weight": ("ounces", Fraction(16)),
            "st": ("lb", Fraction(14)), "lb": ("oz", Fraction(16)), "lbs": ("oz", Fraction(16)), "kilometer": ("mile", Fraction(10**6, 1609344)), "stone": ("lb", Fraction(14))}  # fmt: skip
_AND = compiled(r"(?:,\s|\sand\s|,?\s)")
_INCHES = compiled(r"\s?(?:inches|inch|in)\b")


def figures(text: str, block: int, article: int, *, ends: bool = False) -> list[Quantity]:
    """All figures of a block's text, in order; `block` and `article` are stamped on them.

    ends: a range, a score or a date is followed by the numbers that it is made of.
    """
    found: list[Found] = []
    position = free = 0
    search = lexicon().trigger.search
    while match := search(text, position):
        one, position = _read(text, match.start(), free)
        if one is not None:
            found.append(one)
            free = one.quantity.end
    return placed(text, with_ranges(text, found), block, article, ends=ends)


def _read(text: str, start: int, free: int) -> tuple[Found | None, int]:
    """The figure at `start`, or None, and where to go on; `free` is where the last figure ended."""
    if text[start] == " ":
        start += 1
    is_digit = text[start].isdigit()
    begin, code, factor = money.sign_before(text, start, free)
    if is_digit and not code and _is_code(text, start):
        return None, _past_code(text, start)
    if is_digit and not code and _names(text, start):
        end = _past_code(text, start)
        more = _MORE_DIGITS.match(text, end) if text[start] == "0" else None
        return None, more.end() if more else end
    if (is_digit or text[start] == ".") and not code and (past := past_name(text, start)):
        return None, past
    if not code and text[start] in _DECADES and (ten := decade(text, start)) is not None:
        return ten, ten.quantity.end
    if not code:
        if (date := dated(text, start)) is not None:
            return date, max(date.quantity.end, start + 1)
        if (part := shares.in_text(text, start, free)) is not None:
            return Found(_with_noun(text, part)), part.end
    numeral = read_numeral(text, start, is_money=bool(code)) or _alone(text, start)
    if numeral is None or (not numeral.is_word and numeral.end == start):
        place = ranks.in_word(text, start)
        return (Found(place), place.end) if place else (None, _past_word(text, start))
    if not code and _is_name(text, numeral):
        more = _MORE_DIGITS.match(text, numeral.end) if text[start] == "0" else None
        return None, more.end() if more else numeral.end
    if factor > 1:
        numeral = numeral._replace(value=numeral.value * factor, step=numeral.step * factor, is_whole=False)
    return _counted(text, numeral, begin, code, free)


def _names(text: str, start: int) -> bool:
    """Whether a word that numbers follow in names stands before digits: Boeing 747-400, Agenda 2030."""
    word = text[max(text.rfind(" ", max(0, start - 18), start - 1) + 1, start - 18, 0) : start].rstrip()
    if not word or not (word[0].isupper() or word in lexicon().small_names):
        return False
    return bool(_NAMED.match(text, start) and name_before(text, start))


def _past_code(text: str, start: int) -> int:
    if text[start - 1 : start] == "+" and (phone := _ABROAD.match(text, start)):
        return phone.end()
    if serial := _PHONE.match(text, start) or _SERIAL.match(text, start):
        return serial.end()
    code = _CODE.match(text, start)
    return code.end() if code else start + 1


def _past_word(text: str, start: int) -> int:
    word = _WORD.match(text, start)
    return max(word.end() if word else 0, start + 1)


def _alone(text: str, start: int) -> Numeral | None:
    """A word that is a number where nothing else stands: nil."""
    value = lexicon().alone.get(text[start:].strip()) if not start and len(text) < 12 else None
    return None if value is None else Numeral(Fraction(value), Fraction(1), start, len(text.rstrip()), True, is_word=True)


def _counted(text: str, numeral: Numeral, begin: int, code: str, free: int) -> tuple[Found | None, int]:
    """What a number counts or measures."""
    if code:
        return _amount(text, numeral, begin, code, numeral.end, free)
    if (of_its_own := _in_form_of_its_own(text, numeral, begin, free)) is not None:
        return of_its_own
    unit, stop = unit_after(text, numeral.end)
    if unit is None and numeral.value < 1:
        unit, stop = shares.unit_of_one(text, numeral.end)
    if unit is None:
        return _without_unit(text, numeral, begin, free)
    if unit.kind == "duration" and (time := lasting(text, numeral, stop, unit)):
        return _done(text, time[0], begin, time[0].end, time[1], free)
    if unit.kind == "money":
        return _named_amount(text, numeral, begin, unit, stop, free)
    if unit.kind == "measure" and (longer := _compound(text, numeral, stop, unit)):
        numeral, stop = longer, longer.end
    return _done(text, numeral, begin, stop, unit, free)


def _in_form_of_its_own(text: str, numeral: Numeral, begin: int, free: int) -> tuple[Found | None, int] | None:
    """Quarters of a year, ages, places in a ranking, heights and short amounts: two quarters, 12-year-old, 6' 2", 5m."""
    end = numeral.end
    if numeral.is_fraction and (periods := _QUARTERS.match(text, numeral.start)) and (
        periods["number"].lower() == "two" or _LASTING.search(text, max(0, numeral.start - 12), numeral.start)
    ):
        whole = read_numeral(text[numeral.start : periods.end("number")], 0)
        if whole is not None:
            whole = whole._replace(start=numeral.start, end=periods.end("number"))
            return _done(text, whole, begin, periods.end(), Unit("duration", "quarters"), free)
    if old := _OLD.match(text, end):
        return _done(text, numeral, begin, old.end(), Unit("age", f"{old['unit'].lower()}s"), free)
    if (place := ranks.behind(text, numeral)) is not None:
        return (None if lexicon().names_after.match(text, place.end) else Found(place)), place.end
    if text.startswith(("'", "’", "′"), end) and (tall := _TALL.match(text, end)) and numeral.step == 1:
        height = numeral._replace(value=numeral.value + Fraction(int(tall["inches"]), 12), step=Fraction(1, 12), end=tall.end(), is_whole=False)
        return _done(text, height, begin, tall.end(), Unit("measure", "feet"), free)
    if text.startswith("m", end) and (brief := short(text, numeral)):
        return _done(text, brief[0], begin, brief[0].end, brief[1], free)
    return None


def _without_unit(text: str, numeral: Numeral, begin: int, free: int) -> tuple[Found | None, int]:
    """A fraction, a per cent told before, an age, a count with its noun, or a bare number; None for the number of a name or a code."""
    end = numeral.end
    if numeral.is_fraction and numeral.value < 1:
        share = shares.worded(text, numeral.start, end, numeral.value, free)
        if negative := _negative(text, numeral.start, free):
            share = replace(share, start=negative.start(), value=-share.value if share.value else None, interval=-share.interval)
        return Found(share), share.end
    if end < len(text) and (text[end].isalpha() or text[end] == "_" or numeral.is_word and text[end].isdigit()):
        return None, _past_code(text, end)
    if numeral.start < 24 and _PER_CENT_OF.search(text, 0, numeral.start):
        return _done(text, numeral, begin, end, Unit("percent", "%"), free)
    if "ge" in text[max(0, numeral.start - 14) : numeral.start] and _AGED.search(text, max(0, numeral.start - 14), numeral.start):
        return _done(text, numeral, begin, end, Unit("age", "years"), free, is_bare=True)
    if lexicon().forms.match(text, end):
        return None, _past_code(text, end)
    if _is_age(text, numeral, begin):
        return _done(text, numeral, begin, end, Unit("age", "years"), free, is_bare=True)
    noun = noun_after(text, end + text.startswith("+", end))
    if not noun and (behind := hedge_after(text, end)[0]) > end:
        noun = noun_after(text, behind)
    if not noun and _is_in_name(text, numeral):
        return None, end
    if again := _AGAIN.match(text, end):
        end = again.end() if numeral.is_word and again["digits"].replace(",", "") == str(numeral.value) else end
    found, stop = _done(text, numeral, begin, end, Unit("count" if noun else "number", noun), free, is_bare=True)
    return limited_behind(text, found, end) if noun and found is not None else found, stop


def _is_age(text: str, numeral: Numeral, begin: int) -> bool:
    """Whether a number between commas is somebody's age: the owner, 43, said."""
    if not (numeral.is_whole and 0 < numeral.value < 120 and text.startswith(", ", numeral.end)):
        return False
    before = max(0, begin - 40)
    return bool(_WHO.search(text, before, begin) or (_DOES.match(text, numeral.end) and _PERSON.search(text, before, begin)))


def _amount(text: str, numeral: Numeral, begin: int, code: str, end: int, free: int) -> tuple[Found | None, int]:
    """Money with its sign in front."""
    unit, stop = unit_after(text, end)
    if unit is not None and unit.kind == "money" and (unit.name == code or text[begin] == "$"):
        code, end = unit.name, stop
    if longer := money.with_coins(text, end, numeral):
        numeral, end = longer, longer.end
    return _done(text, numeral, begin, end, Unit("money", code), free)


def _named_amount(text: str, numeral: Numeral, begin: int, unit: Unit, stop: int, free: int) -> tuple[Found | None, int]:
    """Money with its name behind."""
    if unit.name == "GBP" and text.endswith(("pounds", "pound"), 0, stop) and money.is_weight(text, numeral.start, stop):
        return _done(text, numeral, begin, stop, Unit("measure", "pounds weight"), free)
    if longer := money.scaled_behind(text, stop, numeral) or money.with_coins(text, stop, numeral):
        numeral, stop = longer, longer.end
    return _done(text, numeral, begin, stop, unit, free)


def _compound(text: str, numeral: Numeral, stop: int, unit: Unit) -> Numeral | None:
    """5 feet and 2 inches: a measure with a smaller one behind it, in the larger."""
    smaller = _SMALLER.get(unit.name)
    joint = _AND.match(text, stop) if smaller and numeral.step == 1 else None
    if not smaller or not joint:
        return None
    part = read_numeral(text, joint.end())
    if part is None or part.scale != 1:
        return None
    below, end = unit_after(text, part.end)
    if (below is None or below.kind != "measure") and unit.name in ("feet", "foot", "ft") and (inches := _INCHES.match(text, part.end)):
        below, end = Unit("measure", "inches"), inches.end()
    names = {smaller[0], smaller[0].rstrip("s"), "in" if smaller[0] == "inches" else smaller[0], "inches" if smaller[0] == "in" else smaller[0]}
    if below is None or below.name not in names:
        return None
    step = 1 / smaller[1]
    return numeral._replace(value=numeral.value + part.value * step, step=part.step * step, end=end, is_whole=False)


def _done(text: str, numeral: Numeral, begin: int, end: int, unit: Unit, free: int, *, is_bare: bool = False) -> tuple[Found | None, int]:
    quantity = _finished(text, numeral, begin, end, unit, free)
    return Found(quantity, numeral.scale, is_bare=is_bare), max(quantity.end, numeral.end)


def _finished(text: str, numeral: Numeral, begin: int, end: int, unit: Unit, free: int) -> Quantity:
    """The figure with its sign and its hedges."""
    start, value = begin, numeral.value
    if negative := _negative(text, begin, free):
        value, start = -value, negative.start() + (negative.group()[0] in " (<>=~,$£€|\t") * 1
    start, hedge = hedge_before(text, start, free)
    end, after = hedge_after(text, end)
    if after == "negative":
        value = -value
    hedge = combined(hedge, after)
    is_equal = numeral.is_whole and hedge == "exact" and text.startswith("equal to", start)
    counted = is_equal or (unit.kind in ("count", "age") and unit.name != "points" and numeral.is_whole)
    interval, hedge = hedged(value, numeral.step, hedge, counted)
    return made(unit.kind, start, end, value, interval, unit.name, hedge, numeral.step)


def _negative(text: str, begin: int, free: int) -> re.Match[str] | None:
    """The minus before a number, as a sign or a word."""
    last = text[begin - 1 : begin]
    if last not in "-−" and not (last.isspace() and (text[begin - 2] in "se-−" or text[max(0, begin - 3)] in "-−")):
        return None
    return _NEGATIVE.search(text, max(free, begin - 10), begin)


def _with_noun(text: str, quantity: Quantity) -> Quantity:
    """Vague numbers count things: dozens of homes."""
    if quantity.kind != "number":
        return quantity
    end = quantity.end + 3 if text.startswith(" of ", quantity.end) else quantity.end
    noun = noun_after(text, end)
    return made("count" if noun else "number", quantity.start, quantity.end, quantity.value, quantity.interval, noun, quantity.hedge, quantity.step)


def noun_after(text: str, end: int) -> str:
    """The counted noun among the next words, such as jobs in "1,200 new jobs", or nothing."""
    words = lexicon()
    position = end
    for _ in range(4):
        word = _NOUN.match(text, position)
        if not word:
            return ""
        lower = word.group(1).lower()
        if lower in words.irregular:
            return lower
        if lower in words.barrier:
            return ""
        if lower.endswith("s") and not lower.endswith(("ss", "'s", "’s", "ous")) and lower not in words.stop:
            return lower
        position = word.end()
    return ""


def _is_code(text: str, start: int) -> bool:
    """Whether digits belong to a name or a code: F-16, Covid-19, G20, #3."""
    before = text[start - 1] if start else ""
    if _PHONE.match(text, start):
        return True
    if before in _OPENS:
        return _SERIAL.match(text, start) is not None
    if before.isalpha() or before in "#_@":
        return not (before == "Y" and _FISCAL.match(text, max(0, start - 2)))
    if before == "+" and _ABROAD.match(text, start):
        return True
    if before in "-–/" and start > 1:
        return text[start - 2].isalpha() and not _SECOND.search(text, max(0, start - 12), start)
    if before == "+":
        return start > 2 and text[start - 2].isdigit() and text[start - 3].isalpha()
    return before == "." and start > 2 and (text[start - 2].isdigit() or text[start - 3 : start - 1].isupper() and text[start - 3 : start - 1].isalpha())


def _is_in_name(text: str, numeral: Numeral) -> bool:
    """Whether a small bare number ends a name or a code: Maroon 5 toured, flight BA 117."""
    if numeral.is_word or not numeral.is_whole:
        return False
    start = numeral.start
    if _AFTER_CODE.search(text, max(0, start - 8), start) and numeral.end - start <= 4 and _SENTENCE.search(text, max(0, start - 80), start + 80):
        return True
    return numeral.value < 1000 and _ENDS_NAME.match(text, numeral.end) is not None and bool(_AFTER_NAME.search(text, max(0, start - 20), start) and _SENTENCE.search(text, max(0, start - 80), start + 80))


def _is_long_code(text: str, start: int, end: int) -> bool:
    """Whether a long run of digits is the number of an account rather than an amount: no unit follows, and text stands before."""
    return bool(text[max(0, start - 6) : start].strip(" -−")) and unit_after(text, end)[0] is None


def _is_name(text: str, numeral: Numeral) -> bool:
    """Whether the number is part of a name or a set phrase, or a code without a unit."""
    words = lexicon()
    start, end = numeral.start, numeral.end
    printed = text[start:end]
    is_plain = len(printed) <= 4 or not printed[0].isdigit()
    name = name_before(text, start) if is_plain and numeral.scale in (1, 12, 100) else ""
    if name and not text.startswith(("%", " pct", " per"), end) and not (numeral.is_word and name.islower()):
        return True
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and words.names_after.match(text, end):
        return True
    if numeral.letter == "M" and text[start - 1 : start].strip() == "" and len(printed) == 2 and printed == "3M":
        return True
    if printed.isdigit() and (len(printed) >= 9 and _is_long_code(text, start, end) or len(printed) > 1 and printed[0] == "0"):
        return True
    first = _RUN.match(printed)
    for at, phrase in words.phrases.get(first.group().lower() if first else "", ()):
        if start >= at and text.startswith(phrase, start - at):
            return True
    if printed.lower() == "one":
        return not (_COUNTED_ONE.match(text, end) or (len(text) < 12 and text.strip().lower() == "one") or _NEGATIVE.search(text, max(0, start - 10), start))
    if printed.istitle() and printed.isalpha() and _AFTER_NAME.search(text, max(0, start - 20), start) and _SENTENCE.search(text, max(0, start - 80), start + 80):
        return True
    return printed.istitle() and printed.isalpha() and text[end : end + 2].strip().istitle() and start > 1 and text[start - 2] not in ".!?:“\"'" and not printed.endswith("s")
