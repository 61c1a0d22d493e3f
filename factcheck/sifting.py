"""Which findings are shown: those that nobody silenced, accepted before or asked to leave out; the others are counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from factcheck.checking import Outcome
from factcheck.choice import Choice
from factcheck.config import IgnoredFinding
from factcheck.model import ArticleReport, Document, DocumentReport, Finding, Hidden, Notice, Withheld
from factcheck.readers import InputError
from factcheck.records import dataclass, field, replace
from factcheck.silencing import Silence, is_original, silences, unused


class Filter(Protocol):
    """What leaves out further findings, after those that are silenced."""

    by: Withheld

    def hides(self, finding: Finding, document: Document) -> bool:
        """Whether a finding is not to be shown. Raises InputError where that cannot be told."""

    def notices(self, document: Document) -> Iterator[Notice]:
        """What is to be said of a document, once all its findings went through."""


@dataclass(slots=True)
class _Own:
    """The comments of one document, and the rules of the findings that each silenced."""

    silences: tuple[Silence, ...]
    notices: tuple[Notice, ...]
    used: Mapping[Silence, set[str]] = field(default_factory=lambda: defaultdict(set))


class Sieve:
    """Parts what is shown from what is hidden, one document after the other."""

    def __init__(self, choice: Choice, filters: Sequence[Filter] = (), *, edition: bool = False) -> None:
        """edition: a finding may mark places in several documents, so comments are judged when all went through."""
        self._choice, self._filters, self._is_edition = choice, filters, edition
        self._comments: dict[str, dict[str, _Own]] = {}
        """By path and id, as the items of a feed stand in one file."""
        self._used: set[int] = set()
        self._fitted: set[int] = set()
        self._last: tuple[str, Sequence[int]] = ("", ())

    def sift(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The reports without what is hidden, in order; inputs that could not be read are handed on."""
        made = self._silenced(outcomes)
        for outcome in list(made) if self._is_edition else made:
            yield self._filtered(outcome) if isinstance(outcome, DocumentReport) else outcome

    def entries(self) -> Iterator[Notice]:
        """A notice for each table [[ignore-finding]] that fitted a file but no finding, or gives no reason; call it at the end."""
        for number, entry in enumerate(self._choice.config.ignore_finding):
            facts = {"number": str(number + 1), "name": entry.name}
            if number in self._fitted and number not in self._used:
                yield Notice("warning", "unused-entry", facts=facts)
            elif number in self._used and not entry.reason.strip():
                yield Notice("info", "unexplained-entry", facts=facts)

    def _silenced(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            yield self._without_silenced(outcome) if isinstance(outcome, DocumentReport) else outcome

    def _without_silenced(self, report: DocumentReport) -> DocumentReport:
        document = report.document
        if not self._is_edition:
            self._comments.clear()
        if document.comments or document.remarks:
            self._comments.setdefault(document.path, {})[document.id] = _Own(*silences(document, self._choice.known))
        entries = self._entries(document) if self._choice.config.ignore_finding else ()
        articles = tuple(_parted(article, lambda finding: self._silencer(finding, document, entries)) for article in report.articles)
        return replace(report, articles=articles) if articles != report.articles else report

    def _silencer(self, finding: Finding, document: Document, entries: Sequence[int]) -> Hidden | None:
        """How a finding is silenced, if it is; every comment that does so counts as used."""
        found: Hidden | None = None
        for path in dict.fromkeys((document.path, *(span.path for span in finding.spans))):
            for own in self._comments.get(path, {}).values():
                for silence in own.silences:
                    if silence.covers(finding, path):
                        own.used[silence].add(finding.rule)
                        found = found or Hidden(finding, "comment", silence.reason)
        if found is None and is_original(finding, document):
            found = Hidden(finding, "sic")
        for number in entries:
            entry = self._choice.config.ignore_finding[number]
            if _fits(entry, finding):
                self._used.add(number)
                found = found or Hidden(finding, "settings", entry.reason)
        return found

    def _entries(self, document: Document) -> Sequence[int]:
        """The tables [[ignore-finding]] for a document."""
        if document.path == self._last[0]:  # the next record of an archive
            return self._last[1]
        config, active = self._choice.config, self._rules(document.path)
        fitting = [
            number for number, entry in enumerate(config.ignore_finding) if not entry.glob or config.fits((entry.glob,), document.path)
        ]
        is_whole = len(active) == len(self._choice.everything)
        self._fitted.update(number for number in fitting if is_whole or config.ignore_finding[number].rule in active)
        self._last = (document.path, fitting)
        return fitting

    def _filtered(self, report: DocumentReport) -> Outcome:
        document = report.document
        try:
            articles = tuple(_parted(article, lambda finding: self._hider(finding, document)) for article in report.articles)
            notices = tuple(self._notices(document))
        except InputError as problem:
            return problem
        return replace(report, articles=articles, notices=notices) if notices or articles != report.articles else report

    def _hider(self, finding: Finding, document: Document) -> Hidden | None:
        by = [each.by for each in self._filters if each.hides(finding, document)]
        return Hidden(finding, by[0]) if by else None

    def _notices(self, document: Document) -> Iterator[Notice]:
        own = self._comments.get(document.path, {}).get(document.id)
        if own:
            active = self._rules(document.path)
            is_whole = len(active) == len(self._choice.everything)
            idle = [notice for silence in own.silences for notice in unused(silence, own.used[silence], active, is_whole=is_whole)]
            yield from sorted((*own.notices, *idle), key=lambda notice: notice.line)
        for each in self._filters:
            yield from each.notices(document)

    def _rules(self, path: str) -> frozenset[str]:
        return frozenset(rule.id for rule in self._choice.rules_for(path))


def _parted(report: ArticleReport, judge: Callable[[Finding], Hidden | None]) -> ArticleReport:
    """The report with those findings hidden that the judge has a reason for."""
    hidden = {id(finding): found for finding in report.findings if (found := judge(finding)) is not None}
    if not hidden:
        return report
    shown = tuple(finding for finding in report.findings if id(finding) not in hidden)
    return replace(report, findings=shown, hidden=(*report.hidden, *hidden.values()))


def _fits(entry: IgnoredFinding, finding: Finding) -> bool:
    """Whether a table [[ignore-finding]] means a finding: all that it names must be there."""
    return (
        entry.rule in ("", finding.rule)
        and entry.fingerprint in ("", finding.fingerprint)
        and set(entry.texts) <= {span.text for span in finding.spans}
    )
