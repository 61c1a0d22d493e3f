"""Patterns compiled so that the matcher of the interpreter sees sooner that nothing matches. What they match stays the same.

`re` parses a pattern into a tree and turns the tree into code. In between,
three things are done to the tree that `re` leaves undone:

- letters of either case become sets of both, which are looked up at once;
- alternatives that begin with the same letter stand together behind it, so
  that of hundreds of words only those with the right beginning are tried;
- the characters that a match can begin with are told to the search, which
  then runs over all others, also where a pattern begins with a boundary.

Works on inner modules of the interpreter, as `kept` does: whatever they do not
know raises an error of ODD, and the pattern is one for `re` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

ODD = (ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError)
"""What the inner modules say to something that they do not know."""
KNOWN = (20220615, 20221023, 20230612)
"""The codes of those interpreters, 3.11 to 3.13, on which this was tried."""
VERSION = 2
"""To be raised with every change here, so that no pattern made by the code before is used."""
_MOST = 400
"""Of the parts of a set of beginnings: a longer one costs more than it saves."""
_CHARSET = 4
"""The sign of `re` for code that is headed by a set of beginnings."""
_ASCII, _CASELESS = range(0x80), range(0x2E80, 0xA000)
"""Characters that case is known of here: those of ASCII, and those of Chinese, which has none."""
_ODD_FORMS = {ord("i"): (0x130, 0x131), ord("k"): (0x212A,), ord("s"): (0x17F,)}
"""What else `re` takes for a letter of ASCII where case does not matter."""

_OTHER = re.ASCII | re.LOCALE
"""What gives letters another meaning."""

_Item = tuple[Any, Any]
"""A node of the tree, or a part of a set: what it is, and its argument."""


def code(parsed: Any, flags: int) -> list[int]:
    """The code of a parsed pattern. Raises one of ODD where it cannot be told."""
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    if compiler.MAGIC not in KNOWN or (parsed.state.flags | flags) & _OTHER:
        raise ValueError("another interpreter, or a pattern of another kind")
    tree = _Tree(parser)
    given = parsed.state.flags | flags
    tuned = tree.sequence(parsed, bool(given & re.IGNORECASE))
    made: list[int] = []
    _head(made, tuned, tree, compiler, given & ~re.IGNORECASE)
    compiler._compile(made, tuned.data, given & ~re.IGNORECASE)
    made.append(compiler.SUCCESS)
    return made


def _head(made: list[int], tuned: Any, tree: _Tree, compiler: ModuleType, flags: int) -> None:
    """What the search goes by, at the head of the code: the literal beginning that `re` finds, or else the set of beginnings."""
    low, high = tuned.getwidth()
    beginnings, is_empty = tree.beginnings(tuned)
    if not low or is_empty or beginnings is None or len(beginnings) > _MOST or compiler._get_literal_prefix(tuned, flags)[0]:
        compiler._compile_info(made, tuned, flags)
        return
    made += [compiler.INFO, 0, _CHARSET, min(low, compiler.MAXCODE), min(high, compiler.MAXCODE)]
    compiler._compile_charset(compiler._optimize_charset(beginnings)[0], flags, made)
    made[1] = len(made) - 1


class _Tree:
    """Rewrites the nodes of a parsed pattern."""

    def __init__(self, parser: ModuleType) -> None:
        self.parser = parser
        self.repeats = (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT)
        self.groups = (parser.SUBPATTERN, parser.ATOMIC_GROUP)
        self.asserts = (parser.ASSERT, parser.ASSERT_NOT)

    def sequence(self, nodes: Any, any_case: bool) -> Any:
        """The same nodes for a matcher that minds case."""
        return self._made(nodes, [self._node(op, argument, any_case) for op, argument in nodes])

    def _made(self, like: Any, items: Sequence[_Item]) -> Any:
        return self.parser.SubPattern(like.state, list(items))

    def _node(self, op: Any, argument: Any, any_case: bool) -> _Item:
        parser = self.parser
        if op is parser.BRANCH:
            return self._branch([self.sequence(each, any_case) for each in argument[1]])
        if op is parser.SUBPATTERN:
            group, added, removed, inside = argument
            if added & _OTHER:
                raise ValueError("letters of another kind")
            inner = (any_case or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE
            return op, (group, added & ~re.IGNORECASE, removed & ~re.IGNORECASE, self.sequence(inside, inner))
        if op is parser.ATOMIC_GROUP:
            return op, self.sequence(argument, any_case)
        if op in self.repeats:
            least, most, inside = argument
            return op, (least, most, self.sequence(inside, any_case))
        if op in self.asserts:
            direction, inside = argument
            return op, (direction, self.sequence(inside, any_case))
        return self._character(op, argument) if any_case else (op, argument)

    def _character(self, op: Any, argument: Any) -> _Item:
        """A node for characters of any case, as one that minds case."""
        parser = self.parser
        if op is parser.LITERAL:
            forms = _forms(argument)
            return (op, argument) if len(forms) == 1 else (parser.IN, [(op, form) for form in forms])
        if op is parser.NOT_LITERAL:
            return parser.IN, [(parser.NEGATE, None), *((parser.LITERAL, form) for form in _forms(argument))]
        if op is parser.IN:
            return op, [part for item in argument for part in self._parts(*item)]
        if op in (parser.ANY, parser.AT):
            return op, argument
        raise ValueError(f"{op} in any case")

    def _parts(self, op: Any, argument: Any) -> Iterable[_Item]:
        """A part of a set, as parts that mind case."""
        parser = self.parser
        if op is parser.LITERAL:
            return [(op, form) for form in _forms(argument)]
        if op is not parser.RANGE:
            return [(op, argument)]
        low, high = argument
        if low in _CASELESS and high in _CASELESS:
            return [(op, argument)]
        return [(parser.LITERAL, form) for each in range(low, high + 1) for form in _forms(each)]

    def _branch(self, branches: Sequence[Any]) -> _Item:
        """Alternatives, those with one beginning together; their order is kept wherever two of them could match at one place."""
        groups: list[list[Any]] = []
        places: dict[frozenset[int], int] = {}
        for each in branches:
            first = self._letters(each)
            if first is None or any(first & other and first != other for other in places):
                places.clear()
            if first is None or first not in places:
                groups.append([each])
                if first is not None:
                    places[first] = len(groups) - 1
            else:
                groups[places[first]].append(each)
        return self.parser.BRANCH, (None, [self._together(group) for group in groups])

    def _together(self, group: Sequence[Any]) -> Any:
        if len(group) == 1:
            return group[0]
        rest = self._branch([self._made(each, each.data[1:]) for each in group])
        return self._made(group[0], [group[0].data[0], rest])

    def _letters(self, nodes: Any) -> frozenset[int] | None:
        """The letter, in either case, that nodes begin with."""
        parser = self.parser
        if not nodes.data:
            return None
        op, argument = nodes.data[0]
        if op is parser.LITERAL:
            return frozenset((argument,))
        if op is parser.IN and all(kind is parser.LITERAL for kind, _ in argument):
            return frozenset(letter for _, letter in argument)
        return None

    def beginnings(self, nodes: Any) -> tuple[list[_Item] | None, bool]:
        """The parts of a set of all characters that a match of nodes can begin with, None for any; and whether it can be empty."""
        found: list[_Item] = []
        for op, argument in nodes:
            parts, is_empty = self._begins(op, argument)
            if parts is None:
                return None, False
            found += [part for part in parts if part not in found]
            if not is_empty:
                return found, False
        return found, True

    def _begins(self, op: Any, argument: Any) -> tuple[list[_Item] | None, bool]:
        parser = self.parser
        if op is parser.LITERAL:
            return [(op, argument)], False
        if op is parser.IN and argument[0][0] is not parser.NEGATE:
            return argument, False
        if op is parser.BRANCH:
            each = [self.beginnings(nodes) for nodes in argument[1]]
            if any(parts is None for parts, _ in each):
                return None, False
            return [part for parts, _ in each for part in parts or ()], any(is_empty for _, is_empty in each)
        if op in self.groups:
            return self.beginnings(argument[-1] if op is parser.SUBPATTERN else argument)
        if op in self.repeats:
            parts, is_empty = self.beginnings(argument[-1])
            return parts, is_empty or not argument[0]
        if op is parser.AT or op in self.asserts:
            return [], True
        return None, False


def _forms(character: int) -> tuple[int, ...]:
    """The character in both cases. Raises ValueError for those of which that is not known here."""
    letter = chr(character)
    if character in _ASCII:
        return tuple(sorted({ord(letter.lower()), ord(letter.upper()), *_ODD_FORMS.get(ord(letter.lower()), ())}))
    if letter.lower() == letter.upper() == letter.casefold():
        return (character,)
    raise ValueError(f"{letter!r} in either case")
