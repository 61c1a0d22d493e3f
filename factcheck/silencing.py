"""Findings that an article itself silences: by a comment of its markup, or by a mark such as [sic] behind a figure.

    <!-- factcheck: ignore RULE, RULE -- reason -->     the line it stands on; on a line of its own, the next line
    <!-- factcheck: ignore-start … --> <!-- factcheck: ignore-end -->     what stands between
    <!-- factcheck: ignore-file … -->                   the whole file

A comment of Word or a note of InDesign says the same without the signs around it, and holds for the paragraphs that it is attached to.
Without a rule, or with `all`, every finding is silenced. XML allows no -- inside of comments: write a dash, —, in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from factcheck.kept import compiled
from factcheck.languages import LANGUAGES, data
from factcheck.model import Document, Finding, Notice, Severity, Span
from factcheck.records import dataclass, replace

ALL = "all"
"""Stands for every rule."""
_VERBS = ("ignore", "ignore-start", "ignore-end", "ignore-file")
_INSTRUCTION = r"\s*factcheck\s*[:\uff1a]\s*(?P<verb>[\w-]*)(?P<rest>.*?)\s*"
_COMMENT, _REMARK = compiled(f"<!--{_INSTRUCTION}-->", re.DOTALL), compiled(_INSTRUCTION, re.DOTALL)
_REST = compiled(r"(?P<rules>.*?)(?:(?:(?<!\S)--|\u2014+|\u2013)\s*(?P<reason>.*))?", re.DOTALL)
_BETWEEN = compiled(r"[\s,\uff0c\u3001]+")
_EMPTY = compiled(r"[\s>|*+-]*")
_LINE_END = compiled(r"[\r\n]|\Z")
_BREAK = compiled(r"\r\n|[\r\n]")
_REACH = 40
"""Characters behind a figure in which a mark is looked for."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch of the source in which findings of some rules are silenced."""

    start: int
    end: int
    rules: tuple[str, ...]
    reason: str
    line: int
    """The line of the comment, from 1."""
    place: str = ""
    """Of a comment beside the text: what it is attached to."""

    def covers(self, finding: Finding, path: str) -> bool:
        """Whether it silences a finding that marks something in the document at `path`."""
        return bool({ALL, finding.rule} & set(self.rules)) and any(
            span.path == path and span.field == "text" and span.start < self.end and span.end > self.start for span in finding.spans
        )


def silences(document: Document, known: Collection[str]) -> tuple[tuple[Silence, ...], tuple[Notice, ...]]:
    """What the comments of a document silence, and what is wrong with them. `known`: the ids of all rules."""
    if not document.comments and not document.remarks:
        return (), ()
    reading = _Reading(document, known)
    reading.read()
    return tuple(reading.silences), tuple(sorted(reading.notices, key=lambda notice: notice.line))


class _Reading:
    """The comments of one document, read in order."""

    def __init__(self, document: Document, known: Collection[str]) -> None:
        self._text, self._comments, self._remarks = document.fields["text"], document.comments, document.remarks
        self._known, self._own = known, _extent(document)
        self._starts = [0, *(match.end() for match in _BREAK.finditer(self._text))]
        self._open: list[Silence] = []
        self._place = ""
        self.silences: list[Silence] = []
        self.notices: list[Notice] = []

    def read(self) -> None:
        """Fill `silences` and `notices`."""
        for start, end in self._comments:
            if found := _COMMENT.fullmatch(self._text, start, end):
                self._instruction((start, end), (end, start), found["verb"], found["rest"])
        for remark in self._remarks:
            if found := _REMARK.fullmatch(remark.text):
                self._place = remark.place
                self._instruction((remark.start, remark.end), (remark.start, remark.end), found["verb"], found["rest"])
        for block in self._open:  # never closed: to the end
            self.silences.append(block)
            self.notices.append(Notice("warning", "open-block", block.line, place=block.place))

    def _note(self, severity: Severity, key: str, line: int, facts: Mapping[str, str] | None = None) -> None:
        self.notices.append(Notice(severity, key, line, facts or {}, self._place))

    def _instruction(self, at: tuple[int, int], block: tuple[int, int], verb: str, rest: str) -> None:
        """at: the place of a comment. block: where a block begins that it opens, and where one ends that it closes."""
        line = bisect_right(self._starts, at[0])
        if verb not in _VERBS:
            self._note("warning", "unknown-instruction", line, _guess(verb, _VERBS))
        elif verb == "ignore-end":
            if self._open:
                opened = self._open.pop()
                self.silences.append(replace(opened, end=block[1]))
            else:
                self._note("warning", "lone-end", line)
        else:
            self._silence(at, block[0], verb, rest, line)

    def _silence(self, at: tuple[int, int], begin: int, verb: str, rest: str, line: int) -> None:
        found = _REST.fullmatch(rest)
        assert found is not None
        named = tuple(filter(None, _BETWEEN.split(found["rules"]))) or (ALL,)
        rules = tuple(name for name in named if name == ALL or name in self._known)
        for name in named:
            if name not in rules:
                self._note("warning", "unknown-rule", line, _guess(name, self._known))
        reason = " ".join((found["reason"] or "").split())
        if not reason:
            self._note("info", "unexplained", line)
        if verb == "ignore":
            first, last = self._reach(*at)
        else:
            first, last = (begin if verb == "ignore-start" else self._own[0]), self._own[1]
        made = Silence(first, last, rules, reason, line, self._place)
        (self._open if verb == "ignore-start" else self.silences).append(made)

    def _reach(self, start: int, end: int) -> tuple[int, int]:
        """The line of a comment, or the next one that has text if the comment stands alone."""
        first, last = self._starts[bisect_right(self._starts, start) - 1], self._line_end(end)
        while self._is_empty(first, last) and last < len(self._text):
            first = self._starts[bisect_right(self._starts, last)]
            last = self._line_end(first)
        return first, last

    def _line_end(self, offset: int) -> int:
        match = _LINE_END.search(self._text, offset)
        assert match is not None
        return match.start()

    def _is_empty(self, first: int, last: int) -> bool:
        """Whether nothing but comments and marks of lists and quotations stands there."""
        for start, end in self._comments[max(bisect_right(self._comments, (first, first)) - 1, 0) :]:
            if start >= last:
                break
            if end > first:
                if not _EMPTY.fullmatch(self._text, first, max(first, start)):
                    return False
                first = end
        return first >= last or _EMPTY.fullmatch(self._text, first, last) is not None


def _extent(document: Document) -> tuple[int, int]:
    """From where to where a document reaches in its source, which it may share with others, as the items of a feed do."""
    own = [block for block in document.blocks if block.field == "text" and not block.path]
    places = [place for block in own for place in block.source(0, len(block.text))]
    return (min(places), max(places)) if places else (0, len(document.fields["text"]))


def _guess(name: str, choices: Collection[str]) -> dict[str, str]:
    """The facts of a notice on a name that there is none of."""
    from difflib import get_close_matches  # needed for mistakes only

    close = get_close_matches(name, list(choices), n=1)
    return {"name": name, "close": close[0] if close else ""}


def unused(silence: Silence, used: Collection[str], active: Collection[str], *, is_whole: bool) -> Iterator[Notice]:
    """A notice for each rule that a comment names in vain.

    used: the rules of the findings that it silenced. active: the rules that were on. is_whole: whether these are all rules.
    """
    for rule in silence.rules:
        is_idle = not used and is_whole if rule == ALL else rule in active and rule not in used
        if is_idle:
            yield Notice("warning", "unused-all" if rule == ALL else "unused", silence.line, {"rule": rule}, silence.place)


@cache
def _mark() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for lang in LANGUAGES for word in data(lang, "silencing")["marks"])
    return compiled(rf"[*_~'\"\u2019\u201d\u300d\u300f)\uff09]{{0,4}}[ \t\u3000]{{0,2}}[*_]{{0,3}}[\[(\uff08\uff3b\u3014\u3010]\s?(?:{words})\s?[\])\uff09\uff3d\u3015\u3011]", re.IGNORECASE)


def is_original(finding: Finding, document: Document) -> bool:
    """Whether a mark behind one of the figures says that it stands as in the original."""
    return any(_is_marked(span, document) for span in finding.spans if span.path == document.path)


def _is_marked(span: Span, document: Document) -> bool:
    source = document.fields.get(span.field, "")
    if source[span.start : span.end] != span.text:  # of another record of the archive
        return False
    return _mark().match(source, span.end, span.end + _REACH) is not None
