"""How long something takes, in several units: 1 hour and 20 minutes, 2min 35sec, 2m 35s; in the smallest of them."""

from __future__ import annotations

from fractions import Fraction

from factcheck.kept import compiled
from factcheck.languages.en.lexicon import unit_after
from factcheck.languages.en.numerals import Numeral, read_numeral
from factcheck.languages.reading import Unit

_SECONDS = {
    **dict.fromkeys(("hours", "hour", "hrs", "hr", "h"), 3600),
    **dict.fromkeys(("minutes", "minute", "mins", "min"), 60),
    **dict.fromkeys(("seconds", "second", "secs", "sec"), 1),
}
_JOINT = compiled(r",?\s(?:and\s)?|(?=\d)")
_SHORT = compiled(r"m\s?(?P<seconds>\d{1,2}(?:\.\d{1,3})?)s\b")


def lasting(text: str, numeral: Numeral, stop: int, unit: Unit) -> tuple[Numeral, Unit] | None:
    """The whole time that begins with this number of hours or minutes, where it goes on behind `stop`; else None."""
    size, name, value = _SECONDS.get(unit.name, 0), unit.name, numeral.value
    if size < 60 or numeral.step != 1:
        return None
    end, step = stop, numeral.step
    while size > 1 and (joint := _JOINT.match(text, end)):
        part = read_numeral(text, joint.end())
        below, after = unit_after(text, part.end) if part is not None else (None, 0)
        smaller = _SECONDS.get(below.name, 0) if below is not None else 0
        if part is None or below is None or not 0 < smaller < size or part.value >= 60 or part.step > 1:
            break
        value, size, name, end, step = value * (size // smaller) + part.value, smaller, below.name, after, part.step
    if end == stop:
        return None
    return numeral._replace(value=value, step=step, end=end, is_whole=False), Unit("duration", name)


def short(text: str, numeral: Numeral) -> tuple[Numeral, Unit] | None:
    """2m 35s, in seconds."""
    match = _SHORT.match(text, numeral.end)
    if not match or numeral.step != 1:
        return None
    whole, _, part = match["seconds"].partition(".")
    step = Fraction(1, 10 ** len(part))
    value = numeral.value * 60 + int(whole + part) * step
    return numeral._replace(value=value, step=step, end=match.end(), is_whole=False), Unit("duration", "seconds")
