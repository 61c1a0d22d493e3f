"""GitLab: a code quality report, which merge requests show at the lines that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from factcheck.model import ArticleReport, DocumentReport, Finding, Severity
from factcheck.report import Options
from factcheck.report.machine import dumped, findings_of, lines_of, other_places, path_of, region_of, spans_of, words_for

SEVERITIES: Mapping[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


class GitLab:
    """One list; its entries are written as they come."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._seen: Counter[tuple[str, str]] = Counter()
        self._count = 0

    def begin(self) -> str:
        """The head of the list."""
        return "["

    def document(self, report: DocumentReport) -> str:
        """The entries of one document."""
        made = ""
        for article, finding in findings_of(report):
            made += ("," if self._count else "") + "\n" + dumped(self._entry(article, finding, report))
            self._count += 1
        return made

    def end(self, errors: Sequence[str]) -> str:
        """The end of the list; an input that could not be read has no entry, the exit status tells of it."""
        return "\n]\n"

    def _entry(self, article: ArticleReport, finding: Finding, report: DocumentReport) -> dict[str, Any]:
        words, spans = words_for(finding, article, self._options), spans_of(finding, report)
        path = path_of(report.document.path)
        region = region_of(spans[0], report) if spans else None
        lines = {"begin": region.line, "end": region.end_line} if region else {"begin": 1}  # GitLab needs a line
        return {
            "description": " · ".join(lines_of(finding, words)[:2]),
            "check_name": finding.rule,
            "fingerprint": self._fingerprint(path, finding.fingerprint),
            "severity": SEVERITIES[finding.severity],
            "location": {"path": path, "lines": lines},
            "content": {"body": "\n\n".join((*lines_of(finding, words), *other_places(spans, report, words)))},
        }

    def _fingerprint(self, path: str, fingerprint: str) -> str:
        """Of its own for every entry, as GitLab shows only one of each: the second of the same figures in a file counts on."""
        self._seen[path, fingerprint] += 1
        raw = f"{path}\0{fingerprint}\0{self._seen[path, fingerprint]}"
        return sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:32]
