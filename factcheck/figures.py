"""The list of figures as a table, JSON, JSON lines or CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from fractions import Fraction
from io import StringIO
from typing import Any
from unicodedata import east_asian_width

from factcheck.model import Article, Document, Mark, Quantity, Span
from factcheck.places import Places
from factcheck.quantities import printed, quantities
from factcheck.segment import articles

_COLUMNS = ("text", "kind", "value", "low", "high", "unit", "hedge")


def write(documents: Sequence[Document], style: str, lang: str = "auto") -> str:
    """The figures of the documents in one of the formats table, json, jsonl and csv."""
    if style == "jsonl":
        return "".join(_line({"id": item.id, "quantities": _records(item, lang)}) for item in documents)
    if style == "json":
        whole = {"documents": [{"path": item.path, "id": item.id, "quantities": _records(item, lang)} for item in documents]}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    rows = [(item.path, *row) for item in documents for row in _rows(item, lang)]
    return _csv(rows) if style == "csv" else _table(rows)


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _read(
    document: Document, lang: str, reader: Callable[[Article, int], tuple[Quantity, ...]] = quantities
) -> list[tuple[Article, Quantity, Span]]:
    found = articles(document, lang)
    places = Places(found)
    return [
        (article, figure, places.span(Mark("", number, figure.block, figure.start, figure.end)))
        for number, article in enumerate(found)
        for figure in reader(article, number)
    ]


def _records(document: Document, lang: str) -> list[dict[str, Any]]:
    """The figures for other programs: a range has the middle as its value, and its two ends follow it."""
    return [
        {
            "field": span.field,
            "start": span.start,
            "end": span.end,
            "text": span.text,
            "kind": figure.kind,
            "value": number(figure.interval.middle if figure.value is None else figure.value),
            "low": number(figure.interval.low),
            "high": number(figure.interval.high),
            "unit": figure.unit,
            "hedge": figure.hedge,
        }
        for _, figure, span in _read(document, lang, printed)
    ]


def _rows(document: Document, lang: str) -> list[tuple[str, ...]]:
    rows = []
    for article, figure, span in _read(document, lang):
        ends = [number(value) for value in (figure.value, figure.interval.low, figure.interval.high)]
        shown = ["" if value is None else f"{value}" for value in ends]
        sentence = _sentence(article, figure)
        rows.append((f"{span.line}:{span.column}", figure.text, figure.kind, *shown, figure.unit, figure.hedge, sentence))
    return rows


def _sentence(article: Article, figure: Quantity) -> str:
    """The sentence that the figure stands in."""
    for sentence in article.sentences:
        if sentence.block == figure.block and sentence.start <= figure.start < sentence.end:
            return article.blocks[figure.block].text[sentence.start : sentence.end].strip()
    return article.blocks[figure.block].text


def number(value: Fraction | None) -> int | float | None:
    """A value as JSON has it: an integer where it is one."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _csv(rows: Sequence[tuple[str, ...]]) -> str:
    import csv

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("path", "place", *_COLUMNS, "sentence"))
    writer.writerows(rows)
    return out.getvalue()


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    shown = [row[1:-1] for row in rows]
    table = [("place", *_COLUMNS), *shown]
    widths = [max(_width(row[column]) for row in table) for column in range(len(table[0]))]
    lines = []
    for row in table:
        cells = (text + " " * (width - _width(text)) for text, width in zip(row, widths))
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
