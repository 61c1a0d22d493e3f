"""ArchieML: the values of its keys, and what stands in free text, each line at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers.encoding import InputError, decode
from factcheck.readers.text import lines
from factcheck.readers.tracing import Kind

_KEY = compiled(r"\s*([A-Za-z0-9_\-.]+)[ \t]*:[ \t]*(.*)")
_COMMAND = compiled(r"\s*:[ \t]*(endskip|skip|ignore|end)\b", re.IGNORECASE)
_SCOPE = compiled(r"\s*(\[[^\]\r\n]*\]|\{[^}\r\n]*\})\s*$")
_ITEM = compiled(r"\s*\*[ \t]+")
_HEADINGS = {"headline": 1, "title": 1, "hed": 1, "head": 1, "hl": 1, "h1": 1, "subhead": 2, "subhed": 2, "dek": 2, "deck": 2, "h2": 2, "h3": 3}
_CAPTIONS = ("caption", "cutline")


def read_archieml(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The document of an ArchieML file. Raises InputError if no key has a text.

    A value of one word, such as a name of a file, a link or a setting, is not read.
    """
    text, encoding = decode(path, raw)
    found = tuple(_blocks(text))
    if not found:
        raise InputError(path, "ArchieML without a text in it; nothing to check")
    yield Document(path, {"text": text}, found, id=path, encoding=encoding)


def _blocks(text: str) -> Iterator[Block]:
    is_skipped = is_free = is_open = False  # open: the lines below may go on with a value, if an :end follows
    pending: list[tuple[int, str]] = []
    for start, line in lines(text):
        if command := _COMMAND.match(line):
            name = command.group(1).lower()
            if name == "ignore":
                return
            is_skipped = name == "skip" or (is_skipped and name != "endskip")
            if name == "end" and is_open:
                yield from (Block("paragraph", said, ((0, at),)) for at, said in pending)
            is_open = False
        elif is_skipped:
            continue
        elif scope := _SCOPE.match(line):
            is_free = scope.group(1).startswith("[+") or scope.group(1).startswith("[.+")
            is_open = False
        elif match := _KEY.match(line):
            yield from _value(match.group(1), match.group(2).rstrip(), start + match.start(2))
            is_open, pending = True, []
        elif item := _ITEM.match(line):
            yield Block("item", line[item.end() :], ((0, start + item.end()),))
            is_open, pending = True, []
        elif is_free:
            yield Block("paragraph", line, ((0, start),))
        else:
            pending.append((start, line.removeprefix("\\")))


def _value(key: str, value: str, start: int) -> Iterator[Block]:
    name = key.rpartition(".")[2].lower()
    level = _HEADINGS.get(name, 0)
    kind: Kind = "heading" if level else "caption" if name in _CAPTIONS else "paragraph"
    if (level or (value and (not value.isascii() or " " in value))) and value:
        yield Block(kind, value, ((0, start),), level=level)
