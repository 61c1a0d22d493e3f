"""What speaks against two figures telling one thing that no sentence says they tell: two models, an age, two measure words, a like-for-like figure."""

from __future__ import annotations

from factcheck.kept import compiled
from factcheck.model import Quantity
from factcheck.relate.context.cues import Cues
from factcheck.relate.context.near import significant
from factcheck.relate.doubts.told import Told
from factcheck.relate.sentences.wordings import alike

OLDEST = 110
"""Up to how many years an age is."""
NEAR = 10
"""What part of a round number another one may be away from it."""
VERSION = 12
"""How many characters before a figure the version of a thing is named: the 5G version costs 1199."""
FAR = 600
"""How many characters before a figure the model is named that it is of."""
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
    """The last model named before a figure, not too far, and the version right before it; each empty if there is none."""
    text = told.text(figure)
    model, version = "", ""
    for found in _MODEL.finditer(text, max(0, figure.start - FAR), figure.start):
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


def is_adjusted_for_another(told: Told) -> bool:
    """Whether the words before both only say what is left out, and those before these differ: whose rate it is stands there."""
    first, second = (told.cue(figure).adjusted.search(told.up_to(figure)) for _, figure in told.tie.roles)
    return not told.tie.stated and first is not None and second is not None and first["name"] != second["name"]


def are_of_two_lists(told: Told) -> bool:
    """Whether the paragraphs of the two are items with one number, so that they belong to two lists: (2) of new flats, (2) of old ones."""
    first, second = (figure for _, figure in told.tie.roles)
    marks = [told.cue(figure).item.match(told.text(figure)) for figure in (first, second)]
    return not told.tie.stated and first.block != second.block and all(marks) and len({mark.group() for mark in marks if mark}) == 1


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


def is_of_other_share(told: Told) -> bool:
    """Whether two moves of shares in points have one digit each, and only one of them is hedged: shares of several things move by as much."""
    figures = [figure for _, figure in told.tie.roles]
    return all(figure.kind == "point" and significant(figure) <= 1 for figure in figures) and not told.tie.stated


def are_of_two_places(told: Told) -> bool:
    """Whether the passages of the two begin alike but for a name, as those of a survey by place do: 据甲省民政厅报告, 据乙省民政厅报告."""
    if told.tie.stated:
        return False
    first, second = (_opening(told, figure) for _, figure in told.tie.roles)
    if first == second:
        return False
    if _differ_in_name(told, first, second):
        return True
    places = [head for head in (first, second) if _is_of_series(told, told.tie.roles[0][1], head)]
    return len(places) == 1  # the other one is of all places


def _opening(told: Told, figure: Quantity) -> str:
    """The words before the first comma or colon of the passage of a figure, as far as they are short; else empty."""
    text, cue = told.text(figure), told.cue(figure)
    start = text.rfind(cue.table["full_stop"], 0, figure.start) + 1
    return _head(text, start, figure.start, cue)


def _head(text: str, start: int, end: int, cue: Cues) -> str:
    found = cue.opening.match(text, start, end)
    return found["head"] if found is not None else ""


def _differ_in_name(told: Told, first: str, second: str) -> bool:
    """Whether two openings have the same frame, with another name in it."""
    cue = told.cue(told.tie.roles[0][1])
    frames = [cue.framed.fullmatch(head) for head in (first, second)]
    if any(frame is None for frame in frames):
        return False
    (a, one), (b, other) = ((frame["name"], frame["frame"]) for frame in frames if frame is not None)
    return a != b and one == other


def _is_of_series(told: Told, figure: Quantity, head: str) -> bool:
    """Whether another passage of the article begins like `head` with another name."""
    if not head:
        return False
    cue = told.cue(figure)
    openings = {_head(block.text, 0, len(block.text), cue) for block in told.articles[figure.article].blocks}
    return any(_differ_in_name(told, head, other) for other in openings)
