"""The words of a language pack that tell what a figure measures and what part it plays, compiled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from factcheck.kept import compiled
from factcheck.languages import data


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
        return compiled(rf"\b(?:{found})\b" if spaced else f"(?:{found})", flags)

    ids = {word.lower(): entry["id"] for entry in table["term"] for word in entry["words"]}
    up, down = ([*wordings["words"][name], *wordings["words"][f"{name}_BEFORE"]] for name in ("UP", "DOWN"))
    found: dict[str, Any] = {name: any_of(table["words"][name]) for name in _LISTS}
    moving = "|".join((*up, *down))
    names = {item.name for item in fields(Vocabulary)}
    found |= {name: compiled(cue.replace("{MOVE}", moving), flags) for name, cue in cues.items() if name in names}
    return Vocabulary(
        terms=any_of(list(ids)),
        ids=ids,
        totals=frozenset(word.lower() for entry in table["term"] for word in entry.get("totals", ())),
        exclusive=tuple(frozenset(group) for group in table["exclusive"]["groups"]),
        clause=compiled(f"[{re.escape(table['words']['clause'])}]"),
        up=any_of(up, plain=False),
        down=any_of(down, plain=False),
        noise=compiled(
            any_of([*up, *down, *map(re.escape, (*table["words"]["prior"], *table["words"]["comparison"], *table["words"]["fillers"]))], False)
            .pattern + f"|[# {re.escape(table['words']['clause'])}]",
            flags,
        ),
        excuses=compiled("|".join(wordings["excuses"]["growth"])),
        particles=" " + table["words"]["particles"],
        anaphora=tuple(table["words"]["anaphora"]),
        holding=tuple(table["words"]["holding"]),
        beyond=compiled("|".join(wordings["excuses"]["bound"])),
        spaced=spaced,
        **found,
    )


_LISTS = ("fillers", "prior", "partner", "comparison", "entire")
