"""HTML: one file without scripts or outside parts, for the screen, the telephone and the printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from factcheck import __version__
from factcheck.languages import data
from factcheck.model import ArticleReport, Check, DocumentReport, Finding, Severity, Span, Suggestion
from factcheck.records import dataclass, field, replace
from factcheck.report import Options
from factcheck.report.excerpts import Excerpt, Piece, Run, excerpts
from factcheck.report.picture import Picture, picture
from factcheck.report.proofsheet import Part, Stroke, parts
from factcheck.report.templates import Templates
from factcheck.report.view import (
    NO_LANGUAGE,
    SEVERITIES,
    Tally,
    Words,
    by_reason,
    by_severity,
    coverage_line,
    hidden_line,
    hidden_lines,
    listed,
    name_of,
    notice_line,
    place,
    short_place,
    silencers,
    with_verdict,
    words_of,
)
from factcheck.report.wrap import bounded

_ROOM = 200
"""Columns of an excerpt in a card."""
_FEW = 12
"""Up to so many checks a list of them stands open."""
MOST_CARDS, MOST_LINES, MOST_ARTICLES = 500, 500, 1000
"""Findings, lines of a list and articles that a page has at most: nobody reads more of a page, and no browser shows it well."""
MOST_TEXT = 500_000
"""Characters of articles on a page; an issue of a paper has a tenth of that."""
_EXCERPTS, _SUGGESTIONS = 12, 8
_TIPS = 20_000
"""Marks that say what became of them where the pointer rests on them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, in words, and the anchor of it if it is on this page."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with all that its card shows; nothing in it is longer than a card can take."""

    number: int
    anchor: str
    rule: str
    severity: Severity
    title: str
    message: str
    working: str
    """Empty where the message says it already."""
    why: str
    suggestions: tuple[Suggestion, ...]
    excerpts: list[tuple[Excerpt, Place]]
    more: int
    """Excerpts left out."""
    picture: Picture | None
    silencers: list[tuple[str, str]]
    """Where to write what, to silence it."""


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
    left: int = 0
    """Findings that the page has no room for."""
    parts: list[Part] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    undecided: list[Line] = field(default_factory=list)
    unchecked: list[tuple[str, list[str]]] = field(default_factory=list)
    few: int = _FEW
    most: int = MOST_LINES
    counts: tuple[int, int] = (0, 0)
    """Checks that held, and undecided ones, with those that are not listed."""

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
        notices = [
            (notice.severity, bounded(notice_line(notice, report.document.path, words)))
            for report in self._reports
            for notice in report.notices
        ]
        sections = _sections(self._reports, self._options)
        facts: dict[str, Any] = {
            "words": words,
            "tally": tally,
            "call": tally.call(words, bool(errors)),
            "verdict": by_severity(tally.severities, words) if tally.state == "found" else tally.verdict(words),
            "sections": sections,
            "documents": self._reports,
            "left": tally.articles - len(sections),
            "hidden": hidden_line(tally.hidden, words),
            "notices": notices[:MOST_LINES],
            "errors": [bounded(error) for error in errors[:MOST_LINES]],
            "more": {"errors": max(0, len(errors) - MOST_LINES), "notices": max(0, len(notices) - MOST_LINES)},
            "version": __version__,
        }
        return Templates(self._options.newsroom).filled("report.html.j2", facts)


def _sections(reports: Sequence[DocumentReport], options: Options) -> list[Section]:
    """The articles in order; first all are numbered, for a finding may mark another article than its own."""
    run = Run(reports)
    found = [(document, number) for document, report in enumerate(reports) for number in range(len(report.articles))]
    made: dict[tuple[int, int], Section] = {}
    for document, number in sorted(sorted(found, key=lambda key: _worst(reports[key[0]].articles[key[1]]))[:MOST_ARTICLES]):
        article = reports[document].articles[number]
        words = Words(options.messages or article.article.lang)
        tag = data(article.article.lang, "interface")["tag"]
        made[document, number] = Section(f"a{document + 1}-{number + 1}", article, reports[document], words, tag)
    sheet = _Sheet(run, made)
    for (document, _), section in made.items():
        sheet.fill(section, document)
    room = MOST_TEXT
    for key, section in sorted(made.items(), key=lambda item: _worst(item[1].report)):
        section.parts, used = parts(section.report.article, sheet.strokes.get(key, {}), room)
        room -= used
    sheet.tie(made.values())
    return list(made.values())


def _worst(report: ArticleReport) -> int:
    """The rank of its gravest finding; articles without any come last."""
    return min((SEVERITIES.index(finding.severity) for finding in report.findings), default=len(SEVERITIES))


class _Sheet:
    """The strokes of all articles, gathered while findings and checks are numbered."""

    def __init__(self, run: Run, sections: Mapping[tuple[int, int], Section]) -> None:
        self._run, self._sections = run, sections
        found = [finding for section in sections.values() for finding in section.report.findings]
        self._shown = {id(finding) for finding in sorted(found, key=lambda each: SEVERITIES.index(each.severity))[:MOST_CARDS]}
        self._count = self._tips = 0
        self.strokes: dict[tuple[int, int], dict[int, list[Stroke]]] = {}

    def fill(self, section: Section, document: int) -> None:
        """The cards and lists of an article, and its strokes."""
        report = section.report
        shown = [finding for finding in report.findings if id(finding) in self._shown]
        section.cards = [self._card(finding, section, document) for finding in shown]
        section.left = len(report.findings) - len(shown)
        held, undecided = with_verdict(report, "consistent"), with_verdict(report, "undecided")
        section.counts = len(held), len(undecided)
        section.held = list(self._lines(held, section, document, "h"))
        section.undecided = list(self._lines(undecided, section, document, "u"))
        section.unchecked = [
            (section.words("reason", reason), listed(figures)[:MOST_LINES]) for reason, figures in by_reason(report)
        ]
        for figure, reason in report.unchecked:
            tip = section.words("reason", reason)
            self._draw(document, figure.article, figure.block, Stroke(figure.start, figure.end, "open", tip=tip))

    def tie(self, sections: Iterable[Section]) -> None:
        """Takes the links away that would lead to text that was left out."""
        made = list(sections)
        there = {anchor for section in made for part in section.parts for anchor in part.anchors()}
        for section in made:
            for card in section.cards:
                card.excerpts[:] = [(excerpt, _tied(place, there)) for excerpt, place in card.excerpts]
            for lines in (section.held, section.undecided):
                lines[:] = [replace(line, place=_tied(line.place, there)) for line in lines]

    def _draw(self, document: int, article: int, block: int, stroke: Stroke) -> bool:
        """Puts a stroke into the article that it belongs to, if that is on this page."""
        key = self._run.find(document, article)
        if key is None or key not in self._sections:
            return False
        self._tips += bool(stroke.tip)
        if self._tips > _TIPS:
            stroke = replace(stroke, tip="")
        self.strokes.setdefault(key, {}).setdefault(block, []).append(stroke)
        return True

    def _card(self, finding: Finding, section: Section, document: int) -> Card:
        self._count += 1
        anchor, words = f"f{self._count}", section.words
        places: dict[int, Place] = {}
        for number, span in enumerate(finding.spans, 1):
            mark = f"{anchor}-{number}"
            stroke = Stroke(span.block_start, span.block_end, finding.severity, self._count, mark)
            is_here = self._draw(document, span.article, span.block, stroke)
            places[id(span)] = Place(bounded(place(span, section.document, words)), mark if is_here else "")
        found = excerpts(finding, self._run, document, _ROOM)
        working = bounded(finding.working) if finding.working != finding.message else ""
        return Card(
            self._count, anchor, bounded(finding.rule), finding.severity, bounded(finding.title), bounded(finding.message),
            working, bounded(finding.why),
            tuple(Suggestion(bounded(each.text), bounded(each.note)) for each in finding.suggestions[:_SUGGESTIONS]),
            [(_bounded(excerpt), places[id(excerpt.span)]) for excerpt in found[:_EXCERPTS]], max(0, len(found) - _EXCERPTS),
            picture(finding.comparison) if finding.comparison else None, silencers(finding, section.document, words),
        )  # fmt: skip

    def _lines(self, checks: Sequence[Check], section: Section, document: int, letter: str) -> Iterator[Line]:
        for number, check in enumerate(checks, 1):
            anchor = f"{section.anchor}-{letter}{number}"
            is_here = False
            for order, span in enumerate(check.spans):
                if check.verdict == "consistent":
                    mark = anchor if not order and number <= MOST_LINES else ""
                    tip = bounded(check.working, 300)
                    is_here |= self._draw(document, span.article, span.block, Stroke(span.block_start, span.block_end, "held", anchor=mark, tip=tip))
            if number <= MOST_LINES:
                text = bounded(check.working or " · ".join(span.text for span in check.spans))
                yield Line(section.words.checked(check.rule), text, _line_place(check.spans, section, anchor if is_here else ""))


def _bounded(excerpt: Excerpt) -> Excerpt:
    """Not endless, for marks that take no column are characters too; its language as HTML names it."""
    pieces = tuple(Piece(bounded(piece.text, 4 * _ROOM), piece.is_marked) for piece in excerpt.pieces)
    return replace(excerpt, pieces=pieces, lang=data(excerpt.lang or NO_LANGUAGE, "interface")["tag"])


def _tied(place: Place, there: Collection[str]) -> Place:
    return place if not place.anchor or place.anchor in there else Place(place.text)


def _line_place(spans: Sequence[Span], section: Section, anchor: str) -> Place:
    return Place(bounded(short_place(spans[0], section.words)), anchor) if spans else Place("")
