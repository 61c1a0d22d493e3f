"""Lines that layout or character recognition broke, joined before reading, with every character's place kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from factcheck.languages import data
from factcheck.model import Block

_PROSE = ("paragraph", "item")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a language sets its copy, compiled."""

    sentence: re.Pattern[str]
    abbreviations: re.Pattern[str] | None
    closing: re.Pattern[str]
    brackets: tuple[str, ...]
    separator: str
    opener: re.Pattern[str]
    continued: re.Pattern[str] | None
    dateline: re.Pattern[str]
    byline: re.Pattern[str]
    end: re.Pattern[str]
    credit: re.Pattern[str]
    date: re.Pattern[str]
    heading: int
    prose: int


@cache
def layout(lang: str) -> Layout:
    """The layout of a language pack."""
    table = data(lang, "layout")
    short = table.get("abbreviations")
    return Layout(
        re.compile(table["sentence"], re.DOTALL),
        re.compile(rf"(?:^|[\s(])(?:{'|'.join(map(re.escape, short))}|[A-Z])\.$") if short else None,
        re.compile(table["closing"]),
        tuple(table["brackets"]),
        table["separator"],
        re.compile(table["opener"]),
        re.compile(table["continued"]) if "continued" in table else None,
        re.compile(table["dateline"]),
        re.compile(table["byline"]),
        re.compile(table["end"]),
        re.compile(table["credit"]),
        re.compile(table["date"]),
        table["heading"],
        table["prose"],
    )


def joined(blocks: Sequence[Block], lang: str) -> Iterator[Block]:
    """The blocks with broken ones made whole; a paragraph that stops for good in mid-sentence is marked as cut."""
    style = layout(lang)
    held: Block | None = None
    for block in blocks:
        if held is not None and _continues(held, block, style):
            held = _merged(held, block, style.separator)
            continue
        if held is not None:
            yield _closed(held, style)
        held = block
    if held is not None:
        yield _closed(held, style)


def is_open(text: str, style: Layout) -> bool:
    """Whether a bracket or quotation mark is opened and not closed, in a text that ends without a stop."""
    if not text or style.closing.search(text):
        return False
    return any(text.count(pair[0]) > text.count(pair[1]) and text.rfind(pair[0]) > text.rfind(pair[1]) for pair in style.brackets)


def is_unfinished(block: Block, style: Layout) -> bool:
    """Whether it is prose that stops without a stop."""
    if block.kind not in _PROSE or style.closing.search(block.text) or style.byline.search(block.text):
        return False
    return block.kind == "paragraph" or len(block.text) >= style.prose


def _continues(held: Block, block: Block, style: Layout) -> bool:
    """Whether `block` goes on where `held` stops."""
    if block.kind != "paragraph" or held.field != block.field or not is_unfinished(held, style):
        return False
    if style.dateline.match(block.text) or style.byline.search(block.text):
        return False
    if is_open(held.text, style):
        return True
    if style.continued is not None:
        return bool(style.continued.search(held.text)) or not style.opener.match(block.text)
    return not style.opener.match(block.text) and not _is_line(held, style)


def _is_line(block: Block, style: Layout) -> bool:
    """Whether it can stand alone: too short for prose and without a comma."""
    return len(block.text) < style.prose // 2 and not any(mark in block.text for mark in "，,、")


def _merged(held: Block, block: Block, separator: str) -> Block:
    offset = len(held.text) + len(separator)
    seam = ((len(held.text), held.source(len(held.text) - 1, len(held.text))[1]),) if separator else ()
    origin = (*held.origin, *seam, *((start + offset, source) for start, source in block.origin))
    return replace(held, text=held.text + separator + block.text, origin=origin)


def _closed(block: Block, style: Layout) -> Block:
    """The block, marked if it is prose that breaks off."""
    if block.kind != "paragraph" or not is_unfinished(block, style) or style.credit.search(block.text):
        return block
    is_prose = len(block.text) >= style.prose or any(mark in block.text for mark in "，。")
    return replace(block, cut=True) if is_prose and len(block.text) >= style.prose else block
