"""Stated relations: wordings of the language packs, found in masked blocks.

A wording is a pattern with typed slots: {part:level} is one figure that plays
the part, {shares:percent*} a list of them, {gap} a stretch without a figure.
Words in capitals ({UP}, {DOWN}) are lists of the pack; a match of DOWN makes
the roles "rate", "change" and "points" count downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from factcheck.languages import data
from factcheck.model import Quantity, Relation
from factcheck.relate.mask import CHARACTER, FIGURE, KINDS, SLOTS, Masked, slot

_FIELD = re.compile(r"\{([A-Za-z_]+)(?::([a-z]+)(\*)?)?\}")
_MOVING = frozenset(("rate", "change", "points"))
_LEVELS = frozenset(SLOTS["level"])


@dataclass(slots=True)
class Wording:
    """One wording: what it ties and how it is put. Its expression is compiled when first needed."""

    relation: str
    pattern: str
    lang: str
    triggers: tuple[str, ...]
    needs: tuple[int, ...]
    """For each slot, the kinds that can fill it, as bits."""
    down: bool
    holds: str
    example: str
    compiled: re.Pattern[str] | None = None

    def expression(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self.compiled is None:
            self.compiled = re.compile(_expanded(self.pattern, self.lang))
        return self.compiled


@dataclass(frozen=True, slots=True)
class Match:
    """A wording found: its roles, and the names in words that it captured."""

    wording: Wording
    roles: tuple[tuple[str, Quantity], ...]
    names: dict[str, str]
    falls: bool
    start: int
    end: int


@cache
def wordings(lang: str) -> tuple[Wording, ...]:
    """The wordings of a language pack, in the order of its file."""
    return tuple(_wording(entry, lang) for entry in data(lang, "wordings")["wording"])


def _wording(entry: dict[str, str], lang: str) -> Wording:
    needs = tuple(
        sum(1 << KINDS.index(kind) for kind in SLOTS[kind_name]) for _, kind_name, _ in _FIELD.findall(entry["pattern"]) if kind_name
    )
    triggers = entry.get("trigger", "")
    return Wording(
        entry["relation"],
        entry["pattern"],
        lang,
        tuple(triggers.split("|")) if triggers else (),
        needs,
        "falls" in entry,
        entry.get("holds", ""),
        entry["example"],
    )


def _expanded(pattern: str, lang: str) -> str:
    table = data(lang, "wordings")
    words, stops = table["words"], table["stops"]

    def field(match: re.Match[str]) -> str:
        name, kind, many = match.groups()
        if kind:
            one = slot(kind)
            if many:
                return f"(?P<{name}>{one}(?:{table['list']}{one})+)"
            return f"(?P<{name}>{one})"
        if name == "gap":
            return f"[^{stops['sentence']}{FIGURE}]{{0,{stops['gap']}}}?"
        if name == "near":
            return f"[^{stops['clause']}{FIGURE}]{{0,{stops['near']}}}?"
        if name == "wide":
            return f"[^{stops['sentence']}]{{0,{stops['wide']}}}?"
        if name == "name":
            return f"(?P<name>[^{stops['clause']}{FIGURE}]{{1,{stops['near']}}}?)"
        if name == "MOVE":
            return f"(?:(?P<up>{'|'.join(words['UP'])})|(?P<down>{'|'.join(words['DOWN'])}))"
        return f"(?:{'|'.join(words[name])})"

    return _FIELD.sub(field, pattern)


def matches(masked: Masked, lang: str) -> Iterator[Match]:
    """Every wording found in the block, in the order of the pack."""
    present = 0
    for figure in masked.figures:
        present |= 1 << KINDS.index(figure.kind)
    for wording in wordings(lang):
        if not all(need & present for need in wording.needs):
            continue
        if wording.triggers and not any(trigger in masked.text for trigger in wording.triggers):
            continue
        for found in wording.expression().finditer(masked.text):
            yield _match(wording, found, masked)


def _match(wording: Wording, found: re.Match[str], masked: Masked) -> Match:
    roles: list[tuple[str, Quantity]] = []
    names: dict[str, str] = {}
    for group, value in found.groupdict().items():
        if value is None or group in ("up", "down"):
            continue
        if any(char in value for char in CHARACTER.values()):
            role = group.rstrip("0123456789")
            roles += [(role, figure) for figure in masked.within(found.start(group), found.end(group))]
        else:
            names[group] = value
    falls = wording.down or bool(found.groupdict().get("down"))
    return Match(wording, tuple(roles), names, falls, found.start(), found.end())


def relation(match: Match) -> Relation | None:
    """The relation that a match states, or None where its figures cannot be of one kind."""
    levels = [figure for _, figure in match.roles if figure.kind in _LEVELS]
    if match.wording.relation not in ("average", "product") and not alike(levels):
        return None
    negative = frozenset(role for role, _ in match.roles if role in _MOVING) if match.falls else frozenset()
    return Relation(
        match.wording.relation,
        match.roles,
        True,
        "stated",
        details=match.names,
        negative=negative,
        holds=match.wording.holds,
    )


def alike(figures: list[Quantity]) -> bool:
    """Whether these can be measured in one unit: the units agree where they are printed."""
    kinds = {figure.kind for figure in figures if figure.kind != "number" and figure.unit}
    if len(kinds) > 1:
        return False
    if kinds == {"money"} or kinds == {"measure"}:
        units = {figure.unit for figure in figures if figure.unit}
        return kinds == {"measure"} or len(units) == 1
    return True
