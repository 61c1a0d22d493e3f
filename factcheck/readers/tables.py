"""Tables of values in text files (.csv, .tsv): rows and cells, each figure at its place in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers.encoding import InputError, decode
from factcheck.readers.prose import headed
from factcheck.readers.tracing import Line, Trace

MOST_CELLS = 1_000_000
_SEPARATORS = ("\t", ";", "|", ",")
"""What separates cells; the first goes where two fit equally well."""
_SAMPLE = 30
"""Rows that the separator is told by."""
_QUOTED = compiled(r'"((?:[^"]|"")*)"')
_Cell = tuple[int, int, bool]
"""Where a cell starts and ends, and whether it is quoted."""


class _Unfit(Exception):
    """That a separator is not the one of a table."""


def read_csv(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The document of a table in text: its first full row names the columns. Raises InputError for what is no table, or too large."""
    text, encoding = decode(path, raw)
    separator = "\t" if PurePath(path).suffix.lower() == ".tsv" else _separator(path, text)
    rows = (block for row in _rows(path, text, separator) if (block := _block(text, row)) is not None)
    found = tuple(headed(rows))
    if not found:
        raise InputError(path, "empty: nothing to check")
    yield Document(path, {"text": text}, found, id=path, encoding=encoding)


def _separator(path: str, text: str) -> str:
    """What most rows have equally often, and what follows on each quoted cell."""

    def fit(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in islice(_rows(path, text, separator, is_sure=False), _SAMPLE) if len(row) > 1)
        except _Unfit:
            return -1, 0
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return times, width

    return max(_SEPARATORS, key=fit)


def _rows(path: str, text: str, separator: str, is_sure: bool = True) -> Iterator[list[_Cell]]:
    """The cells of each row. Raises InputError for a quoted cell without end; _Unfit if the separator may be another one."""
    plain = compiled(rf"[^{re.escape(separator)}\r\n]*")
    at = count = 0
    row: list[_Cell] = []
    while at < len(text):
        count += 1
        if count > MOST_CELLS:
            raise InputError(path, f"more than {MOST_CELLS:,} cells; split it")
        quoted = _QUOTED.match(text, at) if text[at] == '"' else None
        if quoted:
            row.append((*quoted.span(1), True))
            at = quoted.end()
        elif text[at] == '"' and is_sure:
            raise InputError(path, f"line {text.count(chr(10), 0, at) + 1} has a quoted cell without end; mend or export it anew")
        match = plain.match(text, at)
        assert match is not None
        if not quoted:
            row.append((*match.span(), False))
        if quoted and match.group().strip() and not is_sure:
            raise _Unfit
        at = match.end()
        if text.startswith(separator, at):
            at += 1
            if at < len(text) and text[at] not in "\r\n":
                continue
            row.append((at, at, False))
        yield row
        row = []
        at += 2 if text.startswith("\r\n", at) else 1


def _block(text: str, row: list[_Cell]) -> Block | None:
    line = Line(Trace(text))
    is_full = False
    for start, end, is_quoted in row:
        line.next_cell(max(0, start - 1 - is_quoted))
        at = start
        for match in re.finditer('""', text[start:end]) if is_quoted else ():
            line.put(text[at : start + match.start()], at, start + match.start())
            line.put('"', start + match.start(), start + match.end())
            at = start + match.end()
        line.put(text[at:end], at, end)
        is_full |= bool(line.cell())
    return line.block("row") if is_full else None
