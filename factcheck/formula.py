"""Formulas such as ``part / whole = share``: read, judged on sets of values, solved for any one role.

    formula    = side ("=" | "≠" | "!=" | "<" | "≤" | "<=" | ">" | "≥" | ">=") side
    side       = term (("+" | "-" | "−") term)*
    term       = factor (("*" | "×" | "/" | "÷") factor)*
    factor     = ("-" | "−") factor | number ["%"] | role | "sum" "(" role ")" | "(" side ")"

A role is a word; a hyphen between two letters belongs to it, so a minus sign
stands between spaces. Each role stands once. That makes the evaluation on
intervals exact, and lets the formula be solved for every role by undoing one
operation after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.model import Verdict
from factcheck.records import dataclass

Values = Mapping[str, Sequence[Interval]]
"""What each role can stand for; several intervals where a role is played by several figures."""
Texts = Mapping[str, Sequence[str]]
"""How each role is shown."""

_SIGNS = {"-": "−", "*": "×", "/": "÷"}
_SPELLED = {"−": "-", "×": "*", "÷": "/", "!=": "≠", "<=": "≤", ">=": "≥"}
_TOKEN = compiled(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d]\w*(?:-[^\W\d]\w*)*)|(?P<sign><=|>=|!=|[-−+*×/÷=≠<≤>≥()%])|(?P<end>$))"
)


class FormulaError(ValueError):
    """A formula that cannot be read; `position` is where, in characters from its start."""

    def __init__(self, problem: str, text: str, position: int) -> None:
        super().__init__(f"{problem} at character {position + 1} of {text!r}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in the formula."""

    interval: Interval
    text: str

    def evaluated(self, values: Values) -> Interval | None:
        return self.interval


@dataclass(frozen=True, slots=True)
class Role:
    """One figure, by the role that it plays."""

    name: str

    def evaluated(self, values: Values) -> Interval | None:
        found = values.get(self.name, ())
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Sum:
    """All figures of a role, added up; the one at `without` is left out."""

    name: str
    without: int | None = None

    def evaluated(self, values: Values) -> Interval | None:
        found = values.get(self.name, ())
        if not found:
            return None
        total = _NOTHING
        for index, interval in enumerate(found):
            if index != self.without:
                total = total + interval
        return total


@dataclass(frozen=True, slots=True)
class Negative:
    """The negative of a node."""

    node: Node

    def evaluated(self, values: Values) -> Interval | None:
        found = self.node.evaluated(values)
        return None if found is None else -found


@dataclass(frozen=True, slots=True)
class Operation:
    """Two nodes joined by + - * or /."""

    sign: str
    left: Node
    right: Node

    def evaluated(self, values: Values) -> Interval | None:
        left, right = self.left.evaluated(values), self.right.evaluated(values)
        if left is None or right is None:
            return None
        return _OPERATIONS[self.sign](left, right)


Node = Number | Role | Sum | Negative | Operation

_NOTHING = Interval.exactly(0)
_OPERATIONS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": Interval.__add__,
    "-": Interval.__sub__,
    "*": Interval.__mul__,
    "/": Interval.__truediv__,
}


@dataclass(frozen=True, slots=True)
class Formula:
    """Two sides and how they compare."""

    left: Node
    sign: str
    """One of = ≠ < ≤ > ≥."""
    right: Node
    text: str

    @property
    def roles(self) -> tuple[str, ...]:
        """Its roles in the order in which they stand."""
        return _roles(self.text)

    def evaluate(self, values: Values) -> Verdict:
        """Whether some choice of values satisfies it.

        Undecided if a role is missing, or so open that no choice could fail.
        """
        left, right = self.left.evaluated(values), self.right.evaluated(values)
        if left is None or right is None:
            return "undecided"
        return _COMPARISONS[self.sign](left, right)

    def solve(self, role: str, values: Values, index: int = 0) -> Interval | None:
        """All values of `role` that satisfy it, given the others; None if a figure is missing or nothing is excluded.

        Of a role that several figures play, the one at `index` is sought; an
        index past the last one seeks a further figure, one that was left out.
        """
        if self.sign == "≠":
            return None
        if self.sign == "=":
            found = self.isolated(role, index).evaluated(values)
            return None if found is None or found.is_everything else found
        side, other, mirrored = self._sides(role)
        known = other.evaluated(values)
        if known is None:
            return None
        wanted = Number(_satisfying(_MIRRORED[self.sign] if mirrored else self.sign, known), "")
        found = undone(side, role, index, wanted).evaluated(values)
        return None if found is None or found.is_everything else found

    def isolated(self, role: str, index: int = 0) -> Node:
        """What `role` equals if the two sides are equal: of ``new / old = 1 + rate`` it is ``new / old - 1``."""
        return _isolated(self.text, role, index)

    def render(self, texts: Texts) -> str:
        """The formula with its roles shown as `texts` have them."""
        return f"{render(self.left, texts)} {self.sign} {render(self.right, texts)}"

    def _sides(self, role: str) -> tuple[Node, Node, bool]:
        if role in names(self.left):
            return self.left, self.right, False
        if role in names(self.right):
            return self.right, self.left, True
        raise KeyError(role)


def names(node: Node) -> Iterator[str]:
    """The roles in a node, in order."""
    if isinstance(node, (Role, Sum)):
        yield node.name
    elif isinstance(node, Negative):
        yield from names(node.node)
    elif isinstance(node, Operation):
        yield from names(node.left)
        yield from names(node.right)


def undone(node: Node, role: str, index: int, target: Node) -> Node:
    """What `role`, which stands in `node`, is if `node` equals `target`."""
    if isinstance(node, Sum):
        return Operation("-", target, Sum(node.name, index))
    if isinstance(node, Negative):
        return undone(node.node, role, index, Negative(target))
    if not isinstance(node, Operation):
        return target
    if role in names(node.left):
        inverse = {"+": "-", "-": "+", "*": "/", "/": "*"}[node.sign]
        return undone(node.left, role, index, Operation(inverse, target, node.right))
    if node.sign in "-/":
        return undone(node.right, role, index, Operation(node.sign, node.left, target))
    return undone(node.right, role, index, Operation("-" if node.sign == "+" else "/", target, node.left))


def render(node: Node, texts: Texts) -> str:
    """A node as a sum on paper, its roles shown as `texts` have them."""
    return _rendered(node, texts)[0]


def _rendered(node: Node, texts: Texts) -> tuple[str, int]:
    """The text of a node and how strongly it binds: 1 sum, 2 product, 3 atom."""
    if isinstance(node, Number):
        return node.text, 3
    if isinstance(node, Role):
        return (texts.get(node.name) or (node.name,))[0], 3
    if isinstance(node, Sum):
        parts = [text for index, text in enumerate(texts.get(node.name, ())) if index != node.without]
        return " + ".join(parts) or "0", 1 if len(parts) > 1 else 3
    if isinstance(node, Negative):
        text, strength = _rendered(node.node, texts)
        return f"−({text})" if strength < 3 else f"−{text}", 2
    own = 1 if node.sign in "+-" else 2
    left, left_strength = _rendered(node.left, texts)
    right, right_strength = _rendered(node.right, texts)
    sign = node.sign
    if left_strength < own:
        left = f"({left})"
    if sign in "+-" and isinstance(node.right, Role) and right.startswith("−"):  # 1 − 12%, not 1 + (−12%)
        sign, right = "+-"[sign == "+"], right[1:]
    if right_strength < own or (right_strength == own and sign in "-/") or right.startswith("−"):
        right = f"({right})"
    return f"{left} {_SIGNS.get(sign, sign)} {right}", own


def _equal(left: Interval, right: Interval) -> Verdict:
    if left.is_everything or right.is_everything:
        return "undecided"
    if (left.low is None and right.low is None) or (left.high is None and right.high is None):
        return "undecided"
    return "consistent" if left.meets(right) else "inconsistent"


def _different(left: Interval, right: Interval) -> Verdict:
    if not (left.is_bounded and right.is_bounded):
        return "undecided"
    return "inconsistent" if left == right else "consistent"


def _at_most(left: Interval, right: Interval) -> Verdict:
    if right.reaches(left) and not left.exceeds(right):
        return "consistent"
    if left.low is None or right.high is None:
        return "undecided"
    return "consistent" if right.reaches(left) else "inconsistent"


def _less(left: Interval, right: Interval) -> Verdict:
    if not left.reaches(right):
        return "consistent"
    if left.low is None or right.high is None:
        return "undecided"
    return "consistent" if right.exceeds(left) else "inconsistent"


_COMPARISONS: dict[str, Callable[[Interval, Interval], Verdict]] = {
    "=": _equal,
    "≠": _different,
    "≤": _at_most,
    "<": _less,
    "≥": lambda left, right: _at_most(right, left),
    ">": lambda left, right: _less(right, left),
}
_MIRRORED = {"=": "=", "≠": "≠", "<": ">", "≤": "≥", ">": "<", "≥": "≤"}


def _satisfying(sign: str, other: Interval) -> Interval:
    """All values x for which "x sign other" can hold."""
    if sign in "<≤":
        return Interval(None, other.high, False, other.high is not None and (sign == "<" or other.high_open))
    if sign in ">≥":
        return Interval(other.low, None, other.low is not None and (sign == ">" or other.low_open), False)
    return other


@lru_cache(maxsize=1024)
def parse(text: str) -> Formula:
    """The formula written in `text`. Raises FormulaError."""
    return _Parser(text).formula()


@lru_cache(maxsize=1024)
def _roles(text: str) -> tuple[str, ...]:
    formula = parse(text)
    return (*names(formula.left), *names(formula.right))


@lru_cache(maxsize=1024)
def _isolated(text: str, role: str, index: int) -> Node:
    side, other, _ = parse(text)._sides(role)
    return undone(side, role, index, other)


class _Parser:
    """Recursive descent over the grammar above; one token is looked ahead."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.seen: set[str] = set()
        self.kind = self.token = ""
        self.position = self.next = 0
        self.advance()

    def advance(self) -> str:
        """Go on to the next token; the one that was current is returned."""
        before = self.token
        match = _TOKEN.match(self.text, self.next)
        if match is None or match.lastgroup is None:
            start = self.next + len(self.text[self.next :]) - len(self.text[self.next :].lstrip())
            raise FormulaError(f"unexpected {self.text[start]!r}", self.text, start)
        self.kind, self.position, self.next = match.lastgroup, match.start(match.lastgroup), match.end()
        self.token = _SPELLED.get(match[self.kind], match[self.kind])
        return before

    def error(self, wanted: str) -> FormulaError:
        found = repr(self.token) if self.token else "the end"
        return FormulaError(f"{wanted} expected, not {found},", self.text, self.position)

    def formula(self) -> Formula:
        left = self.side()
        if self.token not in _COMPARISONS:
            raise self.error("one of = ≠ < ≤ > ≥")
        sign = self.advance()
        right = self.side()
        if self.kind != "end":
            raise self.error("the end")
        if not self.seen:
            raise FormulaError("no role stands", self.text, 0)
        return Formula(left, sign, right, self.text)

    def side(self) -> Node:
        node = self.term()
        while self.token in ("+", "-"):
            node = Operation(self.advance(), node, self.term())
        return node

    def term(self) -> Node:
        node = self.factor()
        while self.token in ("*", "/"):
            node = Operation(self.advance(), node, self.factor())
        return node

    def factor(self) -> Node:
        if self.token == "-":
            self.advance()
            return Negative(self.factor())
        if self.kind == "number":
            return self.number()
        if self.kind == "name":
            return self.role()
        if self.token != "(":
            raise self.error("a number, a role or (")
        self.advance()
        node = self.side()
        self.close()
        return node

    def number(self) -> Node:
        text = self.advance()
        value = Fraction(text)
        if self.token == "%":
            self.advance()
            value, text = value / 100, text + "%"
        return Number(Interval.exactly(value), text)

    def role(self) -> Node:
        position, name = self.position, self.advance()
        is_sum = name == "sum" and self.token == "("
        if is_sum:
            self.advance()
            if self.kind != "name":
                raise self.error("a role")
            position, name = self.position, self.advance()
            self.close()
        if name in self.seen:
            raise FormulaError(f"the role {name!r} stands twice, again", self.text, position)
        self.seen.add(name)
        return Sum(name) if is_sum else Role(name)

    def close(self) -> None:
        if self.token != ")":
            raise self.error(")")
        self.advance()
