"""Markdown: the same as the terminal shows, as headings, quotations and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import ArticleReport, DocumentReport, Finding
from factcheck.records import dataclass
from factcheck.report import Options
from factcheck.report.excerpts import Excerpt, Run, excerpts
from factcheck.report.view import (
    SEVERITIES,
    Tally,
    Words,
    by_reason,
    by_severity,
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
from factcheck.report.wrap import bounded, clean

ROOM = 1_000_000
"""Bytes that the report stays under: GitHub shows no file and no summary of more than 1 MiB."""
_HELD = 8 * ROOM
"""Bytes that are held before what there is no room for is dropped."""
_ROOM = 240
"""Columns of an excerpt."""
_LONG, _MOST, _EXCERPTS, _SUGGESTIONS = 500, 200, 12, 8
"""Characters of a text, lines of a list, excerpts and suggestions of a finding, at most."""
_SIGNS = compiled(r"[\\`*_\[\]|~$#]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINE_START = compiled(r"^(\s*)([-+](?=[-\s]|$)|=|\d{1,9}[.)](?=\s|$))")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, wherever in a line or table cell it stands."""
    text = clean(text).strip()
    text = _SIGNS.sub(lambda match: "\\" + match.group(), text)
    for sign, entity in _ENTITIES.items():
        text = text.replace(sign, entity)
    return _LINE_START.sub(lambda match: f"{match.group(1)}{match.group(2)[:-1]}\\{match.group(2)[-1]}", text)


@dataclass(frozen=True, slots=True)
class _Item:
    """A finding, the lists of an article, or nothing but the head of a document."""

    rank: int
    """The lower, the longer it is kept where there is no room for all."""
    document: int
    heading: str
    """The title of its article; empty where the document has but one without title."""
    text: str


_LISTS, _EMPTY = 3, 4
"""Ranks behind those of the severities."""


class Markdown:
    """Markdown as GitHub and CommonMark read it. Where there is no room for all, the gravest findings are kept."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._tally = Tally()
        self._words: Words | None = None
        self._heads: dict[int, tuple[str, str]] = {}
        """The name of each document and its verdict, and the other lines of its head."""
        self._items: list[_Item] = []
        self._size = 0

    def begin(self) -> str:
        """Nothing: the report opens with the verdict on all documents."""
        return ""

    def document(self, report: DocumentReport) -> str:
        """Nothing yet."""
        words = words_of(self._options, report.articles)
        self._words = self._words or words
        number = self._tally.documents
        self._tally.add(report)
        section = _Section(report, self._options, words)
        self._heads[number] = section.head()
        items = [_Item(rank, number, heading, text) for rank, heading, text in section.items()]
        self._items += items or [_Item(_EMPTY, number, "", "")]
        self._size += sum(map(_size, self._heads[number])) + sum(_size(item.text) for item in items)
        if self._size > _HELD:
            self._items = self._fitting()
            kept = {item.document for item in self._items}
            self._heads = {number: head for number, head in self._heads.items() if number in kept}
            self._size = ROOM
        return ""

    def _fitting(self, room: int = ROOM) -> list[_Item]:
        """The items that there is room for, in their order."""
        shown: set[tuple[int, str]] = set()
        kept: list[int] = []
        for order in sorted(range(len(self._items)), key=lambda order: self._items[order].rank):
            item = self._items[order]
            head = 0 if (item.document, "") in shown else sum(map(_size, self._heads[item.document]))
            heading = 0 if (item.document, item.heading) in shown else _size(item.heading)
            room -= head + heading + _size(item.text)
            if room < 0:
                break
            shown |= {(item.document, ""), (item.document, item.heading)}
            kept.append(order)
        return [self._items[order] for order in sorted(kept)]

    def end(self, errors: Sequence[str]) -> str:
        """The report."""
        words, tally = self._words or words_of(self._options, ()), self._tally
        failed = [f"## {escaped(words('section', 'errors'))}", _listed(errors, words)] if errors else []
        items = self._fitting(ROOM - sum(map(_size, failed)))
        blocks = [f"# {escaped(words('frame', 'report'))}", self._verdict(words, bool(errors))]
        if tally.state in ("found", "hidden", "clean") and tally.documents > 1:
            blocks.append(escaped(coverage_line(tally.coverage, words)))
        last = (-1, "")
        for item in items:
            if item.document != last[0]:
                blocks += filter(None, (*self._head(item.document),))
                last = item.document, ""
            if item.heading != last[1]:
                blocks.append(item.heading)
                last = item.document, item.heading
            blocks.append(item.text)
        blocks += ["---", *self._left(items, words), *failed]
        if tally.state == "found":
            hint = f"<!-- factcheck: ignore {words('label', 'rule')} -- {words('silence', 'reason')} -->"
            blocks.append(f"{escaped(words('silence', 'how'))} {escaped(words('silence', 'comment'))}{words.colon}`{hint}`")
        blocks.append(escaped(words("frame", "scope")))
        return "\n\n".join(filter(None, blocks)) + "\n"

    def _verdict(self, words: Words, has_failed: bool) -> str:
        """The verdict in one line."""
        tally = self._tally
        parts = [f"**{escaped(tally.call(words, has_failed))}**"]
        parts.append(escaped(by_severity(tally.severities, words) if tally.state == "found" else tally.verdict(words)))
        if tally.articles:
            parts.append(escaped(words.comma.join((words.count("documents", tally.documents), words.count("articles", tally.articles)))))
        if 0 < tally.unread < tally.articles:
            parts.append(escaped(words("frame", "unread", n=tally.unread)))
        if tally.hidden:
            parts.append(escaped(hidden_line(tally.hidden, words)))
        return " · ".join(parts)

    def _head(self, document: int) -> tuple[str, str]:
        """The lines that a document opens with; one that is alone needs no verdict of its own."""
        name, rest = self._heads[document]
        title, _, _ = name.partition("\n\n")
        return (title if self._tally.documents == 1 else name), rest

    def _left(self, items: Sequence[_Item], words: Words) -> Iterator[str]:
        """What there was no room for."""
        files = self._tally.documents - len({item.document for item in items})
        findings = self._tally.severities.total() - sum(item.rank < _LISTS for item in items)
        if files:
            yield escaped(words("frame", "room", n=files))
        if findings:
            yield escaped(words("frame", "findings-left", n=findings))


def _size(text: str) -> int:
    """Bytes of a block."""
    return len(text.encode(errors="backslashreplace")) + 2


def _listed(lines: Sequence[str], words: Words) -> str:
    """A list, not endless."""
    shown = [f"- {escaped(bounded(line, _LONG))}" for line in lines[:_MOST]]
    if len(lines) > _MOST:
        shown.append(f"- {escaped(words.count('lines', len(lines) - _MOST))}")
    return "\n".join(shown)


class _Section:
    """One document."""

    def __init__(self, report: DocumentReport, options: Options, words: Words) -> None:
        self._report, self._options, self._words = report, options, words
        self._run = Run([report])
        self._number = 0

    def head(self) -> tuple[str, str]:
        """Its name with its verdict, and what was covered with what is wrong with its instructions."""
        tally, words = Tally([self._report]), self._words
        name = f"## {escaped(bounded(name_of(self._report), _LONG))}\n\n**{escaped(tally.verdict(words))}**"
        sentences = []
        if tally.state in ("found", "hidden", "clean"):
            sentences.append(escaped(coverage_line(tally.coverage, words)))
        if tally.hidden:
            sentences.append(escaped(hidden_line(tally.hidden, words)))
        path = self._report.document.path
        notices = [words("severity", notice.severity) + words.colon + notice_line(notice, path, words) for notice in self._report.notices]
        return name, "\n\n".join(filter(None, (" ".join(sentences), _listed(notices, words))))

    def items(self) -> Iterator[tuple[int, str, str]]:
        """Its findings and lists, each with its rank and the heading of its article."""
        titled = is_titled(self._report, self._report.articles)
        for article in self._report.articles:
            words = Words(self._options.messages or article.article.lang)
            heading = f"### {escaped(bounded(article.article.title, _LONG) or words('frame', 'untitled'))}" if titled else ""
            for finding in article.findings:
                yield SEVERITIES.index(finding.severity), heading, "\n\n".join(self._finding(finding, words))
            if self._options.verbose and (lists := "\n\n".join(self._checks(article, words))):
                yield _LISTS, heading, lists

    def _finding(self, finding: Finding, words: Words) -> Iterator[str]:
        self._number += 1
        severity, message = words("severity", finding.severity), bounded(finding.message or finding.title, _LONG)
        yield f"#### {self._number}\\. {escaped(severity + words.colon + message)}"
        if finding.spans:
            where = place(finding.spans[0], self._report, words)
            yield " · ".join(escaped(bounded(part, _LONG)) for part in (where, finding.title, finding.rule))
        found = excerpts(finding, self._run, 0, _ROOM)
        for excerpt in found[:_EXCERPTS]:
            yield "> " + self._excerpt(excerpt, finding, words)
        if len(found) > _EXCERPTS:
            yield escaped(words.count("more", len(found) - _EXCERPTS))
        rows = []
        if finding.working and finding.working != finding.message:
            rows.append(("sum", finding.working))
        if finding.why:
            rows.append(("why", finding.why))
        for suggestion in finding.suggestions[:_SUGGESTIONS]:
            text = words("label", "suggestion-note", text=suggestion.text, note=suggestion.note)
            rows.append(("suggestion", text))
        if rows:
            yield "\n".join(f"- {_capital(words('label', key))}{words.colon}{escaped(bounded(text, _LONG))}" for key, text in rows)

    def _excerpt(self, excerpt: Excerpt, finding: Finding, words: Words) -> str:
        # <b> and not **: next to Chinese characters two asterisks after a percent sign close nothing.
        text = "".join(
            f"<b>{_inner(text)}</b>" if piece.is_marked else _inner(text)
            for piece in excerpt.pieces
            if (text := bounded(piece.text, 2 * _ROOM))
        )
        text = _LINE_START.sub(lambda match: f"{match.group(1)}{match.group(2)[:-1]}\\{match.group(2)[-1]}", text.strip())
        if excerpt.span is finding.spans[0]:
            return text
        is_beside = excerpt.span.path == finding.spans[0].path == self._report.document.path
        where = short_place(excerpt.span, words) if is_beside else place(excerpt.span, self._report, words)
        return f"{escaped(bounded(where, _LONG))}{words.colon}{text}"

    def _checks(self, report: ArticleReport, words: Words) -> Iterator[str]:
        for verdict, section in (("consistent", "held"), ("undecided", "undecided")):
            found = with_verdict(report, verdict)
            if found:
                yield f"#### {escaped(words('section', section))}"
                rows = [[_capital(words("label", key)) for key in ("check", "sum", "place")], ["---", "---", "---"]]
                for check in found[:_MOST]:
                    text = check.working or " · ".join(span.text for span in check.spans)
                    where = short_place(check.spans[0], words) if check.spans else ""
                    rows.append([escaped(bounded(part, _LONG)) for part in (words.checked(check.rule), text, where)])
                yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
                if len(found) > _MOST:
                    yield escaped(words.count("lines", len(found) - _MOST))
        if report.hidden:
            yield f"#### {escaped(words('section', 'hidden'))}"
            yield _listed(hidden_lines(report, words), words)
        if report.unchecked:
            yield f"#### {escaped(words('section', 'unchecked'))}"
            yield "\n".join(
                f"- {escaped(words('reason', reason))}{words.colon}{escaped(bounded(' · '.join(listed(figures)), 20 * _LONG))}"
                for reason, figures in by_reason(report)
            )


def _capital(label: str) -> str:
    return escaped(label[:1].upper() + label[1:])


def _inner(text: str) -> str:
    """Escaped, with the blanks at its ends kept."""
    inside = escaped(text)
    if not inside:
        return " " if text else ""
    return (" " if text[:1].isspace() else "") + inside + (" " if text[-1:].isspace() else "")
