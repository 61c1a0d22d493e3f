"""The words of a newsroom from its settings: whether they can be used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from fractions import Fraction

from factcheck import house, units
from factcheck.config import Config, ConfigError, hint
from factcheck.formula import FormulaError, parse
from factcheck.kept import compiled
from factcheck.languages import LANGUAGES, data
from factcheck.records import replace
from factcheck.relate.sentences.expressions import expanded, slots
from factcheck.relate.sentences.mask import SLOTS
from factcheck.rulebook import RELATIONS

_TERM = compiled(r"[^\W\d]\w*(?:-[^\W\d]\w*)*")
"""What a formula can name."""
_AMOUNT = compiled(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>\D.*)")


def vetted(config: Config) -> house.House:
    """The words of these settings, ready to be used. Raises ConfigError for words that cannot be."""
    global _last
    if config.house != _last[0]:
        house.use(house.House())  # words are judged by those of the language packs alone
        for key, problem in _problems(config.house):
            raise ConfigError(f"{config.path}: {key}: {problem}")
        _last = config.house, replace(config.house, unit=tuple(replace(unit, equals=_named(unit.equals)) for unit in config.house.unit))
    return _last[1]


_last = house.House(), house.House()
"""The words that were vetted last: as the settings have them, and with what units equal in the names of units/."""


def _problems(words: house.House) -> Iterator[tuple[str, str]]:
    """What is wrong, each with its key."""
    for number, term in enumerate(words.term, 1):
        if not _TERM.fullmatch(term.id):
            yield f"term[{number}].id", f"{term.id!r} is no name that a formula can hold; write words joined by hyphens"
    known = {entry["id"] for lang in LANGUAGES for entry in data(lang, "terms")["term"]} | {term.id for term in words.term}
    for number, identity in enumerate(words.identity, 1):
        if problem := _identity(identity.holds, known):
            yield f"identity[{number}].holds", problem
    for number, unit in enumerate(words.unit, 1):
        if unit.equals and not _named(unit.equals):
            yield f"unit[{number}].equals", f"{unit.equals!r} is no number with a unit that is known; write it like \"120 square metres\""
    for number, wording in enumerate(words.wording, 1):
        for key, problem in _wording(wording):
            yield f"wording[{number}].{key}", problem


def _identity(holds: str, known: Collection[str]) -> str:
    try:
        formula = parse(holds)
    except FormulaError as problem:
        return str(problem)
    if formula.sign != "=":
        return "an identity says what is equal; write it like trade = imports + exports"
    for role in formula.roles:
        if role not in known:
            return f"no term is named {role!r}{hint(role, known)}; add it as [[term]]"
    return ""


def _named(equals: str) -> str:
    """What a unit equals, with the unit by its name in units/; empty if that cannot be told."""
    match = _AMOUNT.fullmatch(equals.strip())
    if match is None or not Fraction(match["number"]):
        return ""
    word = match["unit"]
    for lang in LANGUAGES:
        word = data(lang, "units")["units"].get(word, word)
    return f"{match['number']} {word}" if units.unit(word) else ""


def _wording(wording: house.Wording) -> Iterator[tuple[str, str]]:
    stated = {entry["relation"] for lang in LANGUAGES for entry in data(lang, "wordings")["wording"]}
    relations = [name for name, roles in RELATIONS.items() if name in stated and _is_spelled_out(name, roles)]
    if wording.relation not in relations:
        yield "relation", f"unknown value {wording.relation!r}{hint(wording.relation, relations)}; use one of: {', '.join(relations)}"
        return
    try:
        compiled(expanded(wording.pattern, wording.lang))
    except KeyError as problem:
        yield "pattern", f"{{{problem.args[0]}}} stands for nothing; slots are written {{role:kind}}, with one of these kinds: {', '.join(SLOTS)}"
        return
    except re.error as problem:
        yield "pattern", f"is no pattern ({problem})"
        return
    wanted, given = sorted(RELATIONS[wording.relation]), sorted({role for role, _ in slots(wording.pattern)})
    if wanted != given:
        yield "pattern", f"the relation {wording.relation!r} needs slots for {', '.join(wanted)}; it has {', '.join(given) or 'none'}"


def _is_spelled_out(name: str, roles: Collection[str]) -> bool:
    """Whether some wording of the packs has a slot for each role of a relation."""
    entries = (entry for lang in LANGUAGES for entry in data(lang, "wordings")["wording"] if entry["relation"] == name)
    return any({role for role, _ in slots(entry["pattern"])} == set(roles) for entry in entries)
