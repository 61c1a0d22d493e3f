"""The checks that are no formula: each takes a run of articles and tells what it saw.

A check takes the articles that are checked together and their quantities, and
yields an Observation for each place that it could compare: the consistent ones
too. It never guesses: where a reading is open, it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factcheck.checks.calendar import impossible_dates, weekdays
from factcheck.checks.doubling import doubled_words
from factcheck.checks.hedges import hedged_twice
from factcheck.checks.layout import cut_paragraphs
from factcheck.checks.lists import list_counts
from factcheck.checks.numerals import malformed_numbers
from factcheck.checks.repetition import repeated_passages
from factcheck.checks.respectively import respectively
from factcheck.checks.results import score_results
from factcheck.checks.today import relative_days
from factcheck.checks.unfinished import unfinished_periods
from factcheck.model import Article, Observation, Quantity

Checker = Callable[[Sequence[Article], Sequence[Sequence[Quantity]]], Iterator[Observation]]

CHECKS: dict[str, Checker] = {
    "list-count": list_counts,
    "respectively": respectively,
    "weekday": weekdays,
    "relative-day": relative_days,
    "period-not-over": unfinished_periods,
    "score-result": score_results,
    "impossible-date": impossible_dates,
    "repeated-passage": repeated_passages,
    "cut-paragraph": cut_paragraphs,
    "doubled-word": doubled_words,
    "malformed-number": malformed_numbers,
    "figure-hedged-twice": hedged_twice,
}
"""By the name that a rule file gives under `check`."""
