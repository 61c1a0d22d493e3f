"""The wordings of a language, and which of them a text may have by its words.

A wording is a pattern with typed slots: {part:level} is one figure that plays
the part, {shares:percent*} a list of them, {gap} a stretch without a figure.
Words in capitals ({UP}, {DOWN}) are lists of the pack; a match of DOWN makes
the roles "rate", "change" and "points" count downwards.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck import house, kept, languages
from factcheck.languages import data
from factcheck.records import dataclass, replace
from factcheck.relate.sentences.expressions import expanded
from factcheck.relate.sentences.mask import CHARACTER, folded
from factcheck.relate.sentences.reach import order_of, stays_within

_MADE_BY = [Path(__file__).with_name(name) for name in ("expressions.py", "mask.py", "phrasebook.py", "reach.py")]
"""What the expressions of wordings are made by: when any of it changes, they are made anew."""
MOST = 10_000
"""How many orders of figures are remembered with the wordings that they fit."""


@dataclass(slots=True)
class Wording:
    """One wording: what it ties and how it is put. Its expression is compiled when first needed."""

    relation: str
    pattern: str
    lang: str
    source: str
    """The pattern as an expression over masked texts."""
    triggers: tuple[tuple[str, ...], ...]
    """One of these must stand in the text, each with all its pieces: "low of", or "second" and "third"."""
    order: str
    """What it asks of the figures and their order, as an expression over the signs of figures alone."""
    is_within: bool
    """Whether it never reaches over the end of a sentence."""
    down: bool
    holds: str
    is_loose: bool
    """Whether it only suggests the tie: then a contradiction counts only where the figures nearly fit."""
    is_sure: bool
    """Whether its grammar leaves no other partners for the figure that looks for some: 15投6中，命中率40%."""
    mixed: str
    """The units of parts that are counted among things of another name: wins among games, women among members; a pattern, or empty."""
    among: str
    """The units of wholes that hold such parts; empty for any."""
    is_limit: bool
    """Whether the hedge of the second figure, read as part of it, says which way the two compare."""
    is_across: bool
    """Whether it also ties the end of one paragraph to the beginning of the next one."""
    is_rough: bool
    """Whether the base is one of several, from a little of which the level may have gone the other way."""
    missing: str
    """The role of the figure that it leaves open, told in another sentence; or empty."""
    compiled: re.Pattern[str] | None = None

    def expression(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self.compiled is None:
            self.compiled = kept.compiled(self.source)
        return self.compiled


@house.remembered
def wordings(lang: str) -> tuple[Wording, ...]:
    """The wordings of a language pack, in the order of its file, and those of the newsroom."""
    entries = data(lang, "wordings")["wording"]
    file = Path(languages.__file__).parent / lang / "wordings.toml"
    worked_out = kept.of_files(file.parent, [file, *_MADE_BY], lambda: [_worked_out(entry["pattern"], lang) for entry in kept.table(file)["wording"]])
    own = [_worked_out(entry["pattern"], lang) for entry in entries[len(worked_out) :]]
    return tuple(_wording(entry, lang, *of_entry) for entry, of_entry in zip(entries, [*worked_out, *own]))


def _worked_out(pattern: str, lang: str) -> list[Any]:
    """What takes long to work out of a pattern: its expression, the order of its figures, and whether it stays within a sentence."""
    source = expanded(pattern, lang)
    return [source, order_of(source), stays_within(expanded(pattern.replace("{paren}", ""), lang), lang)]


def _wording(entry: dict[str, str], lang: str, source: str, order: str, is_within: bool) -> Wording:
    triggers = folded(entry.get("trigger", "")).replace("{P}", CHARACTER["percent"])
    return Wording(
        entry["relation"],
        entry["pattern"],
        lang,
        source,
        tuple(tuple(trigger.split("…")) for trigger in triggers.split("|")) if triggers else (),
        order,
        is_within,
        "falls" in entry,
        entry.get("holds", ""),
        "loose" in entry,
        "sure" in entry,
        entry.get("mixed", ""),
        entry.get("among", ""),
        "limit" in entry,
        "across" in entry,
        "rough" in entry,
        entry.get("open", ""),
    )


class Phrasebook:
    """The wordings of a language, to be sifted by the words and the figures of a text."""

    def __init__(self, listed: Sequence[Wording]) -> None:
        self.wordings = listed
        self._always = [number for number, wording in enumerate(listed) if not wording.triggers]
        self._by_piece: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        """Of the first piece of a trigger, the position of each wording that has it, and the other pieces."""
        for number, wording in enumerate(listed):
            for first, *others in wording.triggers:
                self._by_piece[first].append((number, tuple(others)))
        self._width = 4 if sum(map(len, self._by_piece)) > 4 * len(self._by_piece) else 1
        self._short = tuple(piece for piece in self._by_piece if len(piece) < self._width)
        self._by_run: dict[str, list[str]] = defaultdict(list)
        """The longer pieces by a run of characters in them that few others have."""
        common = Counter(run for piece in self._by_piece for run in self._runs(piece))
        for piece in self._by_piece:
            if len(piece) >= self._width:
                self._by_run[min(self._runs(piece), key=lambda run: (common[run], run))].append(piece)
        self._orders: dict[str, list[int]] = defaultdict(list)
        """The positions of the wordings that take the same figures in the same order."""
        for number, wording in enumerate(listed):
            self._orders[wording.order].append(number)
        self._that_fit: dict[str, tuple[frozenset[int], ...]] = {}

    def _runs(self, text: str) -> set[str]:
        """All runs of so many characters: four, or of a language that says much with one, single ones."""
        return set(text) if self._width == 1 else set(map("".join, zip(text, text[1:], text[2:], text[3:])))

    def pieces(self, text: str) -> list[str]:
        """The first pieces of triggers that stand in a text."""
        found = [piece for piece in self._short if piece in text]
        for run in self._by_run.keys() & self._runs(text):
            for piece in self._by_run[run]:
                if piece in text:
                    found.append(piece)
        return found

    def within(self, text: str, pieces: Sequence[str], figures: str) -> set[int]:
        """The positions of the wordings that a sentence with these figures, as masked, may have, of those that stay within a sentence."""
        return self._triggered(text, pieces, self._fitting(figures)[0])

    def reaching(self, text: str, pieces: Sequence[str], figures: str) -> set[int]:
        """The positions of the wordings that a block with these figures may have, of those that reach over sentences."""
        return self._triggered(text, pieces, self._fitting(figures)[1])

    def _triggered(self, text: str, pieces: Sequence[str], fitting: frozenset[int]) -> set[int]:
        found = set(fitting.intersection(self._always))
        for piece in pieces:
            if piece in text:
                for number, others in self._by_piece[piece]:
                    if number in fitting and (not others or all(other in text for other in others)):
                        found.add(number)
        return found

    def _fitting(self, figures: str) -> tuple[frozenset[int], ...]:
        """The positions of the wordings that take such figures in such an order: those that stay within a sentence, and those that do not."""
        known = self._that_fit.get(figures)
        if known is None:
            if len(self._that_fit) > MOST:
                self._that_fit.clear()
            fitting = {order for order in self._orders if kept.compiled(order).search(figures)}
            known = self._that_fit[figures] = tuple(
                frozenset(number for order in fitting for number in self._orders[order] if self.wordings[number].is_within is is_within)
                for is_within in (True, False)
            )
        return known


@house.remembered
def phrasebook(lang: str) -> Phrasebook:
    """All wordings of a language."""
    return Phrasebook(wordings(lang))


@house.remembered
def across(lang: str) -> Phrasebook:
    """The wordings that reach over the end of a block."""
    return Phrasebook([replace(wording, is_within=False) for wording in wordings(lang) if wording.is_across])
