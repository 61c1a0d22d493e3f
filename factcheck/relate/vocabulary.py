"""The words of a language pack that tell what a figure measures and what part it plays, compiled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from factcheck.languages import data


class _Late:
    """A pattern that is compiled when it is first used."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the pattern, from then on its own."""
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)
        return method


_RARE = frozenset((
    "bare_dollar", "base_link", "counted", "hollow", "list_joint", "month_after", "more_than", "now", "or_rate", "other_move",
    "over_year", "own_base", "prior_opening", "sides", "versus",
))  # fmt: skip
"""Cues that many texts do without."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words for metrics (terms.toml) and the cues beside a figure (cues.toml)."""

    terms: re.Pattern[str]
    ids: dict[str, str]
    """Of each word for a metric, the id that the languages share."""
    totals: frozenset[str]
    """Words for the whole of a metric."""
    exclusive: tuple[frozenset[str], ...]
    """Metrics of which one figure can have only one."""
    clause: re.Pattern[str]
    fillers: re.Pattern[str]
    prior: re.Pattern[str]
    partner: re.Pattern[str]
    comparison: re.Pattern[str]
    entire: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    moved: re.Pattern[str]
    up_after: re.Pattern[str]
    down_after: re.Pattern[str]
    earlier_before: re.Pattern[str]
    earlier_after: re.Pattern[str]
    share_before: re.Pattern[str]
    share_after: re.Pattern[str]
    share_of: re.Pattern[str]
    share_link: re.Pattern[str]
    among: re.Pattern[str]
    out_of: re.Pattern[str]
    apart: re.Pattern[str]
    parts: re.Pattern[str]
    parts_start: re.Pattern[str]
    parts_open: re.Pattern[str]
    total_before: re.Pattern[str]
    mean: re.Pattern[str]
    yearly: re.Pattern[str]
    yearly_after: re.Pattern[str]
    to_level: re.Pattern[str]
    base_link: re.Pattern[str]
    other_move: re.Pattern[str]
    other_rate: re.Pattern[str]
    refers: re.Pattern[str]
    hollow: re.Pattern[str]
    more_than: re.Pattern[str]
    now: re.Pattern[str]
    now_word: re.Pattern[str]
    margin_before: re.Pattern[str]
    margin_after: re.Pattern[str]
    sides: re.Pattern[str]
    versus: re.Pattern[str]
    prior_opening: re.Pattern[str]
    counted: re.Pattern[str]
    or_rate: re.Pattern[str]
    over_year: re.Pattern[str]
    list_joint: re.Pattern[str]
    bare_dollar: re.Pattern[str]
    own_base: re.Pattern[str]
    month: re.Pattern[str]
    month_after: re.Pattern[str]
    joint: re.Pattern[str]
    aside: re.Pattern[str]
    noise: re.Pattern[str]
    """What names nothing: fillers, comparisons, words of movement, other figures and punctuation."""
    excuses: re.Pattern[str]
    """Words in a sentence that allow a rate its levels seem to forbid."""
    particles: str
    """What may be left at the edge of a name: blanks and the like of 的."""
    anaphora: tuple[str, ...]
    """What begins a name that refers to something spoken of before: 其所持股份."""
    holding: tuple[str, ...]
    """Verbs of what is so referred to."""
    beyond: re.Pattern[str]
    """Words beside a part that may exceed its whole, such as "the highest"."""
    lang: str
    hollow_words: frozenset[str]
    months: dict[str, int]
    spaced: bool
    """Whether the language parts its words by spaces."""


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The vocabulary of a language pack."""
    table, cues, wordings = data(lang, "terms"), data(lang, "cues"), data(lang, "wordings")
    spaced = lang != "zh"
    flags = re.IGNORECASE if spaced else re.NOFLAG

    def any_of(options: Sequence[str], plain: bool = True) -> re.Pattern[str]:
        found = "|".join(re.escape(word) if plain else word for word in sorted(options, key=len, reverse=True))
        return re.compile(rf"\b(?:{found})\b" if spaced else f"(?:{found})", flags)

    ids = {word.lower(): entry["id"] for entry in table["term"] for word in entry["words"]}
    up, down = ([*wordings["words"][name], *wordings["words"][f"{name}_BEFORE"]] for name in ("UP", "DOWN"))
    found: dict[str, Any] = {name: any_of(table["words"][name]) for name in _LISTS}
    moving = "|".join((*up, *down))
    names = {item.name for item in fields(Vocabulary)} - {"hollow_words"}
    found |= {
        name: _Late(cue, flags) if name in _RARE else re.compile(cue.replace("{MOVE}", moving), flags)
        for name, cue in cues.items()
        if name in names
    }
    return Vocabulary(
        terms=any_of(list(ids)),
        ids=ids,
        totals=frozenset(word.lower() for entry in table["term"] for word in entry.get("totals", ())),
        exclusive=tuple(frozenset(group) for group in table["exclusive"]["groups"]),
        clause=re.compile(f"[{re.escape(table['words']['clause'])}]"),
        up=any_of(up, plain=False),
        down=any_of(down, plain=False),
        noise=re.compile(
            any_of([*up, *down, *map(re.escape, (*table["words"]["prior"], *table["words"]["comparison"], *table["words"]["fillers"]))], False)
            .pattern + f"|[# {re.escape(table['words']['clause'])}]",
            flags,
        ),
        excuses=re.compile("|".join(wordings["excuses"]["growth"])),
        particles=" " + table["words"]["particles"],
        anaphora=tuple(table["words"]["anaphora"]),
        holding=tuple(table["words"]["holding"]),
        beyond=re.compile("|".join(wordings["excuses"]["bound"])),
        months=data(lang, "figures").get("months", {}),
        lang=lang,
        hollow_words=frozenset(cues["hollow_words"].split()),
        spaced=spaced,
        **found,
    )


_LISTS = ("fillers", "prior", "partner", "comparison", "entire")
