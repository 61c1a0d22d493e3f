"""What speaks against two figures telling one thing that no sentence says they tell: two models, an age, two measure words, a like-for-like figure."""

from __future__ import annotations

from factcheck.kept import compiled
from factcheck.model import Quantity
from factcheck.relate.context.near import significant
from factcheck.relate.doubts.told import Told
from factcheck.relate.sentences.wordings import alike

OLDEST = 110
"""Up to how many years an age is."""
NEAR = 10
"""What part of a round number another one may be away from it."""
VERSION = 12
"""How many characters before a figure the version of a thing is named: the 5G version costs 1199."""
_MODEL = compiled(r"[A-Za-z]{1,12}\d{1,5}[A-Za-z]{0,3}\+?(?: [A-Z][a-z]+)?")
"""A name with a number in it: S20+, A320."""
_VERSION = compiled(r"(?<![\w.,])\d{1,4}[A-Z]{1,2}\b")


def are_of_two_models(told: Told) -> bool:
    """Whether the last names with a number in them before the two figures differ: the S20 measures 6.2 inches, the S20+ 6.7."""
    if told.tie.stated:
        return False
    named = [_named(told, figure) for _, figure in told.tie.roles]
    return any(len({name[kind] for name in named} - {""}) > 1 for kind in (0, 1))


def _named(told: Told, figure: Quantity) -> tuple[str, str]:
    """The last model named before a figure in its block, and the version right before it; each empty if there is none."""
    text = told.text(figure)
    model, version = "", ""
    for found in _MODEL.finditer(text, 0, figure.start):
        model = found.group()
    for found in _VERSION.finditer(text, max(0, figure.start - VERSION), figure.start):
        version = found.group()
    return model, version


def is_age_of_one(told: Told) -> bool:
    """Whether one of the two is a bare number between commas behind a name, as an age is: Anders Holm, 33, is held."""
    return len({_is_age(told, figure) for _, figure in told.tie.roles}) > 1


def _is_age(told: Told, figure: Quantity) -> bool:
    text = told.text(figure)
    is_bare = figure.kind == "number" and figure.step == 1 and 0 < (figure.value or 0) <= OLDEST
    return is_bare and text[max(0, figure.start - 2) : figure.start] == ", " and text[figure.end : figure.end + 1] == "," and text[figure.start - 3 : figure.start - 2].isalpha()


def have_two_measure_words(told: Told) -> bool:
    """Whether measure words say that the two count different things: 120余所高校, 12位专家."""
    figures = [figure for _, figure in told.tie.roles]
    if told.tie.stated or any(figure.kind != "count" or not figure.unit for figure in figures) or told.cue(figures[0]).spaced:
        return False
    return not alike(figures, told.articles[figures[0].article].lang)


def is_like_for_like(told: Told) -> bool:
    """Whether only one of the two is told for what can be compared: revenue, and same-station revenue."""
    return not told.tie.stated and len({told.cue(figure).comparable.search(told.up_to(figure)) is not None for _, figure in told.tie.roles}) > 1


def is_of_another_whole(told: Told) -> bool:
    """Whether one of the two counts all those of a name that says whose they are: none of the 21 umpires of the league."""
    return not told.tie.stated and len({_has_its_whole(told, figure) for _, figure in told.tie.roles}) > 1


def _has_its_whole(told: Told, figure: Quantity) -> bool:
    cue, text = told.cue(figure), told.text(figure)
    return cue.of_its_own.match(text, figure.end) is not None and cue.none_of.search(text[max(0, figure.start - VERSION) : figure.start]) is not None


def is_roughly_so(told: Told) -> bool:
    """Whether one of the two is a word for a round number, and the other one is near it: two dozen, and 25."""
    first, second = (figure for _, figure in told.tie.roles)
    if not first.value or not second.value or not any(told.cue(figure).rough.search(figure.text) for figure in (first, second)):
        return False
    return abs(first.value - second.value) * NEAR <= max(first.value, second.value)


def is_of_those_named(told: Told) -> bool:
    """Whether only one of the two counts those whose names a list begins with: 罗海生、田伯安等16位."""
    sides = [told.cue(figure).and_others.search(told.text(figure)[max(0, figure.start - 3) : figure.start]) is not None for _, figure in told.tie.roles]
    return not told.tie.stated and len(set(sides)) > 1


def is_of_other_share(told: Told) -> bool:
    """Whether two moves of shares in points have one digit each, and only one of them is hedged: shares of several things move by as much."""
    figures = [figure for _, figure in told.tie.roles]
    return all(figure.kind == "point" and significant(figure) <= 1 for figure in figures) and not told.tie.stated
