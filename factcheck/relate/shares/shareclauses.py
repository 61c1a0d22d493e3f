"""Clauses that give a share: whose share it is, and of what, in the words of the text.

占其所持股份的46.44% names its whole; 占比74% leaves it to what stands before;
"35 pct of the equity, equal to 2.1 mln shares" puts the part behind.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article, Quantity
from factcheck.records import dataclass, replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label

_BEFORE, _BEHIND = 60, 80
"""How many characters before and behind a share are read."""
LEVELS = 7
"""How many figures before a share may stand before its part."""
_OPEN = ("atleast", "atmost")


@dataclass(frozen=True, slots=True)
class Clause:
    """A share with its part, and the words for its whole."""

    number: int
    """Position of the share among the labels of the article."""
    share: Label
    part: Label | None
    whole: str
    """The words for the whole without those that mean all of it; empty if it goes without saying."""
    is_own: bool
    """Whether the whole belongs to whoever the sentence speaks of: 其所持股份, its stake."""
    subject: str
    """The words of the clause before the verb."""
    end: int
    """Where the words for the whole end."""
    printed: Label | None = None
    """The whole itself, where it stands right beside its part or its share: 45 of the 50, 90% of the 50."""

    @property
    def figure(self) -> Quantity:
        """The share itself."""
        return self.share.figure


def clauses(article: Article, labels: Sequence[Label]) -> list[Clause]:
    """The clauses of one article that give shares, in order."""
    found: list[Clause] = []
    words = cues(article.lang, "shares")
    for number, label in enumerate(labels):
        if label.figure.kind != "percent" or label.direction or label.figure.hedge in ("atleast", "atmost"):
            continue
        clause = _clause(article, labels, number, words, found[-1] if found else None)
        if clause is not None:
            found.append(clause)
    return found


def _clause(article: Article, labels: Sequence[Label], number: int, words: Cues, last: Clause | None) -> Clause | None:
    label = labels[number]
    figure, text = label.figure, article.blocks[label.figure.block].text
    low = max(0, figure.start - _BEFORE)
    stretch = text[low : figure.start]
    behind = words.behind.match(text[figure.end : figure.end + _BEHIND])
    before = words.before.search(stretch) or words.rate.search(stretch)
    tied = _tied(text, labels, number, words)
    ahead = _of_printed(text, labels, number, words)
    if (before is None and behind is None) or ahead is not None:
        part = tied or (_part_before(text, labels, number, figure.start, "", words, last) if ahead is not None else None)
        return _with_printed(text, labels, Clause(number, label, part, "", False, "", figure.end, ahead), words) if part is not None else None
    if behind is not None:
        name, end, at, subject = behind["whole"], figure.end + behind.end("whole"), figure.start, ""
    else:
        assert before is not None
        name, end, at = before.groupdict().get("whole") or "", figure.end, low + before.start()
        subject = before["subject"] or ""
    part = tied or (_part_behind(text, labels, number, end, words) if words.back.fullmatch(name) else None)
    part = part or _part_before(text, labels, number, at, subject, words, last) or _part_behind(text, labels, number, end, words)
    plain = words.whole_noise.sub("", name).strip()
    return _with_printed(text, labels, Clause(number, label, part, plain, words.own.search(name) is not None, subject, end), words)


def _of_printed(text: str, labels: Sequence[Label], number: int, words: Cues) -> Label | None:
    """The amount right behind its share: a quarter of its 1,200 workers."""
    figure = labels[number].figure
    for other in labels[number + 1 : number + 2]:
        if other.is_level and other.figure.block == figure.block and words.of_printed.fullmatch(text, figure.end, other.figure.start):
            return other
    return None


def _with_printed(text: str, labels: Sequence[Label], clause: Clause, words: Cues) -> Clause:
    """The clause, with its amount taken for the whole where another is said to be of it: 45 of the 50, or 90%."""
    whole = clause.part
    if whole is None or clause.printed is not None:
        return clause
    place = next((place for place in range(clause.number - 1, max(-1, clause.number - LEVELS), -1) if labels[place] is whole), 0)
    part = labels[place - 1] if place else None
    if part is None or not part.is_level or part.figure.block != whole.figure.block:
        return clause
    if not words.part_of.fullmatch(text, part.figure.end, whole.figure.start):
        return clause
    return replace(clause, part=part, printed=whole)


def _tied(text: str, labels: Sequence[Label], number: int, words: Cues) -> Label | None:
    """The amount that shares a bracket or an "or" with the share: 1200人（60%）, 60% (1,200 people)."""
    figure = labels[number].figure
    for other, first, second in ((number - 1, number - 1, number), (number + 1, number, number + 1)):
        if not 0 <= first < second < len(labels) or labels[other].figure.block != figure.block:
            continue
        part = labels[other]
        between = text[labels[first].figure.end : labels[second].figure.start]
        if part.is_level and not part.direction and part.figure.hedge not in _OPEN and words.tie.fullmatch(between):
            return part
    return None


def _part_before(
    text: str, labels: Sequence[Label], number: int, at: int, subject: str, words: Cues, last: Clause | None
) -> Label | None:
    """The amount whose share it is: the one before it, with rates of its own in between, or that of the share before it."""
    share = labels[number]
    plain = words.whole_noise.sub("", subject).strip()
    moved: Label | None = None
    inside = labels[max(0, number - LEVELS) : number]
    inside = [label for label in inside if label.figure.block == share.figure.block and words.table["sentence"] not in text[label.figure.end : at]]
    able = [label for label in inside if label.is_level and label.figure.hedge not in _OPEN]
    if not inside or words.other_subject.match(subject):
        return _spoken_of(labels[number - 1], subject, words) if number and not inside else None
    if len(plain) > 2 and (named := [label for label in able if plain in label.clause]):
        return named[-1]
    if last is not None and last.number == number - 1 and not plain:
        return last.part
    for other in reversed(able):
        between = text[other.figure.end : at]
        if ")" in between and "(" not in between or "）" in between and "（" not in between:
            continue  # it stands in brackets, beside the one that is meant
        if not words.link.fullmatch(between) or not _speaks_of(plain, other, words):
            break
        if not words.spaced and words.apart.search(between + subject):
            break  # 共有842万人，其中城镇人口占七成: it is taken apart, and the part is not printed
        if words.spaced or (not other.direction and not other.is_earlier):
            return other
        moved = moved or other  # a change, unless the level that it belongs to stands before
    return moved


def _spoken_of(before: Label, subject: str, words: Cues) -> Label | None:
    """The last amount of the sentence before, where the subject points back to it: 本次解除质押."""
    return before if words.points_back.match(subject) and before.is_level else None


def _speaks_of(plain: str, part: Label, words: Cues) -> bool:
    """Whether the subject of the clause adds nothing new, or takes up words around the part."""
    if len(plain) < 2 or words.spaced:
        return True
    around = part.context
    bare = words.rate_noun.sub("", plain)
    if bare != plain:  # 回收率 of 收回问卷: the characters are enough
        return sum(char in around for char in bare) * 2 >= len(bare)
    pairs = [plain[index : index + 2] for index in range(len(plain) - 1)]
    return sum(pair in around for pair in pairs) * 3 >= len(pairs)


def _part_behind(text: str, labels: Sequence[Label], number: int, end: int, words: Cues) -> Label | None:
    """The amount that words such as "corresponding to" put behind the share."""
    for other in labels[number + 1 : number + 2]:
        figure = other.figure
        if figure.block != labels[number].figure.block or not other.is_level:
            continue
        between = text[end : figure.start]
        if words.part_behind.fullmatch(between) or (between == ", " and text[figure.end : figure.end + 1] == ","):
            return other
    return None
