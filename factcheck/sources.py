"""From the paths on the command line to documents, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.model import Document
from factcheck.readers import SUFFIXES, InputError, read
from factcheck.readers.jsonl import read_records

_PASSED_OVER = frozenset(("node_modules", "__pycache__"))


def documents(
    paths: Sequence[str], stdin_filename: str = "<stdin>", exclude: Sequence[str] = ()
) -> Iterator[Document | InputError]:
    """Every document of the files, folders and "-" (standard input); an InputError for what cannot be read.

    exclude: patterns of files that are passed over in folders; a file that is named itself is always read.
    """
    seen: set[str] = set()
    for path in paths:
        for name in _files(path, exclude):
            if isinstance(name, InputError):
                yield name
            elif name not in seen:
                seen.add(name)
                yield from _read(name, stdin_filename)


def _files(path: str, exclude: Sequence[str]) -> Iterator[str | InputError]:
    if path == "-":
        yield path
        return
    place = Path(path)
    if place.is_dir():
        yield from _folder(place, exclude)
    elif not place.exists():
        what = "a link that leads nowhere" if place.is_symlink() else "no such file"
        yield InputError(path, f"{what}; check the path")
    elif not place.is_file():
        yield InputError(path, "not a regular file; name a file or a folder")
    else:
        yield path


def _folder(place: Path, exclude: Sequence[str]) -> Iterator[str | InputError]:
    found = False
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
        for name in sorted(names):
            path = Path(folder, name)
            if name.lower().endswith(SUFFIXES) and not name.startswith(".") and not any(map(path.match, exclude)):
                found = True
                yield str(path)
    if not found:
        yield InputError(str(place), f"a folder without articles; looked for {', '.join(SUFFIXES)}")


def _read(path: str, stdin_filename: str) -> Iterator[Document | InputError]:
    try:
        if path == "-":
            yield from read(stdin_filename, sys.stdin.buffer.read())
        elif path.lower().endswith(".jsonl"):
            yield from _archive(path)
        else:
            yield from read(path, Path(path).read_bytes())
    except InputError as problem:
        yield problem
    except OSError as problem:
        yield InputError(path, f"cannot be read ({problem.strerror}); check the file and its permissions")


def _archive(path: str) -> Iterator[Document | InputError]:
    """An archive of any length, a line at a time."""
    with open(path, "rb") as raw:
        head = raw.read(3)
        raw.seek(3 if head == b"\xef\xbb\xbf" else 0)
        found = False
        try:
            for item in read_records(path, (line.decode("utf-8") for line in raw)):
                found = True
                yield item
        except UnicodeDecodeError:
            yield InputError(path, "not in UTF-8; save the archive as UTF-8")
            return
        if not found:
            yield InputError(path, "empty: nothing to check")
