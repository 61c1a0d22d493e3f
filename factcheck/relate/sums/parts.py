"""Parts that no word such as 其中 ties to their total: what is left, what comes on top, those of a name.

"The other 15" closes a list whose total stands before it; "and another $40,000
later" adds to the amount before it, and their sum stands elsewhere; "12 of the
students" are some of those counted before; names that end alike (市级支出,
县级支出) are parts of what the shorter name measures (支出).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant
from factcheck.relate.context.things import is_of_one_thing
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.left_out import hardly_leaves_some
from factcheck.relate.sums.lists import Runs, can_add, is_one_kind, repeats, summed

MOST = 5
"""How many parts are closed by one that is left."""
BACK = 12
"""How many amounts before two that are added may be their sum."""
LARGEST = Fraction(9, 10)
"""A part of more of the total than this is rather the same measured in another way: the profit before one-off items."""
FAR = 28
"""How many characters before the largest of several groups say that it is that."""
NEAR = 4
"""How many sentences before some of those of a name their number stands: farther off it is that of others."""
CLOSE = 14
"""How many characters before or behind a figure its name stands."""


def parts(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """All such parts of one article."""
    levels = list(_levels(article, labels, words))
    run = Runs(article, words)
    for place, label in enumerate(levels):
        text = article.blocks[label.figure.block].text
        lead = text[max(0, label.figure.start - CLOSE) : label.figure.start]
        if words.left_before.search(lead):
            yield from _left(article, label, levels[max(0, place - BACK) : place], run, words)
        elif words.another_before.search(lead):
            yield from _on_top(label, levels[max(0, place - BACK) : place], levels[place + 1 : place + BACK], article.lang)
        elif words.out_of_total.search(lead):
            yield from _out_of(label, levels[place + 1 : place + BACK], article.lang)
        yield from _of_name(article, label, levels, words)
        if words.of_total.match(text, label.figure.end):
            yield from _of_total(label, levels[max(0, place - BACK) : place], article.lang)
        if words.most_before.search(text, max(0, label.figure.start - FAR), label.figure.start):
            yield from _most(article, label, levels[:place], words)
    for _, inside in groupby(levels, key=lambda label: run[label.sentence]):
        yield from _siblings(list(inside), words, article.lang)


def _levels(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Label]:
    """The amounts, without those that only repeat the one before in another unit."""
    last: Label | None = None
    for label in labels:
        if not label.is_level or label.figure.kind == "duration" or label.sentence < 0:
            continue
        if last is None or not repeats(article, last.figure, label.figure, words):
            yield label
        last = label


def _left(article: Article, rest: Label, before: Sequence[Label], run: Runs, words: Vocabulary) -> Iterator[Relation]:
    """What is left, the parts before it, and the total before these: the one that its sentence names, or the first amount of the sentence."""
    near = [label for label in before if label.figure.block == rest.figure.block and run[label.sentence] >= run[rest.sentence] - 1]
    like = [label for label in near if can_add(label, rest, article.lang)]
    own = [label for label in like if run[label.sentence] == run[rest.sentence]]
    choice = f"left {_place(rest)}"
    named = _whole_of_name(article, own[0], like, words) if own else None
    for total in like[: -len(own)] if own else ():
        yield summed(total, [*own, rest], choice, is_firm=total is named)
    if own and len(like) > len(own) + 1 and like[0] not in own:  # what stands between may be a part of the total by itself: of them full
        yield summed(like[0], [*own, rest], f"left {_place(rest)}", is_firm=True)
    for size in range(1, min(len(like), MOST + 1)):
        total, found = like[-size - 1], like[-size:]
        yield summed(total, [*found, rest], choice, is_firm=named is None and total is (own[0] if len(own) > 1 else like[0]))


def _on_top(more: Label, before: Sequence[Label], behind: Sequence[Label], lang: str) -> Iterator[Relation]:
    """Two amounts of a sentence of which the second comes on top, and what may be their sum."""
    if not before or before[-1].sentence != more.sentence or not can_add(before[-1], more, lang):
        return
    first = before[-1]
    for total in (*before[-2::-1], *behind):
        if can_add(total, first, lang) and (total.figure.value or 0) > (more.figure.value or 0):
            is_told_first = total.figure.block <= 1 or 0 <= first.sentence - total.sentence <= 2
            yield summed(total, [first, more], f"top {_place(more)}", is_firm=is_told_first and significant(total.figure) >= 3)


def _out_of(total: Label, behind: Sequence[Label], lang: str) -> Iterator[Relation]:
    """A total of a hundred and more that its sentence takes apart: of smaller ones any few parts come near it."""
    found = [label for label in behind if label.sentence == total.sentence and can_add(total, label, lang)]
    if 2 <= len(found) <= MOST and (total.figure.value or 0) >= 100:
        yield summed(total, found, f"sum {_place(total)}", is_firm=hardly_leaves_some(total, found))


def _of_name(article: Article, part: Label, levels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Some of those of a name, against the largest number of them that the text has."""
    figure = part.figure
    whole = _whole_of_name(article, part, levels, words)
    if whole is not None and figure.hedge not in ("atleast", "range", "vague") and (whole.figure.block, whole.figure.start) < (figure.block, figure.start):
        yield Relation("bound", (("part", figure), ("whole", whole.figure)), True, "named-whole", details={"whole.label": _name_of(article, part, words)})


def _name_of(article: Article, part: Label, words: Vocabulary) -> str:
    """The name of those that an amount is some of: 其中 in other words, as 遇难者中; empty if there is none."""
    figure = part.figure
    text = article.blocks[figure.block].text
    if words.spaced:
        found = words.of_name.match(text, figure.end, figure.end + 60)
    else:
        found = words.of_name.search(text, max(0, figure.start - CLOSE), figure.start)
    return next((name.lower() for name in found.groups() if name), "") if found is not None else ""


def _whole_of_name(article: Article, part: Label, levels: Sequence[Label], words: Vocabulary) -> Label | None:
    """The largest number of those that an amount is some of, by their name."""
    name = _name_of(article, part, words)
    wholes = [label for label in levels if label is not part and part.sentence - label.sentence <= NEAR and _is_called(article, label, name, words) and can_hold(label, part, article.lang)] if name else []
    return max(wholes, key=lambda label: label.figure.interval.high or 0, default=None)


def _of_total(part: Label, before: Sequence[Label], lang: str) -> Iterator[Relation]:
    """Some of the total, against the largest amount that it may be of in its sentence and the two before."""
    near = [label for label in before if 0 <= part.sentence - label.sentence <= 2 and can_hold(label, part, lang)]
    whole = max(near, key=lambda label: label.figure.interval.high or 0, default=None)
    if whole is not None and part.figure.hedge not in ("atleast", "range", "vague"):
        yield Relation("bound", (("part", part.figure), ("whole", whole.figure)), True, "next-sentence")


def _most(article: Article, part: Label, before: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """The largest of several groups, inside the number of all that its paragraph counts first."""
    for whole in before:
        figure = whole.figure
        if figure.block != part.figure.block or figure.kind != "count" or not can_hold(whole, part, article.lang):
            continue
        text = article.blocks[figure.block].text
        if words.counts_all.search(text, max(0, figure.start - FAR), figure.start) and is_of_one_thing(figure, part.figure, text, article.lang):
            yield Relation("bound", (("part", part.figure), ("whole", figure)), True, "stated")
        return


def _is_called(article: Article, label: Label, name: str, words: Vocabulary) -> bool:
    """Whether the name stands right at a figure: as its unit, behind it or at the end of the words before it."""
    figure = label.figure
    behind = article.blocks[figure.block].text[figure.end : figure.end + CLOSE + len(name)].lower()
    if words.spaced:
        return figure.unit.lower() == name or name in behind.split()[:3] or label.clause.lower().split()[-1:] == [name]
    return behind.startswith(name, 0, len(name) + 4) or label.clause.endswith(name)


def can_hold(whole: Label, part: Label, lang: str) -> bool:
    """Whether one amount can be a part of the other."""
    return is_one_kind(whole, part) and not whole.direction and not part.direction and alike([whole.figure, part.figure], lang, strict=True)


def _siblings(inside: Sequence[Label], words: Vocabulary, lang: str) -> Iterator[Relation]:
    """A total and the next amounts of its sentence whose names end as its own does, with other words before."""
    if words.spaced:
        return
    for place, total in enumerate(inside):
        end = total.clause[-2:]
        found = [total]
        for label in inside[place + 1 :]:
            if len(end) < 2 or not end.isalpha() or not label.clause.endswith(end) or label.clause == total.clause or not can_add(total, label, lang):
                break
            found.append(label)
        names = {label.clause for label in found}
        if len(found) > 2 and len(names) == len(found) and not words.mean.search(total.clause):
            largest = max(found[1:], key=lambda label: label.figure.value or 0).figure.value or 0
            is_firm = all(significant(label.figure) >= 3 for label in found) and largest < (total.figure.value or 0) * LARGEST
            yield summed(total, found[1:], f"sum {_place(total)}", is_firm=is_firm)


def _place(label: Label) -> str:
    figure: Quantity = label.figure
    return f"{figure.article}:{figure.block}:{figure.start}"
