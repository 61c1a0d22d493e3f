"""The list of figures as a table, JSON, JSON lines or CSV, document by document."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any
from unicodedata import east_asian_width

from factcheck.model import Article, Block, Document, Mark, Quantity, Span
from factcheck.places import Places
from factcheck.quantities import printed, quantities
from factcheck.records import replace
from factcheck.relate.context.labels import Label, labels
from factcheck.relate.context.vocabulary import Vocabulary, vocabulary
from factcheck.segment import articles

_COLUMNS = ("text", "kind", "value", "low", "high", "unit", "hedge")


class Listing:
    """The figures of documents in one of the styles table, json, jsonl and csv.

    Call `begin` once, `document` for each in order, `end` once; write what they return.
    """

    def __init__(self, style: str, lang: str = "auto") -> None:
        self._style, self._lang = style, lang
        self._count = 0

    def begin(self) -> str:
        """What stands before the first document."""
        if self._style == "csv":
            return _csv([("path", "place", *_COLUMNS, "label", "sentence")])
        return '{"documents":[' if self._style == "json" else ""

    def document(self, document: Document) -> str:
        """The figures of one document."""
        if self._style == "jsonl":
            return _dump({"id": document.id, "quantities": _records(document, self._lang)}) + "\n"
        if self._style == "json":
            text = _dump({"path": document.path, "id": document.id, "quantities": _records(document, self._lang)})
        elif self._style == "csv":
            text = _csv([(document.path, *row) for row in _rows(document, self._lang)])
        else:
            name = f"{document.path}#{document.id}" if document.is_record else document.path
            text = f"{name}\n{_table(_rows(document, self._lang))}"
        between = {"json": ",", "table": "\n"}.get(self._style, "") if self._count else ""
        self._count += 1
        return between + ("\n" if self._style == "json" else "") + text

    def end(self) -> str:
        """What stands behind the last document."""
        return "\n]}\n" if self._style == "json" else ""


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _read(
    document: Document, lang: str, reader: Callable[[Article, int], tuple[Quantity, ...]] = quantities
) -> list[tuple[Article, Quantity, str, Span]]:
    """Each figure with its article, its label (what it measures, in the words of the text; may be empty) and its place."""
    found = articles(document, lang)
    places = Places(found)
    read = []
    for number, article in enumerate(found):
        figures = reader(article, number)
        words = vocabulary(article.lang)
        named = {(label.figure.block, label.figure.start): name for label in labels(article, figures) if (name := _name(label, words))}
        named |= _cell_names(article, figures)
        for figure in figures:
            span = places.span(Mark("", number, figure.block, figure.start, figure.end))
            read.append((article, _as_written(figure), named.get((figure.block, figure.start), ""), span))
    return read


def _cell_names(article: Article, figures: Sequence[Quantity]) -> dict[tuple[int, int], str]:
    """What the head of its row and the title of its column call each figure of a table, by its place."""
    heads: list[Block | None] = []
    for block in article.blocks:
        above = heads[-1] if heads else None
        is_head = block.kind == "row" and (block.header or above is None)
        heads.append(block if is_head else above if block.kind == "row" or not block.text.strip() else None)
    named = {}
    for figure in figures:
        row, head = article.blocks[figure.block], heads[figure.block]
        column = bisect_right(row.cells, (figure.start, 1 << 60)) - 1
        if row.kind == "row" and head is not None and head is not row and 0 <= column < len(head.cells):
            first = row.text[slice(*row.cells[0])].strip() if column else ""
            named[figure.block, figure.start] = f"{first} {head.text[slice(*head.cells[column])].strip()}".strip()
    return named


def _as_written(figure: Quantity) -> Quantity:
    """The figure in the unit that the text gives it: a quarter is 0.25 of something, and no per cent are written."""
    if not figure.is_fraction:
        return figure
    value = None if figure.value is None else figure.value / 100
    return replace(figure, kind="fraction", value=value, interval=figure.interval.scaled(Fraction(1, 100)), unit="", step=figure.step / 100)


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
            "label": label,
            "line": span.line,
            "column": span.column,
            "sentence": _sentence(article, figure),
            **({} if span.path == document.path else {"path": span.path}),
        }
        for article, figure, label, span in _read(document, lang, printed)
    ]


def _rows(document: Document, lang: str) -> list[tuple[str, ...]]:
    rows = []
    for article, figure, label, span in _read(document, lang):
        ends = [number(value) for value in (figure.value, figure.interval.low, figure.interval.high)]
        shown = ["" if value is None else f"{value}" for value in ends]
        sentence = _sentence(article, figure)
        place = f"{span.line}:{span.column}" if span.path == document.path else f"{span.path}:{span.place or f'{span.line}:{span.column}'}"
        rows.append((place, figure.text, figure.kind, *shown, figure.unit, figure.hedge, label, sentence))
    return rows


def _name(label: Label, words: Vocabulary) -> str:
    """What a figure measures, in the words of the text; empty if they name nothing."""
    name = label.word or " ".join(words.noise.sub(" ", label.clause).split())
    return name if len(name) > (2 if words.spaced else 1) else ""


def _sentence(article: Article, figure: Quantity) -> str:
    """The sentence that the figure stands in; of a table, the row."""
    if article.blocks[figure.block].kind == "row":
        return article.blocks[figure.block].text.strip()
    for sentence in article.sentences:
        if sentence.block == figure.block and sentence.start <= figure.start < sentence.end:
            return article.blocks[figure.block].text[sentence.start : sentence.end].strip()
    return article.blocks[figure.block].text


def _csv(rows: Sequence[tuple[str, ...]]) -> str:
    from factcheck.report.findings import table

    return table(rows)


def number(value: Fraction | None) -> int | float | None:
    """A value as JSON has it: an integer where it is one, or where it is beyond what a float can hold."""
    if value is None:
        return None
    if value.denominator == 1:
        return value.numerator
    try:
        return float(value)
    except OverflowError:
        return round(value)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    table = [("place", *_COLUMNS, "label"), *(row[:-1] for row in rows)]
    widths = [max(_width(row[column]) for row in table) for column in range(len(table[0]))]
    lines = []
    for row in table:
        cells = (text + " " * (width - _width(text)) for text, width in zip(row, widths))
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
