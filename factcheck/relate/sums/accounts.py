"""Results of a company in lines of their own: "Shr 17 cts vs 20 cts", "Net 3,121,000 vs 3,624,000", "Avg shrs 18.3 mln vs 18.2 mln".

The profit over the average number of shares is that of each share, in either
column. Preferred dividends may stand between the two: a column that does not
fit tells something only where another one does. Sales of a quarter are within
those of the longer period that is told below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.formula import parse
from factcheck.model import Article, Quantity, Relation
from factcheck.operands import operands, scale, values
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues

_SHARED = parse("total / count = average")
COLUMNS = 2
"""Now and then."""

_Section = dict[str, list[Quantity]]
"""The figures of each line of one period, by what the line is called."""


def accounts(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """What ties the lines of each period, and the sales of two periods."""
    cue = cues(article.lang, "accounts")
    sections = [section for section in _sections(article, figures, cue) if section]
    columns = [tie for section in sections for tie in _each_share(section, article.lang)]
    verdicts = [_holds(tie, article) for tie in columns]
    for tie, holds in zip(columns, verdicts):
        yield replace(tie, is_firm=holds or any(verdicts))
    if len(sections) == COLUMNS and cue.quarter.search(article.title) and any(cue.longer.fullmatch(block.text) for block in article.blocks):
        for part, whole in zip(*(section.get("sales", []) for section in sections)):
            if part.unit == whole.unit and part.kind == whole.kind:
                yield Relation("bound", (("part", part), ("whole", whole)), True, "stated")


def _sections(article: Article, figures: Sequence[Quantity], cue: Cues) -> Iterator[_Section]:
    """The lines of each period: a line that is told again, or one that is none, begins another."""
    by_block: Mapping[int, list[Quantity]] = defaultdict(list)
    for figure in figures:
        if figure.kind in ("money", "number", "count") and figure.hedge == "exact":
            by_block[figure.block].append(figure)
    section: _Section = {}
    for number, block in enumerate(article.blocks):
        line = cue.line.match(block.text)
        name = line.lastgroup or "" if line is not None else ""
        inside = by_block.get(number, [])
        is_line = line is not None and len(inside) == COLUMNS and cue.versus.fullmatch(block.text, inside[0].end, inside[1].start) is not None
        if not is_line or name in section:
            yield section
            section = {}
        if is_line:
            section[name] = inside
    yield section


def _each_share(section: _Section, lang: str) -> Iterator[Relation]:
    """The profit, the average number of shares and the profit of each, column by column."""
    if not {"share", "profit", "shares"} <= section.keys():
        return
    first = section["share"][0]
    dimension, _, currency = scale(first, lang)[0].partition(" ")
    for share, profit, shares in zip(section["share"], section["profit"], section["shares"]):
        if dimension != "money" or share.kind != "money" or share.unit == "":
            continue
        total = profit if profit.kind == "money" else replace(profit, kind="money", unit=currency)
        roles = (("total", total), ("count", shares), ("average", share))
        yield Relation("average", roles, False, "nearby", choice=f"account {share.article}:{share.block}:{share.start}")


def _holds(tie: Relation, article: Article) -> bool:
    """Whether the profit is spread over the shares as told."""
    found = operands(tie, [article.lang] * (tie.roles[0][1].article + 1))
    return found is not None and _SHARED.evaluate(values(found)) == "consistent"
