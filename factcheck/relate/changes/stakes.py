"""A stake before and after, with the part that changed hands: sold 15.25%, its stake fell from 70% to 54.75%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant
from factcheck.relate.context.reading import Read
from factcheck.relate.sums.products import place_of

REACH = 3
"""How many sentences away the part is told at most."""
BESIDE = 40
"""How many characters before a share say that it is bought or sold."""
DIGITS = 7
"""How many digits the three have at least, so that they hardly come near each other by chance."""


def stakes(one: Read, stated: Sequence[Relation]) -> Iterator[Relation]:
    """Each pair of stakes that a sentence states with the one part around that is said to be bought or sold."""
    cue = cues(one.article.lang, "stakes")
    sentences = {place_of(label.figure): label.sentence for label in one.labels}
    for tie in stated:
        roles = dict(tie.roles)
        if tie.kind != "order" or any(figure.kind != "percent" for figure in roles.values()):
            continue
        own = sentences.get(place_of(roles["new"]), -1)
        if own < 0 or not _is_stake(one.article, own, max(figure.end for figure in roles.values()), cue):
            continue
        places = {place_of(figure) for figure in roles.values()}
        near = [label for label in one.labels if abs(label.sentence - own) <= REACH and place_of(label.figure) not in places and _is_moved(one.article, label, cue)]
        if len(near) == 1 and sum(significant(figure) for figure in (*roles.values(), near[0].figure)) >= DIGITS:
            negative = frozenset({"points"} if (roles["new"].value or 0) < (roles["old"].value or 0) else ())
            found = _as_printed((("old", roles["old"]), ("new", roles["new"]), ("points", near[0].figure)))
            yield Relation("points", found, False, "nearby", negative=negative, choice=f"stake {place_of(near[0].figure)}")


def _is_stake(article: Article, number: int, end: int, cue: Cues) -> bool:
    """Whether a sentence speaks of a stake, and nothing in it up to a place says that it was diluted."""
    sentence = article.sentences[number]
    text = article.blocks[sentence.block].text
    return cue.stake.search(text, sentence.start, sentence.end) is not None and cue.diluted.search(text, sentence.start, end) is None


def _is_moved(article: Article, label: Label, cue: Cues) -> bool:
    """Whether it is a share of a company that is bought or sold."""
    figure = label.figure
    if figure.kind != "percent" or figure.hedge != "exact" or label.sentence < 0:
        return False
    text = article.blocks[figure.block].text
    before = text[max(article.sentences[label.sentence].start, figure.start - BESIDE) : figure.start]
    return cue.moved.search(before) is not None and cue.of_shares.match(text, figure.end) is not None


def _as_printed(roles: tuple[tuple[str, Quantity], ...]) -> tuple[tuple[str, Quantity], ...]:
    """The roles, a whole number beside two that have decimals read to their tenth: of 70% and 54.25% the first is not rounded to a point."""
    finest = min(figure.step for _, figure in roles)
    if sum(figure.step < 1 for _, figure in roles) < 2:
        return roles
    return tuple((role, _to_tenths(figure, finest) if figure.step >= 1 else figure) for role, figure in roles)


def _to_tenths(figure: Quantity, finest: Fraction) -> Quantity:
    if figure.value is None or figure.hedge != "exact":
        return figure
    return replace(figure, interval=Interval.rounded(figure.value, max(finest, Fraction(1, 10))))
