"""A total in a sentence of its own, of a told number of parts: "the two plants together made 7.4 million".

The parts stand in the sentences before it, each beside figures of other things;
what tells them is their unit, and the noun that they share with each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sums.lists import Runs, can_add, summed

REACH = 4
"""How many sentences back the parts stand."""
MOST = 6
"""How many figures may be parts; of more any few fit."""
LEAST = 1000
"""What is less than so small a part of the total counts something else."""
SIDE = 40
"""How many characters before a total say that it closes some parts."""


def closing(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each such total with its parts."""
    cue = cues(article.lang, "closing")
    blocks = {number for number, block in enumerate(article.blocks) if cue.hint.search(block.text)}
    for number, total in enumerate(labels):
        figure = total.figure
        if figure.block not in blocks or total.sentence < 0 or total.direction or total.is_earlier:
            continue
        text = article.blocks[figure.block].text
        start = max(article.sentences[total.sentence].start, figure.start - SIDE)
        found = cue.told.search(text, start, figure.start) or cue.behind.match(text, figure.end)
        if found is not None and not words.mean.search(total.context):
            yield from _parted(article, labels[:number], total, cue.table["numbers"].get((found["number"] or "").lower(), 0), words)


def _parted(article: Article, before: Sequence[Label], total: Label, many: int, words: Vocabulary) -> Iterator[Relation]:
    """The total with the last so many figures of the sentences before; other choices among them may be meant as well."""
    figure, least = total.figure, total.figure.value or 0
    near: list[Label] = []
    for label in reversed(before):
        if label.figure.block != figure.block or label.sentence < total.sentence - REACH:
            break
        if _can_be_part(total, label, article.lang) and least < LEAST * (label.figure.value or 0) < 2 * LEAST * least:
            near.insert(0, label)
    if any(label.sentence == total.sentence for label in near) or many < 2:
        return
    alike = _of_one_form(near, article.lang)
    found = alike if len(alike) >= many else _last_run(article, near, many, words)
    if not many <= len(found) <= MOST:
        return
    choice = f"sum {figure.article}:{figure.block}:{figure.start}"
    firm = tuple(found[:many])
    for parts in (firm, *combinations(found, many)):
        yield summed(total, parts, choice, is_firm=parts is firm)


def _last_run(article: Article, near: Sequence[Label], many: int, words: Vocabulary) -> Sequence[Label]:
    """Those of the last sentences that semicolons join, if there are so many; else all of them."""
    run = Runs(article, words)
    last = [label for label in near if run[label.sentence] == run[near[-1].sentence]]
    return last if len(last) == many else near


def _can_be_part(total: Label, label: Label, lang: str) -> bool:
    if label.figure.kind == "percent":
        return total.figure.kind == "percent" and not label.direction and not label.is_earlier and any(map(str.isdigit, label.figure.text))
    return label.is_level and label.figure.kind != "duration" and label.sentence >= 0 and can_add(total, label, lang)


def _of_one_form(near: Sequence[Label], lang: str) -> list[Label]:
    """Those whose words end as those of the nearest one do."""
    if not near:
        return []
    end = _end(near[-1], lang)
    return [label for label in near if end and _end(label, lang) == end]


def _end(label: Label, lang: str) -> str:
    """The noun right before a figure: its last word, or its last two characters."""
    if lang == "zh":
        return label.clause[-2:]
    return label.figure.unit or next(iter(label.clause.lower().split()[-1:]), "")
