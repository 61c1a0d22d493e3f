"""Where reports go: standard output, and files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import IO

from factcheck.model import DocumentReport
from factcheck.records import dataclass
from factcheck.report import Format

SUFFIXES = {
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown",
    ".json": "json", ".jsonl": "jsonl", ".txt": "text", ".sarif": "sarif", ".csv": "csv", ".xml": "junit",
}  # fmt: skip
"""The format that the name of an output file stands for."""
_HELD = 1 << 20
"""Characters that a quiet run keeps in memory until there is something to report; more go to a temporary file."""


class OutputError(Exception):
    """A report that cannot be written; its text is one line that names the file and what to do."""


def target(value: str, formats: Sequence[str]) -> tuple[str, str]:
    """Format and path of FORMAT:FILE, or of a FILE whose suffix tells the format; FORMAT:- is standard output.

    Raises OutputError.
    """
    name, colon, path = value.partition(":")
    if colon and name in formats:
        if not path:
            raise OutputError(f"{value}: names no file; write {name}:FILE")
        return name, "" if path == "-" else path
    suffix = Path(value).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix], value
    raise OutputError(f"{value}: no format goes with this name; write FORMAT:FILE, with one of {', '.join(formats)}")


def safe(outputs: Sequence[str], inputs: Sequence[str]) -> None:
    """Raises OutputError if a report would overwrite one of the articles, or another report."""
    seen: set[str] = set()
    articles = {os.path.realpath(path) for path in inputs if path != "-" and os.path.isfile(path)}
    for path in filter(None, outputs):
        place = os.path.realpath(path)
        if place in articles:
            raise OutputError(f"{path}: is one of the articles; write the report to another file")
        if place in seen:
            raise OutputError(f"{path}: is named for two reports; give each a file of its own")
        seen.add(place)


@dataclass(slots=True)
class Output:
    """One report in one format on its way to a file or to standard output."""

    format: Format
    path: str = ""
    """Empty for standard output."""
    quiet: bool = False
    """Of standard output: whether nothing is written unless there is a finding."""
    name: str = ""
    """What the command line calls the format."""
    _file: IO[str] | None = None
    _draft: str = ""
    _place: str = ""
    _held: IO[str] | None = None

    def begin(self) -> None:
        """Open a draft beside the file, and write what stands first. Raises OutputError."""
        if self.path:
            try:
                self._open()
            except OSError as problem:
                raise OutputError(f"{self.path}: cannot be written ({problem.strerror}); check the folder") from problem
        elif self.quiet:
            from tempfile import SpooledTemporaryFile  # not needed otherwise

            self._held = SpooledTemporaryFile(  # noqa: SIM115 - closed by document() or discard()
                _HELD, "w+", encoding="utf-8", errors="backslashreplace", newline=""
            )
        self._write(self.format.begin())

    def document(self, report: DocumentReport) -> None:
        """Add what became of one document. Raises OutputError."""
        text = self.format.document(report)
        if self._held is not None and any(article.findings for article in report.articles):
            held, self._held = self._held, None
            held.seek(0)
            for piece in iter(lambda: held.read(_HELD), ""):
                self._write(piece)
            held.close()
        self._write(text)

    def end(self, errors: Sequence[str]) -> None:
        """Finish the report and put the file in its place. Raises OutputError."""
        if self._held is None:
            self._write(self.format.end(errors))
        if self._file is None:
            return
        try:
            self._file.close()
            if self._draft:
                os.chmod(self._draft, mode(self._place))
                os.replace(self._draft, self._place)
                self._draft = ""
        except OSError as problem:
            raise OutputError(f"{self.path}: cannot be written ({problem.strerror}); check the file") from problem

    def discard(self) -> None:
        """Remove what was not finished."""
        if self._held is not None:
            self._held.close()
        if self._file is not None:
            try:
                self._file.close()
            except OSError:  # a full disk was told of already
                self._file = None
        if self._draft and os.path.exists(self._draft):
            os.unlink(self._draft)
        self._draft = ""

    def _open(self) -> None:
        self._place = os.path.realpath(self.path)
        kind = os.stat(self._place).st_mode if os.path.exists(self._place) else None
        if kind is not None and S_ISDIR(kind):
            raise OutputError(f"{self.path}: is a folder; name a file")
        if kind is not None and not os.access(self._place, os.W_OK):
            raise OutputError(f"{self.path}: is write-protected; name another file")
        if kind is not None and not S_ISREG(kind):  # a device or pipe stays what it is
            self._file = open(self._place, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115 - closed by end()
            return
        from tempfile import mkstemp  # not needed to write to standard output

        handle, self._draft = mkstemp(prefix=".factcheck-", dir=os.path.dirname(self._place))
        self._file = os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n")

    def _write(self, text: str) -> None:
        if not text:
            return
        taker = self._held or self._file
        if taker is None:
            show(text)
            return
        try:
            taker.write(text)
        except BrokenPipeError:
            raise
        except OSError as problem:
            raise OutputError(f"{self.path}: cannot be written ({problem.strerror}); make room") from problem


class _Whole:
    """A text in the form of a report."""

    def __init__(self, text: str) -> None:
        self._text = text

    def begin(self) -> str:
        """All of it."""
        return self._text

    def document(self, report: DocumentReport) -> str:
        """Nothing more."""
        return ""

    def end(self, errors: Sequence[str]) -> str:
        """Nothing more."""
        return ""


def write(text: str, path: str) -> None:
    """Write a text to a file, whole or not at all; to standard output if path is empty. Raises OutputError."""
    output = Output(_Whole(text), path)
    try:
        output.begin()
        output.end(())
    finally:
        output.discard()


def show(text: str) -> None:
    """Write to standard output at once. Raises OutputError, and BrokenPipeError if nobody reads on."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        deafen()
        raise OutputError(f"standard output: cannot be written ({problem.strerror}); make room") from problem


def deafen() -> None:
    """Let what is still to be written to standard output go nowhere: at the end it would fail anew, with a status of its own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def mode(place: str) -> int:
    """The permissions of the file that is replaced, else those of any new file."""
    if os.path.exists(place):
        return S_IMODE(os.stat(place).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
