"""list-count: an announced number of things against the list that names them.

Only lists that set out to be complete are counted: after a colon, before "are
the four …", or marked one by one (一是, first). Where an item may hold a word
that joins, or the list is left open, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.checks.flow import Flow, flows
from factcheck.languages import data
from factcheck.model import Article, Mark, Observation, Quantity


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of lists of a language, compiled."""

    before: tuple[re.Pattern[str], ...]
    """A number, then its list; groups "count" and "list"."""
    after: tuple[re.Pattern[str], ...]
    """A list, then its number."""
    items: re.Pattern[str]
    """What stands between two items."""
    joined: re.Pattern[str]
    """An item that may be two: nothing is said of such a list."""
    open: re.Pattern[str]
    """A list that is left open."""
    numbers: dict[str, int]
    longest: int
    """The longest item of a plain list, in characters."""
    markers: tuple[re.Pattern[str], ...]
    announced: re.Pattern[str]


@cache
def _words(lang: str) -> _Words:
    table = data(lang, "checks")["lists"]
    number = table["number"]
    return _Words(
        tuple(re.compile(form.replace("{number}", number)) for form in table["before"]),
        tuple(re.compile(form.replace("{number}", number)) for form in table["after"]),
        re.compile(table["items"]),
        re.compile(table["joined"]),
        re.compile(table["open"]),
        table["numbers"],
        table["longest"],
        tuple(re.compile(marker) for marker in table["markers"]),
        re.compile(table["announced"].replace("{number}", number)),
    )


def list_counts(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each announced count with a list; marks "announced" and each "item"."""
    for flow in flows(articles, without=("heading", "row")):
        words = _words(flow.lang)
        taken: set[int] = set()
        for pattern in (*words.before, *words.after):
            for match in pattern.finditer(flow.text):
                if match.start("count") not in taken and (seen := _plain(flow, match, words)) is not None:
                    taken.add(match.start("count"))
                    yield seen
        yield from _marked(flow, words, taken)


def _plain(flow: Flow, match: re.Match[str], words: _Words) -> Observation | None:
    """A list in one sentence, or None if it cannot be counted safely."""
    start, end = match.span("list")
    text = flow.text[start:end]
    if words.open.search(text) or words.open.match(flow.text, end):
        return None
    spans = list(_items(text, start, words))
    announced = _number(match["number"], words)
    if announced is None or len(spans) < 2 or any(low >= high or high - low > words.longest for low, high in spans):
        return None
    if len(spans) != announced and any(words.joined.search(flow.text[low:high]) for low, high in spans):
        return None
    return _seen(flow, match.span("count"), spans, announced)


def _items(text: str, offset: int, words: _Words) -> Iterator[tuple[int, int]]:
    position = 0
    for gap in [*words.items.finditer(text), None]:
        end = gap.start() if gap else len(text)
        piece = text[position:end]
        low = position + len(piece) - len(piece.lstrip())
        yield offset + low, offset + low + len(piece.strip())
        position = gap.end() if gap else end


def _number(text: str, words: _Words) -> int | None:
    number = words.numbers.get(text.lower())
    if number is None and text.isdecimal():
        number = int(text)
    return number if number is not None and 2 <= number <= 12 else None


def _marked(flow: Flow, words: _Words, taken: set[int]) -> Iterator[Observation]:
    """A list whose items carry markers: 一是 … 二是 …, first … second …"""
    for announced in words.announced.finditer(flow.text):
        count = _number(announced["number"], words)
        if count is None or announced.start("count") in taken:
            continue
        found: list[tuple[int, int]] = []
        end = announced.end()
        for marker in words.markers:
            match = marker.search(flow.text, end, flow.block_end(end))
            if match is None:
                break
            found.append(match.span())
            end = match.end()
        if len(found) >= 2 and not words.open.search(flow.text, end, flow.block_end(end)):
            yield _seen(flow, announced.span("count"), found, count)


def _seen(flow: Flow, count: tuple[int, int], spans: Sequence[tuple[int, int]], announced: int) -> Observation:
    marks: list[Mark] = [flow.mark("announced", *count), *(flow.mark("item", *span) for span in spans)]
    texts = [flow.text[start:end] for start, end in spans]
    facts = {
        "announced": flow.text[count[0] : count[1]],
        "listed": str(len(spans)),
        "items": data(flow.lang, "messages")["frame"]["list"].join(texts),
    }
    return Observation("consistent" if len(spans) == announced else "inconsistent", tuple(marks), facts)
