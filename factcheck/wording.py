"""Findings and checks in words: the message of the rule, the sum on paper, the reason, the remedies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.diagnose import Remedy
from factcheck.formula import Formula, Role, Sum, names, render
from factcheck.languages import data
from factcheck.model import Comparison, Relation, Suggestion, Verdict
from factcheck.operands import Operand, values
from factcheck.printing import printed_like

_RATIOS = ("percent", "point", "multiple")
_PAIRS = ("same", "headline", "hedge")
_TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
_OPPOSITE = {"≤": ">", "<": "≥", "≥": "<", ">": "≤", "=": "≠", "≠": "="}


def filled(template: str, facts: Mapping[str, str]) -> str:
    """`template` with each {name} replaced; names may hold a dot."""
    pieces = []
    for part in template.split("{"):
        name, brace, rest = part.partition("}")
        pieces.append(facts.get(name, "") + rest if brace else part)
    return "".join(pieces)


def _table(lang: str) -> dict[str, Any]:
    return data(lang, "messages")


class Wording:
    """How one relation and its formula are spoken of in one language."""

    def __init__(self, relation: Relation, formula: Formula, operands: Sequence[Operand], lang: str) -> None:
        self.relation, self.formula, self.operands, self.lang = relation, formula, operands, lang
        self._exact = values(operands, exact=True)
        self._result = self._result_role()

    def _result_role(self) -> str:
        """The role that the sum on paper works out."""
        if isinstance(self.formula.right, Role):
            return self.formula.right.name
        if isinstance(self.formula.left, Role):
            return self.formula.left.name
        return next((role for role in reversed(self.formula.roles) if len(self._exact.get(role, ())) == 1), "")

    @property
    def _all_fall(self) -> bool:
        """Whether all figures are falls, which are compared by how far they go."""
        return set(self.formula.roles) == self.relation.negative

    def _operand(self, role: str) -> Operand | None:
        return next((operand for operand in self.operands if operand.role == role), None)

    def computed(self, role: str, more: int = 1) -> str:
        """The value of a role as the others give it, in the manner of its figure; empty if they do not."""
        operand, solved = self._operand(role), self.formula.solve(role, self._exact)
        if operand is None or solved is None or solved.middle is None:
            return ""
        return printed_like(operand.figure, solved.middle / operand.factor, more)

    def _worked_out(self, role: str) -> str:
        """The same as the sum on paper gives it: a fall is negative there."""
        operand, solved = self._operand(role), self.formula.solve(role, self._exact)
        if operand is None or solved is None or solved.middle is None:
            return ""
        return printed_like(operand.figure, solved.middle / abs(operand.factor), 1)

    def facts(self) -> dict[str, str]:
        """What a message may name."""
        frame = _table(self.lang)["frame"]
        by_role: dict[str, list[str]] = {}
        for operand in self.operands:
            figure = operand.figure
            text = figure.text
            if figure.derived:
                text = filled(frame["derived"], {"text": text, "derived": figure.derived})
            by_role.setdefault(operand.role, []).append(text)
        found = {role: frame["list"].join(texts) for role, texts in by_role.items()}
        found |= {f"{role}.computed": self.computed(role) for role in by_role if role in self.formula.roles}
        return found | dict(self.relation.details)

    def working(self, verdict: Verdict) -> str:
        """The sum on paper, with what is printed where it differs."""
        frame = _table(self.lang)["frame"]
        texts: dict[str, list[str]] = {}
        for operand in self.operands:
            figure = operand.figure
            text = f"({figure.derived})" if figure.derived else figure.text
            if operand.role in self.relation.negative and not self._all_fall:
                text = f"−{text}"
            texts.setdefault(operand.role, []).append(text)
        if self.formula.sign != "=":
            return self._comparison(texts, verdict)
        if self.relation.kind in _PAIRS:
            first, second = (operand.figure.text for operand in self.operands)
            if verdict == "inconsistent":
                return f"{first} ≠ {second}"
            return f"{first} = {second}" if first == second else filled(frame["agree"], {"first": first, "second": second})
        if not self._result:
            return self._total(texts)
        result = render(self.formula.isolated(self._result), texts)
        text = f"{result} = {self._worked_out(self._result)}"
        held = self._operand(self._result)
        if verdict == "inconsistent" and held is not None:
            sign = "−" if self._result in self.relation.negative else ""
            text += filled(frame["printed"], {"printed": sign + held.figure.text})
        return text

    def _comparison(self, texts: Mapping[str, Sequence[str]], verdict: Verdict) -> str:
        sign = _OPPOSITE[self.formula.sign] if verdict == "inconsistent" else self.formula.sign
        if self._all_fall:
            sign = _TURNED.get(sign, sign)
        if any(len(found) > 1 for found in texts.values()):
            total = self._total(texts)
            return f"{total} {sign} {render(self.formula.right, texts)}" if verdict == "inconsistent" else total
        return f"{render(self.formula.left, texts)} {sign} {render(self.formula.right, texts)}"

    def _total(self, texts: Mapping[str, Sequence[str]]) -> str:
        """Several figures of one role, added up in the manner of the first."""
        side = self.formula.left if any(True for _ in names(self.formula.left)) else self.formula.right
        amount = side.evaluated(self._exact)
        first = self.operands[0]
        if amount is None or amount.middle is None or not isinstance(side, Sum):
            return self.formula.render(texts)
        return f"{render(side, texts)} = {printed_like(first.figure, amount.middle / first.factor, 1)}"

    def stated(self) -> str:
        """The printed figure that the sum is held against."""
        operand = self._operand(self._result) or self.operands[-1]
        return operand.figure.text

    def expected(self) -> str:
        """What it would be if the others are right."""
        return self.computed(self._result, more=0) if self._result and self.formula.sign == "=" else ""

    def comparison(self) -> Comparison | None:
        """The ratio that the sum works out, as stated and as computed; None if it is no ratio or has no bounds."""
        operand = self._operand(self._result)
        if operand is None or self.formula.sign != "=" or operand.figure.kind not in _RATIOS:
            return None
        solved = self.formula.solve(self._result, values(self.operands))
        found = [each.scaled(1 / operand.factor) for each in (operand.interval, solved) if each is not None]
        if len(found) < 2 or any(each.low is None or each.high is None for each in found):
            return None
        return Comparison(found[0], found[1], operand.figure.text, self.computed(self._result), operand.figure.unit)

    def why(self) -> str:
        """Why these figures belong together."""
        template = _table(self.lang)["why"][self.relation.why]
        details = dict(self.relation.details)
        if self.relation.kind == "identity":
            details["formula"] = self.formula.render({role: (term(role, self.lang),) for role in self.formula.roles})
        return filled(template, details)

    def truncated(self) -> str:
        """That a ratio is right only if its digits are cut off."""
        facts = {"printed": self.stated(), "expected": self.expected()}
        return filled(_table(self.lang)["frame"]["truncated"], facts)


def term(identity: str, lang: str) -> str:
    """The first word that a language has for a term, or the term itself."""
    return next((str(entry["words"][0]) for entry in data(lang, "terms")["term"] if entry["id"] == identity), identity)


def suggestion(remedy: Remedy, lang: str) -> Suggestion:
    """A remedy in words."""
    return Suggestion(remedy.text, filled(_table(lang)["notes"][remedy.note], remedy.facts))


def side_by_side(workings: tuple[str, ...], lang: str) -> str:
    """Several sums in one line."""
    joint: str = _table(lang)["frame"]["sums"]
    return joint.join(workings)


def note(key: str, lang: str) -> str:
    """The words of a note that names nothing."""
    return str(_table(lang)["notes"].get(key, key))


def observed(check: str, facts: Mapping[str, str], lang: str, message: str) -> str:
    """The working of a check that is no formula."""
    template = _table(lang)["working"].get(check)
    return filled(template, facts) if template else message


