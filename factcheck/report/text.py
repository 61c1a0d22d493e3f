"""The terminal: what there is to look at, with its sum, in as few lines as can be."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.model import ArticleReport, DocumentReport, Finding, Span
from factcheck.report import Options
from factcheck.report.excerpts import Excerpt, Run, cells, excerpts
from factcheck.report.view import (
    SEVERITIES,
    Tally,
    Words,
    by_reason,
    coverage_line,
    hidden_line,
    hidden_lines,
    is_titled,
    listed,
    name_of,
    notice_line,
    place,
    short_place,
    with_verdict,
    words_of,
)
from factcheck.report.wrap import Styled, clean, painted, wrapped

_MOST = 6
"""Excerpts shown of one finding."""


class Text:
    """Text for a terminal, coloured if asked for."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._tally = Tally()
        self._words: Words | None = None
        self._is_open = False

    def begin(self) -> str:
        """Nothing: an editor on deadline wants no banner."""
        return ""

    def document(self, report: DocumentReport) -> str:
        """A document: its findings, and a line of what was read and checked."""
        words = words_of(self._options, report.articles)
        self._words = self._words or words
        self._tally.add(report)
        own = Tally([report])
        is_brief = report.document.is_record and own.state in ("clean", "hidden") and not self._options.verbose
        if is_brief or (self._options.quiet and own.state != "found"):
            return ""
        page = _Page(report, self._options, words)
        lines = ["", *page.lines()] if self._is_open else list(page.lines())
        self._is_open = True
        return "\n".join(lines) + "\n"

    def end(self, errors: Sequence[str]) -> str:
        """One line over all documents, and the errors."""
        words, tally = self._words or words_of(self._options, ()), self._tally
        counts = words(
            "frame",
            "summary",
            documents=words.count("documents", tally.documents),
            articles=words.count("articles", tally.articles),
            figures=words.count("figures", tally.coverage.quantities),
            checks=words.count("checks", tally.checks),
            skipped=words.count("documents", len(errors)),
        )
        pieces: list[Styled] = [(tally.verdict(words), _style(tally))]
        if 0 < tally.unread < tally.articles:
            pieces.append((" " + words("frame", "unread", n=tally.unread), "bold"))
        if tally.hidden:
            pieces.append((" " + hidden_line(tally.hidden, words), ""))
        lines = [""] if self._is_open else []
        lines += [*_painted(pieces, self._options, 0), *_painted([(counts, "dim")], self._options, 0)]
        if errors:
            lines += ["", painted(words("section", "errors") + words.colon.rstrip(), "bold", self._options.color)]
            lines += [line for error in errors for line in _painted([(clean(error), "error")], self._options, 2)]
        return "\n".join(lines) + "\n"


def _style(tally: Tally) -> str:
    if tally.worst in SEVERITIES:
        return tally.worst
    return "held" if tally.state == "clean" else "bold"


def _painted(pieces: Sequence[Styled], options: Options, indent: int) -> list[str]:
    """The pieces as lines that are indented and wrapped."""
    room = max(options.width - indent, 20)
    return [
        " " * indent + "".join(painted(text, style, options.color) for text, style in line) for line in wrapped(pieces, room)
    ]


class _Page:
    """One document."""

    def __init__(self, report: DocumentReport, options: Options, words: Words) -> None:
        self._report, self._options, self._words = report, options, words
        self._run = Run([report])
        self._frames: dict[str, Words] = {words.lang: words}

    def lines(self) -> Iterator[str]:
        """Its lines, without line breaks."""
        tally = Tally([self._report])
        yield painted(clean(name_of(self._report)), "bold", self._options.color)
        titled = is_titled(self._report, self._report.articles)
        for article in self._report.articles:
            if article.findings or self._options.verbose:
                yield from self._article(article, titled)
        pieces: list[Styled] = []
        if tally.state in ("found", "hidden", "clean"):
            pieces.append((coverage_line(tally.coverage, self._words), "dim"))
        else:
            pieces.append((tally.verdict(self._words), "bold"))
        if tally.state == "found" or self._options.verbose:
            yield ""
        yield from _painted(pieces, self._options, 2)
        for notice in self._report.notices:
            pieces = [(self._words("severity", notice.severity) + self._words.colon, notice.severity)]
            pieces.append((clean(notice_line(notice, self._report.document.path, self._words)), ""))
            yield from _painted(pieces, self._options, 2)

    def _frame(self, lang: str) -> Words:
        """The words for one article."""
        lang = self._options.messages or lang
        if lang not in self._frames:
            self._frames[lang] = Words(lang)
        return self._frames[lang]

    def _article(self, report: ArticleReport, titled: bool) -> Iterator[str]:
        words = self._frame(report.article.lang)
        if titled:
            yield ""
            yield from _painted([(clean(report.article.title or words("frame", "untitled")), "bold")], self._options, 2)
        for finding in report.findings:
            yield ""
            yield from self._finding(finding, words)
        if self._options.verbose:
            yield from self._checks(report, words)

    def _finding(self, finding: Finding, words: Words) -> Iterator[str]:
        severity = finding.severity
        message = finding.message or finding.title
        yield from self._row(words, words("severity", severity), severity, [(clean(message), "bold")])
        if finding.spans:
            yield from self._place(finding, words)
        found = excerpts(finding, self._run, 0, max(self._options.width * 2, 80))
        for excerpt in found[:_MOST]:
            yield from self._excerpt(excerpt, finding, words)
        if len(found) > _MOST:
            yield from self._row(words, "", "", [(words.count("more", len(found) - _MOST), "dim")])
        if finding.working and finding.working != finding.message:
            yield from self._row(words, words("label", "sum"), "dim", [(clean(finding.working), "")])
        if finding.why and finding.working:
            yield from self._row(words, words("label", "why"), "dim", [(clean(finding.why), "")])
        for suggestion in finding.suggestions:
            text = words("label", "suggestion-note", text=suggestion.text, note=suggestion.note)
            yield from self._row(words, words("label", "suggestion"), "dim", [(clean(text), "")])

    def _place(self, finding: Finding, words: Words) -> Iterator[str]:
        """Where it stands; a link if the terminal has any, and the place is not broken over lines."""
        span = finding.spans[0]
        where = clean(place(span, self._report, words))
        address = _address(span) if self._options.links else ""
        for line in self._row(words, "", "", [(f"{where} · {finding.rule}", "dim")]):
            yield line.replace(where, f"\x1b]8;;{address}\x1b\\{where}\x1b]8;;\x1b\\", 1) if address else line

    def _excerpt(self, excerpt: Excerpt, finding: Finding, words: Words) -> Iterator[str]:
        """The sentence, and below each line of it carets under the figures."""
        before, after = ("", "") if self._options.color else words.mark
        pieces: list[Styled] = []
        if excerpt.span is not finding.spans[0]:
            span = excerpt.span
            is_beside = span.path == finding.spans[0].path == self._report.document.path
            where = short_place(span, words) if is_beside else place(span, self._report, words)
            pieces.append((clean(where) + words.colon, "dim"))
        for piece in excerpt.pieces:
            text = clean(piece.text)
            if piece.is_marked and piece.is_long:
                pieces.append((before + text + after, f"{finding.severity}-long"))
            else:
                pieces.append((text, f"{finding.severity}-mark" if piece.is_marked else ""))
        indent = _indent(words)
        for line in wrapped(pieces, max(self._options.width - indent, 20)):
            yield " " * indent + "".join(painted(text, style, self._options.color) for text, style in line)
            if carets := "".join(("^" if style.endswith("-mark") else " ") * cells(text) for text, style in line).rstrip():
                yield " " * indent + painted(carets, finding.severity, self._options.color)

    def _row(self, words: Words, label: str, style: str, pieces: Sequence[Styled]) -> Iterator[str]:
        """A label, and beside it the text in a column of its own."""
        indent = _indent(words)
        first, *others = _painted(pieces, self._options, indent)
        gap = " " * (indent - 2 - cells(label))
        yield ("  " + painted(label, style, self._options.color) + gap + first.removeprefix(" " * indent)).rstrip()
        yield from others

    def _checks(self, report: ArticleReport, words: Words) -> Iterator[str]:
        for verdict, section in (("consistent", "held"), ("undecided", "undecided")):
            found = with_verdict(report, verdict)
            if found:
                yield ""
                yield from _painted([(words("section", section), "bold")], self._options, 2)
            for check in found:
                where = _where(check.spans, words)
                text = check.working or " · ".join(span.text for span in check.spans)
                pieces = [(clean(text), ""), (f"  {words.checked(check.rule)}{words.comma}{where}", "dim")]
                yield from _painted(pieces, self._options, 4)
        if report.hidden:
            yield ""
            yield from _painted([(words("section", "hidden"), "bold")], self._options, 2)
        for line in hidden_lines(report, words):
            yield from _painted([(clean(line), "")], self._options, 4)
        if report.unchecked:
            yield ""
            yield from _painted([(words("section", "unchecked"), "bold")], self._options, 2)
        for reason, figures in by_reason(report):
            texts = " · ".join(clean(text) for text in listed(figures))
            yield from _painted([(words("reason", reason) + words.colon, "dim"), (texts, "")], self._options, 4)


def _where(spans: Sequence[Span], words: Words) -> str:
    return short_place(spans[0], words) if spans else ""


def _address(span: Span) -> str:
    """What a link to the file of a span opens; empty where there is no file."""
    path = os.path.abspath(span.path)
    return Path(path).as_uri() if os.path.isfile(path) else ""


def _indent(words: Words) -> int:
    """Where the text beside the labels begins."""
    return 2 + _label_width(words) + 2


def _label_width(words: Words) -> int:
    labels = [words("severity", severity) for severity in SEVERITIES]
    labels += [words("label", key) for key in ("sum", "why", "suggestion")]
    return max(cells(label) for label in labels)
