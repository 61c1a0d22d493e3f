"""From a document to its articles: headings and paragraphs, one article after the other, in sentences."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck import dates
from factcheck.joining import Layout, is_unfinished, joined, layout
from factcheck.languages import LANGUAGES
from factcheck.model import Article, Block, Document, Sentence

_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
HAN_SHARE = 0.15
"""From this share of Han characters among all letters on, a text is Chinese."""
_SAMPLE = 4000
_SET = 3
"""The level of a headline that is known by its form only."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def articles(document: Document, lang: str = "auto") -> tuple[Article, ...]:
    """The articles of a document in order; a record is one article.

    lang: "zh", "en", or "auto" for what the document or the text itself says.
    """
    given = lang if lang != "auto" else document.lang[:2].lower()  # zh of zh-CN
    given = given if given in LANGUAGES else ""
    blocks = tuple(block for block in document.blocks if block.text.strip())
    style = layout(given or language(blocks))
    blocks = tuple(_with_headlines(blocks, style))
    groups = [blocks] if document.is_record else list(_split(blocks, style))
    return tuple(_article(document, group, given or language(group)) for group in groups if group)


def language(blocks: Sequence[Block]) -> str:
    """The language of a text by its letters."""
    text = "".join(block.text for block in blocks)[:_SAMPLE]
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    return "zh" if han and han >= HAN_SHARE * (han + len(_LETTER.findall(text))) else "en"


def _with_headlines(blocks: Sequence[Block], style: Layout) -> Iterator[Block]:
    """Headlines that are known by their form: a short line without a stop that opens the text or stands before prose."""
    has_headings = any(block.kind == "heading" and block.field == "text" for block in blocks)
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if has_headings or block.kind != "paragraph" or following is None or not _is_headline(block, following, style):
            yield block
        elif number == 0:
            yield replace(block, kind="heading", level=1)
        elif _is_finished(blocks[number - 1], style):
            yield replace(block, kind="heading", level=_SET)
        else:
            yield block


def _is_finished(block: Block, style: Layout) -> bool:
    return block.kind != "paragraph" or not is_unfinished(block, style)


def _is_headline(block: Block, following: Block, style: Layout) -> bool:
    """Whether a line has the form of a headline and prose stands below it."""
    text = block.text
    if len(text) > style.heading or style.closing.search(text) or style.byline.search(text) or style.end.search(text):
        return False
    if following.kind not in ("paragraph", "heading") or (style.dateline.match(text) and len(text) < style.heading // 2):
        return False
    if any(mark in text for mark in "。；"):
        return False
    return len(following.text) > len(text) and (len(following.text) >= style.prose or style.byline.search(following.text) is not None)


def _split(blocks: Sequence[Block], style: Layout) -> Iterator[tuple[Block, ...]]:
    """The blocks of each article."""
    is_page = _is_page(blocks, style)
    current: list[Block] = []
    number = 0
    while number < len(blocks):
        size = _headings(blocks, number)
        if size:
            group = blocks[number : number + size]
            if current and _begins(current, group, blocks[number + size : number + size + 2], style, is_page):
                yield tuple(current)
                current = []
            current += group
            number += size
            continue
        if current and _starts_alone(current, blocks[number], style):
            yield tuple(current)
            current = []
        current.append(blocks[number])
        number += 1
    if current:
        yield tuple(current)


def _is_page(blocks: Sequence[Block], style: Layout) -> bool:
    """Whether it is a page of several articles: several datelines, or several headlines of more than one line."""
    datelines = sum(1 for block in blocks if block.kind == "paragraph" and style.dateline.match(block.text))
    headlines = number = 0
    while number < len(blocks):
        size = _headings(blocks, number)
        headlines += size > 1
        number += size or 1
    return datelines > 1 or headlines > 2


def _headings(blocks: Sequence[Block], start: int) -> int:
    """How many headings stand one below the other."""
    number = start
    while number < len(blocks) and blocks[number].kind == "heading":
        number += 1
    return number - start


def _begins(current: Sequence[Block], group: Sequence[Block], below: Sequence[Block], style: Layout, is_page: bool) -> bool:
    """Whether a group of headings begins a new article."""
    if all(block.kind == "heading" for block in current):
        return False
    if any(style.dateline.match(block.text) or style.byline.search(block.text) for block in below if block.kind == "paragraph"):
        return True
    if any(style.end.search(block.text) for block in current[-1:]):
        return True
    own = min((block.level for block in current if block.kind == "heading"), default=1)
    level = min(block.level for block in group)
    return (is_page and len(group) > 1) or (level <= own and (level == 1 or is_page))


def _starts_alone(current: Sequence[Block], block: Block, style: Layout) -> bool:
    """Whether a paragraph without a heading begins a new article: a dateline where one stood before."""
    if block.kind != "paragraph" or not style.dateline.match(block.text):
        return False
    return any(other.kind == "paragraph" and style.dateline.match(other.text) for other in current)


def _article(document: Document, blocks: Sequence[Block], lang: str) -> Article:
    style = layout(lang)
    whole = tuple(joined(blocks, lang))
    size = _headings(whole, 0)
    title = document.title if document.is_record or (document.title and not size) else ""
    title = title or " ".join(block.text for block in whole[:size]) or document.title
    sentences = tuple(sentence for number, block in enumerate(whole) for sentence in _sentences(number, block, style))
    return Article(document, title, lang, _date(document, whole, style), whole, sentences)


def _sentences(number: int, block: Block, style: Layout) -> Iterator[Sentence]:
    """A heading is one sentence, and so is each cell of a row."""
    if block.kind == "heading":
        yield Sentence(number, 0, len(block.text))
    elif block.cells:
        yield from (Sentence(number, start, end) for start, end in block.cells)
    else:
        start: int | None = None
        for match in style.sentence.finditer(block.text):
            begin = match.start() if start is None else start
            start = begin
            if style.abbreviations is None or not style.abbreviations.search(block.text[begin : match.end()]):
                yield Sentence(number, begin, match.end())
                start = None
        if start is not None:
            yield Sentence(number, start, len(block.text))


def _date(document: Document, blocks: Sequence[Block], style: Layout) -> datetime.date | None:
    """The date that the document gives, else the full date of a dateline."""
    if document.date:
        return dates.parse(document.date)
    for block in blocks[:4]:
        match = style.date.search(block.text[:80]) if style.dateline.match(block.text) else None
        if match:
            month = match.groupdict().get("m")
            number = int(month) if month else _MONTHS.index(match["month"]) + 1
            return dates.date_of(int(match["y"]), number, int(match["d"]))
    return None
