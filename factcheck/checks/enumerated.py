"""Lists whose items are marked one by one, in running text (一是 … 二是 …) or set apart line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from factcheck.checks.announced import MOST, number, observation
from factcheck.checks.flow import Flow
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Observation, Verdict
from factcheck.records import dataclass

_NEAR = 48
"""How far before the first marker its number is looked for."""
_FAR = 2000
"""How far apart two neighbouring markers stand at most."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The markers of a language, compiled."""

    first: re.Pattern[str]
    """The first marker of any family; the number of the group is that of the family."""
    families: tuple[tuple[re.Pattern[str], ...], ...]
    """Of each family, its markers in order."""
    announced: re.Pattern[str]
    """The number right before a list; group "stop": what stands between."""
    firm: str
    """Of what can stand between, what makes certain that the number is that of the list."""
    further: re.Pattern[str]
    """Words that add an item without a marker."""
    ahead: re.Pattern[str]
    """The number at the end of the line before a list that is set apart."""
    numbers: dict[str, int]


@cache
def _words(lang: str) -> _Words:
    table: dict[str, Any] = data(lang, "checks")["lists"]
    marks = table["marks"]
    families = [[re.escape(marker) for marker in family] for family in marks["words"]]
    for form in marks["forms"]:
        families.append([_form(form, place, marks["numerals"]) for place in range(MOST)])
    before = f"(?:{marks['before']})"
    return _Words(
        first=compiled(f"{before}(?:{'|'.join(f'({family[0]})' for family in families)})"),
        families=tuple(tuple(compiled(before + marker) for marker in family) for family in families),
        announced=compiled(marks["announced"].replace("{number}", table["number"])),
        firm=marks["firm"],
        further=compiled(marks["further"]),
        ahead=compiled(marks["ahead"].replace("{number}", table["number"])),
        numbers=table["numbers"],
    )


def _form(form: str, place: int, numerals: Sequence[str]) -> str:
    circled = chr(0x2460 + place)
    return form.replace("{numeral}", numerals[place]).replace("{digit}", str(place + 1)).replace("{circled}", circled)


def marked(flow: Flow) -> Iterator[tuple[int, Observation]]:
    """Lists with markers in running text, each with the place of its number."""
    words = _words(flow.lang)
    firsts = list(words.first.finditer(flow.text))
    for position, first in enumerate(firsts):
        if first.lastindex is None:
            continue
        low = max(0, first.start() - _NEAR)
        announced = words.announced.search(flow.text[low : first.start()])
        count = number(announced["number"], words.numbers) if announced else None
        if announced is None or count is None:
            continue
        following = (other.start() for other in firsts[position + 1 :] if other.lastindex == first.lastindex)
        family = words.families[first.lastindex - 1]
        found = _followed(flow.text, first, family, next(following, len(flow.text)))
        is_firm = len(found) > 1 and announced["stop"].strip() in words.firm
        if len(found) == count or is_firm and _are_all(flow.text, found, family, words):
            verdict: Verdict = "consistent" if len(found) == count else "inconsistent"
            place = (low + announced.start("count"), low + announced.end("count"))
            yield place[0], observation(verdict, flow, place, found, _beginnings(flow.text, found))


def _followed(text: str, first: re.Match[str], family: Sequence[re.Pattern[str]], end: int) -> list[tuple[int, int]]:
    """The markers from the first on, up to `end`."""
    found = [first.span()]
    for marker in family[1:]:
        match = marker.search(text, found[-1][1], min(end, found[-1][1] + _FAR))
        if match is None:
            break
        found.append(match.span())
    return found


def _are_all(text: str, found: Sequence[tuple[int, int]], family: Sequence[re.Pattern[str]], words: _Words) -> bool:
    """Whether it is certain that no item follows the last marker that was found."""
    last = found[-1][1]
    line = text.find("\n", last, last + _FAR)
    if words.further.search(text, last, line if line >= 0 else min(len(text), last + _FAR)):
        return False
    if len(found) == len(family):
        return True
    # a later marker belongs to another list of the kind, or this list goes on behind one within it
    return family[len(found)].search(text, last, last + 2 * _FAR) is None


def _beginnings(text: str, markers: Sequence[tuple[int, int]]) -> list[str]:
    """What each marked item begins with."""
    return [re.split(r"[，,；;。.：:\n]", text[start : end + 40].lstrip() + "\n", maxsplit=0)[0] for start, end in markers]


def set_apart(flow: Flow, article: Article) -> Iterator[tuple[int, Observation]]:
    """Lists of which each item is a line of its own, below the line that ends in their number and a colon."""
    words = _words(flow.lang)
    blocks = [article.blocks[index] for index in flow.blocks]
    for position, block in enumerate(blocks[:-1]):
        if block.kind == "item" or blocks[position + 1].kind != "item":
            continue
        announced = words.ahead.search(block.text)
        count = number(announced["number"], words.numbers) if announced else None
        if announced is None or count is None:
            continue
        spans = []
        depth = None
        for index in range(position + 1, len(blocks)):
            if blocks[index].kind != "item":
                break
            column = _column(article, flow.blocks[index])
            depth = column if depth is None else depth
            if column <= depth + 1:  # else it belongs to the item above
                start = flow.starts[index]
                spans.append((start, start + len(blocks[index].text)))
        offset = flow.starts[position]
        place = (offset + announced.start("count"), offset + announced.end("count"))
        if len(spans) > 1:
            yield place[0], observation("consistent" if len(spans) == count else "inconsistent", flow, place, spans)


def _column(article: Article, index: int) -> int:
    """How far from the left edge of its line a block begins."""
    block = article.blocks[index]
    start, _ = block.source(0, 1)
    return start - article.document.fields[block.field].rfind("\n", 0, start) - 1
