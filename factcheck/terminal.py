"""What the terminal can show: how wide it is, colours, links; and a bar on standard error while a long run goes on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TextIO

from factcheck.model import DocumentReport
from factcheck.report.view import Words

PATIENCE = 1.0
"""Seconds until a run counts as a long one."""
_PAUSE = 0.1
"""Seconds between two drawings."""
_BAR = 24
_CLEAR = "\r\x1b[K"
_WITH_LINKS = ("VTE_VERSION", "KONSOLE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "WEZTERM_PANE", "DOMTERM", "GHOSTTY_RESOURCES_DIR")
"""Variables by which terminals that show links make themselves known."""
_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "mintty", "zed")
_KINDS = ("xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "alacritty", "contour", "wezterm")
_FIRST_VTE = 5000


def columns() -> int:
    """How wide the terminal is; 80 where there is none."""
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80


def is_terminal(stream: TextIO | None) -> bool:
    """Whether what is written there moves a cursor."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def is_colored(choice: str) -> bool:
    """Whether standard output is to show colours: by option, NO_COLOR, FORCE_COLOR, and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal(sys.stdout)


def has_links() -> bool:
    """Whether standard output is a terminal that is known to show links; FORCE_HYPERLINK says it of any other."""
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    if not is_terminal(sys.stdout):
        return False
    vte = os.environ.get("VTE_VERSION", "")
    if vte:
        return vte.isdecimal() and int(vte) >= _FIRST_VTE
    is_known = os.environ.get("TERM_PROGRAM") in _PROGRAMS or os.environ.get("TERM") in _KINDS
    return is_known or any(os.environ.get(name) for name in _WITH_LINKS)


class Progress:
    """A line on a terminal that says how far a long run is; anywhere else, nothing."""

    def __init__(self, words: Words, total: Callable[[], int], stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """total: how many files there are; asked once, and only if the run is a long one."""
        self._words, self._total, self._clock = words, total, clock
        self._stream = sys.stderr if stream is None else stream
        self._is_on = is_terminal(self._stream)
        self._start = self._drawn = clock()
        self._is_shown = False
        self._files = 0
        self._count = self._articles = self._findings = 0
        self._path = ""

    def step(self, report: DocumentReport) -> None:
        """One more document is done."""
        if not self._is_on:
            return
        self._count += report.document.path != self._path
        self._path = report.document.path
        self._articles += len(report.articles)
        self._findings += sum(len(article.findings) for article in report.articles)
        now = self._clock()
        if now - self._start < PATIENCE or (self._is_shown and now - self._drawn < _PAUSE):
            return
        self._files = self._files or max(self._total(), 1)
        self._drawn, self._is_shown = now, True
        self._stream.write(_CLEAR + self._line())
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away, so that something else can be written there."""
        if self._is_shown:
            self._is_shown = False
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _line(self) -> str:
        done = min(self._count, self._files)
        filled = _BAR * done // self._files
        bar = f"[{'#' * filled}{'-' * (_BAR - filled)}] " if self._files > 1 else ""
        return bar + self._words("frame", "progress", done=done, files=self._files, articles=self._articles, findings=self._findings)
