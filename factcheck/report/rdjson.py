"""The diagnostic format of reviewdog; columns in bytes of UTF-8.

Suggestions stay words in the message: reviewdog would offer them as edits at a
click, and which of two figures is the right one only a person can tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.model import ArticleReport, DocumentReport, Finding, Severity, Span
from factcheck.report import Options
from factcheck.report.machine import dumped, findings_of, lines_of, other_places, path_of, region_of, spans_of, words_for

SEVERITIES: Mapping[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


class Rdjson:
    """One result; its diagnostics are written as they come."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._count = 0

    def begin(self) -> str:
        """The head of the result."""
        return '{"source":{"name":"factcheck"},"diagnostics":['

    def document(self, report: DocumentReport) -> str:
        """The diagnostics of one document."""
        made = ""
        for article, finding in findings_of(report):
            made += ("," if self._count else "") + "\n" + dumped(self._diagnostic(article, finding, report))
            self._count += 1
        return made

    def end(self, errors: Sequence[str]) -> str:
        """The end; an input that could not be read is no diagnostic, the exit status tells of it."""
        return "\n]}\n"

    def _diagnostic(self, article: ArticleReport, finding: Finding, report: DocumentReport) -> dict[str, Any]:
        words, spans = words_for(finding, article, self._options), spans_of(finding, report)
        location: dict[str, Any] = {"path": path_of(report.document.path)}
        if spans and (place := _range(spans[0], report)):
            location["range"] = place
        return {
            "message": "\n".join((*lines_of(finding, words), *other_places(spans, report, words))),
            "location": location,
            "severity": SEVERITIES[finding.severity],
            "code": {"value": finding.rule},
        }


def _range(span: Span, report: DocumentReport) -> dict[str, Any]:
    region = region_of(span, report)
    if region is None:
        return {}
    if not region.column or span.path != report.document.path:  # the bytes of another file are not at hand
        return {"start": {"line": region.line}, "end": {"line": region.end_line}}
    source = report.document.fields[span.field]
    return {
        "start": {"line": region.line, "column": _bytes(source, span.start, region.column)},
        "end": {"line": region.end_line, "column": _bytes(source, span.end, region.end_column)},
    }


def _bytes(source: str, offset: int, column: int) -> int:
    """The column in bytes of UTF-8 of what stands at `offset`, and in code points at `column`."""
    return len(source[offset - column + 1 : offset].encode("utf-8", "surrogatepass")) + 1
