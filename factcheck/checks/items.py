"""A list taken apart: where each of its items stands, in each way that it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.records import dataclass

_HIDDEN = "\x01"
"""Stands for what is quoted, so that nothing in it parts items."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What parts the items of a list in a language."""

    tiers: tuple[str, ...]
    """The strongest first."""
    joint: re.Pattern[str]
    """What joins the last item to the others, or stands within one."""
    quoted: re.Pattern[str]
    """Names in quotation marks, and asides."""


@dataclass(frozen=True, slots=True)
class Items:
    """One way to read a list."""

    spans: tuple[tuple[int, int], ...]
    fewest: int
    """How many there are if the last two are one whose name holds a word that joins."""
    is_joined: bool = False
    """Whether such a word stands within another item."""
    is_plain: bool = True
    """Whether nothing but these signs could part items in it."""
    is_ended: bool = True
    """Whether it goes on to the end of its sentence, so that none can follow."""
    hidden_joints: int = 0
    """How many more there are if each word that joins stands between two."""


@cache
def _words(lang: str) -> _Words:
    table: dict[str, Any] = data(lang, "checks")["lists"]
    return _Words(tuple(table["tiers"]), compiled(table["joint"]), compiled(table["quoted"]))


def hidden(text: str, lang: str) -> str:
    """The text with all that is quoted blotted out; its length stays."""
    return _words(lang).quoted.sub(lambda match: _HIDDEN * len(match.group()), text)


def readings(text: str, start: int, end: int, lang: str) -> Iterator[Items]:
    """The ways to read the list from `start` to `end`; the likeliest first, the one that could be wrong last."""
    words = _words(lang)
    plain = hidden(text[start:end], lang)
    present = [tier for tier in words.tiers if tier in plain]
    weakest = words.tiers[-1]
    if len(present) < 2:
        yield _read(text, start, plain, present[0] if present else "", words)
        return
    head = plain[: min(plain.find(tier) for tier in present[:-1])]
    if weakest not in plain[len(head) :]:  # a list, and a clause behind it
        yield _read(text, start, head, weakest, words, is_ended=False)
        return
    yield _read(text, start, plain, present[0], words, is_plain=False)
    if weakest in head:
        yield _read(text, start, head, weakest, words, is_ended=False)


def _read(
    text: str, start: int, plain: str, tier: str, words: _Words, is_plain: bool = True, is_ended: bool = True
) -> Items:
    places = _places(plain.split(tier) if tier else [plain], start, len(tier))
    *others, (low, high) = places
    fewest = len(places)
    joints = [joint for joint in words.joint.finditer(text, low, high) if plain[joint.start() - start] != _HIDDEN]
    within = sum(1 for place in others for _ in words.joint.finditer(text, *place))
    within += max(0, len(joints) - 1)
    if joints and tier in ("", words.tiers[-1]):
        places = [*others, (low, joints[0].start()), (joints[0].end(), high)]
        if joints[0].start() == low:
            places = [*others, (joints[0].end(), high)]
    return Items(tuple(_stripped(text, *place) for place in places), fewest, within > 0, is_plain, is_ended, within)


def cut(text: str, spans: Sequence[tuple[int, int]], lead: re.Pattern[str]) -> list[tuple[int, int]]:
    """The spans, the first without what only leads to it: the cut behind a `lead` that makes it most like the others."""
    (start, end), *others = spans
    if not others:
        return list(spans)
    length = sorted(high - low for low, high in others)[(len(others) - 1) // 2]
    begins = [start, *(match.end() for match in lead.finditer(text, start, end) if match.end() < end)]
    best = min(begins, key=lambda begin: (abs(end - begin - length), begin))
    return [(best, end), *others]


def length(text: str, lang: str) -> int:
    """How long an item is; a quoted name counts for nothing, since it may be of any length."""
    return len(hidden(text, lang).replace(_HIDDEN, ""))


def leading(text: str, lang: str) -> int:
    """How long the word is that joins a list to what stands before it; 0 if none begins it."""
    found = _words(lang).joint.match(text)
    return found.end() if found else 0


def _places(pieces: Sequence[str], start: int, gap: int) -> list[tuple[int, int]]:
    places = []
    for piece in pieces:
        places.append((start, start + len(piece)))
        start += len(piece) + gap
    return places


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
