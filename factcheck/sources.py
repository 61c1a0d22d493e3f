"""From the paths on the command line to documents, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from factcheck.beside import Beside, joined
from factcheck.config import Config, ConfigError
from factcheck.excluding import Excluded
from factcheck.model import Document, Revisions
from factcheck.readers import LIMIT, SUFFIXES, InputError, decode, fault, is_looked_for, oversized, read
from factcheck.readers.jsonl import read_records

_PASSED_OVER = frozenset(("node_modules", "__pycache__"))
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 1 << 16
"""Bytes of an archive that its encoding is told by."""


def documents(
    paths: Sequence[str],
    stdin_filename: str = "<stdin>",
    excluded: Excluded | None = None,
    revisions: Revisions = "accepted",
) -> Iterator[Document | InputError]:
    """Every document of the files, folders and "-" (standard input); an InputError for what cannot be read.

    excluded: which files found in a folder are left out; a file that is named itself is always read, unless that is forced.
    revisions: how Word files with tracked changes are read, "accepted" or "original".
    """
    excluded = excluded or Excluded(Config())
    seen: set[str] = set()
    beside = Beside(paths)
    for path in paths:
        for name in _files(path, excluded):
            if isinstance(name, InputError):
                yield name
            elif name not in seen and not beside.is_part(name):
                seen.add(name)
                tables = beside.tables(name, excluded.has)
                found = _read(name, stdin_filename, revisions)
                yield from joined(found, chain.from_iterable(_read(table, table, revisions) for table in tables)) if tables else found


def count(paths: Sequence[str], excluded: Excluded) -> int:
    """How many files `documents` reads, about: what stands beside an article is counted too."""
    return len({name for path in paths for name in _files(path, excluded) if isinstance(name, str)})


def _files(path: str, excluded: Excluded) -> Iterator[str | InputError]:
    if path == "-":
        yield path
        return
    place = Path(path)
    try:
        is_folder = place.is_dir()
        if place.exists() and excluded.has_named(path, is_folder=is_folder):
            excluded.named.append(path)
        elif is_folder:
            yield from _folder(place, excluded)
        elif not place.exists():
            what = "a link that leads nowhere" if place.is_symlink() else "no such file"
            yield InputError(path, f"{what}; check the path")
        elif not place.is_file():
            yield InputError(path, "not a regular file; name a file or a folder")
        else:
            yield path
    except ConfigError as problem:
        yield _as_input(problem)
    except (OSError, ValueError) as problem:
        yield _unreadable(path, problem)


def _unreadable(path: str, problem: OSError | ValueError) -> InputError:
    reason = problem.strerror if isinstance(problem, OSError) else problem
    return InputError(path, f"cannot be read ({reason}); check the file and its permissions")


def _as_input(problem: ConfigError) -> InputError:
    """An ignore file that cannot be used, as an input that cannot be checked: what it covers is not known."""
    path, _, message = str(problem).partition(": ")
    return InputError(path, message)


def _folder(place: Path, excluded: Excluded) -> Iterator[str | InputError]:
    found = False
    left_out = 0
    excluded.enter(str(place))
    closed: list[OSError] = []
    for folder, folders, names in os.walk(place, onerror=closed.append):
        known = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
        folders[:] = [name for name in known if not excluded.has_folder(os.path.join(folder, name))]
        left_out += len(known) - len(folders)
        for name in sorted(names):
            path = str(Path(folder, name))
            if name.startswith((".", "~$")) or not is_looked_for(path):
                continue
            if excluded.has(path):
                left_out += 1
                continue
            found = True
            yield path
    yield from (_unreadable(str(problem.filename), problem) for problem in closed)
    if not found and not closed:
        why = f"; {left_out} of its files and folders are left out by the settings or by ignore files" if left_out else ""
        yield InputError(str(place), f"a folder without articles; looked for {', '.join(SUFFIXES)}, and for news in .xml and .json{why}")


def _read(path: str, stdin_filename: str, revisions: Revisions) -> Iterator[Document | InputError]:
    name = stdin_filename if path == "-" else path
    try:
        if path == "-":
            yield from _standard_input(name, revisions)
        elif path.lower().endswith(".jsonl"):
            yield from _archive(path)
        elif os.stat(path).st_size > LIMIT:
            yield oversized(path)
        else:
            yield from read(path, Path(path).read_bytes(), revisions)
    except InputError as problem:
        yield problem
    except OSError as problem:
        yield _unreadable(name, problem)
    except Exception as problem:  # one odd file must not cost the others their report
        yield fault(name, problem)


def _standard_input(name: str, revisions: Revisions) -> Iterator[Document | InputError]:
    if sys.stdin is None:
        yield InputError(name, "standard input is closed; name files or folders")
    else:
        yield from read(name, sys.stdin.buffer.read(LIMIT + 1), revisions)


def _archive(path: str) -> Iterator[Document | InputError]:
    """An archive of any length, a line at a time."""
    with open(path, "rb") as raw:
        encoding = _encoding(path, raw.read(_SAMPLE))
        raw.seek(0)
        found = False
        for item in read_records(path, _lines(path, raw, encoding)):
            found = True
            yield item
        if not found:
            yield InputError(path, "empty: nothing to check")


def _encoding(path: str, sample: bytes) -> str:
    """The encoding of an archive by its first lines; that of the lines that it cannot tell is UTF-8."""
    if sample.startswith(_UTF16_MARKS):
        return "utf-16"
    try:
        encoding = decode(path, sample[: sample.rfind(b"\n") + 1] or sample)[1]
    except InputError:
        encoding = "utf-8"
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _lines(path: str, raw: BinaryIO, encoding: str) -> Iterator[str | InputError]:
    """The lines as text; of a line that is none, what is wrong with it."""
    if encoding == "utf-16":
        yield from TextIOWrapper(raw, encoding, "replace", "\n")
        return
    for number, line in enumerate(raw, 1):
        try:
            yield line.decode(encoding)
        except UnicodeDecodeError:
            name = "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
            yield InputError(path, f"line {number} is not {name}; save the archive as UTF-8")
