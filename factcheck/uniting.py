"""One finding where one repair mends several: a figure that breaks three relations is reported once, with all its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from factcheck import wording
from factcheck.diagnose import Remedy
from factcheck.model import Finding, Span
from factcheck.records import replace

Place = tuple[int, int, int]
"""Where a figure stands: its article, its block and its first character there."""
Mends = Mapping[Place, frozenset[str]]
"""Of each figure of a finding, the slips of it that make the finding vanish, as they would be printed."""


def united(found: Sequence[tuple[Finding, Mends]]) -> list[Finding]:
    """The findings, the most severe first, those that one slip of one figure explains as one."""
    left = list(found)
    made: list[Finding] = []
    while left:
        first, mends = left[0]
        group, repair = _mended_together(left, mends)
        if repair is not None and len(group) > 1:
            made.append(_joined([left[index][0] for index in group], *repair))
            left = [pair for index, pair in enumerate(left) if index not in group]
        else:
            made.append(first)
            left = left[1:]
    return made


def _mended_together(left: Sequence[tuple[Finding, Mends]], mends: Mends) -> tuple[list[int], tuple[Place, str] | None]:
    """Which findings the repair mends that mends the first one and most of the others, and that repair."""
    votes = Counter(
        (place, text) for _, other in left for place in mends.keys() & other.keys() for text in mends[place] & other[place]
    )
    if not votes:
        return [0], None
    place, text = min(votes, key=lambda repair: (-votes[repair], repair))
    return [index for index, (_, other) in enumerate(left) if text in other.get(place, ())], (place, text)


def _joined(findings: Sequence[Finding], place: Place, text: str) -> Finding:
    """The first finding with the figures and sums of the others, and the repair of all of them in front."""
    first = findings[0]
    spans: dict[tuple[int, int, int], Span] = {}
    for finding in findings:
        for span in finding.spans:
            spans.setdefault((span.article, span.block, span.block_start), span)
    facts = {"figure": spans[place].text, "many": str(len(findings))}
    repair = wording.suggestion(Remedy(text, "mends-all", facts), first.lang)
    workings = dict.fromkeys(finding.working or finding.message for finding in findings)
    return replace(
        first,
        working=wording.side_by_side(tuple(workings), first.lang),
        suggestions=(repair, *(other for other in first.suggestions if other.text != text)),
        spans=tuple(sorted(spans.values(), key=lambda span: (span.article, span.block, span.block_start))),
    )
