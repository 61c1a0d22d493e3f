"""How many things of a kind there are, told anywhere in the text: the whole of a share of "its estate", or of those things."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from factcheck.model import Article
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label
from factcheck.relate.shares.shareclauses import Clause

BEFORE = 32
"""How many characters before a number may say that it is how many there are."""


def counted(article: Article, able: Sequence[Label], clause: Clause, parts: Collection[int]) -> list[Label]:
    """The number of all things of the kind that the part of a share counts, if the text says but one: they run 400 pubs.

    parts: the ids of the labels that have shares of their own.
    """
    cue, part = cues(article.lang, "shares"), clause.part
    if part is None or clause.is_own or part.figure.kind not in ("count", "number") or cue.generic.fullmatch(part.figure.unit):
        return []
    folk = set(cue.table["folk"])
    names = {part.figure.unit.lower()} if part.figure.unit else set(clause.share.clause.lower().split())
    found: dict[object, Label] = {}
    for label in able:
        unit = label.figure.unit.lower()
        if unit and id(label) not in parts and is_larger(label, part) and (unit in names or (unit in folk and names & folk)):
            text = article.blocks[label.figure.block].text
            if cue.there_are.search(text, max(0, label.figure.start - BEFORE), label.figure.start):
                found[label.figure.value] = label
    return list(found.values()) if len(found) == 1 else []


def is_larger(label: Label, part: Label) -> bool:
    """Whether an amount is larger than another one, as a whole is."""
    return label.figure.value is not None and part.figure.value is not None and label.figure.value > part.figure.value
