"""Where reports go: standard output, and files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from factcheck.model import DocumentReport
from factcheck.report import Format

SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json", ".jsonl": "jsonl", ".txt": "text"}
"""The format that the name of an output file stands for."""


class OutputError(Exception):
    """A file that cannot be written; its text is one line that names it and what to do."""


def target(value: str, formats: Sequence[str]) -> tuple[str, str]:
    """Format and path of FORMAT:FILE, or of a FILE whose suffix tells the format. Raises OutputError."""
    name, colon, path = value.partition(":")
    if colon and name in formats:
        return name, path
    suffix = Path(value).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix], value
    raise OutputError(f"{value}: no format goes with this name; write FORMAT:FILE, with one of {', '.join(formats)}")


@dataclass(slots=True)
class Output:
    """One report in one format on its way to a file or to standard output."""

    format: Format
    path: str = ""
    """Empty for standard output."""
    quiet: bool = False
    """Whether nothing is written unless some document is added or some input failed."""
    _held: str = ""
    _file: IO[str] | None = None
    _draft: str = field(default="")

    def begin(self) -> None:
        """Open a draft beside the file. Raises OutputError."""
        if self.path:
            from tempfile import mkstemp  # not needed to write to standard output

            try:
                folder = os.path.dirname(os.path.abspath(self.path))
                handle, self._draft = mkstemp(prefix=".factcheck-", dir=folder)
                self._file = os.fdopen(handle, "w", encoding="utf-8", newline="\n")
            except OSError as problem:
                raise OutputError(f"{self.path}: cannot be written ({problem.strerror}); check the folder") from problem
        self._held = self.format.begin()
        if not self.quiet:
            self._write(self._held)
            self._held = ""

    def document(self, report: DocumentReport) -> None:
        """Add what became of one document."""
        self._write(self._held + self.format.document(report))
        self._held, self.quiet = "", False

    def end(self, errors: Sequence[str]) -> None:
        """Finish the report and put the file in its place. Raises OutputError."""
        if not self.quiet:
            self._write(self.format.end(errors))
        if self._file is None:
            return
        try:
            self._file.close()
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(self._draft, 0o666 & ~mask)
            os.replace(self._draft, self.path)
            self._draft = ""
        except OSError as problem:
            raise OutputError(f"{self.path}: cannot be written ({problem.strerror}); check the file") from problem

    def discard(self) -> None:
        """Remove a draft that was not finished."""
        if self._draft:
            if self._file is not None:
                self._file.close()
            if os.path.exists(self._draft):
                os.unlink(self._draft)
            self._draft = ""

    def _write(self, text: str) -> None:
        if not text:
            return
        try:
            if self._file is None:
                sys.stdout.write(text)
                sys.stdout.flush()
            else:
                self._file.write(text)
        except BrokenPipeError:
            raise
        except OSError as problem:
            raise OutputError(f"{self.path or 'standard output'}: cannot be written ({problem.strerror})") from problem
