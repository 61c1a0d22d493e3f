"""JSON: one object for a run, or one line for each document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factcheck import __version__
from factcheck.model import ArticleReport, Check, DocumentReport, Finding, Hidden, Notice, Span
from factcheck.report import Options
from factcheck.report.view import Tally, Words, notice_line, total, words_of

SCHEMA = 1
"""Raised when a key changes its meaning or goes away."""


class Json:
    """One object; its documents are written as they are done."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._count = 0
        self._tally = Tally()

    def begin(self) -> str:
        """The head of the object."""
        tool = _dump({"name": "factcheck", "version": __version__})
        return f'{{"schema":{SCHEMA},"tool":{tool},"documents":['

    def document(self, report: DocumentReport) -> str:
        """A document with its articles."""
        comma = "," if self._count else ""
        self._count += 1
        self._tally.add(report)
        found: dict[str, Any] = {"path": report.document.path}
        if report.document.is_record:
            found["id"] = report.document.id
        found["articles"] = [_article(article) for article in report.articles]
        if report.notices:
            words = words_of(self._options, report.articles)
            found["notices"] = [_notice(notice, report.document.path, words) for notice in report.notices]
        return f"{comma}\n{_dump(found)}"

    def end(self, errors: Sequence[str]) -> str:
        """The errors, and the end of the object."""
        hidden = f',"hidden":{_dump(self._tally.hidden)}' if self._tally.hidden else ""
        return f'\n],"errors":{_dump(list(errors))}{hidden}}}\n'


class JsonLines:
    """One line for each document, with the findings of all its articles."""

    def __init__(self, options: Options) -> None:
        pass

    def begin(self) -> str:
        """Nothing."""
        return ""

    def document(self, report: DocumentReport) -> str:
        """The line of a document."""
        findings = [finding_record(finding) for article in report.articles for finding in article.findings]
        found: dict[str, Any] = {"id": report.document.id, "findings": findings, "coverage": _coverage(report.articles)}
        if hidden := [hidden_record(hidden) for article in report.articles for hidden in article.hidden]:
            found["hidden"] = hidden
        return _dump(found) + "\n"

    def end(self, errors: Sequence[str]) -> str:
        """Nothing: a line is a document, and an input that could not be read is none."""
        return ""


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _article(report: ArticleReport) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": report.article.title,
        "lang": report.article.lang,
        "findings": [finding_record(finding) for finding in report.findings],
        "checks": [check_record(check) for check in report.checks],
        "coverage": _coverage([report]),
    }
    if report.hidden:
        found["hidden"] = [hidden_record(hidden) for hidden in report.hidden]
    return found


def _notice(notice: Notice, path: str, words: Words) -> dict[str, Any]:
    line = {"line": notice.line} if notice.line else {}
    return {"severity": notice.severity, "kind": notice.key, "message": notice_line(notice, path, words), **line}


def _coverage(reports: Sequence[ArticleReport]) -> dict[str, int]:
    coverage = total(report.coverage for report in reports)
    return {
        "quantities": coverage.quantities,
        "checked": coverage.checked,
        "consistent": coverage.consistent,
        "inconsistent": coverage.inconsistent,
        "undecided": coverage.undecided,
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """The keys of a finding that other programs rely on."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "working": finding.working,
        "stated": finding.stated,
        "expected": finding.expected,
        "why": finding.why,
        "suggestions": [{"text": suggestion.text, "note": suggestion.note} for suggestion in finding.suggestions],
        "spans": [span_record(span) for span in finding.spans],
        "fingerprint": finding.fingerprint,
    }


def hidden_record(hidden: Hidden) -> dict[str, Any]:
    """A finding that is not shown, and why."""
    return {"by": hidden.by, "reason": hidden.reason, "finding": finding_record(hidden.finding)}


def check_record(check: Check) -> dict[str, Any]:
    """The keys of a check that other programs rely on."""
    return {
        "rule": check.rule,
        "verdict": check.verdict,
        "working": check.working,
        "spans": [span_record(span) for span in check.spans],
    }


def span_record(span: Span) -> dict[str, Any]:
    """The keys of a span; its page or paragraph only where the source has no lines of its own."""
    found: dict[str, Any] = {
        "role": span.role,
        "field": span.field,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
    name, _, number = span.place.rpartition(" ")
    if number.isdecimal() and name in ("page", "paragraph"):
        found[name] = int(number)
    elif span.place:
        found["place"] = span.place
    return found
