"""Tables of a spreadsheet program (.xlsx): the cells as they are shown, with their sheet and row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers.archive import Archive
from factcheck.readers.encoding import MOST_MARKUP, InputError
from factcheck.readers.extracts import extracted
from factcheck.readers.prose import headed
from factcheck.readers.tables import MOST_CELLS
from factcheck.records import replace

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_AGAIN = "open it in the spreadsheet program and save it anew as .xlsx"
_UNKNOWN = re.compile(
    rb'<c\b(?![^>]*t="str")[^>]*>\s*(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
"""A cell with a formula whose result is not stored."""
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D|E)|\0<\0!\0(?:D|E)")
_LITERAL = compiled(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_DIGITS = compiled(r"[#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+")

_LARGE = Decimal(10) ** 20
_SHOWN = 11
"""Digits that are shown of a number without a format."""


class _Sheets(Archive):
    NONE = "no Excel file, or a damaged one{where}; " + _AGAIN
    OLD = "an old Excel file, not .xlsx; save it as .xlsx"


def read_xlsx(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The document of a spreadsheet, then an error if results of its formulas are missing.

    Hidden sheets are left out. Raises InputError for what is damaged, locked, too large or empty.
    """
    unknown = _looked_over(path, raw)
    book = _opened(path, raw)
    try:
        found = [block for sheet in book.worksheets if sheet.sheet_state == "visible" for block in _sheet(path, sheet)]
    except InputError:
        raise
    except Exception as problem:  # of a file that only looks like one, it raises whatever comes
        raise InputError(path, f"no Excel file, or a damaged one; {_AGAIN}") from problem
    finally:
        book.close()
    if not found and not unknown:
        raise InputError(path, "an Excel file without visible cells; nothing to check")
    if found:
        yield extracted(path, found)
    if unknown:
        yield InputError(path, f"has formulas whose results are not stored, so they were not checked; {_AGAIN}")


def _looked_over(path: str, raw: bytes) -> bool:
    """Whether results of formulas are missing. Raises InputError for what is not safe to open."""
    package = _Sheets(path, raw)
    if "xl/workbook.xml" not in package:
        raise package.damaged()
    unknown = False
    for name in package.names():
        if not name.endswith((".xml", ".rels")):
            continue
        data = package.read(name)
        if data.count(b"<") + data.count(b"=") > 2 * MOST_MARKUP:
            raise InputError(path, f"{name} in it has more than {2 * MOST_MARKUP:,} tags and attributes; split it")
        if _DECLARATION.search(data):
            raise package.damaged(name)
        unknown = unknown or (name.startswith("xl/worksheets/") and _UNKNOWN.search(data) is not None)
    return unknown


def _opened(path: str, raw: bytes) -> Workbook:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise InputError(path, "an Excel file, which needs more than is installed; run: pip install 'factcheck[xlsx]'") from None
    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        if book.worksheets:
            return book
        raise ValueError("no sheets")
    except Exception as problem:  # of damaged files it raises whatever comes
        raise InputError(path, f"no Excel file, or a damaged one; {_AGAIN}") from problem


def _sheet(path: str, sheet: Any) -> Iterator[Block]:
    """The rows of a sheet; an empty row separates tables."""
    sheet.reset_dimensions()
    rows: list[Block] = []
    above = count = 0
    for cells in sheet.iter_rows():
        texts = [shown(cell.value, cell.number_format if cell.value is not None else "") for cell in cells]
        count += len(texts)
        if count > MOST_CELLS:
            raise InputError(path, f"more than {MOST_CELLS:,} cells; split it")
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        number = next(cell.row for cell in cells if cell.value is not None)
        if rows and number > above + 1:
            yield from _table(rows)
            rows = []
        above = number
        rows.append(_row(texts, f"{' '.join(sheet.title.split())}, row {number}"))
    yield from _table(rows)


def _table(rows: Sequence[Block]) -> Iterator[Block]:
    """The rows of one table, those of one cell as wide as the others, so that they are known for lines above it."""
    widest = max((len(row.cells) for row in rows), default=0)
    end = (-1, -1)
    for row in headed(replace(row, cells=(*row.cells, end)) if len(row.cells) == 1 < widest else row for row in rows):
        yield replace(row, cells=tuple(cell for cell in row.cells if cell is not end))


def _row(texts: Sequence[str], place: str) -> Block:
    cells = []
    length = 0
    for text in texts:
        cells.append((length, length + len(text)))
        length += len(text) + 1
    return Block("row", "|".join(texts), ((0, 0),), cells=tuple(cells), place=place)


def shown(value: object, pattern: str) -> str:
    """A value as the program shows it, by the format of its cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    if isinstance(value, (int, float, Decimal)):
        return _number(value if isinstance(value, Decimal) else Decimal(repr(value)), pattern)
    return " ".join(str(value).split())


def _rounded(value: Decimal) -> Decimal:
    """A number without a format of its own, as far as it is shown."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < _LARGE else Context(_SHOWN).create_decimal(value).normalize()


def _number(value: Decimal, pattern: str) -> str:
    section = pattern.split(";")[0]
    literals: list[str] = []

    def kept(match: re.Match[str]) -> str:
        literals.append(next((part for part in match.groups() if part), ""))
        return f"\ue000{chr(0xE100 + len(literals) - 1)}"

    section = _LITERAL.sub(kept, section)
    digits = _DIGITS.search(section)
    if not value.is_finite() or abs(value) >= _LARGE or digits is None or re.search(r"[Ee][+-]|/|General|@", section):
        return f"{_rounded(value):f}" if value.is_finite() else str(value)
    if "%" in section:
        value *= 100
    body = digits.group().rstrip(",")
    whole, _, decimals = body.partition(".")
    value = value.scaleb(-3 * (len(digits.group()) - len(body)))
    value = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{abs(value):{',' if ',' in whole else ''}f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    for _ in range(optional):
        text = text[:-1] if text.endswith("0") else text
    text = text.rstrip(".") if "." in text else text
    before, behind = section[: digits.start()], section[digits.end() :]
    made = before + text + behind
    for number, literal in enumerate(literals):
        made = made.replace(f"\ue000{chr(0xE100 + number)}", literal)
    return ("-" if value < 0 else "") + made.strip()
