"""Figures that stand for a whole by name, printed or derived through an identity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from factcheck.formula import Formula, parse
from factcheck.house import current, remembered
from factcheck.interval import Interval
from factcheck.kept import table as kept_table
from factcheck.model import Quantity
from factcheck.printing import printed_like
from factcheck.records import replace
from factcheck.relate.context.labels import BLANK, Label
from factcheck.relate.context.vocabulary import Vocabulary


@remembered
def identities() -> tuple[Formula, ...]:
    """The identities of the subjects and of the newsroom, as formulas over ids of terms."""
    table = kept_table(Path(__file__).parents[2] / "subjects.toml")
    return tuple(parse(holds) for holds in (*(entry["holds"] for entry in table["identity"]), *(own.holds for own in current().identity)))


class Wholes:
    """The figures of a run of articles that measure all of something, by term and by name."""

    def __init__(self, labels: Sequence[Sequence[Label]], words: Sequence[Vocabulary]) -> None:
        self._words = words
        self._labels = labels
        self._by_term: dict[tuple[int, str], list[Label]] = {}
        for article, found in enumerate(labels):
            owners = {self._owner(label, article) for label in found if label.is_total and label.is_level}
            for label in found:
                if label.term and label.is_level and self._is_whole(label, article, owners):
                    self._by_term.setdefault((article, label.term), []).append(label)

    def _owner(self, label: Label, article: int) -> str:
        """Whose figure it is: the words before the term, without those that mean the whole."""
        words = self._words[article]
        return words.fillers.sub("", words.entire.sub("", label.before)).strip()

    def _is_whole(self, label: Label, article: int, owners: Collection[str]) -> bool:
        """Whether it measures all of its term: not an item of it, a partner's part, or the sum of some items."""
        if label.item or self._words[article].partner.search(label.before):
            return False
        owner = self._owner(label, article)
        if label.is_total:
            return True
        return not label.subject and (not owner or any(owner in other or other in owner for other in owners if other))

    def of_term(self, term: str, article: int) -> Quantity | None:
        """The figure of the whole that a term names: in this article, else the only one elsewhere."""
        own = self._by_term.get((article, term))
        if own:
            return self._best(own)
        others = [self._best(found) for (number, name), found in self._by_term.items() if name == term and number != article]
        return others[0] if len(others) == 1 else None

    @staticmethod
    def _best(found: Sequence[Label]) -> Quantity:
        """The exact one before a hedged one, the one named as a total, of this period, with few words about it; else the first."""

        def order(label: Label) -> tuple[bool, bool, bool, bool, int, int]:
            figure = label.figure
            return figure.hedge != "exact", not label.is_total, "prior" in label.period, len(label.before) > 6, figure.block, figure.start

        return min(found, key=order).figure

    def named(self, name: str, article: int, before: Quantity, part: Quantity | None = None) -> Quantity | None:
        """The figure that a name such as 全省外贸总值 stands for, printed or derived; not `part`, which is a part of it."""
        words = self._words[article]
        terms = list(words.terms.finditer(name))
        if terms:
            rest = words.entire.sub("", name[: terms[-1].start()]).strip(words.particles)
            if len(rest) > 2 or name[terms[-1].end() :].strip():
                return self._by_words(name, article, before, part)
            word = terms[-1].group().lower()
            term = words.ids[word]
            same = [label for label in self._by_term.get((article, term), ()) if label.word.lower() == word]
            found = (self._best(same) if same else self.of_term(term, article)) or next(self.derived(term, article), None)
            return found or self._heads(words.entire.sub("", name).strip(), article, part)
        return self._by_words(name, article, before, part)

    def of_same_name(self, whole: Quantity, article: int) -> Iterator[Quantity]:
        """The other amounts of the term of a whole, which may be of another time."""
        terms = {label.term for label in self._labels[article] if label.figure == whole and label.term}
        yield from (
            label.figure for label in self._labels[article] if label.term in terms and label.is_level and not label.direction and label.figure != whole
        )

    def plain(self, name: str, article: int) -> str:
        """The name without the words that mean all of it."""
        words = self._words[article]
        return words.entire.sub("", name).strip(words.particles).lower()

    def _by_words(self, name: str, article: int, before: Quantity, part: Quantity | None) -> Quantity | None:
        """The last amount before it that has just that name, or else whose own words end in it."""
        words = self._words[article]
        plain = words.entire.sub("", name).strip()
        if len(plain) < 2:
            return None
        if name.startswith(words.anaphora):
            return self._spoken_of(plain, article, before)
        found = [
            label for label in self._labels[article]
            if label.is_level and not label.direction and not label.is_earlier and label.figure != part and (label.figure.block, label.figure.start) < (before.block, before.start)
            and label.clause.endswith(plain)
        ]  # fmt: skip
        same = [label for label in found if words.entire.sub("", label.clause).strip() == plain]
        return self._exact((same or found)[-1], article) if found else self._heads(plain, article, part)

    def _exact(self, label: Label, article: int) -> Quantity:
        """The figure of a label; of a round mark that was passed the exact one behind it: 突破10亿件，达到10.6亿件."""
        place = next(place for place, other in enumerate(self._labels[article]) if other is label)
        following = self._labels[article][place + 1 : place + 2]
        if label.figure.hedge == "exact" or not following:
            return label.figure
        after = following[0]
        is_same = after.sentence == label.sentence and after.figure.unit == label.figure.unit and not after.clause and after.figure.hedge == "exact"
        return after.figure if is_same else label.figure

    def _heads(self, name: str, article: int, part: Quantity | None) -> Quantity | None:
        """The last number of people before a part of them in its block, where all of them are meant: 286户1120人, 占全村人口的."""
        words = self._words[article]
        if part is None or name not in words.heads or part.unit not in words.head_units:
            return None
        found = (  # one that has no name of its own, as it stands right behind another number
            label.figure for label in reversed(self._labels[article])
            if label.figure.unit in words.head_units and not label.direction and label.clause.endswith(BLANK)
        )  # fmt: skip
        before = (figure for figure in found if figure.block == part.block and figure.start < part.start)
        return next((figure for figure in before if (figure.value or 0) > (part.value or 0)), None)

    def _spoken_of(self, name: str, article: int, before: Quantity) -> Quantity | None:
        """The last amount before it that shares most of the name's pairs of characters: 其所持股份, of 共持有股份4.35亿股."""
        wanted = {name[i : i + 2] for i in range(len(name) - 1)}
        for label in reversed(self._labels[article]):
            figure = label.figure
            if label.is_level and (figure.block, figure.start) < (before.block, before.start):
                clause = label.clause
                if clause.startswith(self._words[article].anaphora):
                    continue
                shared = sum(pair in wanted for pair in {clause[i : i + 2] for i in range(len(clause) - 1)})
                if shared and any(verb in clause for verb in self._words[article].holding):
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
