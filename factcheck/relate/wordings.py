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

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Quantity, Relation
from factcheck.relate.mask import CHARACTER, FALL, FIGURE, KINDS, RISE, SLOTS, TO_FALL, TO_RISE, Masked, folded, slot

_FIELD = compiled(r"\{([A-Za-z_]+\d?)(?::([a-z]+)(\*)?)?\}")
_MOVING = frozenset(("rate", "change", "points"))
_SOUGHT = ("rate", "points", "share", "times", "average", "change", "total")
"""The role whose figure looks for the others: of readings of one such figure only one is meant."""
_TURNED = {"order": ("old", "new")}
"""Kinds in which other roles count downwards when the words say that it fell."""
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
    is_loose: bool
    """Whether it only suggests the tie: then a contradiction counts only where the figures nearly fit."""
    compiled: re.Pattern[str] | None = None

    def expression(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self.compiled is None:
            self.compiled = compiled(_expanded(self.pattern, self.lang))
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
    triggers = folded(entry.get("trigger", ""))
    return Wording(
        entry["relation"],
        entry["pattern"],
        lang,
        tuple(triggers.split("|")) if triggers else (),
        needs,
        "falls" in entry,
        entry.get("holds", ""),
        "loose" in entry,
    )


_SIGN = RISE + FALL + TO_RISE + TO_FALL


@cache
def moves(lang: str) -> re.Pattern[str]:
    """The words of movement of a language, in groups by their sign, as they stand in masked texts."""
    words = data(lang, "wordings")["words"]
    at_once = rf"(?=[^\W\d]?[{''.join(CHARACTER.values())}])"
    rises = [*words["UP"], *(word + at_once for word in words["UP_BEFORE"])]
    falls = [*words["DOWN"], *(word + at_once for word in words["DOWN_BEFORE"])]
    groups = (("to_rise", words["TO_UP"]), ("to_fall", words["TO_DOWN"]), ("rise", rises), ("fall", falls))
    boundary = "" if lang == "zh" else r"\b"
    return compiled(f"{boundary}(?:{'|'.join(f'(?P<{name}>' + '|'.join(found) + ')' for name, found in groups if found)}){boundary}")


def _expanded(pattern: str, lang: str) -> str:
    table = data(lang, "wordings")
    words, stops = table["words"], table["stops"]
    clause, sentence = f"[^{stops['clause']}{FIGURE}]", f"[^{stops['sentence']}{FIGURE}]"
    fixed = {
        "F": FIGURE,
        "P": CHARACTER["percent"],
        "R": CHARACTER["percent"] + CHARACTER["point"],
        "H": f"(?:[^\\W\\d_A-Za-z]|[{_SIGN}])",
        "gap": f"{sentence}{{0,{stops['gap']}}}?",
        "near": f"{clause}{{0,{stops['near']}}}?",
        "still": f"[^{stops['clause']}{FIGURE}{RISE}{FALL}]{{0,{stops['near']}}}?",
        "few": stops["few"].replace("{F}", FIGURE),
        "MOVE": f"(?:(?P<up>{RISE}+)|(?P<down>{FALL}+))",
        "MOVED": f"[{_SIGN}]+",
        "TURN": f"(?:(?P<up>{TO_RISE}+)|(?P<down>{TO_FALL}+))",
        "TO": f"(?:[{TO_RISE}{TO_FALL}]+|{'|'.join(words['TO'])})",
    }

    def field(match: re.Match[str]) -> str:
        name, kind, many = match.groups()
        if not kind:
            return fixed[name] if name in fixed else f"(?:{'|'.join(words[name])})"
        one = slot(kind)
        return f"(?P<{name}>{one}(?:{table['list'].replace('{F}', FIGURE)}{one})+)" if many else f"(?P<{name}>{one})"

    return folded(_FIELD.sub(field, pattern))


def matches(masked: Masked, lang: str) -> Iterator[Match]:
    """Every wording found in the block, in the order of the pack."""
    present = 0
    for figure in masked.figures:
        present |= 1 << KINDS.index(figure.kind)
    for wording in wordings(lang):
        if not all(need & present for need in wording.needs):
            continue
        if wording.triggers and not any(trigger in masked.plain for trigger in wording.triggers):
            continue
        for found in wording.expression().finditer(masked.text):
            yield _match(wording, found, masked)


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
    falls = down or (wording.relation != "order" and not groups.get("up") and _sinks(roles))
    return Match(wording, tuple(roles), names, falls, found.start(), found.end())


def _sinks(roles: list[tuple[str, Quantity]]) -> bool:
    """Whether the later level is the lower one, where no word says which way it went."""
    levels = dict(roles)
    old, new = levels.get("old"), levels.get("new")
    return bool(old and new and old.value is not None and new.value is not None and new.value < old.value)


def relation(match: Match) -> Relation | None:
    """The relation that a match states, or None where its figures cannot be of one kind."""
    kind = match.wording.relation
    figures = [figure for role, figure in match.roles if role not in _MOVING or figure.kind in _LEVELS]
    if kind == "hedge" and len({figure.kind in _LEVELS for figure in figures}) > 1:
        return None
    levels = [figure for figure in figures if figure.kind in _LEVELS]
    if kind != "average" and not alike(levels, match.wording.lang, strict=kind == "bound"):
        return None
    turned = _TURNED.get(kind, _MOVING)
    negative = frozenset(role for role, _ in match.roles if role in turned) if match.falls else frozenset()
    kinds = {figure.kind for figure in figures}
    if kind == "order" and len(kinds) > 1 and ("percent" in kinds or "number" not in kinds):
        return None
    levels_of = dict(match.roles)
    sought = next((levels_of[role] for role in _SOUGHT if role in levels_of), None)
    choice = f"{'sum ' if kind == 'sum' else ''}{sought.article}:{sought.block}:{sought.start}" if sought else ""
    return Relation(
        kind, match.roles, not match.wording.is_loose, "stated", details=match.names, negative=negative, holds=match.wording.holds, choice=choice
    )


def is_excused(match: Match, masked: Masked) -> bool:
    """Whether words nearby allow what the relation would forbid: adjusted rates, several answers."""
    table = data(match.wording.lang, "wordings")
    excuses = table["excuses"].get(match.wording.relation)
    if not excuses:
        return False
    if match.wording.relation == "order":  # only what stands right there: another clause may rank something else
        return re.search("|".join(excuses), masked.plain[max(0, match.start - 12) : match.end + 4]) is not None
    stops = "" if match.wording.relation == "shares" else folded(table["stops"]["sentence"])
    start = max((masked.plain.rfind(stop, 0, match.start) for stop in stops), default=-1) + 1
    ends = [end for stop in stops if (end := masked.plain.find(stop, match.end)) >= 0]
    return re.search("|".join(excuses), masked.plain[start : min(ends, default=len(masked.plain))]) is not None


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
