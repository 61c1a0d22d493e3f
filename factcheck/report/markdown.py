"""Markdown: the same as the terminal shows, as headings, quotations and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import ArticleReport, DocumentReport, Finding
from factcheck.report import Options
from factcheck.report.excerpts import Excerpt, Run, excerpts
from factcheck.report.view import (
    Tally,
    Words,
    by_reason,
    coverage_line,
    is_titled,
    listed,
    name_of,
    place,
    short_place,
    with_verdict,
    words_of,
)
from factcheck.report.wrap import clean

_ROOM = 240
"""Columns of an excerpt."""
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


class Markdown:
    """Markdown as GitHub and CommonMark read it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._tally = Tally()
        self._words: Words | None = None

    def begin(self) -> str:
        """Nothing: the title waits for the language of the first article."""
        return ""

    def document(self, report: DocumentReport) -> str:
        """A section for the document."""
        words = words_of(self._options, report.articles)
        head = "" if self._words else f"# {escaped(words('frame', 'report'))}\n\n"
        self._words = self._words or words
        self._tally.add(report)
        return head + "\n\n".join(_Section(report, self._options, words).blocks()) + "\n\n"

    def end(self, errors: Sequence[str]) -> str:
        """The verdict over all documents, and the errors."""
        words, tally = self._words or words_of(self._options, ()), self._tally
        blocks = [] if self._words else [f"# {escaped(words('frame', 'report'))}"]
        counts = ""
        if tally.articles:
            documents, articles = words.count("documents", tally.documents), words.count("articles", tally.articles)
            counts = words("frame", "summary", documents=documents, articles=articles)
        verdict = f"{_inner(counts)}**{escaped(tally.verdict(words))}**"
        if 0 < tally.unread < tally.articles:
            verdict += " " + escaped(words("frame", "unread", n=tally.unread))
        blocks += ["---", verdict.strip(), escaped(words("frame", "scope"))]
        if errors:
            blocks.append(f"## {escaped(words('section', 'errors'))}")
            blocks.append("\n".join(f"- {escaped(error)}" for error in errors))
        return "\n\n".join(blocks) + "\n"


class _Section:
    """One document."""

    def __init__(self, report: DocumentReport, options: Options, words: Words) -> None:
        self._report, self._options, self._words = report, options, words
        self._run = Run([report])
        self._number = 0

    def blocks(self) -> Iterator[str]:
        """Its blocks, to be parted by empty lines."""
        tally = Tally([self._report])
        yield f"## {escaped(name_of(self._report))}"
        sentences = [f"**{escaped(tally.verdict(self._words))}**"]
        if tally.state in ("found", "clean"):
            sentences.append(escaped(coverage_line(tally.coverage, self._words)))
        yield " ".join(sentences)
        titled = is_titled(self._report, self._report.articles)
        for article in self._report.articles:
            if article.findings or self._options.verbose:
                words = Words(self._options.messages or article.article.lang)
                if titled:
                    yield f"### {escaped(article.article.title or words('frame', 'untitled'))}"
                for finding in article.findings:
                    yield from self._finding(finding, words)
                if self._options.verbose:
                    yield from self._checks(article, words)

    def _finding(self, finding: Finding, words: Words) -> Iterator[str]:
        self._number += 1
        severity, message = words("severity", finding.severity), finding.message or finding.title
        yield f"#### {self._number}\\. {escaped(severity + words.colon + message)}"
        if finding.spans:
            where = place(finding.spans[0], self._report, words)
            yield " · ".join(escaped(part) for part in (where, finding.title, finding.rule))
        for excerpt in excerpts(finding, self._run, 0, _ROOM):
            yield "> " + self._excerpt(excerpt, finding, words)
        rows = []
        if finding.working and finding.working != finding.message:
            rows.append(("sum", finding.working))
        if finding.why:
            rows.append(("why", finding.why))
        for suggestion in finding.suggestions:
            text = words("label", "suggestion-note", text=suggestion.text, note=suggestion.note)
            rows.append(("suggestion", text))
        if rows:
            yield "\n".join(f"- {_capital(words('label', key))}{words.colon}{escaped(text)}" for key, text in rows)

    def _excerpt(self, excerpt: Excerpt, finding: Finding, words: Words) -> str:
        # <b> and not **: next to Chinese characters two asterisks after a percent sign close nothing.
        text = "".join(
            f"<b>{_inner(piece.text)}</b>" if piece.is_marked else _inner(piece.text) for piece in excerpt.pieces
        )
        text = _LINE_START.sub(lambda match: f"{match.group(1)}{match.group(2)[:-1]}\\{match.group(2)[-1]}", text.strip())
        if excerpt.span is finding.spans[0]:
            return text
        is_own = excerpt.span.path == self._report.document.path
        where = short_place(excerpt.span, words) if is_own else place(excerpt.span, self._report, words)
        return f"{escaped(where)}{words.colon}{text}"

    def _checks(self, report: ArticleReport, words: Words) -> Iterator[str]:
        for verdict, section in (("consistent", "held"), ("undecided", "undecided")):
            found = with_verdict(report, verdict)
            if found:
                yield f"#### {escaped(words('section', section))}"
                rows = [[_capital(words("label", key)) for key in ("check", "sum", "place")], ["---", "---", "---"]]
                for check in found:
                    text = check.working or " · ".join(span.text for span in check.spans)
                    where = short_place(check.spans[0], words) if check.spans else ""
                    rows.append([escaped(words.checked(check.rule)), escaped(text), escaped(where)])
                yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
        if report.unchecked:
            yield f"#### {escaped(words('section', 'unchecked'))}"
            yield "\n".join(
                f"- {escaped(words('reason', reason))}{words.colon}{escaped(' · '.join(listed(figures)))}"
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
