"""list-count: an announced number of things against the list that names them.

Only lists that set out to be complete are counted: after a colon, right before
their number, before "are the four …", or marked one by one. A list that fits is
consistent. One that does not fit is reported only if its items are short and of
one form, and no word within them can join two; else nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from factcheck.checks.announced import number, observation
from factcheck.checks.enumerated import marked, set_apart
from factcheck.checks.flow import Flow, flows
from factcheck.checks.items import Items, cut, hidden, leading, length, readings
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Observation, Quantity
from factcheck.records import dataclass

_WINDOW = 120
"""How far before its number a list is looked for."""
_ASIDE = compiled(r"[（(][^（）()]*[）)]")
"""What is only added to an item."""
_BRIEF = 8
"""How long each of two items that only a word joins may be."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of lists of a language, compiled."""

    announced: re.Pattern[str]
    """A number of things that may be listed."""
    before: tuple[re.Pattern[str], ...]
    """A number, then its list, from the number on; groups "count", "number" and "list"."""
    after: tuple[re.Pattern[str], ...]
    """A list, a verb, then its number."""
    ranked: re.Pattern[str]
    """Numbers that can stand behind such a list."""
    beside: re.Pattern[str] | None
    """A number that stands right behind its list; group "of": what is counted."""
    stops: re.Pattern[str]
    """What a list beside its number does not reach over."""
    open: re.Pattern[str]
    """A list that is left open."""
    sure: tuple[re.Pattern[str], ...]
    """Forms of items; only where all have the same one does a list that does not fit tell anything."""
    spread: int
    """How much the lengths of such items differ at most, in characters."""
    tails: re.Pattern[str]
    """Names that follow another one after a comma: Portland, Oregon."""
    classes: tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...]
    """What is counted, how each item of such a list beside its number ends, and whether all must be of one length."""
    lead: re.Pattern[str]
    """After which words the first item of a list beside its number may begin."""
    numbers: dict[str, int]
    longest: int
    """The longest item, in characters."""


@cache
def _words(lang: str) -> _Words:
    table: dict[str, Any] = data(lang, "checks")["lists"]

    def numbered(form: str) -> re.Pattern[str]:
        return compiled(form.replace("{number}", table["number"]))

    return _Words(
        announced=numbered(table["announced"]),
        before=tuple(map(numbered, table["before"])),
        after=tuple(map(numbered, table["after"])),
        ranked=numbered(table["ranked"]),
        beside=numbered(table["beside"]) if "beside" in table else None,
        stops=compiled(table["stops"]),
        open=compiled(table["open"]),
        sure=tuple(map(compiled, table["sure"])),
        spread=table["spread"],
        tails=compiled(table["tails"]),
        classes=tuple((compiled(entry["of"]), compiled(f"(?:{entry['item']})\\Z"), entry.get("parallel", False)) for entry in table["classes"]),
        lead=compiled(table["lead"]),
        numbers=table["numbers"],
        longest=table["longest"],
    )


def list_counts(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each announced count with a list; marks "announced" and each "item"."""
    for flow in flows(articles, without=("heading", "row")):
        words = _words(flow.lang)
        taken: set[int] = set()
        for place, seen in (*marked(flow), *set_apart(flow, articles[flow.article])):
            if place not in taken:
                taken.add(place)
                yield seen
        last = 0
        for announced in words.announced.finditer(flow.text):
            start = announced.start()
            if start not in taken and (found := _at(flow, start, last, words)) is not None:
                yield found
            last = announced.end()


def _at(flow: Flow, place: int, last: int, words: _Words) -> Observation | None:
    """The list that goes with the number at a place; `last` is where the number before it ends."""
    for pattern in words.before:
        match = pattern.match(flow.text, place)
        if match and (found := _plain(flow, match, words)) is not None:
            return found
    if words.ranked.match(flow.text, place):
        for pattern in words.after:
            for match in pattern.finditer(flow.text, max(0, place - _WINDOW), place + _WINDOW):
                if match.end("count") >= place >= match.start("count") and (found := _plain(flow, match, words)) is not None:
                    return found
    match = words.beside.match(flow.text, place) if words.beside else None
    return _beside(flow, match, max(last, place - _WINDOW), words) if match else None


def _plain(flow: Flow, match: re.Match[str], words: _Words) -> Observation | None:
    """A list in one sentence, or None if it cannot be counted safely."""
    start, end = match.span("list")
    announced = number(match["number"], words.numbers)
    if announced is None or words.open.search(flow.text, start, end):
        return None
    read = [items for items in readings(flow.text, start, end, flow.lang) if _is_list(flow, items.spans, words)]
    for items in read:
        if len(items.spans) == announced:
            return observation("consistent", flow, match.span("count"), items.spans)
    if read and _is_wrong(flow.text, read[-1], announced, words):
        return observation("inconsistent", flow, match.span("count"), read[-1].spans)
    return None


def _is_list(flow: Flow, spans: Sequence[tuple[int, int]], words: _Words) -> bool:
    """Whether there are several items, each short enough to be one."""
    texts = [flow.text[low:high] for low, high in spans]
    return len(texts) > 1 and all(text and length(text, flow.lang) <= words.longest for text in texts)


def _is_wrong(text: str, items: Items, announced: int, words: _Words) -> bool:
    """Whether it is certain that the list has another number of items."""
    listed = len(items.spans)
    if items.is_joined or not items.is_plain or items.fewest <= announced <= listed or listed == 2 * announced:
        return False
    texts = [_ASIDE.sub("", text[start:end]) for start, end in items.spans]
    if listed < announced and not items.is_ended or listed > announced and any(map(words.tails.fullmatch, texts)):
        return False
    lengths = [len(item) for item in texts]
    return max(lengths) - min(lengths) <= words.spread and any(all(map(form.fullmatch, texts)) for form in words.sure)


def _beside(flow: Flow, match: re.Match[str], begin: int, words: _Words) -> Observation | None:
    """A list right before its number, in the same clause and not before `begin`."""
    announced = number(match["number"], words.numbers)
    if announced is None:
        return None
    end = match.start("count")
    start = max(begin, flow.block_start(end))
    stops = [stop.end() for stop in words.stops.finditer(hidden(flow.text[start:end], flow.lang))]
    start += stops[-1] if stops else 0
    start += leading(flow.text[start:end], flow.lang)
    is_open = words.open.search(flow.text, start, end) is not None
    ends = [found.start() for found in words.open.finditer(flow.text, start, end) if found.end() == end]
    items = next(readings(flow.text, start, ends[0] if ends else end, flow.lang))
    spans = cut(flow.text, items.spans, words.lead)
    if not _is_list(flow, spans, words):
        return None
    last = flow.text[slice(*spans[-1])]
    leads = list(words.lead.finditer(last))
    if leads and leads[-1].end() == len(last):
        return None
    if len(spans) == announced:
        if items.fewest < 2 and (leads or max(high - low for low, high in spans) > _BRIEF):
            return None
        return observation("consistent", flow, match.span("count"), spans)
    if (is_open and len(spans) < announced) or items.is_joined or items.fewest <= announced <= len(spans):
        return None  # a list that is left open may name fewer, but not more
    texts = [flow.text[low:high] for low, high in spans]
    lengths = [len(text) for text in texts[1:]]
    for of, item, is_parallel in words.classes:
        if not of.match(flow.text, match.start("of")) or not all(map(item.search, texts)):
            continue
        if not is_parallel or len(texts) > 2 and max(lengths) - min(lengths) <= 1:
            return observation("inconsistent", flow, match.span("count"), spans)
    return None
