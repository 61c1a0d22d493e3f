"""The report in Markdown: the verdict first, and under 1 MiB whatever the input."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
import samples

from factcheck.model import DocumentReport
from factcheck.report import FORMATS, Options

LIMIT = 1 << 20


def said(*reports: DocumentReport, errors: tuple[str, ...] = (), **options: Any) -> str:
    made = FORMATS["markdown"](Options(**options))
    return made.begin() + "".join(made.document(report) for report in reports) + made.end(errors)


def repeated(report: DocumentReport, findings: int, checks: int = 0) -> DocumentReport:
    article = report.articles[0]
    many = tuple(replace(article.findings[(number + 1) % 3], message=f"message {number}.") for number in range(findings))
    held = tuple(replace(article.checks[-1], working=f"{number} = {number}", verdict="consistent") for number in range(checks))
    return replace(report, articles=(replace(article, findings=many, checks=held),))


def test_the_verdict_comes_first() -> None:
    assert said(samples.zh(), samples.en()).split("\n\n")[1] == "**需核 6 处** · 2处错误，2处存疑，2处提示 · 2个文件，2篇稿件"
    assert said(samples.clean()).split("\n\n")[1].startswith("**Ready** · No contradiction")
    assert said(samples.clean(), errors=("a.md: gone",)).split("\n\n")[1].startswith("**Nothing found, but not all could be checked**")
    assert "Meant so?" in said(samples.en()) and "Meant so?" not in said(samples.clean())


def test_a_hundred_thousand_findings_keep_the_gravest() -> None:
    made = said(repeated(samples.en(), 100_000, 100_000), verbose=True)
    shown = len(re.findall(r"^#### \d+\\\.", made, re.M))
    assert len(made.encode()) < LIMIT and 500 < shown < 100_000
    assert f"places not listed here: {100_000 - shown}." in made
    assert "error: message 2" in made and "note: message 1\n" not in made and "Check 100000 places" in made


@pytest.mark.parametrize(("findings", "records"), [(1, 1500), (0, 7500)])
def test_an_archive_of_any_length(findings: int, records: int) -> None:
    made = FORMATS["markdown"](Options())
    for number in range(records):
        report = samples_of(number, findings)
        assert made.document(report) == ""
    text = made.end(())
    shown = text.count("\n## a.jsonl")
    assert len(text.encode()) < LIMIT and f"{records - shown} files were left out" in text and 100 < shown < records
    assert text.index("## a.jsonl\\#0\n") < text.index("## a.jsonl\\#1\n")


def samples_of(number: int, findings: int) -> DocumentReport:
    report = SHORT if not findings else FOUND
    return replace(report, document=replace(report.document, id=str(number), path="a.jsonl", is_record=True))


SHORT, FOUND = samples.clean(), samples.en()


def test_long_texts_are_cut() -> None:
    long = "&<*" * 500_000
    report = samples.en(long[:5000])
    article = report.articles[0]
    finding = replace(article.findings[0], message=long, working=long[1:], why=long, title=long, rule=long)
    titled = replace(article, article=replace(article.article, title=long), findings=(finding,) * 50)
    made = said(replace(report, articles=(titled, titled)), errors=(long,) * 1000)
    assert len(made.encode()) < LIMIT and "800 more" in made and "#### 1" in made
