"""Rates set above or below another one that is only named: faster than in the first half, 1.4 points below the national average.

The name is that of a stretch of time, or of another thing that is measured.
Its rate stands elsewhere in the article. The names are short, so that any other
rate that they may stand for overrules: the points between two must only fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck.model import Quantity, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.figures import Figure, Text, choice
from factcheck.relate.context.labels import BLANK
from factcheck.relate.context.topics import content
from factcheck.relate.scales.periods import stretch
from factcheck.relate.sentences.wordings import Match

MOST = 6
"""How many rates that fit a name are tried."""
SURE = 2
"""How many words, or pairs of characters, a name has that surely stands for one thing."""
BASE = "base"
"""The group of a wording that holds the name, or the date or period that is all of it."""


def is_named(match: Match) -> bool:
    """Whether an open wording names what it is compared with."""
    return BASE in match.names or any(role == BASE for role, _ in match.roles)


def named_bases(opened: Sequence[Match], text: Text) -> Iterator[Relation]:
    """Each rate with the one that its sentence names."""
    placed = {(figure.label.figure.block, figure.label.figure.start): figure for figure in text.figures}
    for match in opened:
        roles = dict(match.roles)
        given = roles.get("new") or roles["first"]
        new = placed.get((given.block, given.start))
        if new is None or text.is_excused(new):
            continue
        name = roles[BASE].text if BASE in roles else match.names[BASE]
        found = list(_of_time(name, new, text) if stretch(name, text.article.lang) else _of_name(name, new, text))
        for place, old in enumerate(found[:MOST]):
            if "points" in roles:
                yield _points(match, old, new, roles["points"], is_firm=place == 0)
            elif place or _is_sure(name, old, new, text):
                yield _comparison(match, old, new, is_firm=place == 0)


def _rates(new: Figure, text: Text) -> list[Figure]:
    """The other percentages of the article that are rates, or shares, as it is."""
    kind, moves = new.label.figure.kind, bool(new.label.direction)
    return [
        other for other in text.figures
        if other is not new and other.label.figure.kind == kind and bool(other.label.direction) == moves and not other.is_heading
    ]  # fmt: skip


def _of_time(name: str, new: Figure, text: Text) -> Iterator[Figure]:
    """Rates of the same thing over the time named; of an earlier time that is not told apart, those that are told as earlier."""
    wanted = stretch(name, text.article.lang)
    assert wanted is not None
    about = [other for other in _rates(new, text) if new.topic.meets(other.topic, False) or (other.topic.refers and new.is_about(other))]
    for other in sorted(about, key=lambda other: (-new.topic.likeness(other.topic), abs(other.number - new.number))):
        told = stretch(other.label.period, text.article.lang)
        is_earlier = other.label.is_earlier or "prior" in other.label.period
        is_month = wanted.first == wanted.last == other.label.moment[2] != 0 and BLANK not in other.label.clause  # a number may name another thing
        if told == wanted or is_month or (wanted.is_other and is_earlier):
            yield other


def _of_name(name: str, new: Figure, text: Text) -> Iterator[Figure]:
    """Rates whose words hold all of the name: the first one told is that of the whole."""
    cue = cues(text.article.lang, "named_rates")
    for short, full in cue.table["full"]:
        name = name.replace(short, full)
    if cue.all_of_it.fullmatch(name.strip()):
        yield from _of_whole(new, text)
        return
    wanted = content(text.words.entire.sub("", name), text.words)
    own = new.label.period
    if not wanted:
        yield from (other for other in _rates(new, text) if _is_of_all(other, name, new, text))
        return
    for other in _rates(new, text):
        if wanted <= other.topic.words and (not own or not other.label.period or own == other.label.period):
            yield other


def _of_whole(new: Figure, text: Text) -> Iterator[Figure]:
    """Rates before it that share a word with it, those of its paragraph first: the first one told is that of the whole."""
    block = new.label.figure.block
    before = [other for other in _rates(new, text) if other.number < new.number and other.topic.words & new.topic.words]
    yield from sorted(before, key=lambda other: (other.label.figure.block != block, other.number))


def _is_of_all(other: Figure, name: str, new: Figure, text: Text) -> bool:
    """Whether a rate is of all that the new one is of a part of, where the name says no more than that: 全省外贸."""
    label = other.label
    is_like = new.topic.term == other.topic.term and (bool(new.topic.term) and other.number < new.number or new.topic.meets(other.topic, False))
    if not is_like or label.sentence < 0:
        return False
    start = text.article.sentences[label.sentence].start
    return name[:2] in text.article.blocks[label.figure.block].text[start : label.figure.start]


def _is_sure(name: str, old: Figure, new: Figure, text: Text) -> bool:
    """Whether the likeliest rate is surely meant: it is of the same measure, or the name is a long one."""
    return bool(old.topic.words & new.topic.words) or len(content(name, text.words)) >= SURE


def _points(match: Match, old: Figure, new: Figure, points: Quantity, is_firm: bool) -> Relation:
    """The three in their roles; a fall counts downwards, unless it is the extent of two falls that grew or shrank."""
    negative = _falls(match, (("old", old), ("new", new))) | ({"points"} if match.falls else set())
    roles = (("old", old.label.figure), ("new", new.label.figure), ("points", points))
    return Relation("points", roles, False, "nearby", negative=frozenset(negative), choice=choice(points), is_firm=is_firm)


def _comparison(match: Match, old: Figure, new: Figure, is_firm: bool) -> Relation:
    """The one that is said to be more before the other; a fall counts downwards."""
    roles = (("first", new), ("second", old))
    both = {"first", "second"} if match.falls else set()
    negative = frozenset(_falls(match, roles) ^ both)
    named = f"named {choice(new.label.figure)}"
    return Relation("comparison", tuple((role, figure.label.figure) for role, figure in roles), is_firm, "nearby", negative=negative, choice=named, is_firm=is_firm)


def _falls(match: Match, roles: Iterable[tuple[str, Figure]]) -> set[str]:
    return {role for role, figure in roles if figure.label.direction < 0 and "extent" not in match.names}
