"""What is passed over when folders are checked: by the settings, by .factcheckignore and by .gitignore."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from factcheck.config import Config, ConfigError
from factcheck.records import dataclass

OWN = ".factcheckignore"
_NAMES = (OWN, ".gitignore")
"""The names of ignore files; what the first says goes before what the second says."""
_BELOW = "ps_d"
"""The group of a pattern's expression that is set where it fits a folder above."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of an ignore file."""

    regex: re.Pattern[str]
    is_left_out: bool
    """Whether what it fits is left out, or taken back in."""
    is_for_folders: bool

    def fits(self, path: str, *, is_folder: bool) -> bool:
        """Whether it fits this very file or folder; that it fits a folder above is judged there, as git does."""
        if self.is_for_folders and not is_folder:
            return False
        match = self.regex.match(path)
        return match is not None and match.groupdict().get(_BELOW) is None


class Excluded:
    """Tells which files of a folder are left out.

    Ignore files count from the root of their repository down to the file, the
    nearest first, as git reads them; outside of a repository, from the settings
    or the folder that is checked.
    """

    def __init__(self, config: Config, *, forced: bool = False, is_written: Callable[[str], bool] = lambda path: False) -> None:
        """forced: whether files that are named themselves may be left out too. is_written: whether a file is a report of this run."""
        self.is_forced = forced
        self.named: list[str] = []
        """Files that were named and left out."""
        self._config, self._is_written = config, is_written
        self._read: dict[tuple[str, str], Sequence[Pattern]] = {}
        self._tops: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._start = self._floor = ""
        """The folder that is named, and again if ignore files above it do not count."""

    def enter(self, folder: str) -> None:
        """Start on a folder that is named: where ignore files above it leave it out as a whole, they do not count in it."""
        place = os.path.realpath(folder)
        self._restart(place)
        if not self.is_forced and self._is_ignored_whole(place, is_folder=True):
            self._restart(place, floor=place)

    def _restart(self, start: str, floor: str = "") -> None:
        self._start, self._floor = start, floor
        self._tops.clear()

    def has_folder(self, path: str) -> bool:
        """Whether a folder inside the one that is checked is left out with all that is in it. Raises ConfigError."""
        return self._is_ignored(self._place(path), is_folder=True)

    def has(self, path: str) -> bool:
        """Whether a file inside the folder that is checked is left out. Raises ConfigError."""
        if self._config.passes_over(path) or self._is_written(path):
            return True
        return self._is_ignored(self._place(path), is_folder=False)

    def has_named(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether what is named itself is left out, which only force does. Raises ConfigError."""
        if not self.is_forced:
            return False
        place = os.path.realpath(path) if is_folder else self._place(path)
        self._restart(os.path.dirname(place))
        return self._config.passes_over(path) or self._is_ignored_whole(place, is_folder=is_folder)

    def _place(self, path: str) -> str:
        """A path from the root on, links to folders followed."""
        folder, name = os.path.split(path)
        if folder not in self._places:
            self._places[folder] = os.path.realpath(folder)
        return os.path.join(self._places[folder], name)

    def _is_ignored_whole(self, place: str, *, is_folder: bool) -> bool:
        """Whether a path or any folder above it is ignored."""
        top = self._top(os.path.dirname(place))
        above = place
        while above != top and os.path.dirname(above) != above:
            if self._is_ignored(above, is_folder=is_folder or above != place):
                return True
            above = os.path.dirname(above)
        return False

    def _is_ignored(self, place: str, *, is_folder: bool) -> bool:
        top = self._top(os.path.dirname(place))
        for name in _NAMES:
            for folder in _from(os.path.dirname(place), top):
                patterns = self._patterns(folder, name)
                inner = os.path.relpath(place, folder).replace(os.sep, "/") if patterns else ""
                for pattern in patterns:
                    if pattern.fits(inner, is_folder=is_folder):
                        return pattern.is_left_out
        return False

    def _top(self, folder: str) -> str:
        """The highest folder whose ignore files count in a folder."""
        if folder not in self._tops:
            self._tops[folder] = self._found_top(folder)
        return self._tops[folder]

    def _found_top(self, folder: str) -> str:
        for above in _from(folder, os.path.sep):
            if above == self._floor or os.path.exists(os.path.join(above, ".git")):
                return above
        home = str(self._config.path.parent.resolve()) if self._config.path else self._start
        return next((top for top in (home, self._start) if Path(folder).is_relative_to(top)), folder)

    def _patterns(self, folder: str, name: str) -> Sequence[Pattern]:
        """The patterns of an ignore file, the last one first, as that decides. Raises ConfigError."""
        key = (folder, name)
        if key not in self._read:
            path = Path(folder, name)
            lines = list(_lines(path))
            if name != OWN:
                lines = [*_lines(Path(folder, ".git", "info", "exclude")), *lines]
            self._read[key] = list(_parsed(path, lines))[::-1]
        return self._read[key]


def _from(folder: str, top: str) -> Iterator[str]:
    """A folder and those above it, up to the top or the root."""
    yield folder
    while folder != top and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
        yield folder


def _lines(path: Path) -> Iterator[str]:
    if not path.is_file():
        return
    try:
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError as problem:
        raise ConfigError(f"{path}: cannot be read ({problem.strerror}); check the file and its permissions") from problem
    yield from text.splitlines()


def _parsed(path: Path, lines: Sequence[str]) -> Iterator[Pattern]:
    """The patterns of lines. One that cannot be is passed over in a file of git, as git does. Raises ConfigError for one of our own."""
    for number, line in enumerate(lines, 1):
        plain = line if line.endswith("\\ ") else line.rstrip()
        if not plain or plain.startswith("#"):
            continue
        from pathspec import GitIgnoreSpec  # only where there is a pattern: it takes a third of the start

        is_for_folders = plain.endswith("/")
        try:
            (made,) = GitIgnoreSpec.from_lines([plain.rstrip("/")]).patterns
        except (ValueError, re.error) as problem:
            if path.name == OWN:
                raise ConfigError(f"{path}: line {number}: {line!r} is no pattern; write it as in a .gitignore") from problem
            continue
        regex: re.Pattern[str] | None = getattr(made, "regex", None)
        if regex is not None:
            yield Pattern(regex, made.include is not False, is_for_folders)
