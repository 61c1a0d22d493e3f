"""The words of a language pack that tell what a figure measures and what part it plays, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from factcheck.house import remembered
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.records import dataclass

STEM = 6
"""The first letters of a word stand for all its forms."""


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
    definite_before: re.Pattern[str]
    known_behind: re.Pattern[str]
    """What stands behind such a figure where it is told as known: a noun of its own."""
    drawn_before: re.Pattern[str]
    """Before, or behind, a number of things of which some are told next."""
    drawn_behind: re.Pattern[str]
    scene_before: re.Pattern[str]
    """Right before, or behind, a time that only sets the scene of other figures."""
    scene_after: re.Pattern[str]
    earlier_before: re.Pattern[str]
    earlier_after: re.Pattern[str]
    later_after: re.Pattern[str]
    """Right behind a figure, a change upon a still earlier level."""
    gathered: re.Pattern[str]
    ago: re.Pattern[str]
    """Last year, by the group "last", and the years before it."""
    ago_after: re.Pattern[str]
    told_before: re.Pattern[str]
    upon: re.Pattern[str]
    prior_base: re.Pattern[str]
    move_of: re.Pattern[str]
    share_before: re.Pattern[str]
    share_after: re.Pattern[str]
    share_of: re.Pattern[str]
    share_link: re.Pattern[str]
    among: re.Pattern[str]
    out_of: re.Pattern[str]
    apart: re.Pattern[str]
    parts: re.Pattern[str]
    parts_start: re.Pattern[str]
    parts_anew: re.Pattern[str]
    parts_open: re.Pattern[str]
    part_is: re.Pattern[str]
    """Right behind a part that is said to be something."""
    overlapping: re.Pattern[str]
    """Before a figure that is no next part of a list: it lies across the parts, or is the largest or smallest of all."""
    listing: re.Pattern[str]
    """Between two things of one list."""
    total_before: re.Pattern[str]
    left_before: re.Pattern[str]
    another_before: re.Pattern[str]
    out_of_total: re.Pattern[str]
    of_total: re.Pattern[str]
    most_before: re.Pattern[str]
    counts_all: re.Pattern[str]
    shared_out: re.Pattern[str]
    averaged: re.Pattern[str]
    answers: re.Pattern[str]
    answer: re.Pattern[str]
    fresh: re.Pattern[str]
    total_word: re.Pattern[str]
    total_name: re.Pattern[str]
    total_behind: re.Pattern[str]
    apposed: re.Pattern[str]
    little_word: re.Pattern[str]
    of_name: re.Pattern[str]
    enclosed: re.Pattern[str]
    """In a heading, what stands along with the news: （附图片1张）, (with 3 charts)."""
    day: re.Pattern[str]
    """Behind a number of a heading, what makes it a month or a day."""
    numbered: re.Pattern[str]
    """The number that a heading has among others."""
    mean: re.Pattern[str]
    pronoun: re.Pattern[str]
    """What opens a clause and stands for something told before, which may be another thing each time."""
    expected_after: re.Pattern[str]
    expected_before: re.Pattern[str]
    benchmark: re.Pattern[str]
    """Right behind a rate that compares with something else than an earlier level."""
    benchmark_before: re.Pattern[str]
    only_when: re.Pattern[str]
    """Words that say when, or who says so, and nothing of whose figure it is."""
    yearly: re.Pattern[str]
    yearly_after: re.Pattern[str]
    to_level: re.Pattern[str]
    base_link: re.Pattern[str]
    other_move: re.Pattern[str]
    new_subject: re.Pattern[str]
    """What opens a clause on another thing that is measured."""
    other_rate: re.Pattern[str]
    refers: re.Pattern[str]
    hollow: re.Pattern[str]
    more_than: re.Pattern[str]
    move_behind: re.Pattern[str]
    """Right behind an amount, the noun of a movement: a 50 tonne increase."""
    now: re.Pattern[str]
    now_word: re.Pattern[str]
    margin_before: re.Pattern[str]
    margin_after: re.Pattern[str]
    point_margin: re.Pattern[str]
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
    heads: tuple[str, ...]
    """Names of all the people of a place, which stands before each number of them without a name."""
    head_units: tuple[str, ...]
    holding: tuple[str, ...]
    """Verbs of what is so referred to."""
    beyond: re.Pattern[str]
    """Words beside a part that may exceed its whole, such as "the highest"."""
    lang: str
    hollow_words: frozenset[str]
    months: dict[str, int]

    joining: str
    """Signs at the end of a sentence that the next one goes on."""

    empty: frozenset[str]
    """Words, or characters of a language without spaces, that say nothing of what a figure measures."""
    named_by: dict[str, str]
    """Words that name one measure, by the one that stands for all: earned, profit."""
    kin: dict[str, str]
    """Words for one thing, by the one that stands for all: killed, died, toll."""
    breaks: dict[int, str]
    """For translating: the characters among these made blanks."""
    when: tuple[str, ...]
    """Words that say when, or in which turn, and are no figures."""
    against: tuple[str, ...]
    """What stands before such a word where it names what is compared with: no time of the sentence."""
    another: tuple[str, ...]
    """Words that bring in another thing of the same kind."""
    movement: frozenset[str]
    """Of these the ones that stand for a rise or a fall, which name nothing."""
    spaced: bool
    """Whether the language parts its words by spaces."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What stands for all forms of a word."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.rstrip("e")[:STEM]


@remembered
def vocabulary(lang: str) -> Vocabulary:
    """The vocabulary of a language pack."""
    table, cues, wordings = data(lang, "terms"), data(lang, "cues"), data(lang, "wordings")
    words, told = table["words"], table["told"]
    spaced = lang != "zh"
    ids = {word.lower(): entry["id"] for entry in table["term"] for word in entry["words"]}
    return Vocabulary(
        terms=_any_of(list(ids), spaced),
        ids=ids,
        totals=frozenset(word.lower() for entry in table["term"] for word in entry.get("totals", ())),
        exclusive=tuple(frozenset(group) for group in table["exclusive"]["groups"]),
        clause=compiled(f"[{re.escape(words['clause'])}]"),
        excuses=compiled("|".join(wordings["excuses"]["growth"])),
        particles=" " + words["particles"],
        anaphora=tuple(words["anaphora"]),
        heads=tuple(words["heads"]),
        head_units=tuple(words["head_units"]),
        holding=tuple(words["holding"]),
        beyond=compiled("|".join((*wordings["excuses"]["bound"], *words["beyond"]))),
        months=data(lang, "figures").get("months", {}),
        lang=lang,
        joining=cues["joining"],

        empty=frozenset(told["empty"]),
        named_by={stem(word): group[0] for group in told["named_by"] for word in group},
        kin={stem(word): stem(group[0]) for group in told["kin"] for word in group},
        breaks={ord(word): " " for word in told["empty"] if len(word) == 1},
        when=tuple(told["when"]),
        against=tuple(told["against"]),
        another=tuple(told["another"]),
        movement=frozenset(map(stem, told["movement"])),

        hollow_words=frozenset(cues["hollow_words"].split()),
        spaced=spaced,
        **{name: _any_of(words[name], spaced) for name in _LISTS},
        **_of_movement(words, cues, wordings["words"], spaced),
    )


def _any_of(options: Sequence[str], spaced: bool, plain: bool = True) -> re.Pattern[str]:
    """Any of some words; plain: not patterns of words."""
    found = "|".join(re.escape(word) if plain else word for word in sorted(options, key=len, reverse=True))
    return compiled(rf"\b(?:{found})\b" if spaced else f"(?:{found})", re.IGNORECASE if spaced else re.NOFLAG)


def _of_movement(words: Mapping[str, Any], cues: Mapping[str, str], moves: Mapping[str, list[str]], spaced: bool) -> dict[str, re.Pattern[str]]:
    """The patterns that words of movement are part of: those themselves, the cues, and all that says nothing of what is measured."""
    up, down = ([*moves[name], *moves[f"{name}_BEFORE"]] for name in ("UP", "DOWN"))
    flags = re.IGNORECASE if spaced else re.NOFLAG
    others = map(re.escape, (*words["prior"], *words["comparison"], *words["fillers"]))
    noise = _any_of([*up, *down, *others], spaced, plain=False).pattern + f"|[# {re.escape(words['clause'])}]"
    names = {item.name for item in fields(Vocabulary)} - {"hollow_words", "joining"}
    moving = "|".join((*up, *down))
    of_cues = {name: compiled(cue.replace("{MOVE}", moving), flags) for name, cue in cues.items() if name in names}
    return {"up": _any_of(up, spaced, plain=False), "down": _any_of(down, spaced, plain=False), "noise": compiled(noise, flags), **of_cues}


_LISTS = ("fillers", "prior", "partner", "comparison", "entire")
