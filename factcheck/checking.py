"""From documents to what the rules say of them, one after the other, on one core or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from factcheck.choice import Choice, adopt
from factcheck.engine import check
from factcheck.model import Article, ArticleReport, Document, DocumentReport
from factcheck.readers import InputError, fault
from factcheck.records import dataclass, replace
from factcheck.segment import articles

AHEAD = 4
"""How many batches a worker may be ahead of what is written out, so that memory stays flat."""
BATCH = 20_000
"""Characters that are sent to a worker at once: enough to be worth the way."""

Item = Document | InputError
Outcome = DocumentReport | InputError


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules and languages of a run."""

    choice: Choice
    messages: str | None = None

    def __call__(self, item: Item) -> Outcome:
        """What the rules say of one document; a fault of the program itself is told as an error of that input."""
        if isinstance(item, InputError):
            return item
        try:
            found = articles(item, self.choice.lang_for(item.path))
            return DocumentReport(item, check(found, self.choice.rules_for(item.path), self.messages))
        except Exception as problem:  # one odd document must not cost the others their report
            return fault(item.path, problem)


def check_documents(items: Iterable[Item], checker: Checker, *, edition: bool = False, jobs: int = 1) -> Iterator[Outcome]:
    """A report for each document, in order; inputs that could not be read are handed on.

    edition: the documents are one issue of a paper, and their articles are
    compared with each other. jobs: how many processes share the work.
    """
    if edition:
        return _edition(items, checker)
    if jobs > 1:
        return _shared(items, checker, jobs)
    return map(checker, items)


def _edition(items: Iterable[Item], checker: Checker) -> Iterator[Outcome]:
    held = [(item, _articles(item, checker.choice)) for item in items]
    together = [article for _, group in held if not isinstance(group, InputError) for article in group]
    try:
        reports = iter(check(together, checker.choice.anywhere, checker.messages))
    except Exception as problem:  # told of every document, as none was checked
        yield from (item if isinstance(item, InputError) else fault(item.path, problem) for item, _ in held)
        return
    for item, group in held:
        if isinstance(group, InputError):
            yield group
        elif isinstance(item, Document):
            own = islice(reports, len(group))
            yield DocumentReport(item, tuple(_own(report, checker.choice) for report in own))


def _own(report: ArticleReport, choice: Choice) -> ArticleReport:
    """What of a report stays where its file has rules of its own."""
    if not choice.config.files:
        return report
    usual = {rule.id: rule.severity for rule in choice.anywhere}
    rules = {rule.id: rule.severity for rule in choice.rules_for(report.article.document.path)}
    checks = tuple(made for made in report.checks if made.rule in rules)
    verdicts = [made.verdict for made in checks]
    findings = tuple(
        replace(finding, severity=rules[finding.rule]) if finding.severity == usual[finding.rule] else finding
        for finding in report.findings
        if finding.rule in rules
    )
    coverage = replace(
        report.coverage,
        consistent=verdicts.count("consistent"),
        inconsistent=verdicts.count("inconsistent"),
        undecided=verdicts.count("undecided"),
    )
    return replace(report, findings=findings, checks=checks, coverage=coverage)


def _articles(item: Item, choice: Choice) -> tuple[Article, ...] | InputError:
    if isinstance(item, InputError):
        return item
    try:
        return articles(item, choice.lang_for(item.path))
    except Exception as problem:  # as above
        return fault(item.path, problem)


def _shared(items: Iterable[Item], checker: Checker, jobs: int) -> Iterator[Outcome]:
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(checker,))
    waiting: deque[tuple[Sequence[Item], Future[list[Outcome]]]] = deque()

    def first() -> Iterable[Outcome]:
        batch, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            return map(checker, batch)  # a worker was stopped from outside: go on without it

    try:
        for batch in _batches(items):
            try:
                waiting.append((batch, pool.submit(_check_batch, batch)))
            except BrokenProcessPool:
                pool = ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(checker,))
                waiting.append((batch, pool.submit(_check_batch, batch)))
            while waiting and (len(waiting) >= AHEAD * jobs or waiting[0][1].done()):
                yield from first()
        while waiting:
            yield from first()
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += 0 if isinstance(item, InputError) else sum(map(len, item.fields.values()))
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


_CHECKER: Checker | None = None
"""Of a worker: what it was started with."""


def _prepare(checker: Checker) -> None:
    """Start a worker; it ignores an interrupt and is ended by the main process.

    A worker that dies while it hands over a result would leave the main process waiting for the rest.
    """
    import signal

    global _CHECKER
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    adopt(checker.choice.config)
    _CHECKER = checker


def _check_batch(batch: Sequence[Item]) -> list[Outcome]:
    assert _CHECKER is not None
    return [_CHECKER(item) for item in batch]
