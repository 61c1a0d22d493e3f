"""What all lists share: the number that announces one, and what is seen when it is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.checks.flow import Flow
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Observation, Verdict

FEWEST, MOST = 2, 12
"""Numbers of things that writers count out in a text; larger ones are never listed whole."""
_DIGITS = compiled(r"\d+")
_SHOWN = 12
"""How many characters of an item are named."""


def number(text: str, numbers: Mapping[str, int]) -> int | None:
    """The number of things that is written, or None if no list of so many is counted."""
    found = numbers.get(text.lower())
    if found is None and text.isdecimal():
        found = int(text)
    return found if found is not None and FEWEST <= found <= MOST else None


def observation(
    verdict: Verdict, flow: Flow, count: tuple[int, int], spans: Sequence[tuple[int, int]], texts: Sequence[str] = ()
) -> Observation:
    """The number announced against the items; `texts` are the items in words if the spans only mark where they begin."""
    named = texts or [flow.text[start:end] for start, end in spans]
    facts = {
        "announced": flow.text[count[0] : count[1]],
        "listed": str(len(spans)),
        "items": data(flow.lang, "messages")["frame"]["list"].join(map(_shortened, named)),
    }
    marks = (flow.mark("announced", *count), *(flow.mark("item", *span) for span in spans))
    listed = _DIGITS.sub(str(len(spans)), facts["announced"])
    suggestions = ((listed, "count-of-list"),) if verdict == "inconsistent" and listed != facts["announced"] else ()
    return Observation(verdict, marks, facts, suggestions)


def _shortened(text: str) -> str:
    limit = _SHOWN * (3 if text.isascii() else 1)
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
