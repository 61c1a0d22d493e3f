"""What the formats for other programs share: paths, places in files, and a finding as lines of text."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from factcheck.model import ArticleReport, DocumentReport, Finding, Span
from factcheck.records import dataclass
from factcheck.report import Options
from factcheck.report.view import Words, short_place
from factcheck.report.wrap import clean

ARCHIVE = ".jsonl"


@dataclass(frozen=True, slots=True)
class Region:
    """A place in a file, from 1, the end exclusive, in code points; columns are 0 where only the lines are known."""

    line: int
    column: int
    end_line: int
    end_column: int


def dumped(value: Any) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def path_of(path: str) -> str:
    """A path as services know it: seen from the working directory if it lies below that, with forward slashes."""
    place = PurePath(path)
    if place.is_absolute() and place.is_relative_to(Path.cwd()):
        place = place.relative_to(Path.cwd())
    return place.as_posix()


def uri_of(path: str) -> str:
    """The path as a URI reference; a file: URI of an absolute path outside of the working directory."""
    name = path_of(path)
    if PurePath(name).is_absolute():
        return PurePath(name).as_uri()
    return quote(os.fsencode(name))


def spans_of(finding: Finding, report: DocumentReport) -> tuple[Span, ...]:
    """Its places; one in the document that the finding is reported of comes first."""
    own = [span for span in finding.spans if span.path == report.document.path][:1]
    return (*own, *(span for span in finding.spans if not own or span is not own[0]))


def region_of(span: Span, report: DocumentReport) -> Region | None:
    """Where in its file a place stands.

    Of a record the line of its archive, without columns. None where a file has
    no lines, such as a page of a PDF, and for records other than the reported one.
    """
    document = report.document
    is_own = span.path == document.path
    if document.is_record if is_own else span.path.lower().endswith(ARCHIVE):
        return Region(document.line, 0, document.line, 0) if is_own and document.line else None
    if span.place:
        return None
    return Region(span.line, span.column, span.end_line, span.end_column)


def findings_of(report: DocumentReport) -> Iterator[tuple[ArticleReport, Finding]]:
    """All findings of a document, each with its article."""
    for article in report.articles:
        for finding in article.findings:
            yield article, finding


def words_for(finding: Finding, article: ArticleReport, options: Options) -> Words:
    """The words that go with the wording of a finding."""
    return Words(options.messages or finding.lang or article.article.lang)


def lines_of(finding: Finding, words: Words) -> list[str]:
    """What a finding says, a line each: message, sum, reason and suggestions."""
    lines = [finding.message or finding.title]
    if finding.working and finding.working != finding.message:
        lines.append(words("label", "sum") + words.colon + finding.working)
    if finding.why:
        lines.append(words("label", "why") + words.colon + finding.why)
    for suggestion in finding.suggestions:
        text = words("label", "suggestion-note", text=suggestion.text, note=suggestion.note)
        lines.append(words("label", "suggestion") + words.colon + text)
    return [clean(line) for line in lines]


def other_places(spans: Sequence[Span], report: DocumentReport, words: Words) -> list[str]:
    """The second place and those that follow, a line each: where, and what stands there."""
    lines = []
    for span in spans[1:]:
        where = short_place(span, words)
        if span.path != report.document.path:
            where = f"{path_of(span.path)}{words.comma}{where}"
        lines.append(clean(where + words.colon + short(span.text)))
    return lines


def short(text: str, room: int = 80) -> str:
    """A text that is not longer than `room`, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= room else text[: room - 1] + "…"
