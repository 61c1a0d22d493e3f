"""SARIF 2.1.0, as GitHub code scanning, GitLab and editors read it; columns in code points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from factcheck import __version__
from factcheck.languages import data
from factcheck.model import ArticleReport, DocumentReport, Finding, Severity, Span
from factcheck.report import Options
from factcheck.report.machine import dumped, findings_of, lines_of, region_of, short, spans_of, uri_of, words_for
from factcheck.report.view import Tally, Words, name_of, short_place, words_of
from factcheck.rulebook import Rule, load, read

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "figures/v1"
"""Names how fingerprints are made; they are the same for the same rule and figures, wherever these stand."""
LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


class Sarif:
    """One run; its results are written as they come, the rules behind them."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._rules: dict[str, Rule | str] = {rule.id: rule for rule in options.rules or load()}
        self._places = {rule: index for index, rule in enumerate(self._rules)}
        self._words: Words | None = None
        self._tally = Tally()
        self._count = 0

    def begin(self) -> str:
        """The head of the log and of its run."""
        head = {"$schema": SCHEMA, "version": "2.1.0"}
        run = {"columnKind": "unicodeCodePoints", "newlineSequences": ["\r\n", "\n", "\r"]}
        return f'{dumped(head)[:-1]},"runs":[{dumped(run)[:-1]},"results":['

    def document(self, report: DocumentReport) -> str:
        """The results of one document."""
        self._words = self._words or words_of(self._options, report.articles)
        self._tally.add(report)
        made = ""
        for article, finding in findings_of(report):
            made += ("," if self._count else "") + "\n" + dumped(self._result(article, finding, report))
            self._count += 1
        return made

    def end(self, errors: Sequence[str]) -> str:
        """The rules, what could not be read, and how much was checked."""
        lang = (self._words or words_of(self._options, ())).lang
        failed = [{"level": "error", "message": {"text": error}} for error in errors]
        coverage = self._tally.coverage
        rest = {
            "tool": {
                "driver": {
                    "name": "factcheck",
                    "version": __version__,
                    "semanticVersion": __version__,
                    "rules": [_descriptor(id, rule, lang) for id, rule in self._rules.items()],
                }
            },
            "language": lang,
            "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": failed}],
            "properties": asdict(coverage) | _hidden(self._tally),
        }
        return f"\n],{dumped(rest)[1:]}]}}\n"

    def _result(self, article: ArticleReport, finding: Finding, report: DocumentReport) -> dict[str, Any]:
        words = words_for(finding, article, self._options)
        self._rules.setdefault(finding.rule, finding.title)
        spans = spans_of(finding, report)
        own, others = spans[:1], spans[1:]
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._places.setdefault(finding.rule, len(self._places)),
            "level": LEVELS[finding.severity],
            "message": {"text": "\n".join(lines_of(finding, words))},
            "locations": [_location(span, report, words) for span in own] or [_file(report)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "properties": {"article": article.article.title, "stated": finding.stated, "expected": finding.expected},
        }
        if others:
            result["relatedLocations"] = [
                {"id": number, **_location(span, report, words), "message": {"text": short(span.text)}}
                for number, span in enumerate(others, 1)
            ]
        return result


def _hidden(tally: Tally) -> dict[str, Any]:
    """How many findings are not shown; they are no results, as services do not heed the suppressions of SARIF."""
    return {"hidden": dict(tally.hidden)} if tally.hidden else {}


def _file(report: DocumentReport) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri_of(report.document.path)}}}


def _location(span: Span, report: DocumentReport, words: Words) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(span.path)}}
    region = region_of(span, report)
    if region is not None:
        place: dict[str, Any] = {"startLine": region.line, "endLine": region.end_line}
        if region.column:
            place |= {"startColumn": region.column, "endColumn": region.end_column, "snippet": {"text": span.text}}
        physical["region"] = place
    location: dict[str, Any] = {"physicalLocation": physical}
    if span.path == report.document.path and report.document.is_record:
        name = f"{name_of(report)}/{span.field}"
        location["logicalLocations"] = [{"name": report.document.id, "fullyQualifiedName": f"{name}:{span.line}:{span.column}"}]
    elif span.place:
        location["logicalLocations"] = [{"name": short_place(span, words)}]
    return location


def _descriptor(id: str, rule: Rule | str, lang: str) -> dict[str, Any]:
    """A rule as its file explains it; of a rule that is not known only its title."""
    if isinstance(rule, str):
        return {"id": id, "shortDescription": {"text": rule}}
    if not rule.explain:
        rule = read(Path(rule.path))
    holds = f"{data(lang, 'messages')['explain']['holds']}: " if rule.holds else ""
    return {
        "id": id,
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.explain[lang]},
        "help": {
            "text": f"{rule.explain[lang]}\n\n{holds}{rule.holds}".strip(),
            "markdown": f"{rule.explain[lang]}\n\n{holds}`{rule.holds}`" if holds else rule.explain[lang],
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }
