"""figure-hedged-twice: one word before a figure and one in it or behind it both say that it is not exact: 超过700多万."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Mark, Observation, Quantity


class _Words(NamedTuple):
    before: tuple[str, ...]
    behind: re.Pattern[str]


@cache
def _words(lang: str) -> _Words:
    hedges = data(lang, "figures")["hedges"]
    fine = {*hedges["before"]["exact"], *data(lang, "checks")["hedges"]["fine"]}
    before = {word for words in hedges["before"].values() for word in words if word[-1].isalpha()} - fine
    after = [word for hedge in ("about", "over", "under", "atleast", "atmost") for word in hedges["after"].get(hedge, ())]
    behind = "|".join(sorted(map(re.escape, after), key=len, reverse=True))
    return _Words(tuple(sorted(before, key=len, reverse=True)), compiled(data(lang, "checks")["hedges"]["behind"].replace("{after}", behind)))


def hedged_twice(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each figure with two hedges; marks it as "figure"."""
    for number, (article, figures) in enumerate(zip(articles, quantities)):
        words = _words(article.lang)
        for figure in figures:
            if figure.hedge in ("exact", "range"):
                continue
            before = next((word for word in words.before if figure.text[: len(word)].lower() == word), "")
            behind = words.behind.search(figure.text, len(before)) if before else None
            if behind is None:
                continue
            mark = Mark("figure", number, figure.block, figure.start, figure.end)
            facts = {"figure": figure.text, "first": figure.text[: len(before)], "second": behind.group().strip()}
            yield Observation("inconsistent", (mark,), facts, ((figure.text[len(before) :].strip(), "single"),))
