"""What speaks against ties that others found: such figures are of one sentence, and still of different things.

Two units of 300 MW are not a whole of 300; a pair with a share of its own has no
second one; what a level rose to is no part beside others; and a rate with a
subject of its own (staff fell by 15 %) is not that of the levels before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.cues import cues
from factcheck.relate.labels import by_block
from factcheck.relate.order import COMPARED

_WHOLES = ("whole", "total", "base")
_SHARED = ("share", "counts")
_MOVED = ("growth", "change", "order", "direction", "points", "times")
SUBJECT = 16
"""How many characters before a rate are searched for a subject of its own."""

_Place = tuple[int, int, int]


def credible(ties: Sequence[Relation], articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Relation]:
    """The ties against which nothing speaks, in their order."""
    blocks = [by_block(figures) for figures in quantities]
    shared: dict[tuple[_Place, _Place], Quantity] = {}
    reached: set[_Place] = set()
    for tie in ties:
        roles = dict(tie.roles)
        if tie.stated and tie.kind in _SHARED:
            shared.setdefault((_place(roles["part"]), _place(roles["whole"])), roles["share"])
        if tie.stated and tie.kind in _MOVED and "old" in roles and "new" in roles:
            reached.add(_place(roles["new"]))
    for tie in ties:
        if not _has_other_share(tie, shared) and not _has_reached_part(tie, reached) and not _is_of_other(tie, articles, blocks):
            yield tie


def _place(figure: Quantity) -> _Place:
    return figure.article, figure.block, figure.start


def _has_other_share(tie: Relation, shared: dict[tuple[_Place, _Place], Quantity]) -> bool:
    """Whether the sentence gives the same part and whole another share."""
    roles = dict(tie.roles)
    if tie.stated or tie.kind not in _SHARED:
        return False
    known = shared.get((_place(roles["part"]), _place(roles["whole"])))
    return known is not None and known != roles["share"]


def _has_reached_part(tie: Relation, reached: set[_Place]) -> bool:
    """Whether a sum that nobody states counts what a level rose or fell to as one of its parts."""
    return tie.kind == "sum" and not tie.stated and any(role == "parts" and _place(figure) in reached for role, figure in tie.roles)


def _is_of_other(tie: Relation, articles: Sequence[Article], blocks: Sequence[dict[int, list[Quantity]]]) -> bool:
    """Whether the words beside the figures say that they measure different things."""
    if tie.kind in COMPARED:
        return False
    for role, figure in tie.roles:
        text, lang = articles[figure.article].blocks[figure.block].text, articles[figure.article].lang
        if role in _WHOLES and figure.is_printed and _is_size_of_each(figure, blocks[figure.article].get(figure.block, ()), text, lang):
            return True
        if role == "another" and tie.kind == "one-whole" and cues(lang, "doubts").own_time.search(text, max(0, figure.start - SUBJECT), figure.start):
            return True
        if role == "share" and tie.kind == "counts" and _counts_nothing(tie, figure, text, lang):
            return True
        if role == "rate" and tie.kind == "growth" and tie.stated and _has_own_subject(dict(tie.roles), figure, text, lang):
            return True
    return False


def _is_size_of_each(whole: Quantity, around: Sequence[Quantity], text: str, lang: str) -> bool:
    """Whether a number of things stands right before the amount, and their name right behind it: two 300-MW units."""
    if whole.kind not in ("money", "measure"):
        return False
    before = next((figure for figure in around if figure.end <= whole.start and not text[figure.end : whole.start].strip()), None)
    if before is None or before.kind not in ("count", "number") or before.value is None or before.value < 2:
        return False
    return cues(lang, "doubts").thing.match(text, whole.end) is not None


def _counts_nothing(tie: Relation, share: Quantity, text: str, lang: str) -> bool:
    """Whether a rate that tells how many of several do so is set beside amounts: 亏损面 beside money."""
    before = text[max(0, share.start - SUBJECT) : share.start]
    return any(figure.kind == "money" for _, figure in tie.roles) and cues(lang, "doubts").extent.search(before) is not None


def _has_own_subject(roles: dict[str, Quantity], rate: Quantity, text: str, lang: str) -> bool:
    """Whether a noun between the level and the rate is one that no words before the levels have."""
    cue, new, old = cues(lang, "doubts"), roles.get("new"), roles.get("old")
    if new is None or old is None or new.block != rate.block or not 0 <= rate.start - new.end <= SUBJECT:
        return False
    found = cue.own_subject.search(text, new.end, rate.start)
    if found is None:
        return False
    start = max(text.rfind(stop, 0, new.end) for stop in cue.table["stops"]) + 1
    return not any(found["name"][place : place + 2] in text[start : new.end] for place in range(len(found["name"]) - 1))
