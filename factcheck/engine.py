"""Rules applied to relations and observations: verdicts, findings and what was covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from zlib import crc32

from factcheck import wording
from factcheck.checks import CHECKS
from factcheck.diagnose import is_near, mends, other_bases, remedies, truncated
from factcheck.formula import Formula, parse
from factcheck.model import (
    Article,
    ArticleReport,
    Check,
    Coverage,
    Finding,
    Mark,
    Observation,
    Quantity,
    Relation,
    Severity,
    Span,
    Suggestion,
    Verdict,
)
from factcheck.operands import operands, values
from factcheck.places import Places
from factcheck.quantities import quantities
from factcheck.records import dataclass, field
from factcheck.rulebook import Rule
from factcheck.uniting import Mends, united

_RANK: Mapping[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_NO_SUM = ("date", "period", "time", "ordinal", "score")


@dataclass(frozen=True, slots=True)
class _Result:
    """A check with its finding, if any, and the figures that took part."""

    article: int
    check: Check
    finding: Finding | None
    figures: tuple[Quantity, ...]
    mends: Mends = field(default_factory=dict)
    """The slips that explain the finding, if any."""


def check(articles: Sequence[Article], rules: Sequence[Rule], messages: str | None = None) -> tuple[ArticleReport, ...]:
    """What the rules say of articles that are compared with each other, one report for each.

    messages: the language of the wording; None takes that of each article.
    """
    figures = [quantities(article, number) for number, article in enumerate(articles)]
    places = Places(articles)
    results = [*_related(articles, figures, rules, places, messages), *_observed(articles, figures, rules, places, messages)]
    own: list[list[_Result]] = [[] for _ in articles]
    shared: list[list[_Result]] = [[] for _ in articles]
    for result in results:
        own[result.article].append(result)
        for number in {figure.article for figure in result.figures}:
            shared[number].append(result)
    return tuple(_report(article, number, figures[number], own[number], shared[number]) for number, article in enumerate(articles))


def _related(
    articles: Sequence[Article],
    figures: Sequence[Sequence[Quantity]],
    rules: Sequence[Rule],
    places: Places,
    messages: str | None,
) -> Iterator[_Result]:
    by_kind: dict[str, list[Rule]] = defaultdict(list)
    for rule in sorted(rules, key=lambda rule: rule.is_built_in):  # of two findings on the same figures that of the newsroom is shown
        if rule.relation:
            by_kind[rule.relation].append(rule)
    languages = [article.lang for article in articles]
    choices: dict[str, list[_Judgement]] = {}
    from factcheck.relate.finding import relations  # a run without a figure starts without its forty modules

    for number, relation in enumerate(relations(articles, figures)):
        for rule in by_kind[relation.kind]:
            name = relation.choice or f"alone {number}"
            choices.setdefault(name, []).append(_Judgement(rule, relation, languages, messages))
    for judgements in choices.values():
        for judgement in _meant(judgements):
            yield judgement.result(places)


def _meant(judgements: Sequence[_Judgement]) -> Sequence[_Judgement]:
    """Of readings that exclude each other, what the rules say of the one that holds; else of the likeliest that does not.

    A loose reading that holds overrules the others, but is no proof: it is not shown. What the sentence itself states is overruled
    only by one that has a second figure in common with it: any other is about something else.
    """
    stated = {figure for judgement in judgements if judgement.relation.why == "stated" for _, figure in judgement.relation.roles}
    kept = [
        judgement for judgement in judgements
        if judgement.relation.is_firm or (judgement.verdict == "consistent" and (not stated or _in_common(judgement.relation, stated) > 1))
    ]  # fmt: skip
    for verdict in ("consistent", "inconsistent", "undecided"):
        found = [judgement for judgement in kept if judgement.verdict == verdict]
        if found:
            meant = min(found, key=lambda judgement: (not judgement.relation.stated, not judgement.relation.is_firm)).relation
            return [judgement for judgement in kept if judgement.relation is meant and meant.is_firm]
    return ()


def _in_common(relation: Relation, figures: Set[Quantity]) -> int:
    return sum(figure in figures for _, figure in relation.roles)


class _Judgement:
    """One rule on one relation."""

    def __init__(self, rule: Rule, relation: Relation, languages: Sequence[str], messages: str | None) -> None:
        self.rule, self.relation, self.languages = rule, relation, languages
        last = max((figure for _, figure in relation.roles), key=lambda figure: (figure.article, figure.block, figure.start))
        self.article = last.article
        self.lang = messages or languages[last.article]
        self.formula: Formula = parse(relation.holds or rule.holds)
        self.operands = operands(relation, languages)
        self.verdict, self.severity = self._judged()

    def _judged(self) -> tuple[Verdict, Severity]:
        """Whether the relation holds, and how severe it is if not."""
        severity = self.rule.severity
        if self.operands is None:
            return "undecided", severity
        verdict = self.formula.evaluate(values(self.operands))
        if verdict != "inconsistent":
            return verdict, severity
        if self.formula.sign == "=" and self.formula.evaluate(values(truncated(self.operands))) == "consistent":
            return verdict, "info"
        if not self.relation.stated:
            if not self._was_meant():
                return "undecided", severity
            severity = max(severity, "warning", key=lambda name: _RANK[name])
        return verdict, severity

    def _was_meant(self) -> bool:
        """Whether inferred figures are so near that they were meant to agree, or another base fits."""
        assert self.operands is not None
        if self.relation.kind in ("same", "headline", "labels", "hedge"):
            return True
        if not self.relation.is_firm:
            return False
        if any(other_bases(self.formula, self.relation, self.operands, self.languages)):
            return True
        return self.formula.sign == "=" and is_near(self.formula, self.operands)

    def result(self, places: Places) -> _Result:
        """The check, and the finding if it does not hold."""
        article, verdict, severity = self.article, self.verdict, self.severity
        printed = [(role, figure) for role, figure in self.relation.roles if figure.is_printed]
        spans = tuple(
            places.span(Mark(role, figure.article, figure.block, figure.start, figure.end)) for role, figure in printed
        )
        figures = tuple(figure for _, figure in printed)
        if self.operands is None:
            text = " · ".join(figure.text for figure in figures)
            return _Result(article, Check(self.rule.id, verdict, text, spans, severity), None, figures)
        words = wording.Wording(self.relation, self.formula, self.operands, self.lang)
        working = words.working(verdict)
        made = Check(self.rule.id, verdict, working, spans, severity)
        finding = self._finding(words, working, severity, spans) if verdict == "inconsistent" else None
        mended = mends(self.formula, self.operands) if finding is not None and severity != "info" else {}
        return _Result(article, made, finding, figures, mended)

    def _finding(self, words: wording.Wording, working: str, severity: Severity, spans: tuple[Span, ...]) -> Finding:
        assert self.operands is not None
        cut_off = severity == "info" and self.rule.severity != "info"
        message = words.truncated() if cut_off else wording.filled(self.rule.message[self.lang], words.facts())
        found = () if cut_off else remedies(self.formula, self.relation, self.operands, self.languages)
        return Finding(
            rule=self.rule.id,
            severity=severity,
            title=self.rule.title[self.lang],
            message=message,
            working=working,
            stated=words.stated(),
            expected=words.expected(),
            why=words.why(),
            suggestions=tuple(wording.suggestion(remedy, self.lang) for remedy in found),
            spans=tuple(sorted(spans, key=lambda span: (span.article, span.block, span.block_start))),
            fingerprint=_fingerprint(self.rule.id, spans),
            lang=self.lang,
            comparison=words.comparison(),
        )


def _observed(
    articles: Sequence[Article],
    figures: Sequence[Sequence[Quantity]],
    rules: Sequence[Rule],
    places: Places,
    messages: str | None,
) -> Iterator[_Result]:
    placed = [_by_place(inside) for inside in figures]
    for rule in rules:
        if rule.check:
            for seen in CHECKS[rule.check](articles, figures):
                article = max(mark.article for mark in seen.marks)
                yield _observation(rule, seen, article, placed, places, messages or articles[article].lang)


def _observation(
    rule: Rule, seen: Observation, article: int, placed: Sequence[_Placed], places: Places, lang: str
) -> _Result:
    spans = tuple(places.span(mark) for mark in seen.marks)
    message = wording.filled(rule.message[lang], seen.facts)
    working = wording.observed(rule.check, seen.facts, lang, message)
    made = Check(rule.id, seen.verdict, working, spans, rule.severity)
    finding = None
    if seen.verdict == "inconsistent":
        suggestions = tuple(Suggestion(text, wording.note(key, lang)) for text, key in seen.suggestions)
        finding = Finding(
            rule=rule.id,
            severity=rule.severity,
            title=rule.title[lang],
            message=message,
            working=working if working != message else "",
            stated=spans[0].text,
            expected=seen.suggestions[0][0] if seen.suggestions else "",
            why="",
            suggestions=suggestions,
            spans=spans,
            fingerprint=_fingerprint(rule.id, spans),
            lang=lang,
        )
    marked = (figure for mark in seen.marks for figure in placed[mark.article].get((mark.block, mark.start, mark.end), ()))
    return _Result(article, made, finding, tuple(marked))  # those inside a long passage took no part


_Placed = Mapping[tuple[int, int, int], Sequence[Quantity]]
"""The figures of an article by block, start and end."""


def _by_place(figures: Sequence[Quantity]) -> _Placed:
    found: dict[tuple[int, int, int], list[Quantity]] = {}
    for figure in figures:
        found.setdefault((figure.block, figure.start, figure.end), []).append(figure)
    return found


def _fingerprint(rule: str, spans: Sequence[Span]) -> str:
    """The same for the same rule and texts wherever they stand, so that a finding is known again."""
    raw = "\0".join((rule, *(span.text for span in spans))).encode()
    return f"{crc32(raw):08x}{crc32(raw[::-1]):08x}"


def _report(article: Article, number: int, figures: Sequence[Quantity], own: Sequence[_Result], shared: Sequence[_Result]) -> ArticleReport:
    """own: what is told of this article; shared: all in which figures of it took part."""
    findings = tuple(united(list(_distinct([(result.finding, result.mends) for result in own if result.finding is not None]))))
    took_part: dict[tuple[int, int], str] = {}
    for result in shared:
        for figure in result.figures:
            if figure.article == number:
                key = (figure.block, figure.start)
                took_part[key] = "open" if result.check.verdict == "undecided" and took_part.get(key) != "checked" else "checked"
    unchecked = tuple(
        (figure, reason) for figure in figures if (reason := _reason(figure, took_part.get((figure.block, figure.start)))) != ""
    )
    verdicts = [result.check.verdict for result in own]
    coverage = Coverage(
        quantities=len(figures),
        checked=len(figures) - len(unchecked),
        consistent=verdicts.count("consistent"),
        inconsistent=verdicts.count("inconsistent"),
        undecided=verdicts.count("undecided"),
    )
    return ArticleReport(article, tuple(figures), findings, tuple(result.check for result in own), coverage, unchecked)


def _reason(figure: Quantity, took_part: str | None) -> str:
    """Why a figure was not checked; empty if it was."""
    if took_part == "checked":
        return ""
    if took_part == "open":
        return "open"
    return "date" if figure.kind in _NO_SUM else "alone"


def _distinct(found: Sequence[tuple[Finding, Mends]]) -> Iterator[tuple[Finding, Mends]]:
    """The most severe first; of several on the same figures only the most severe, and the first of those."""
    seen = set()
    for finding, mended in sorted(found, key=lambda pair: _RANK[pair[0].severity]):
        key = frozenset((span.article, span.block, span.block_start, span.block_end) for span in finding.spans)
        if key not in seen:
            seen.add(key)
            yield finding, mended


