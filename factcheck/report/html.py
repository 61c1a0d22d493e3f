"""HTML: one file without scripts or outside parts, for the screen, the telephone and the printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from factcheck import __version__
from factcheck.files import folder
from factcheck.languages import data
from factcheck.model import ArticleReport, Check, DocumentReport, Finding, Severity, Span
from factcheck.records import dataclass, field
from factcheck.report import Options
from factcheck.report.excerpts import Excerpt, Run, excerpts
from factcheck.report.proofsheet import Part, Stroke, parts
from factcheck.report.view import (
    Tally,
    Words,
    by_reason,
    coverage_line,
    hidden_line,
    hidden_lines,
    listed,
    name_of,
    notice_line,
    place,
    short_place,
    with_verdict,
    words_of,
)

if TYPE_CHECKING:
    from jinja2 import Environment

_ROOM = 200
"""Columns of an excerpt in a card."""
_FEW = 12
"""Up to so many checks a list of them stands open."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, in words, and the anchor of it if it is on this page."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with all that its card shows."""

    number: int
    anchor: str
    finding: Finding
    excerpts: list[tuple[Excerpt, Place]]
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Line:
    """A check in one line."""

    name: str
    working: str
    place: Place


@dataclass(slots=True)
class Section:
    """One article with its findings, checks and figures left over."""

    anchor: str
    report: ArticleReport
    document: DocumentReport
    words: Words
    tag: str
    """Language of the article, as HTML names it."""
    cards: list[Card] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    undecided: list[Line] = field(default_factory=list)
    unchecked: list[tuple[str, list[str]]] = field(default_factory=list)
    few: int = _FEW

    @property
    def title(self) -> str:
        """Its title, or that it has none."""
        return self.report.article.title or self.words("frame", "untitled")

    @property
    def name(self) -> str:
        """Path of its document."""
        return name_of(self.document)

    @property
    def coverage(self) -> str:
        """What was read and checked."""
        return coverage_line(self.report.coverage, self.words)

    @property
    def hidden(self) -> list[str]:
        """What is not shown of it."""
        return hidden_lines(self.report, self.words)

    @property
    def severities(self) -> Mapping[Severity, int]:
        """How many findings of each severity."""
        return Counter(finding.severity for finding in self.report.findings)

    @property
    def tally(self) -> Tally:
        """The article alone."""
        tally = Tally()
        tally.add_article(self.report)
        return tally


class Html:
    """One page for the whole run; it is made at the end."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._reports: list[DocumentReport] = []

    def begin(self) -> str:
        """Nothing yet."""
        return ""

    def document(self, report: DocumentReport) -> str:
        """Nothing yet: the page opens with the verdict on all documents."""
        self._reports.append(report)
        return ""

    def end(self, errors: Sequence[str]) -> str:
        """The page."""
        words = words_of(self._options, (article for report in self._reports for article in report.articles))
        tally = Tally(self._reports)
        facts: dict[str, Any] = {
            "words": words,
            "tally": tally,
            "verdict": tally.verdict(words),
            "sections": _sections(self._reports, self._options),
            "documents": self._reports,
            "hidden": hidden_line(tally.hidden, words),
            "notices": [
                (notice.severity, notice_line(notice, report.document.path, words))
                for report in self._reports
                for notice in report.notices
            ],
            "errors": errors,
            "version": __version__,
        }
        return environment().get_template("report.html.j2").render(facts)


def environment() -> Environment:
    """Where the templates come from; everything that they print is escaped, except in plain text (.txt.j2)."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=select_autoescape(enabled_extensions=(), disabled_extensions=("txt.j2",), default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _sections(reports: Sequence[DocumentReport], options: Options) -> list[Section]:
    """The articles in order; first all are numbered, for a finding may mark another article than its own."""
    run = Run(reports)
    made: dict[tuple[int, int], Section] = {}
    for document, report in enumerate(reports):
        for number, article in enumerate(report.articles):
            words = Words(options.messages or article.article.lang)
            tag = data(article.article.lang, "interface")["tag"]
            made[document, number] = Section(f"a{document + 1}-{number + 1}", article, report, words, tag)
    sheet = _Sheet(run)
    for (document, _), section in made.items():
        sheet.fill(section, document)
    for key, section in made.items():
        section.parts = parts(section.report.article, sheet.strokes.get(key, {}))
    return list(made.values())


class _Sheet:
    """The strokes of all articles, gathered while findings and checks are numbered."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._count = 0
        self.strokes: dict[tuple[int, int], dict[int, list[Stroke]]] = {}

    def fill(self, section: Section, document: int) -> None:
        """The cards and lists of an article, and its strokes."""
        report = section.report
        for finding in report.findings:
            section.cards.append(self._card(finding, section, document))
        section.held = list(self._lines(with_verdict(report, "consistent"), section, document, "h"))
        section.undecided = list(self._lines(with_verdict(report, "undecided"), section, document, "u"))
        section.unchecked = [
            (section.words("reason", reason), listed(figures)) for reason, figures in by_reason(report)
        ]
        for figure, reason in report.unchecked:
            tip = section.words("reason", reason)
            self._draw(document, figure.article, figure.block, Stroke(figure.start, figure.end, "open", tip=tip))

    def _draw(self, document: int, article: int, block: int, stroke: Stroke) -> bool:
        """Puts a stroke into the article that it belongs to, if that is on this page."""
        key = self._run.find(document, article)
        if key is not None:
            self.strokes.setdefault(key, {}).setdefault(block, []).append(stroke)
        return key is not None

    def _card(self, finding: Finding, section: Section, document: int) -> Card:
        self._count += 1
        anchor = f"f{self._count}"
        places: dict[int, Place] = {}
        for number, span in enumerate(finding.spans, 1):
            mark = f"{anchor}-{number}"
            stroke = Stroke(span.block_start, span.block_end, finding.severity, self._count, mark)
            is_here = self._draw(document, span.article, span.block, stroke)
            places[id(span)] = Place(place(span, section.document, section.words), mark if is_here else "")
        found = [(excerpt, places[id(excerpt.span)]) for excerpt in excerpts(finding, self._run, document, _ROOM)]
        return Card(self._count, anchor, finding, found, _distinct(places.values()))

    def _lines(self, checks: Iterable[Check], section: Section, document: int, letter: str) -> Iterator[Line]:
        for number, check in enumerate(checks, 1):
            anchor = f"{section.anchor}-{letter}{number}"
            is_here = False
            for order, span in enumerate(check.spans):
                if check.verdict == "consistent":
                    mark = "" if order else anchor
                    stroke = Stroke(span.block_start, span.block_end, "held", anchor=mark, tip=check.working)
                    is_here |= self._draw(document, span.article, span.block, stroke)
            text = check.working or " · ".join(span.text for span in check.spans)
            yield Line(section.words.checked(check.rule), text, _line_place(check.spans, section, anchor if is_here else ""))


def _line_place(spans: Sequence[Span], section: Section, anchor: str) -> Place:
    return Place(short_place(spans[0], section.words), anchor) if spans else Place("")


def _distinct(places: Iterable[Place]) -> list[Place]:
    """The first of those that read alike."""
    found: dict[str, Place] = {}
    for each in places:
        found.setdefault(each.text, each)
    return list(found.values())
