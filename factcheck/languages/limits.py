""""Over" and "under" where they are limits: in a question, in a condition, and beside another limit.

In a statement "more than 500 people" is a rounding: a few more than 500. "If more than 500 people
come" and "at least 100 and less than 500" tell where something begins or ends, and nothing more.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.languages.reading import Found, hedged
from factcheck.records import replace

_OPEN = {"over": "above", "under": "below"}
_NEAR = 40
"""How far before a figure the word of a condition may stand."""


class _Words(NamedTuple):
    limit: re.Pattern[str]
    condition: re.Pattern[str]
    question: re.Pattern[str]


@lru_cache(maxsize=2)
def _words(lang: str) -> _Words:
    table = data(lang, "figures")["limits"]
    return _Words(compiled(table["words"]), compiled(table["condition"]), compiled(table["question"]))


def is_limit(text: str, found: Found, lang: str) -> bool:
    """Whether the hedge of a figure says by its words alone that a limit can be meant: 超过, less than; not 近, 多, nearly."""
    one = found.quantity
    if one.hedge in ("atleast", "atmost"):
        return True
    return one.hedge in _OPEN and _words(lang).limit.match(text, one.start) is not None


def as_limit(found: Found) -> Found:
    """The figure with its "over" or "under" as a limit that is not reached; any other figure as it is."""
    one = found.quantity
    if one.value is None or one.hedge not in _OPEN:
        return found
    interval, hedge = hedged(one.value, one.step, _OPEN[one.hedge], False)
    return found._replace(quantity=replace(one, interval=interval, hedge=hedge))


def with_limits(text: str, found: list[Found], lang: str) -> list[Found]:
    """The figures; those that stand in a question or a condition are limits if their words allow it."""
    words = _words(lang)
    for at, one in enumerate(found):
        figure = one.quantity
        if figure.hedge not in _OPEN or not words.limit.match(text, figure.start):
            continue
        if words.question.match(text, figure.end) or words.condition.search(text, max(0, figure.start - _NEAR), figure.start):
            found[at] = as_limit(one)
    return found
