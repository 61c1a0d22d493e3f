"""Figures that stand for a whole by name, printed or derived through an identity."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from factcheck.formula import Formula, parse
from factcheck.interval import Interval
from factcheck.model import Quantity
from factcheck.relate.labels import Label, Vocabulary


@cache
def identities() -> tuple[Formula, ...]:
    """The identities of the subjects, as formulas over ids of terms."""
    table = tomllib.loads((Path(__file__).parent.parent / "subjects.toml").read_text(encoding="utf-8"))
    return tuple(parse(entry["holds"]) for entry in table["identity"])


class Wholes:
    """The figures of a run of articles that measure all of something, by term and by name."""

    def __init__(self, labels: Sequence[Sequence[Label]], words: Sequence[Vocabulary]) -> None:
        self._words = words
        self._labels = labels
        self._by_term: dict[tuple[int, str], list[Label]] = {}
        for article, found in enumerate(labels):
            for label in found:
                if label.term and label.is_level and self._is_whole(label, words[article]):
                    self._by_term.setdefault((article, label.term), []).append(label)

    @staticmethod
    def _is_whole(label: Label, words: Vocabulary) -> bool:
        return not label.item and not words.partner.search(label.before) and "prior" not in label.period

    def of_term(self, term: str, article: int) -> Quantity | None:
        """The figure of the whole that a term names: in this article, else the only one elsewhere."""
        own = self._by_term.get((article, term))
        if own:
            return self._best(own)
        others = [self._best(found) for (number, name), found in self._by_term.items() if name == term and number != article]
        return others[0] if len(others) == 1 else None

    @staticmethod
    def _best(found: Sequence[Label]) -> Quantity:
        """The one named as a total, else the one with the fewest words about it, else the first."""
        return min(found, key=lambda label: (not label.is_total, len(label.before) > 6, label.figure.block, label.figure.start)).figure

    def named(self, name: str, article: int, before: Quantity) -> Quantity | None:
        """The figure that a name such as 全省外贸总值 stands for, printed or derived."""
        words = self._words[article]
        terms = list(words.terms.finditer(name))
        if terms:
            rest = words.entire.sub("", name[: terms[-1].start()]).strip(" 的")
            if len(rest) > 2 or name[terms[-1].end() :].strip():
                return self._by_words(name, article, before)
            term = words.ids[terms[-1].group().lower()]
            return self.of_term(term, article) or next(self.derived(term, article), None)
        return self._by_words(name, article, before)

    def _by_words(self, name: str, article: int, before: Quantity) -> Quantity | None:
        """The last amount before it whose own words end in the name."""
        words = self._words[article]
        plain = words.entire.sub("", name).strip()
        if len(plain) < 2:
            return None
        for label in reversed(self._labels[article]):
            figure = label.figure
            if label.is_level and (figure.block, figure.start) < (before.block, before.start) and label.clause.endswith(plain):
                return figure
        return None

    def derived(self, term: str, article: int) -> Iterator[Quantity]:
        """What the identities make of a term whose figure is not printed."""
        for formula in identities():
            if term not in formula.roles:
                continue
            found = {role: self.of_term(role, article) for role in formula.roles if role != term}
            figures = {role: figure for role, figure in found.items() if figure is not None}
            if len(figures) < len(found) or len({(f.kind, f.unit) for f in figures.values()}) > 1:
                continue
            value = formula.solve(term, {role: (figure.interval,) for role, figure in figures.items()})
            exact = formula.solve(term, {role: (Interval.exactly(f.value or 0),) for role, f in figures.items()})
            if value is None or exact is None or exact.low is None or exact.low <= 0:
                continue
            working = _working(formula, term, figures)
            first = max(figures.values(), key=lambda figure: figure.step)
            yield replace(first, text=printed_like(first, exact.low), value=exact.low, interval=value, derived=working, hedge="exact")

    def identities(self, article: int) -> Iterator[tuple[Formula, tuple[tuple[str, Quantity], ...]]]:
        """The identities all of whose figures this article prints."""
        for formula in identities():
            found = [(role, self._by_term.get((article, role))) for role in formula.roles]
            if all(labels for _, labels in found):
                roles = tuple((role, self._best(labels)) for role, labels in found if labels)
                if len({(figure.kind, figure.unit) for _, figure in roles}) == 1:
                    yield formula, roles

    def bases(self, article: int, besides: Quantity, like: Quantity) -> Iterator[tuple[str, Quantity]]:
        """Other wholes, printed or derived, that could be meant instead of one."""
        names = {term for number, term in self._by_term if number == article}
        names |= {role for formula in identities() for role in formula.roles if names & set(formula.roles)}
        for term in sorted(names):
            for figure in filter(None, (self.of_term(term, article) or next(self.derived(term, article), None),)):
                if figure.unit == like.unit and figure.value != besides.value and figure is not like:
                    yield self.word_for(term, article), figure

    def word_for(self, term: str, article: int) -> str:
        """A word of the article's language for a term."""
        return next((word for word, name in self._words[article].ids.items() if name == term), term)


def _working(formula: Formula, term: str, figures: dict[str, Quantity]) -> str:
    from factcheck.formula import render

    return render(formula.isolated(term), {role: (figure.text,) for role, figure in figures.items()})


_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def printed_like(figure: Quantity, value: Fraction) -> str:
    """`value` printed in the manner of `figure`: its magnitude word, unit and decimals."""
    match = _NUMBER.search(figure.text)
    if not match or not figure.value:
        return str(value)
    number = match.group()
    decimals = len(number.partition(".")[2])
    scale = figure.value / Fraction(number.replace(",", ""))
    shown = f"{float(round(value / scale, decimals)):,.{decimals}f}" if "," in number else f"{float(round(value / scale, decimals)):.{decimals}f}"
    return figure.text[: match.start()] + shown + figure.text[match.end() :]
