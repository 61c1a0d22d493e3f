"""What comes out: one format a module, all fed in the same way, so that an archive of any length streams."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from factcheck.model import DocumentReport
from factcheck.records import dataclass

if TYPE_CHECKING:
    from factcheck.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What a newsroom puts on the reports."""

    name: str = ""
    logo: str = ""
    """A picture as a data: address; it stands on the page only, for mail programs do not show it."""
    templates: Path | None = None
    """A folder whose files go before the templates of the same name."""


NOBODY = Newsroom()
"""A newsroom that changes nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """What every format is made with."""

    messages: str | None = None
    """Language of the frame; None takes that of the article, and of the first article for what frames them all."""
    color: bool = False
    """Whether the text format may use the colours of a terminal."""
    width: int = 80
    """Columns of the text format; a Chinese character takes two."""
    verbose: bool = False
    """Whether the text and Markdown formats list what held and what was left unchecked."""
    quiet: bool = False
    """Whether the text format leaves out documents without findings."""
    rules: tuple[Rule, ...] = ()
    """The rules of the run, for the formats that explain them; the built-in ones if empty."""
    newsroom: Newsroom = NOBODY
    links: bool = False
    """Whether the text format may make places links, which open in an editor."""


class Format(Protocol):
    """One output. Call `begin` once, `document` for each in order, `end` once; write what they return."""

    def begin(self) -> str:
        """What stands before the first document."""

    def document(self, report: DocumentReport) -> str:
        """What one document adds; empty in formats that need all of them first."""

    def end(self, errors: Sequence[str]) -> str:
        """What stands behind the last document; `errors`: a line for each input that could not be checked."""


def _made(module: str, name: str) -> Callable[[Options], Format]:
    """A format whose module is imported only when it is used."""

    def make(options: Options) -> Format:
        made: Format = getattr(import_module(f"factcheck.report.{module}"), name)(options)
        return made

    return make


FORMATS: Mapping[str, Callable[[Options], Format]] = {
    "text": _made("text", "Text"),
    "markdown": _made("markdown", "Markdown"),
    "html": _made("html", "Html"),
    "json": _made("records", "Json"),
    "jsonl": _made("records", "JsonLines"),
    "sarif": _made("sarif", "Sarif"),
    "github": _made("github", "GitHub"),
    "gitlab": _made("gitlab", "GitLab"),
    "junit": _made("junit", "JUnit"),
    "rdjson": _made("rdjson", "Rdjson"),
    "csv": _made("findings", "Csv"),
}
"""The formats by the name that the command line knows."""


def usual() -> str:
    """The format where none is asked for: annotations inside of GitHub Actions, else text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
