"""Records of a season: all sides of a list have played equally many games, won and lost together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import cues

FEWEST = 4
"""How many records a list has at least, of which all but one agree."""
GAMES, APART = 20, 5
"""How many games a record tells of at least, and up to how many fewer a side may have played so far."""

_Record = tuple[Quantity, Quantity]


def standings(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """The one record of a block whose games do not add up to those of all others: 44胜38负 beside 24胜36负."""
    cue = cues(article.lang, "standings")
    blocks: dict[int, list[_Record]] = {}
    for won, lost in zip(figures, figures[1:]):
        is_record = won.block == lost.block and won.value and lost.value and cue.won.fullmatch(won.unit) and cue.lost.fullmatch(lost.unit)
        if is_record and _games((won, lost)) >= GAMES and cue.joint.fullmatch(article.blocks[won.block].text, won.end, lost.start):
            blocks.setdefault(won.block, []).append((won, lost))
    for records in blocks.values():
        games = Counter(map(_games, records))
        (most, times), *_ = games.most_common()
        odd = [record for record in records if abs(_games(record) - most) > APART]
        if times >= FEWEST - 1 and times == len(records) - 1 and odd:
            other = next(record for record in records if _games(record) == most)
            roles = (("won", odd[0][0]), ("lost", odd[0][1]), ("other-won", other[0]), ("other-lost", other[1]))
            yield Relation("identity", roles, False, "standings", holds="won + lost = other-won + other-lost")


def _games(record: _Record) -> int:
    return sum(int(figure.value or 0) for figure in record)
