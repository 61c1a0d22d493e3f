"""A number with its parts in brackets behind it, and a list whose items have such brackets: 37例（甲18例，乙19例）; 本土52例（…）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.sums.lists import summed
from factcheck.relate.sums.products import place_of

FEWEST, MOST = 2, 32
"""How many parts a list has."""
_BRACKET = compiled(r"[（(](?P<inside>[^（）()\n]{4,400})[）)]")


def brackets(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """The sum of each bracket with the number before it, and of the items outside such brackets with what they take apart."""
    by_block: dict[int, list[Label]] = {}
    for label in labels:
        by_block.setdefault(label.figure.block, []).append(label)
    cue = cues(article.lang, "brackets")
    for block, inside in by_block.items():
        text = article.blocks[block].text
        if len(inside) <= FEWEST or ("（" not in text and "(" not in text):
            continue
        spans = [match.span("inside") for match in _BRACKET.finditer(text)]
        found = [tie for span in spans if (tie := _of_bracket(text, inside, span, cue)) is not None]
        yield from found
        if found:
            yield from _outside(text, inside, spans, cue)


def _of_bracket(text: str, labels: Sequence[Label], span: tuple[int, int], cue: Cues) -> Relation | None:
    """The number right before a bracket as the sum of those in it; None if they are no list of its parts."""
    start, end = span
    total = next((label for label in reversed(labels) if label.figure.end <= start - 1), None)
    if total is None or not cue.noun.fullmatch(text, total.figure.end, start - 1) or not total.is_level or cue.open.search(text, start, end):
        return None
    parts = [label for label in labels if start <= label.figure.start < end and label.is_level]
    if not FEWEST <= len(parts) <= MOST or any(part.figure.hedge != "exact" for part in parts) or not _is_one_unit([total, *parts], cue):
        return None
    return summed(total, parts, f"bracket {place_of(total.figure)}", total.figure.hedge == "exact")


def _outside(text: str, labels: Sequence[Label], spans: Sequence[tuple[int, int]], cue: Cues) -> Iterator[Relation]:
    """Each number that 其中 takes apart, with those behind it up to the end of the sentence, what stands in brackets left out."""
    for found in cue.opens.finditer(text):
        end = text.find(cue.table["stop"], found.end())
        end = end if end >= 0 else len(text)
        total = next((label for label in reversed(labels) if label.figure.end <= found.start() and not _is_inside(label, spans)), None)
        if total is None or not total.is_level or total.figure.hedge != "exact" or not any(found.end() < start < end for start, _ in spans):
            continue
        parts = [
            label for label in labels
            if found.end() <= label.figure.start < end and label.is_level and _is_one_unit([total, label], cue)
            and not _is_inside(label, spans) and not cue.aside.search(text, found.end(), label.figure.start)
        ]  # fmt: skip
        if FEWEST <= len(parts) <= MOST:
            yield summed(total, parts, f"outside {place_of(total.figure)}", True)


def _is_one_unit(labels: Sequence[Label], cue: Cues) -> bool:
    """Whether all print one unit; in a language with spaces the parts of a number need not repeat what it counts."""
    units = {label.figure.unit for label in labels}
    return len(units) == 1 or (cue.spaced and all(label.figure.kind in ("number", "count") for label in labels))


def _is_inside(label: Label, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= label.figure.start < end for start, end in spans)
