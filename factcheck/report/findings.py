"""CSV: one row a finding, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from factcheck.model import ArticleReport, DocumentReport, Finding
from factcheck.report import Options
from factcheck.report.machine import findings_of, spans_of

COLUMNS = (
    "path", "id", "article", "severity", "rule", "field", "start", "end", "line", "column", "end_line", "end_column",
    "stated", "expected", "message", "working", "why", "suggestions", "figures", "fingerprint",
)  # fmt: skip
"""Places as in JSON: those of the first figure; several texts in one cell are parted by " | "."""


class Csv:
    """Rows as they come, below the names of the columns."""

    def __init__(self, options: Options) -> None:
        pass

    def begin(self) -> str:
        """The names of the columns."""
        return table([COLUMNS])

    def document(self, report: DocumentReport) -> str:
        """The rows of one document."""
        return table([_row(article, finding, report) for article, finding in findings_of(report)])

    def end(self, errors: Sequence[str]) -> str:
        """Nothing: an input that could not be read has no row, the exit status tells of it."""
        return ""


def _row(article: ArticleReport, finding: Finding, report: DocumentReport) -> Sequence[object]:
    spans = spans_of(finding, report)
    places: Sequence[object] = [""] * 7
    if spans:
        first = spans[0]
        places = [first.field, first.start, first.end, first.line, first.column, first.end_line, first.end_column]
    suggestions = " | ".join(f"{suggestion.text}: {suggestion.note}" for suggestion in finding.suggestions)
    return (
        report.document.path, report.document.id if report.document.is_record else "", article.article.title,
        finding.severity, finding.rule, *places, finding.stated, finding.expected, finding.message, finding.working,
        finding.why, suggestions, " | ".join(span.text for span in spans), finding.fingerprint,
    )  # fmt: skip


def table(rows: Sequence[Sequence[object]]) -> str:
    """The rows as CSV."""
    out = StringIO()
    clean = ([str(cell).replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows)  # a lone \r would not be quoted
    csv.writer(out, lineterminator="\n").writerows(clean)
    return out.getvalue()
