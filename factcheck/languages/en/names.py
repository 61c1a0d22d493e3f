"""Numbers that are a name by what stands on both sides: roads, post codes, addresses, numbers to call."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.house import remembered
from factcheck.kept import compiled
from factcheck.languages import data

_WIDTH = 40
"""How far before a number the words may begin that make it a name."""


class _Around(NamedTuple):
    """One pattern for the numbers and what follows them, and by its groups what must stand before."""

    numbers: re.Pattern[str]
    before: dict[str, re.Pattern[str]]


@remembered
def _around() -> _Around:
    rows = data("en", "figures")["around"]
    numbers = "|".join(f"(?P<n{at}>(?:{row['number']}){row['after']})" for at, row in enumerate(rows))
    return _Around(compiled(numbers), {f"n{at}": compiled(rf"(?:{row['before']})\Z") for at, row in enumerate(rows) if row["before"]})


def past_name(text: str, start: int) -> int:
    """The end of the name that the digits at `start` are, or 0: US 30, Texas 75001, 14 Elm Street."""
    words = _around()
    found = words.numbers.match(text, start)
    if found is None:
        return 0
    before = words.before.get(found.lastgroup or "")
    return 0 if before is not None and not before.search(text, max(0, start - _WIDTH), start) else found.end()
