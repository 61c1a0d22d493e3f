"""Words of a newsroom's own, from its settings: terms, identities between them, units and wordings.

They stand beside those of the language packs for as long as a run lasts; what
was worked out from the packs before is worked out anew when they change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

from factcheck.records import dataclass, field

P = ParamSpec("P")
T = TypeVar("T")

Words = Mapping[str, tuple[str, ...]]
"""Words by language."""


@dataclass(frozen=True, slots=True)
class Term:
    """A table [[term]]: what figures measure, or more words for a term that is there."""

    id: str = ""
    words: Words = field(default_factory=dict)
    totals: Words = field(default_factory=dict)
    """Words for the whole of it, so that a share can be worked out from it; they are words for it, too."""

    def of(self, lang: str) -> dict[str, Any]:
        """The term as a language pack has it."""
        totals = self.totals.get(lang, ())
        return {"id": self.id, "words": [*self.words.get(lang, ()), *totals], "totals": list(totals)}


@dataclass(frozen=True, slots=True)
class Identity:
    """A table [[identity]]: what holds between terms by their meaning."""

    holds: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A table [[unit]]: the words for a unit of measure, and what one of it is."""

    words: Words = field(default_factory=dict)
    equals: str = ""
    """A number and a unit, such as "120 square metres"; empty if it converts into nothing."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A table [[wording]]: a way to say that figures belong together, as in the wordings of the language packs."""

    lang: str = ""
    relation: str = ""
    pattern: str = ""
    trigger: str = ""
    example: str = ""
    """A sentence in which it is found; `factcheck test-rules` proves it."""

    @property
    def of_pack(self) -> dict[str, str]:
        """The wording as a language pack has it."""
        return {"relation": self.relation, "pattern": self.pattern, "trigger": self.trigger, "example": self.example}


@dataclass(frozen=True, slots=True)
class House:
    """All words of a newsroom."""

    term: tuple[Term, ...] = ()
    identity: tuple[Identity, ...] = ()
    unit: tuple[Unit, ...] = ()
    wording: tuple[Wording, ...] = ()

    def added(self, lang: str, subject: str, table: dict[str, Any]) -> dict[str, Any]:
        """A table of a language pack with the words of the newsroom in it."""
        if subject == "terms" and self.term:
            own = [entry for term in self.term if (entry := term.of(lang))["words"]]
            return {**table, "term": [*table["term"], *own]}
        if subject == "wordings" and self.wording:
            return {**table, "wording": [*table["wording"], *(one.of_pack for one in self.wording if one.lang == lang)]}
        if subject == "units" and self.unit:
            names = {form: name_of(number) for number, unit in enumerate(self.unit) for form in _forms(unit, lang)}
            return {**table, "units": {**table["units"], **names}}
        if subject == "figures" and self.unit:
            words = [form for unit in self.unit for form in _forms(unit, lang)]
            return {**table, "measures": {**table["measures"], "words": [*table["measures"]["words"], *words]}}
        return table


def name_of(number: int) -> str:
    """What the unit at this position is called among all units."""
    return f"house unit {number}"


def _forms(unit: Unit, lang: str) -> tuple[str, ...]:
    """The words of a unit, as figures are looked up by them."""
    return tuple(word.lower() if lang == "en" else word for word in unit.words.get(lang, ()))


_FORGETTERS: list[Callable[[], None]] = []
_current = House()


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """As functools.lru_cache, for what depends on the words of a newsroom."""
    made = lru_cache(maxsize=1024)(function)
    _FORGETTERS.append(made.cache_clear)
    return made  # type: ignore[return-value]  # its stub leaves out the parameters


def current() -> House:
    """The words that hold now."""
    return _current


def use(house: House) -> None:
    """Take these words from now on, in place of those that held before."""
    global _current
    if house != _current:
        _current = house
        for forget in _FORGETTERS:
            forget()
