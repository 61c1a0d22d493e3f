"""The sentences of a masked text, and which wordings never reach beyond one of them.

A wording that stays within its sentence need not be tried on the others of the
paragraph, most of which have no figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from factcheck.kept import compiled
from factcheck.relate.mask import Masked, folded
from factcheck.tuning import ODD

_STOP = {"en": ".", "zh": folded("。")}
_ENDS = {"en": compiled(r"(?<![ .][A-Z])(?<!Mr|Dr|St|vs|No)\.(?= [A-Z])"), "zh": compiled(_STOP["zh"])}
"""The stops that no wording reaches over which stays within its sentence; that of an initial or a title is none of them."""


def sentences(masked: Masked, lang: str) -> Iterator[tuple[int, int]]:
    """Where each sentence that has figures begins and ends; it begins with the stop of the one before."""
    start = 0
    for stop in _ENDS[lang].finditer(masked.text):
        if masked.before(stop.start()) > masked.before(start):
            yield start, stop.end()
        start = stop.start()
    if masked.places and masked.places[-1] >= start:
        yield start, len(masked.text)


def stays_within(expression: str, lang: str) -> bool:
    """Whether an expression over masked texts takes no stop but one that it begins with."""
    try:
        parser: Any = import_module("re._parser")
        nodes = list(parser.parse(expression))
        begun = 1 if nodes and _begins(nodes[0], parser) else 0
        return not _takes(nodes[begun:], ord(_STOP[lang]), parser)
    except ODD:
        return False  # an interpreter that cannot tell


def _begins(node: tuple[Any, Any], parser: Any) -> bool:
    """Whether a node matches the beginning of a text, among others."""
    op, argument = node
    if op is parser.SUBPATTERN:
        return any(_begins(inside, parser) for inside in argument[3])
    if op is parser.BRANCH:
        return any(_begins(inside, parser) for branch in argument[1] for inside in branch)
    return op is parser.AT and argument is parser.AT_BEGINNING


def _takes(nodes: Sequence[tuple[Any, Any]], stop: int, parser: Any) -> bool:
    """Whether any of these nodes can match a stop; a stop beside a condition is one that ends no sentence."""
    for place, (op, argument) in enumerate(nodes):
        if op is parser.LITERAL:
            if argument == stop and not _is_no_end(nodes, place, parser):
                return True
        elif op is parser.IN:
            if _has(argument, stop, parser):
                return True
        elif op is parser.NOT_LITERAL:
            if argument != stop:
                return True
        elif op is parser.ANY or any(_takes(list(inside), stop, parser) for inside in _parts(op, argument, parser)):
            return True
    return False


def _is_no_end(nodes: Sequence[tuple[Any, Any]], place: int, parser: Any) -> bool:
    """Whether a condition beside a stop, or a letter right behind it, says that it ends no sentence."""
    conditions = (parser.ASSERT, parser.ASSERT_NOT)
    behind = nodes[place + 1] if place + 1 < len(nodes) else (None, None)
    if behind[0] is parser.LITERAL and nodes[place][1] == ord("."):
        return behind[1] != ord(" ")
    return behind[0] in conditions or (place > 0 and nodes[place - 1][0] in conditions)


def _parts(op: Any, argument: Any, parser: Any) -> list[Any]:
    """The sequences that a node is made of, but for conditions, which take nothing."""
    if op is parser.SUBPATTERN:
        return [argument[3]]
    if op is parser.BRANCH:
        return list(argument[1])
    if op in (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT):
        return [argument[2]]
    if op is parser.ATOMIC_GROUP:
        return [argument]
    if op is parser.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []


def _has(members: Sequence[tuple[Any, Any]], stop: int, parser: Any) -> bool:
    """Whether a set of characters has the stop in it."""
    is_in = any(
        argument == stop
        if op is parser.LITERAL
        else argument[0] <= stop <= argument[1]
        if op is parser.RANGE
        else op is parser.CATEGORY and argument in (parser.CATEGORY_NOT_WORD, parser.CATEGORY_NOT_SPACE, parser.CATEGORY_NOT_DIGIT)
        for op, argument in members
    )
    return is_in != any(op is parser.NEGATE for op, _ in members)
