"""The message: verdict and gravest findings, as text and as HTML that mail programs can show; the full report is attached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses, localtime, make_msgid
from pathlib import PurePath
from typing import Any

from factcheck import __version__
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import ArticleReport, DocumentReport, Finding, Span
from factcheck.records import dataclass
from factcheck.report import FORMATS, NOBODY, Newsroom, Options
from factcheck.report.excerpts import Piece, Run, excerpts, shortened
from factcheck.report.view import SEVERITIES, Tally, Words, by_severity, coverage_line, hidden_line, name_of, short_place, words_of
from factcheck.report.wrap import clean

LIMIT = 95_000
"""Bytes that the HTML always stays under: Gmail shows about 102 kB and hides the rest."""
MOST = 100
"""Findings that are listed at most; nobody reads more in a letter."""
LARGE = 8_000_000
"""Bytes from which on the attached report is packed: servers often refuse messages of more than 10 to 25 MB."""
_ERRORS = 10
_EXCERPTS = 4
_SUGGESTIONS = 4
_ROOM = 160
"""Columns of an excerpt."""
_LONG, _TITLE, _SLUG = 320, 120, 60
"""Columns of a sentence, of a title, and of the name in the subject."""
_ADDRESS = compiled(r"[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]+@[\w-]+(?:\.[\w-]+)*")
"""Plain addresses in ASCII, and domains in any script."""
_UNSAFE = compiled(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class AddressError(ValueError):
    """An address that no mail can go to; its text is one line that names it."""


@dataclass(frozen=True, slots=True)
class Head:
    """From whom, to whom, and what about."""

    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    """Empty for the verdict and the name of the article."""
    is_draft: bool = False
    """Whether a person is to open it and send it off."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt round the marks of a finding."""

    pieces: tuple[Piece, ...]
    tag: str
    place: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with all that the message shows of it; nothing in it is longer than a letter can take."""

    number: int
    severity: str
    words: Words
    tag: str
    """Language that the finding is worded in."""
    article: str
    """Title and file, where the message is on several articles."""
    title: str
    message: str
    working: str
    why: str
    suggestions: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]
    more: int
    """Excerpts left out."""
    rule: str


def addresses(texts: Iterable[str]) -> tuple[Address, ...]:
    """The addresses in the texts, such as "Desk <desk@example.org>"; several with commas. Raises AddressError."""
    found = []
    for text in texts:
        if _UNSAFE.search(text):
            raise AddressError(f"{clean(text)!r}: has control characters; write name@example.org")
        for name, place in getaddresses([text]) or [("", "")]:
            if not _ADDRESS.fullmatch(place):
                raise AddressError(f"{text!r}: is no e-mail address; write name@example.org")
            user, _, domain = place.rpartition("@")
            try:
                found.append(Address(name, user, domain.encode("idna").decode("ascii")))
            except ValueError as problem:  # UnicodeError of a domain is one too
                raise AddressError(f"{text!r}: is no e-mail address ({problem}); write name@example.org") from problem
    return tuple(found)


def message(
    reports: Sequence[DocumentReport], errors: Sequence[str], head: Head, messages: str | None = None, newsroom: Newsroom = NOBODY
) -> EmailMessage:
    """A message on the reports.

    errors: a line for each input that could not be checked. messages: language of the frame. newsroom: whose message it is.
    """
    options = Options(messages, newsroom=newsroom)
    words = words_of(options, (article for report in reports for article in report.articles))
    tally = Tally(reports)
    attached, raw = _attachment(reports, errors, options)
    html, text = _bodies(_Letter(reports, errors, options, words, tally, attached), newsroom)
    made = EmailMessage(policy=SMTP)
    if head.sender is not None:
        made["From"] = head.sender
    if head.to:
        made["To"] = head.to
    if head.cc:
        made["Cc"] = head.cc
    made["Subject"] = plain(head.subject, 200) or subject(reports, errors, words, tally)
    made["Date"] = localtime()
    made["Message-ID"] = make_msgid(domain=(head.sender.domain if head.sender else "") or "localhost")
    made["Auto-Submitted"] = "auto-generated"  # no holiday replies
    if head.is_draft:
        made["X-Unsent"] = "1"  # mail programs open it ready to be sent
    made.set_content(text, cte=_encoding(text))
    made.add_alternative(html, subtype="html", cte=_encoding(html))
    kind = ("application", "zip") if attached.endswith(".zip") else ("text", "html")
    made.add_attachment(raw, *kind, filename=attached, params={} if attached.endswith(".zip") else {"charset": "utf-8"})
    made["Content-Language"] = words.tag  # set last: what makes the parts takes headers of this kind along
    return made


def _encoding(text: str) -> str:
    """The shorter way to send the text in seven bits; lines of any length and servers of any age take it."""
    raw = text.encode("utf-8")
    return "base64" if sum(byte > 127 for byte in raw) * 6 > len(raw) else "quoted-printable"


def plain(text: str, most: int = _LONG) -> str:
    """One line without characters that steer a display, of at most so many columns (and twice as many characters)."""
    line = " ".join(_UNSAFE.sub("\ufffd", clean(text[: 20 * most])).split())
    (piece,) = shortened([Piece(line, True)], most) if line else (Piece("", True),)
    return piece.text if len(piece.text) <= 2 * most else piece.text[: 2 * most] + "…"


def subject(reports: Sequence[DocumentReport], errors: Sequence[str], words: Words, tally: Tally) -> str:
    """The verdict and the name of the article."""
    return f"{tally.call(words, bool(errors))}{words.colon}{slug(reports, words)}"


def slug(reports: Sequence[DocumentReport], words: Words) -> str:
    """How the desk calls what was checked: file name or title, of the documents with findings if there are any."""
    marked = [report for report in reports if any(article.findings for article in report.articles)] or reports
    if not marked:
        return words("frame", "untitled")
    name = plain(_called(marked[0]), _SLUG) or words("frame", "untitled")
    return name if len(marked) == 1 else phrase(words, "slug", "several", slug=name, n=len(marked), more=len(marked) - 1)


def _called(report: DocumentReport) -> str:
    document = report.document
    if document.is_record:
        return document.title or document.id
    if document.path.startswith("<"):  # standard input
        return next((article.article.title for article in report.articles if article.article.title), document.path)
    return PurePath(document.path).name or document.path


def phrase(words: Words, section: str, key: str, **facts: object) -> str:
    """What only e-mail says, in the language of the frame; in singular or plural by the fact n."""
    form = data(words.lang, "email")[section][key]
    if isinstance(form, Mapping):
        form = form.get("one", form["other"]) if facts["n"] == 1 else form["other"]
    return str(form).format(**facts)


def _attachment(reports: Sequence[DocumentReport], errors: Sequence[str], options: Options) -> tuple[str, bytes]:
    """The full report and its file name."""
    made = FORMATS["html"](options)
    page = made.begin() + "".join(made.document(report) for report in reports) + made.end(errors)
    raw = page.encode("utf-8", "backslashreplace")
    stem = PurePath(plain(_called(reports[0]), _SLUG)).stem if len(reports) == 1 else ""
    name = "-".join(filter(None, ("factcheck", re.sub(r"[^\w]+", "-", stem).strip("-_")))) + ".html"
    if len(raw) < LARGE:
        return name, raw
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile

    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
    return f"{name}.zip", packed.getvalue()


def _bodies(letter: _Letter, newsroom: Newsroom) -> tuple[str, str]:
    """HTML and text with as many findings as the limit allows."""
    from css_inline import CSSInliner

    from factcheck.report.templates import Templates

    templates = Templates(newsroom)
    inliner = CSSInliner(load_remote_stylesheets=False)
    shown = min(letter.count, MOST)
    while True:
        facts = letter.facts(shown)
        html = inliner.inline(templates.filled("email.html.j2", facts))
        size = len(html.encode("utf-8")) + html.count("\n")  # each line break is sent as two bytes
        if size < LIMIT or not shown:
            return html, templates.filled("email.txt.j2", facts)
        shown = min(shown - 1, shown * LIMIT // size)


class _Letter:
    """What the templates show of a run."""

    def __init__(
        self,
        reports: Sequence[DocumentReport],
        errors: Sequence[str],
        options: Options,
        words: Words,
        tally: Tally,
        attached: str,
    ) -> None:
        self._reports, self._errors, self._options = reports, errors, options
        self._words, self._tally, self._attached = words, tally, attached
        self._run = Run(reports)
        found = [
            (finding, number, order)
            for number, report in enumerate(reports)
            for order, article in enumerate(report.articles)
            for finding in article.findings
        ]
        self._found = sorted(found, key=lambda each: SEVERITIES.index(each[0].severity))
        self.count = len(found)
        self._cards: list[Card] = []

    def facts(self, shown: int) -> dict[str, Any]:
        """All that the templates name, with the gravest `shown` findings."""
        words, tally = self._words, self._tally
        left = Tally()
        left.severities.update(finding.severity for finding, _, _ in self._found[shown:])
        unread = words("frame", "unread", n=tally.unread) if 0 < tally.unread < tally.articles else ""
        more = len(self._errors) - _ERRORS
        said = by_severity(tally.severities, words) if tally.state == "found" else tally.verdict(words)
        for number in range(len(self._cards), shown):
            self._cards.append(self._card(number + 1, *self._found[number]))
        return {
            "words": words,
            "tally": tally,
            "title": self._title(),
            "call": tally.call(words, bool(self._errors)),
            "verdict": " ".join(filter(None, (said, unread, hidden_line(tally.hidden, words)))),
            "coverage": coverage_line(tally.coverage, words),
            "cards": self._cards[:shown],
            "left": self._left(left, words),
            "errors": [plain(error) for error in self._errors[:_ERRORS]],
            "more_errors": phrase(words, "body", "more", n=more) if more > 0 else "",
            "attached": phrase(words, "body", "attached", file=self._attached),
            "version": __version__,
        }

    def _left(self, left: Tally, words: Words) -> str:
        count = left.severities.total()
        return phrase(words, "body", "left", n=count, severities=by_severity(left.severities, words)) if count else ""

    def _title(self) -> tuple[str, str, str]:
        """Title of the message, its language, and the file or files that it is on."""
        words, articles = self._words, [article for report in self._reports for article in report.articles]
        names = plain(name_of(self._reports[0]), _TITLE) if len(self._reports) == 1 else words.count("documents", len(self._reports))
        if len(articles) != 1:
            return words.count("articles", len(articles)), words.tag, names
        return self._called(articles[0]), _tag(articles[0].article.lang), names

    def _called(self, report: ArticleReport) -> str:
        return plain(report.article.title, _TITLE) or self._words("frame", "untitled")

    def _card(self, number: int, finding: Finding, document: int, order: int) -> Card:
        report = self._reports[document]
        article = report.articles[order]
        words = Words(self._options.messages or article.article.lang)
        shown = excerpts(finding, self._run, document, _ROOM)
        file = plain(name_of(report), _TITLE) if len(self._reports) > 1 else ""
        heading = " · ".join(filter(None, (self._called(article), file))) if self._tally.articles > 1 else ""
        suggestions = tuple((plain(each.text, 80), plain(each.note, 160)) for each in finding.suggestions[:_SUGGESTIONS])
        return Card(
            number,
            finding.severity,
            words,
            _tag(finding.lang or words.lang),
            heading,
            plain(finding.title, _TITLE),
            plain(finding.message) or plain(finding.title),
            plain(finding.working) if finding.working != finding.message else "",
            plain(finding.why),
            suggestions,
            tuple(
                Passage(tuple(_bounded(each.pieces)), _tag(each.lang or words.lang), self._place(each.span, document, order, words))
                for each in shown[:_EXCERPTS]
            ),
            max(0, len(shown) - _EXCERPTS),
            plain(finding.rule, 80),
        )

    def _place(self, span: Span, document: int, order: int, words: Words) -> str:
        """The line in words; with the title of the article where it is another than the finding's own."""
        line = plain(short_place(span, words), _TITLE)
        found = self._run.find(document, span.article)
        if found == (document, order):
            return line
        name = self._called(self._reports[found[0]].articles[found[1]]) if found else plain(span.path, _TITLE)
        return f"{name}{words.comma}{line}"


def _bounded(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without what steers a display, and not endless: marks that take no column are characters too."""
    room = 4 * _ROOM
    for piece in pieces:
        text = _UNSAFE.sub("\ufffd", clean(piece.text))
        if room > 0 and text:
            yield Piece(text[:room], piece.is_marked)
        room -= len(text)


def _tag(lang: str) -> str:
    return Words(lang).tag
