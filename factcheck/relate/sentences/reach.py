"""What a wording can be found in at all, told from its expression: so that it need not be tried on the rest.

A wording that stays within its sentence need not be tried on the others of the
paragraph, nor any wording on figures of other kinds or in another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from factcheck.kept import compiled
from factcheck.relate.sentences.mask import FIGURE, Masked, folded
from factcheck.tuning import ODD

_STOP = {"en": ".", "zh": folded("。")}
_ENDS = {"en": compiled(r"(?<![ .][A-Z])(?<!Mr|Dr|St|vs|No)\.(?= [A-Z])"), "zh": compiled(_STOP["zh"])}
"""The stops that no wording reaches over which stays within its sentence; that of an initial or a title is none of them."""

_IS_ONE = compiled(rf"\[[{FIGURE}]*\]\??|[{FIGURE}]")


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


def order_of(expression: str) -> str:
    """An expression over the figures alone, but for those that say when: what it asks of them and their order, whatever stands between."""
    try:
        parser: Any = import_module("re._parser")
        return _order(parser.parse(expression), parser)
    except ODD:
        return ""  # any figures: an interpreter that cannot tell


def _order(nodes: Iterable[tuple[Any, Any]], parser: Any) -> str:
    """The figures that these nodes take, one after the other."""
    found = ""
    for op, argument in nodes:
        parts = [_order(part, parser) for part in _parts(op, argument, parser)]
        if op in (parser.LITERAL, parser.NOT_LITERAL, parser.ANY, parser.IN):
            found += _figures_of(op, argument, parser)
        elif op is parser.GROUPREF:
            found += f"[{FIGURE}]*"
        elif any(parts):
            together = parts[0] if len(parts) == 1 and _IS_ONE.fullmatch(parts[0]) else f"(?:{'|'.join(parts)})"
            found += _repeated(together, argument[0], argument[1], parser) if op in _repeats(parser) else together
    return found


def _repeated(figures: str, least: int, most: Any, parser: Any) -> str:
    """These figures, again and again; of what need not be there once, as often as there is room for."""
    if figures.endswith("]?"):
        figures, least = figures[:-1], 0
    return f"{figures}{{{least},{'' if most is parser.MAXREPEAT else most}}}"


def _figures_of(op: Any, argument: Any, parser: Any) -> str:
    """The figures that one character can be; it need be none where it can be anything else."""
    if op is parser.LITERAL:
        return chr(argument) if chr(argument) in FIGURE else ""
    if op is not parser.IN:
        return f"[{FIGURE}]?"
    found = "".join(sign for sign in FIGURE if _has(argument, ord(sign), parser))
    is_figure = all(member is parser.LITERAL and chr(value) in FIGURE for member, value in argument)
    return f"[{found}]{'' if is_figure else '?'}" if found else ""


def _repeats(parser: Any) -> tuple[Any, ...]:
    return parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT


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
    if op in _repeats(parser):
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
