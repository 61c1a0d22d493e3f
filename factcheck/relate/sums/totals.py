"""A total told by its words or its place in the sentence, and the amounts beside it that are named alike.

"总投资21.9亿元，一期12.5亿元，二期9.4亿元" and "186 stores, 112 in the east and 74
in the west" open their parts with no word; what tells them is that they have
names of one form. "186 in all" and 全场 close a list that no comma orders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from factcheck.model import Article, Relation
from factcheck.relate.context.labels import BLANK, Label
from factcheck.relate.context.near import significant
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sums.left_out import hardly_leaves_some
from factcheck.relate.sums.lists import Runs, can_add, repeats, summed

FEWEST, MOST = 2, 6
"""How many parts a total has."""
BEFORE, BEHIND = 16, 28
"""How many characters before and behind a figure may tell that it is the total."""
LONG = 3
"""From how many digits on a total that is only about right is no sum of other parts by chance."""
SMALL = 100
"""Of totals below it any few parts come near."""


def totals(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each such total with its parts."""
    run = Runs(article, words)
    for _, found in groupby(labels, key=lambda label: run[label.sentence]):
        together = list(found)
        yield from _shares(article, together, words)
        inside = list(_amounts(article, together, words))
        listed: set[int] = set()
        for place, total in enumerate(inside):
            if total.is_earlier or words.mean.search(total.clause):
                continue
            yield from _closed(article, total, inside[:place], words)
            if place not in listed:  # the first of the parts of one total is none of its own
                for tie in _opened(article, total, inside[place + 1 :], words):
                    listed |= set(range(place + 1, place + len(tie.roles)))
                    yield tie


def _amounts(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Label]:
    """The amounts that can be added; none that only repeats the one before in another unit."""
    for number, label in enumerate(labels):
        if label.is_level and label.figure.kind != "duration" and not (number and repeats(article, labels[number - 1].figure, label.figure, words)):
            yield label


def _closed(article: Article, total: Label, before: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """A total behind its parts: all amounts before it in the sentence."""
    text = article.blocks[total.figure.block].text
    parts = [label for label in before if can_add(total, label, article.lang)]
    if not FEWEST <= len(parts) <= MOST or len(parts) < len([label for label in before if label.figure.kind == total.figure.kind]):
        return
    start = max(parts[-1].figure.end, total.figure.start - BEFORE)
    is_said = words.total_behind.match(text, total.figure.end, total.figure.end + BEHIND) is not None
    if is_said or (words.total_word.search(text, start, total.figure.start) and _are_alike(article, parts, words)):
        yield summed(total, parts, f"sum {total.figure.article}:{total.figure.block}:{total.figure.start}", is_firm=True)


def _opened(article: Article, total: Label, behind: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """A total before its parts: the next amounts, named alike."""
    text = article.blocks[total.figure.block].text
    opened = words.apposed.fullmatch(text, total.figure.end, behind[0].figure.start) if behind else None
    if opened is None:
        return
    if words.spaced and _behind(article, total, words) not in ("", "unit", "of"):
        return  # it is itself one of several: 1,490 walked to school, 620 came by bus
    if not words.total_name.search(text, max(0, total.figure.start - BEFORE), total.figure.start):
        return
    if words.apart.search(text, max(0, total.figure.start - BEFORE), total.figure.start):
        return  # it is the first part of another total
    if (total.figure.value or 0) < SMALL and total.figure.kind in ("count", "number"):
        return
    parts: list[Label] = []
    for label in behind:
        start = label.figure.start
        if words.margin_before.search(text, max(0, start - BEFORE), start):
            return  # what lies between two sides is no part: 收入80亿元，支出95亿元，赤字15亿元
        if not can_add(total, label, article.lang) or label.sentence != behind[0].sentence:
            break
        parts.append(label)
    if FEWEST <= len(parts) <= MOST and _are_alike(article, parts, words) and not _is_one_of(article, total, parts, words):
        is_all = not opened.groupdict().get("some") or all(label.figure.hedge == "exact" for label in (total, *parts))
        is_firm = (is_all or significant(total.figure) >= LONG) and hardly_leaves_some(total, parts)
        yield summed(total, parts, f"sum {total.figure.article}:{total.figure.block}:{total.figure.start}", is_firm=is_firm)


def _is_one_of(article: Article, total: Label, parts: Sequence[Label], words: Vocabulary) -> bool:
    """Whether it has the little word of the parts behind it, so that it is one of the list: 180m for staff, 140m for fuel."""
    return words.spaced and _behind(article, total, words) == _behind(article, parts[0], words) != "unit"


def _shares(article: Article, together: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """A share that closes the shares before it (合计占35%), or that at least three behind it take apart."""
    shares = [label for label in together if label.figure.kind == "percent" and not label.direction and not label.is_earlier]
    for place, total in enumerate(shares if len(shares) > FEWEST else ()):
        yield from _of_answers(article, total, shares[place + 1 : place + 1 + FEWEST], words)
        text, figure = article.blocks[total.figure.block].text, total.figure
        choice = f"sum {figure.article}:{figure.block}:{figure.start}"
        before, behind = shares[max(0, place - MOST) : place], shares[place + 1 : place + 1 + MOST]
        if len(before) >= FEWEST and words.total_before.search(text, before[-1].figure.end, figure.start):
            for size in range(len(before), FEWEST - 1, -1):
                yield summed(total, before[-size:], choice, is_firm=size == len(before))
        if len(behind) > FEWEST and words.shared_out.match(text, figure.end, behind[0].figure.start):
            roles = tuple(("shares", label.figure) for label in behind)
            whole = float(sum(label.figure.value or 0 for label in behind))
            is_own = abs(whole - 100) < abs(whole - float(figure.value or 0))  # of those that the total is the share of
            yield summed(total, behind, choice, is_firm=not is_own)
            yield Relation("shares", roles, False, "nearby", holds="sum(shares) = 100%", choice=choice, is_firm=is_own)


def _of_answers(article: Article, total: Label, behind: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """A share of those who answered one way, and the two shares behind it that tell how strongly, each beside its quoted answer."""
    figure, text = total.figure, article.blocks[total.figure.block].text
    told = words.answers.match(text, figure.end, behind[0].figure.start) if len(behind) == FEWEST else None
    answers = [words.answer.match(text, label.figure.end) for label in behind]
    if told is not None and all(answer is not None and told["word"].lower() in answer.group().lower() for answer in answers):
        yield summed(total, behind, f"sum {figure.article}:{figure.block}:{figure.start}", is_firm=True)


def _are_alike(article: Article, parts: Sequence[Label], words: Vocabulary) -> bool:
    """Whether the parts have names of one form: the same little word behind each, or names that end alike and differ."""
    if words.spaced:
        forms = {_behind(article, part, words) for part in parts}
        return len(forms) == 1 and "" not in forms
    ends = {part.clause.rsplit(BLANK, 1)[-1][-1:] for part in parts}
    return len({part.clause for part in parts}) == len(parts) and len(ends) == 1 and "" not in ends


def _behind(article: Article, part: Label, words: Vocabulary) -> str:
    """The form of what stands behind a part: its little word, "unit" for a thing of its own, empty for anything else."""
    figure = part.figure
    match = words.little_word.match(article.blocks[figure.block].text, figure.end)
    return match.group(1).lower() if match else "unit" if figure.kind == "count" else ""
