"""A score and the points between its sides: "led 55-49 at half-time, six points ahead"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.repeats.scores import side_of, sides
from factcheck.relate.sums.products import place_of

BEYOND = 24
"""How many characters behind a score the lead stands at most."""
_COUNTED = ("count", "number")


def leads(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Each score with the lead that its clause tells."""
    cue = cues(article.lang, "leads")
    for number, score in enumerate(figures):
        told = sides(score) if score.kind == "score" else None
        if told is None:
            continue
        for lead in figures[number + 1 : number + 2]:
            if lead.block == score.block and lead.kind in _COUNTED and lead.start - score.end <= BEYOND and _is_lead(article, score, lead, cue):
                more, less = (0, 1) if told[0] >= told[1] else (1, 0)
                roles = (("more", side_of(score, more)), ("less", side_of(score, less)), ("difference", lead))
                yield Relation("difference", roles, True, "stated", choice=place_of(lead))


def _is_lead(article: Article, score: Quantity, lead: Quantity, cue: Cues) -> bool:
    text = article.blocks[score.block].text
    if lead.unit and not cue.units.fullmatch(lead.unit):
        return False
    if cue.between.fullmatch(text, score.end, lead.start):
        return cue.not_behind.match(text, lead.end) is None
    return cue.loosely.fullmatch(text, score.end, lead.start) is not None and cue.behind.match(text, lead.end) is not None
