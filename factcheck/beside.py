"""Tables beside an article: a .csv or .xlsx of the same name in the same folder is read as its last part."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from factcheck.model import Document
from factcheck.readers import InputError
from factcheck.readers.kinds import SEVERAL, TABLES
from factcheck.records import replace

Item = Document | InputError


class Beside:
    """Which of the inputs of a run are tables of others. A table that is named alone is a document of its own."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._named = {os.path.normpath(path): path for path in paths}
        self._given = frozenset(paths)
        self._articles = {_stem(path) for path in paths if _is_article(path)}

    def is_part(self, path: str) -> bool:
        """Whether it is a table that was named together with its article."""
        return path in self._given and PurePath(path).suffix.lower() in TABLES and _stem(path) in self._articles

    def tables(self, path: str, passes_over: Callable[[str], bool]) -> list[str]:
        """The tables of an article: those that were named with it, or that are found in the folder with it."""
        if not _is_article(path):
            return []
        beside = [str(PurePath(path).with_suffix(suffix)) for suffix in TABLES]
        named = [self._named[key] for table in beside if (key := os.path.normpath(table)) in self._named]
        if path in self._given:
            return named
        return named or [table for table in beside if os.path.isfile(table) and not passes_over(table)]


def _stem(path: str) -> str:
    return os.path.splitext(os.path.normpath(path))[0]


def _is_article(path: str) -> bool:
    return path != "-" and PurePath(path).suffix.lower() not in (*TABLES, *SEVERAL)


def joined(items: Iterator[Item], tables: Iterator[Item]) -> Iterator[Item]:
    """An article with its tables, each of whose figures keeps the file that it stands in; and what could not be read."""
    found: list[Document] = []
    for table in tables:
        if isinstance(table, InputError):
            yield table
        else:
            found.append(table)
    for item in items:
        if isinstance(item, Document):
            item, found = _with(item, found), []
        yield item
    yield from found  # of an article that could not be read


def _with(article: Document, tables: Sequence[Document]) -> Document:
    rows = tuple(replace(block, field=table.path, path=table.path) for table in tables for block in table.blocks)
    fields = {**article.fields, **{table.path: table.fields["text"] for table in tables}}
    return replace(article, fields=fields, blocks=(*article.blocks, *rows)) if tables else article
