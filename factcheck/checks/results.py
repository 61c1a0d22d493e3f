"""score-result: the two sides of a score held against the word beside it: a draw is level, a win is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.checks.flow import flows
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Observation, Quantity, Verdict
from factcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of results of a language, compiled; each pattern has the groups "first", "second", "score" and "word"."""

    hint: re.Pattern[str]
    """What every result has: a quick look before the slow patterns."""
    level: tuple[re.Pattern[str], ...]
    decided: tuple[re.Pattern[str], ...]
    apart: re.Pattern[str]
    """Words right beside a score by which another one decides: penalties, away goals."""


@cache
def _words(lang: str) -> _Words:
    table = data(lang, "checks")["results"]

    def filled(forms: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(compiled(form.replace("{score}", table["score"])) for form in forms)

    return _Words(compiled(table["hint"]), filled(table["level"]), filled(table["decided"]), compiled(table["apart"]))


_BESIDE = 40
"""How far from a score words tell that another one decides."""


def score_results(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each score beside a word for its result; marks "score" and "word"."""
    for flow in flows(articles):
        words = _words(flow.lang)
        if not words.hint.search(flow.text):
            continue
        for patterns, is_level in ((words.level, True), (words.decided, False)):
            for pattern in patterns:
                for match in pattern.finditer(flow.text):
                    if not is_level and words.apart.search(flow.text, max(0, match.start() - _BESIDE), match.end() + _BESIDE):
                        continue
                    fits = (int(match["first"]) == int(match["second"])) == is_level
                    verdict: Verdict = "consistent" if fits else "inconsistent"
                    marks = (flow.mark("score", *match.span("score")), flow.mark("word", *match.span("word")))
                    yield Observation(verdict, marks, {"score": match["score"], "word": match["word"]})
