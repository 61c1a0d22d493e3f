"""GitHub Actions: annotations as workflow commands on standard output, the whole report in the summary of the job."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence

from factcheck.model import ArticleReport, DocumentReport, Finding, Severity
from factcheck.report import Options
from factcheck.report.machine import findings_of, lines_of, other_places, path_of, region_of, spans_of, words_for
from factcheck.report.markdown import Markdown
from factcheck.report.view import Tally, Words, words_of
from factcheck.report.wrap import clean

MOST = 10
"""Annotations of a level that GitHub shows of one step."""
SUMMARY = "GITHUB_STEP_SUMMARY"
LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_VALUES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def command(level: str, message: str, **values: object) -> str:
    """A workflow command on a line of its own."""
    escaped = (f"{name}={str(value).translate(_IN_VALUES)}" for name, value in values.items())
    return f"::{level} {','.join(escaped)}::{message.translate(_IN_MESSAGES)}\n"


class GitHub:
    """Annotations as they come, as many of each level as GitHub shows; the others are counted."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._tally = Tally()
        self._shown: Counter[str] = Counter()
        self._held = ""
        """The last notice that GitHub would show: it gives way to the one that counts what is left out."""
        self._left = 0
        self._words: Words | None = None
        self._path = os.environ.get(SUMMARY, "")
        self._summary = Markdown(options)

    def begin(self) -> str:
        """Nothing."""
        return ""

    def document(self, report: DocumentReport) -> str:
        """The annotations of one document."""
        self._words = self._words or words_of(self._options, report.articles)
        self._tally.add(report)
        if self._path:
            self._summary.document(report)
        return "".join(
            self._counted(LEVELS[finding.severity], _annotation(article, finding, report, self._options))
            for article, finding in findings_of(report)
        )

    def end(self, errors: Sequence[str]) -> str:
        """Errors, the verdict for the log, and how many annotations were left out."""
        words = self._words or words_of(self._options, ())
        made = "".join(self._counted("error", command("error", clean(error), title="factcheck")) for error in errors)
        if self._left:
            self._left += bool(self._held)
            self._held = command("notice", words("frame", "annotations", n=self._left), title="factcheck")
        return made + self._held + self._tally.verdict(words) + "\n" + self._write_summary(errors)

    def _counted(self, level: str, made: str) -> str:
        """The annotation if GitHub would show it."""
        self._shown[level] += 1
        if self._shown[level] > MOST:
            self._left += 1
            return ""
        if level == "notice" and self._shown[level] == MOST:
            self._held = made
            return ""
        return made

    def _write_summary(self, errors: Sequence[str]) -> str:
        """Add the report to the summary of the job; a warning if that cannot be."""
        if not self._path:
            return ""
        try:
            with open(self._path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(self._summary.end(errors))
        except OSError as problem:
            return command("warning", f"{SUMMARY} {self._path}: cannot be written ({problem.strerror})", title="factcheck")
        return ""


def _annotation(article: ArticleReport, finding: Finding, report: DocumentReport, options: Options) -> str:
    words, spans = words_for(finding, article, options), spans_of(finding, report)
    values: dict[str, object] = {"file": path_of(report.document.path)}
    region = region_of(spans[0], report) if spans else None
    if region is not None:
        values["line"] = region.line
        if region.end_line != region.line:  # GitHub takes columns only within one line
            values["endLine"] = region.end_line
        elif region.column:
            values |= {"col": region.column, "endColumn": region.end_column}
    message = "\n".join((*lines_of(finding, words), *other_places(spans, report, words)))
    return command(LEVELS[finding.severity], message, **values, title=clean(f"{finding.title} ({finding.rule})"))
