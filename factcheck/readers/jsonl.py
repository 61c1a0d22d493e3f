"""Archives: one record a line, {"id", "title", "text", "lang"?, "date"?}."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.model import Block, Document
from factcheck.readers.encoding import InputError
from factcheck.readers.text import line_blocks


def read_records(path: str, lines: Iterable[str | InputError]) -> Iterator[Document | InputError]:
    """A document a record, in order, as the lines come; an InputError for a line that is none."""
    for number, line in enumerate(lines, 1):
        if isinstance(line, InputError):
            yield line
            continue
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):  # the latter of brackets that are nested without end
            yield InputError(path, f"line {number} is not JSON; write one record a line")
            continue
        problem = _problem(fields)
        if problem:
            yield InputError(path, f"line {number} {problem}")
        else:
            yield record(fields, path, f"line {number}", number)


def _problem(fields: Any) -> str:
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        return 'is no record; it needs a "text" that is a string'
    for key in ("title", "lang", "date"):
        if not isinstance(fields.get(key) or "", str):
            return f'has a "{key}" that is no string'
    return ""


def record(fields: dict[str, Any], path: str, place: str, line: int = 0) -> Document:
    """The document of one record; `place` serves as the id where it has none, `line` is where the archive has it."""
    title, text = fields.get("title") or "", fields["text"]
    blocks = [Block("heading", part.text, part.origin, "title", 1) for part in line_blocks(title, "title")]
    return Document(
        path,
        {"title": title, "text": text},
        (*blocks, *line_blocks(text)),
        id=str(fields["id"]) if fields.get("id") not in (None, "") else place,
        title=title,
        lang=fields.get("lang") or "",
        date=fields.get("date") or "",
        is_record=True,
        line=line,
    )
