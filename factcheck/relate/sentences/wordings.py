"""Stated relations: wordings of the language packs, found in masked blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Quantity, Relation
from factcheck.records import dataclass
from factcheck.relate.context.near import is_telling
from factcheck.relate.context.things import counts_each
from factcheck.relate.sentences.mask import CHARACTER, SLOTS, Masked
from factcheck.relate.sentences.order import COMPARED, beyond, dated, in_one_unit, is_comparable, limited, widened
from factcheck.relate.sentences.phrasebook import Phrasebook, Wording, across, phrasebook
from factcheck.relate.sentences.reach import sentences

_MOVING = frozenset(("rate", "change", "points"))
_SOUGHT = ("rate", "points", "share", "times", "average", "change", "difference", "total")
"""The role whose figure looks for the others: of readings of one such figure only one is meant."""
TURNED = frozenset(("order", *COMPARED))
"""Kinds in which all roles count downwards when the words say that it fell, or is less."""
DATED = {"sequence": ("start", "end"), "years": ("old", "new")}
"""Kinds of which the figures are dates, with the role of the earlier one first."""
_LEVELS = frozenset(SLOTS["level"])
_FREE = ("average", "product")
"""Kinds of which the figures are of several units."""
_MEASURED_TWICE = ("growth", "change", "points")
"""Kinds whose levels are of one thing at two times."""
APART = 1000
"""How many times as large as another a level is at most that measures the same."""


@dataclass(frozen=True, slots=True)
class Match:
    """A wording found: its roles, and the names in words that it captured."""

    wording: Wording
    roles: tuple[tuple[str, Quantity], ...]
    names: dict[str, str]
    falls: bool
    is_directed: bool
    """Whether words say which way it went."""
    start: int
    end: int


Tried = set[tuple[str, int]]
"""Sentences, by their masked text and the place of their first figure."""


def matches(
    masked: Masked, lang: str, without: frozenset[str] = frozenset(), tried: Tried | None = None, pieces: Sequence[str] | None = None
) -> Iterator[Match]:
    """Every wording found in the block, in the order of the pack.

    without: kinds of relation that are not looked for. tried: what need not be
    tried again; the sentences of this block are added. pieces: of triggers,
    those that stand in the whole of a block of which this is a shorter reading.
    """
    book, whole = phrasebook(lang), masked.plain
    if pieces is None:
        pieces = book.pieces(whole)
    found = [(number, 0, len(whole)) for number in book.reaching(whole, pieces, masked.order(0, len(whole)))]
    for start, end in sentences(masked, lang):
        if tried is not None:
            key = masked.text[start:end], masked.within(start, end)[0].start
            if key in tried:
                continue
            tried.add(key)
        found += [(number, start, end) for number in book.within(whole[start:end], pieces, masked.order(start, end))]
    yield from _found(book, masked, sorted(found), without)


def matches_across(masked: Masked, lang: str) -> Iterator[Match]:
    """Every wording found in two blocks taken as one that may reach over the end of a block."""
    book = across(lang)
    numbers = book.reaching(masked.plain, book.pieces(masked.plain), masked.order(0, len(masked.plain)))
    yield from _found(book, masked, [(number, 0, len(masked.text)) for number in sorted(numbers)])


def _found(book: Phrasebook, masked: Masked, places: Iterable[tuple[int, int, int]], without: frozenset[str] = frozenset()) -> Iterator[Match]:
    """What is found of wordings, each from one place of the text to another."""
    for number, start, end in places:
        wording = book.wordings[number]
        if wording.relation not in without:
            yield from (_match(wording, one, masked) for one in wording.expression().finditer(masked.text, start, end))


def _match(wording: Wording, found: re.Match[str], masked: Masked) -> Match:
    roles: list[tuple[str, Quantity]] = []
    names: dict[str, str] = {}
    groups = found.groupdict()
    for group, value in groups.items():
        if value is None or group in ("up", "down"):
            continue
        if any(char in value for char in CHARACTER.values()):
            role = group.rstrip("0123456789")
            roles += [(role, figure) for figure in masked.within(found.start(group), found.end(group))]
        else:
            names[group] = masked.plain[found.start(group) : found.end(group)]
    down = wording.down or bool(groups.get("down"))
    falls = down or (wording.relation not in TURNED and not groups.get("up") and _sinks(roles))
    is_directed = bool(groups.get("up") or groups.get("down"))
    if wording.is_limit and not is_directed:
        falls = beyond(dict(roles)["second"]) < 0
    return Match(wording, tuple(roles), names, falls, is_directed, found.start(), found.end())


def _sinks(roles: list[tuple[str, Quantity]]) -> bool:
    """Whether the later level is the lower one, where no word says which way it went."""
    levels = dict(roles)
    old, new = levels.get("old"), levels.get("new")
    return bool(old and new and old.value is not None and new.value is not None and new.value < old.value)


def relation(match: Match) -> Relation | None:
    """The relation that a match states, or None where its figures cannot be of one kind."""
    kind = match.wording.relation
    if kind in TURNED:
        return _ordered(match)
    if kind in DATED:
        first, second = DATED[kind]
        by_role = dict(match.roles)
        dates = dated(by_role[first], by_role[second]) if first in by_role else dated(*(figure for _, figure in match.roles))
        return None if dates is None else Relation(kind, ((first, dates[0]), (second, dates[1])), True, "stated", holds=match.wording.holds)
    figures = [figure for role, figure in match.roles if role != "times" and (role not in _MOVING or figure.kind in _LEVELS)]
    if kind == "hedge" and len({figure.kind in _LEVELS for figure in figures}) > 1:
        return None
    levels = [figure for figure in figures if figure.kind in _LEVELS]
    if kind == "average" and not (_is_shared(dict(match.roles)) and counts_each(match.names.get("each", ""), dict(match.roles)["count"], match.wording.lang)):
        return None
    if kind == "product" and match.names.get("each", "") not in dict(match.roles)["quantity"].unit:
        return None  # so much a day for a number of hours
    mixed = match.wording.mixed
    if mixed and not _is_mixed(match):
        return None
    if kind not in _FREE and not mixed and not alike(levels, match.wording.lang, strict=kind == "bound"):
        return None
    if kind == "change" and len({figure.kind == "duration" for figure in figures}) > 1:
        return None
    if kind in ("bound", "times") and not _is_one_kind(levels):
        return None
    if kind == "difference" and match.wording.is_loose and not is_telling(levels or figures):
        return None
    if kind in _MEASURED_TWICE and _are_apart(levels):
        return None
    negative = frozenset(role for role, _ in match.roles if role in _MOVING) if match.falls else frozenset()
    levels_of = dict(match.roles)
    sought = next((levels_of[role] for role in _SOUGHT if role in levels_of), None)
    choice = f"{'sum ' if kind == 'sum' else ''}{sought.article}:{sought.block}:{sought.start}" if sought else ""
    roles = limited(match.roles) if kind == "bound" else _in_order(match.roles) if kind == "difference" else match.roles
    return Relation(
        kind, roles, not match.wording.is_loose, "stated", details=match.names, negative=negative, holds=match.wording.holds, choice=choice
    )


def _are_apart(levels: Sequence[Quantity]) -> bool:
    """Whether one is a thousand times the other, so that they are levels of two things: a profit, and that of each share."""
    sizes = sorted(abs(figure.value) for figure in levels if figure.value)
    return len(sizes) > 1 and sizes[-1] > APART * sizes[0]


def _is_shared(roles: dict[str, Quantity]) -> bool:
    """Whether the total is more of the same than the average: else the figures are those of something else."""
    total, average = roles["total"], roles["average"]
    if total.hedge == "range" or (average.unit and average.unit == roles["count"].unit == total.unit):
        return False
    if total.kind != average.kind and not {total.kind, average.kind} <= {"number", "count"}:
        return False
    if average.unit and average.unit == roles["count"].unit != total.unit:
        return False
    return total.value is None or average.value is None or total.value > average.value


def _in_order(roles: tuple[tuple[str, Quantity], ...]) -> tuple[tuple[str, Quantity], ...]:
    """The two sides of a difference, the larger one as "more": a surplus and a deficit are told in the same words."""
    sides = sorted((figure for role, figure in roles if role != "difference"), key=lambda figure: figure.value or 0)
    return (("more", sides[-1]), ("less", sides[0]), *(pair for pair in roles if pair[0] == "difference"))


def _is_mixed(match: Match) -> bool:
    """Whether the units of parts and whole are those that the wording allows; a bare number is of any, a hedged one of none."""
    wording = match.wording
    for role, figure in match.roles:
        allowed = wording.mixed if role in ("part", "parts") else wording.among
        if (role == "total" and figure.hedge != "exact") or (allowed and figure.unit and compiled(allowed).fullmatch(figure.unit) is None):
            return False
    return True


def _is_one_kind(levels: Sequence[Quantity]) -> bool:
    """Whether a bare number is no part of a time, and of money only if it is large: $5 million, 550,000 of it."""
    kinds = {figure.kind for figure in levels}
    if "number" not in kinds or kinds <= {"number", "count", "measure"}:
        return True
    return kinds == {"number", "money"} and all(figure.kind == "money" or figure.step >= 1000 for figure in levels)


def _ordered(match: Match) -> Relation | None:
    """Two figures of which the words say that one is more; of two places in a ranking the better one is less."""
    roles = in_one_unit(match.roles)
    if match.wording.is_rough:
        roles = widened(roles, "old")
    figures = [figure for _, figure in roles]
    levels = [figure for figure in figures if figure.kind in _LEVELS]
    if match.wording.relation in COMPARED and any(figure.kind == "duration" for figure in figures):
        return None  # the shorter time may be the better one
    if not is_comparable(figures) or not alike(levels, match.wording.lang, strict=True):
        return None
    if match.wording.is_limit and not match.is_directed and not beyond(dict(roles)["second"]):
        return None
    are_places = figures[0].kind == "ordinal"
    if are_places and any(figure.unit not in data(match.wording.lang, "wordings")["ranked"]["units"] for figure in figures):
        return None
    negative = frozenset(role for role, _ in roles) if match.falls != are_places else frozenset()
    return Relation(match.wording.relation, roles, True, "stated", negative=negative)


def alike(figures: list[Quantity], lang: str, strict: bool = False) -> bool:
    """Whether these can be measured in one unit: the units agree where they are printed.

    strict: things counted in English must have one noun, too.
    """
    kinds = {figure.kind for figure in figures if figure.kind != "number" and figure.unit}
    if len(kinds) > 1:
        return False
    if kinds == {"money"} or kinds == {"count"}:
        synonyms = data(lang, "terms").get("synonyms", {})
        return len({synonyms.get(figure.unit, figure.unit) for figure in figures if figure.unit}) == 1 or (kinds == {"count"} and lang == "en" and not strict)
    return True
