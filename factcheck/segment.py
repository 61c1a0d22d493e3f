"""From a document to its articles: headings and paragraphs, one article after the other, in sentences."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence

from factcheck import dates
from factcheck.joining import Layout, is_closed, is_tabular, joined, layout, opens_article, unwrapped
from factcheck.kept import compiled
from factcheck.languages import LANGUAGES
from factcheck.model import Article, Block, Document, Sentence
from factcheck.records import replace

_LETTERS = compiled("[A-Za-z\u00c0-\u024f]+")
_HAN = compiled("[\u4e00-\u9fff]+")
HAN_SHARE = 0.15
"""From this share of Han characters among all letters on, a text is Chinese."""
_SAMPLE = 4000
_BLOCK_SAMPLE = 60
_SET = 3
"""The level of a headline that is known by its form only."""
_SHORTEST = 6
"""How short a headline may be that runs on into the text."""
_BELOW = 2
"""Within how many blocks below a headline the dateline or by-line stands."""


def articles(document: Document, lang: str = "auto") -> tuple[Article, ...]:
    """The articles of a document in order; a record is one article.

    lang: "zh", "en", or "auto" for what the document or the text itself says.
    """
    given = lang if lang != "auto" else document.lang[:2].lower()  # zh of zh-CN
    given = given if given in LANGUAGES else ""
    blocks: Sequence[Block] = tuple(block for block in document.blocks if block.text.strip())
    style_of = _styles(given, given or language(blocks))
    blocks = _parted(unwrapped(blocks, document.fields, style_of), style_of)
    blocks = tuple(_with_headlines(blocks, style_of))
    groups = [tuple(blocks)] if document.is_record else list(_split(blocks, document.title, style_of))
    return tuple(_article(document, group, given or language(group), len(groups) == 1) for group in groups)


def language(blocks: Sequence[Block]) -> str:
    """The language of a text by its letters."""
    text = "".join(block.text for block in blocks)[:_SAMPLE]
    return _language(text) or "en"


def _language(text: str) -> str:
    """The language of a text by its letters, empty if it has none."""
    han = 0 if text.isascii() else sum(map(len, _HAN.findall(text)))
    letters = sum(map(len, _LETTERS.findall(text)))
    if not han and not letters:
        return ""
    return "zh" if han and han >= HAN_SHARE * (han + letters) else "en"


def _styles(given: str, usual: str) -> Callable[[Block], Layout]:
    """What tells the layout of a block: of the language that is given, else of its own."""
    known: dict[str, Layout] = {}

    def style_of(block: Block) -> Layout:
        sample = block.text[:_BLOCK_SAMPLE]
        if sample not in known:
            known[sample] = layout(given or _language(sample) or usual)
        return known[sample]

    return style_of


# Headlines that are known by their form.


def _parted(blocks: Iterable[Block], style_of: Callable[[Block], Layout]) -> Sequence[Block]:
    """The blocks, a headline that runs on into the dateline or by-line of the first paragraph set apart: copy that lost its lines."""
    found = list(blocks)
    number = next((number for number, block in enumerate(found) if block.kind != "heading"), len(found))
    if number == len(found) or found[number].kind != "paragraph":
        return found
    block, style = found[number], style_of(found[number])
    glued = style.glued.search(block.text, _SHORTEST, 2 * style.heading)
    cut = glued.start() if glued else 0
    if not cut or block.text[:cut].rstrip()[-1:] in style.unglued or any(mark in block.text[:cut] for mark in style.unglued[:3]):
        return found
    head = replace(block, kind="heading", level=_SET if number else 1, text=block.text[:cut].rstrip(), origin=block.clipped(0, cut))
    return [*found[:number], head, replace(block, text=block.text[cut:], origin=block.clipped(cut, len(block.text))), *found[number + 1 :]]


def _with_headlines(blocks: Sequence[Block], style_of: Callable[[Block], Layout]) -> Iterator[Block]:
    """The blocks, short lines without a stop that open the text or stand before prose made headings."""
    has_headings = any(block.kind == "heading" and block.field == "text" for block in blocks)
    forms = _forms(blocks, style_of, has_headings)
    for number, block in enumerate(blocks):
        if not forms[number]:
            yield block
        elif number == 0:
            yield replace(block, kind="heading", level=1)
        elif forms[number - 1] or blocks[number - 1].kind != "paragraph" or is_closed(blocks[number - 1], style_of(blocks[number - 1])):
            yield replace(block, kind="heading", level=_SET)
        else:
            yield block


def _forms(blocks: Sequence[Block], style_of: Callable[[Block], Layout], has_headings: bool) -> list[bool]:
    """Of each block, whether it has the form of a headline; among headings with markup, only if a dateline or by-line follows."""
    forms = [False] * len(blocks)
    for number in range(len(blocks) - 2, -1, -1):
        block, below = blocks[number], blocks[number + 1]
        if block.kind != "paragraph" or len(block.text) > 200:
            continue
        style = style_of(block)
        is_first = number == 0
        if has_headings and not opens_article(below, style_of(below)):
            continue
        has_prose = _has_prose_below(block, below, style_of(below)) or (number < 2 and forms[number + 1])
        forms[number] = has_prose and _is_headline(block, style, is_first)
    return forms


def _is_headline(block: Block, style: Layout, is_first: bool) -> bool:
    """Whether a line has the form of a headline; the first of a text may end with a question mark or a quotation mark."""
    text = block.text
    if is_first and style.titled.match(text):
        return True
    if len(text) > style.heading or text[-1:] in (style.unheaded if is_first else style.closing):
        return False
    if style.prose_stop.search(text) or is_tabular(text):
        return False
    return not (style.byline.search(text) or style.end.search(text) or style.alone.search(text) or style.dateline.match(text))


def _has_prose_below(block: Block, below: Block, style: Layout) -> bool:
    """Whether prose follows that is longer than the line, or a by-line."""
    if below.kind not in ("paragraph", "heading") or len(below.text) <= len(block.text):
        return below.kind == "paragraph" and style.byline.search(below.text) is not None
    return len(below.text) >= style.prose or style.byline.search(below.text) is not None


# One article after the other.


class _Current:
    """What is known of the article that is being read."""

    __slots__ = ("start", "has_body", "has_dateline", "is_over", "level")

    def __init__(self, start: int = 0) -> None:
        self.start = start
        self.has_body = False
        self.has_dateline = False
        self.is_over = False  # whether its last block closes it: a by-line at the end, or a source
        self.level = 9  # of its highest heading

    def read(self, block: Block, style: Layout) -> None:
        if block.kind == "heading":
            self.level = min(self.level, block.level)
        else:
            self.has_body = True
            self.has_dateline = self.has_dateline or (block.kind == "paragraph" and style.dateline.match(block.text) is not None)
        self.is_over = block.kind == "paragraph" and style.end.search(block.text) is not None


def _split(blocks: Sequence[Block], title: str, style_of: Callable[[Block], Layout]) -> Iterator[tuple[Block, ...]]:
    """The blocks of each article; of none if the text is empty."""
    is_page = _is_page(blocks, title, style_of)
    current = _Current()
    number = 0
    while number < len(blocks):
        size = _headings(blocks, number)
        group, below = blocks[number : number + size], blocks[number + size : number + size + _BELOW]
        is_new = _begins(current, group, below, style_of, is_page) if size else _starts_alone(current, blocks[number], style_of)
        if current.has_body and is_new:
            yield tuple(blocks[current.start : number])
            current = _Current(number)
        for block in group or blocks[number : number + 1]:
            current.read(block, style_of(block))
        number += size or 1
    if blocks:
        yield tuple(blocks[current.start :])


def _is_page(blocks: Sequence[Block], title: str, style_of: Callable[[Block], Layout]) -> bool:
    """Whether it is a page of several articles: several datelines, or several headlines of more than one line.

    The latter are sections where one headline stands above all others.
    """
    datelines = sum(1 for block in blocks if block.kind == "paragraph" and style_of(block).dateline.match(block.text))
    headlines = number = 0
    while number < len(blocks):
        size = _headings(blocks, number)
        headlines += size > 1
        number += size or 1
    levels = [block.level for block in blocks if block.kind == "heading"]
    is_one = bool(title) or (bool(levels) and levels[0] == 1 and levels.count(1) == 1)
    return datelines > 1 or (headlines > 2 and not is_one)


def _headings(blocks: Sequence[Block], start: int) -> int:
    """How many headings stand one below the other."""
    number = start
    while number < len(blocks) and blocks[number].kind == "heading":
        number += 1
    return number - start


def _begins(current: _Current, group: Sequence[Block], below: Sequence[Block], style_of: Callable[[Block], Layout], is_page: bool) -> bool:
    """Whether a group of headings begins a new article."""
    if current.is_over or any(opens_article(block, style_of(block)) for block in below):
        return True
    level = min(block.level for block in group)
    own = current.level if current.level < 9 else 1
    return (is_page and len(group) > 1) or (level <= own and (level == 1 or is_page))


def _starts_alone(current: _Current, block: Block, style_of: Callable[[Block], Layout]) -> bool:
    """Whether a paragraph without a heading begins a new article: a dateline where one stood before, or where the last one closed."""
    if block.kind != "paragraph" or not (current.has_dateline or current.is_over):
        return False
    style = style_of(block)
    return style.dateline.match(block.text) is not None and style.lone.match(block.text) is not None


# An article.


def _article(document: Document, blocks: Sequence[Block], lang: str, is_only: bool) -> Article:
    style = layout(lang)
    whole = tuple(joined(blocks, lang))
    title = (document.title if is_only else "") or _title(whole) or document.title
    sentences = tuple(sentence for number, block in enumerate(whole) for sentence in _sentences(number, block, style))
    return Article(document, title, lang, _date(document, whole, style), whole, sentences)


def _title(blocks: Sequence[Block]) -> str:
    """The headlines above the text, without those that are the first of several sections."""
    size = _headings(blocks, 0)
    if not size:
        return ""
    sections = {block.level for block in blocks[size:] if block.kind == "heading"}
    top = min(range(size), key=lambda number: blocks[number].level)
    return " ".join(block.text for number, block in enumerate(blocks[:size]) if number <= top or block.level not in sections)


def _sentences(number: int, block: Block, style: Layout) -> Iterator[Sentence]:
    """A heading is one sentence, and so is each cell of a row."""
    if block.kind == "heading":
        yield Sentence(number, 0, len(block.text))
    elif block.cells:
        yield from (Sentence(number, start, end) for start, end in block.cells)
    else:
        text = block.text
        start = 0
        for match in style.stop.finditer(text):
            if match.group() == "." and _is_short(text[max(start, match.start() - 15) : match.start()], style):
                continue
            yield _sentence(number, text, start, match.end())
            start = match.end()
        if text[start:].strip():
            yield _sentence(number, text, start, len(text))


def _sentence(number: int, text: str, start: int, end: int) -> Sentence:
    """Without the space before it."""
    return Sentence(number, start + len(text[start:end]) - len(text[start:end].lstrip()), end)


def _is_short(before: str, style: Layout) -> bool:
    """Whether what stands before a full stop is an abbreviation or initials."""
    words = before.split()
    word = words[-1].lstrip("\"“‘'([") if words and not before[-1].isspace() else ""
    if word in style.abbreviations:
        return True
    return bool(style.abbreviations) and word != "I" and all(len(part) == 1 and part.isupper() for part in word.split("."))


def _date(document: Document, blocks: Sequence[Block], style: Layout) -> datetime.date | None:
    """The date that the document gives, else the full date of a dateline."""
    given = dates.parse(document.date) if document.date else None
    if given:
        return given
    for block in blocks[:4]:
        dateline = style.dateline.match(block.text) if block.kind == "paragraph" else None
        match = style.date.search(dateline.group()) if dateline else None
        if match:
            month = match["m"] if "m" in match.groupdict() else style.months.index(match["month"]) + 1
            return dates.date_of(int(match["y"]), int(month), int(match["d"]))
    return None
