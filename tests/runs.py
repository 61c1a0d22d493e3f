"""What the program says of a file, in a form that tests can compare."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from factcheck import engine, rulebook
from factcheck.model import ArticleReport, Document, Finding
from factcheck.readers import read
from factcheck.segment import articles

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
GOLDENS = Path(__file__).parent / "goldens"
SHARES = ("share-contradicts-total", "percentage-contradicts-counts")


@cache
def reports(path: Path) -> tuple[ArticleReport, ...]:
    """What every rule says of the articles of a file, each in its own language."""
    documents = list(read(path.name, path.read_bytes()))
    rules = rulebook.load()
    found: list[ArticleReport] = []
    for document in documents:
        assert isinstance(document, Document), f"{path.name}: {document}"
        found += engine.check(articles(document), rules)
    return tuple(found)


def findings(path: Path) -> list[Finding]:
    """The findings of all articles of a file, in order."""
    return [finding for report in reports(path) for finding in report.findings]


def held(path: Path) -> list[tuple[str, tuple[str, ...], str]]:
    """Rule, marked figures and working of every check that held."""
    return [
        (check.rule, tuple(span.text for span in check.spans), check.working)
        for report in reports(path)
        for check in report.checks
        if check.verdict == "consistent"
    ]


def has(found: Iterable[tuple[str, Collection[str]]], rule: str, figures: Collection[str]) -> bool:
    """Whether one of these carries the rule and marks all of these texts; a part and its share may be named by either rule."""
    rules = SHARES if rule in SHARES else (rule,)
    return any(name in rules and set(figures) <= set(texts) for name, texts in found)


def golden(path: Path) -> list[dict[str, Any]]:
    """What of a run is kept in a golden file: findings, and the checks that held."""
    return [
        {
            "title": report.article.title,
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "message": finding.message,
                    "marks": [{"line": span.line, "text": span.text} for span in finding.spans],
                }
                for finding in report.findings
            ],
            "held": [{"rule": check.rule, "working": check.working} for check in report.checks if check.verdict == "consistent"],
        }
        for report in reports(path)
    ]
