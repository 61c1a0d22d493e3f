"""The base of a change: what it is measured from, a year before or the month before.

"Sales fell to 1,240 from 1,310 in April, down 12.4% on the year" names two bases,
so that its rate is none of its levels. Where a base is not named, any is possible.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import Cues, cues

CHANGES = ("rate", "change", "points", "times")
"""The roles of figures that tell a change."""
REACH = 40
"""How many characters from a figure its base is looked for."""
_WHEN = ("date", "period", "time", "ordinal")


class Bases:
    """The bases that the words around the figures of one article name."""

    def __init__(self, article: Article, figures: Sequence[Quantity]) -> None:
        self._article = article
        self._cues: Cues = cues(article.lang, "bases")
        self._ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._times: dict[int, list[Quantity]] = defaultdict(list)
        """Months and quarters of the year that is spoken of."""
        for figure in figures:
            if figure.kind in ("date", "period") and (figure.date is None or figure.date[0] is None) and not self._cues.years.search(figure.text):
                self._times[figure.block].append(figure)
            if figure.kind not in _WHEN:
                self._ends[figure.block].append((figure.start, figure.end))

    def agreeing(self, ties: Iterable[Relation]) -> Iterator[Relation]:
        """The relations whose figures name no two bases."""
        return (tie for tie in ties if not self._is_torn(tie))

    def _is_torn(self, tie: Relation) -> bool:
        roles = dict(tie.roles)
        told = [figure for role, figure in tie.roles if role in CHANGES]
        if not told or ("old" not in roles and len(told) < 2):
            return False
        bases = {self.of_change(figure) for figure in told}
        if "old" in roles:
            bases.add(self.of_level(roles["old"]) or self._of_this_year(roles["old"]))
        return len(bases - {""}) > 1 or self._is_between(roles)

    def _is_between(self, roles: dict[str, Quantity]) -> bool:
        """Whether the later level is called that of a month before, behind the one of now: 498吨，上月524吨，去年同期609吨."""
        old, new = roles.get("old"), roles.get("new")
        if old is None or new is None or new.block != old.block or self.of_level(old) != "year" or self._called("level", new.block, new.start) != "month":
            return False
        place = bisect_left(self._ends[new.block], (new.start, new.end))
        if not place:
            return False
        end = self._ends[new.block][place - 1][1]
        return self._cues.sentence.search(self._article.blocks[new.block].text, end, new.start) is None

    def _of_this_year(self, old: Quantity) -> str:
        """"stretch" if a level is called that of a month or quarter right before it, which no change over a year is measured from."""
        before = self._before(old.block, old.start)
        is_called = any(old.start - len(before) <= when.start < old.start for when in self._times[old.block])
        return "stretch" if is_called else ""

    def of_change(self, figure: Quantity) -> str:
        """The base of a change; of one in a list (up 3% and 4%), that of the first."""
        place = bisect_left(self._ends[figure.block], (figure.start, figure.end))
        for number in range(place, -1, -1):
            start, end = self._ends[figure.block][number]
            found = self._told("change", figure.block, end) or self._called("change", figure.block, start)
            if found or not self._cues.listed.fullmatch(self._before(figure.block, start)):
                return found
        return ""

    def of_level(self, figure: Quantity) -> str:
        """The base that a level is; empty for one of now."""
        return self._told("level", figure.block, figure.end) or self._called("level", figure.block, figure.start)

    def _told(self, what: str, block: int, end: int) -> str:
        """The base in the words behind a figure: a name of a group of the cues."""
        match: re.Match[str] | None = getattr(self._cues, f"{what}_behind").match(self._behind(block, end))
        return match.lastgroup or "" if match else ""

    def _called(self, what: str, block: int, start: int) -> str:
        """The base named last before a figure in its clause."""
        names = [match.lastgroup for match in getattr(self._cues, what).finditer(self._before(block, start))]
        return names[-1] or "" if names else ""

    def _before(self, block: int, start: int) -> str:
        """What stands between the figure before, or the start of the clause, and this one."""
        ends = self._ends[block]
        place = bisect_left(ends, (start,))
        low = max(ends[place - 1][1] if place else 0, start - REACH)
        text = self._article.blocks[block].text[low:start]
        return text[max((match.end() for match in self._cues.clause.finditer(text)), default=0) :]

    def _behind(self, block: int, end: int) -> str:
        """What stands up to the next figure, or to the end of the clause."""
        ends = self._ends[block]
        place = bisect_right(ends, (end,))
        high = min(ends[place][0] if place < len(ends) else end + REACH, end + REACH)
        text = self._article.blocks[block].text[end:high]
        stop = self._cues.clause.search(text)
        return text[: stop.start()] if stop else text
