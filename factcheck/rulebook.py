"""The rules as data: read from rules/*.toml, checked, and turned into records.

A rule file is named by what is wrong; its name is the id of the rule. At check
time only the head of a built-in file is read (all that stands before its
explanation); the files of a newsroom are always read and checked whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from factcheck.files import folder
from factcheck.kept import compiled, of_files
from factcheck.languages import LANGUAGES
from factcheck.model import Severity
from factcheck.records import dataclass, field, replace

RELATIONS: Mapping[str, tuple[str, ...]] = {
    "share": ("part", "whole", "share"),
    "counts": ("part", "whole", "share"),
    "remainder": ("part", "whole", "share"),
    "growth": ("old", "new", "rate"),
    "growths": ("price-rate", "quantity-rate", "rate"),
    "change": ("old", "new", "change"),
    "increase": ("new", "change", "rate"),
    "blend": ("first", "first-rate", "second", "second-rate", "total", "rate"),
    "difference": ("more", "less", "difference"),
    "sum": ("parts", "total"),
    "bound": ("part", "whole"),
    "shares": ("shares",),
    "points": ("old", "new", "points"),
    "gaps": ("rate", "points", "others-rate", "others-points"),
    "times": ("old", "new", "times"),
    "average": ("total", "count", "average"),
    "one-whole": ("part", "share", "other", "another"),
    "estimate": ("low", "rate", "high", "another"),
    "share-of-share": ("outer", "inner", "share"),
    "split": ("part", "others", "share"),
    "product": ("price", "quantity", "amount"),
    "span": ("span", "years"),
    "bands": ("ends", "begins"),
    "conversion": ("first", "second"),
    "exchange": ("first", "second", "other", "another"),
    "order": ("old", "new"),
    "comparison": ("first", "second"),
    "ranking": ("ahead", "behind"),
    "sequence": ("start", "end"),
    "years": ("old", "new"),
    "anniversaries": ("first", "first-count", "second", "second-count"),
    "size": ("figure",),
    "earnings": ("profit", "revenue"),
    "headline": ("headline", "body"),
    "same": ("first", "second"),
    "labels": ("first", "second"),
    "hedge": ("hedged", "exact"),
    "identity": (),
}
"""The kinds of relation with their roles; the roles of an identity are the names in its own formula."""

FACTS: Mapping[str, tuple[str, ...]] = {
    "list-count": ("announced", "listed", "items"),
    "respectively": ("names", "figures"),
    "weekday": ("date", "weekday", "actual"),
    "relative-day": ("day", "other"),
    "period-not-over": ("period", "date"),
    "score-result": ("score", "word"),
    "impossible-date": ("date", "reason"),
    "repeated-passage": ("count", "characters", "opening"),
    "cut-paragraph": ("ending",),
    "doubled-word": ("word",),
    "malformed-number": ("number",),
    "figure-hedged-twice": ("figure", "first", "second"),
}
"""The checks that are no formula, with the facts that their messages may name."""

_SEVERAL = ("parts", "shares")
_LABELLED = ("same", "labels", "headline")
_KEYS = (
    "title", "title_zh", "severity", "relation", "check", "holds", "message", "explain", "examples",
)  # fmt: skip
_EXAMPLE_KEYS = ("lang", "title", "text", "finds", "note")
_NOTES = ("wrong", "noted", "right", "excused")
_SEVERITIES: tuple[str, ...] = get_args(Severity)
_ID = compiled(r"[a-z]+(?:-[a-z0-9]+)*")
_HEAD_END = "\n[explain]"
_PLACEHOLDER = compiled(r"\{([^{}]*)\}")


class RuleError(ValueError):
    """A rule file or a choice of rules that cannot be used; its text names the file, the key and what to do."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that proves a rule: the exact figures it marks, or none."""

    lang: str
    text: str
    finds: tuple[str, ...]
    """The texts that the finding marks, as printed; empty if the rules must stay silent."""
    title: str = ""
    """The headline above the text, where it matters."""
    note: str = ""
    """wrong; noted (marked, as information only); right; or excused (the wording allows what looks wrong)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold between figures or places, and how to speak of it. Texts are by language code."""

    id: str
    title: Mapping[str, str]
    severity: Severity
    message: Mapping[str, str]
    """With placeholders: {role} as printed, {role.computed} as the other figures give it, {fact} of a check."""
    relation: str = ""
    """A key of RELATIONS; a rule has either this or a check."""
    check: str = ""
    """A key of FACTS."""
    holds: str = ""
    """The formula; empty for a check and for identities that bring their own."""
    explain: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    path: str = ""
    """The file that it stands in."""
    is_built_in: bool = False
    """Whether it comes with the program, and not from a newsroom."""


def load(
    folders: Sequence[Path] = (),
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    *,
    whole: bool = False,
) -> tuple[Rule, ...]:
    """The built-in rules and those of the `folders`, in order of their ids.

    `select` keeps only these ids (all if empty), `ignore` drops some. `whole`
    reads explanations and examples of the built-in rules too. Raises RuleError
    for a file that cannot be used, an id that stands twice, or an id in
    `select` or `ignore` that no rule has.
    """
    rules: dict[str, Rule] = {}
    for rule in _all(folders, whole):
        if rule.id in rules:
            raise RuleError(
                f"{rule.path}: another rule is named {rule.id!r} already ({rules[rule.id].path}); give the file another name"
            )
        rules[rule.id] = rule
    for name in (*select, *ignore):
        if name not in rules:
            raise RuleError(f"no rule is named {name!r}{_suggestion(name, rules)}; `factcheck rules` lists them all")
    return tuple(rules[name] for name in sorted(rules) if (not select or name in select) and name not in ignore)


def read(path: Path) -> Rule:
    """The one rule in the file at `path`, read and checked whole. Raises RuleError."""
    return _rule(path, _text(path), whole=True)


def _all(folders: Sequence[Path], whole: bool) -> Iterator[Rule]:
    own = folder("rules")
    paths = sorted(own.glob("*.toml"))
    if whole:
        yield from (replace(_rule(path, _text(path), whole), is_built_in=True) for path in paths)
    else:
        heads = of_files(own, [*paths, Path(__file__)], lambda: [_head(path) for path in paths])
        yield from (Rule(**head, path=str(path), is_built_in=True) for path, head in zip(paths, heads))
    for place in folders:
        yield from read_folder(place)


def _head(path: Path) -> dict[str, Any]:
    """What a rule says at check time, but for its path."""
    rule = _rule(path, _text(path).partition(_HEAD_END)[0], whole=False)
    return {name: getattr(rule, name) for name in ("id", "title", "severity", "message", "relation", "check", "holds")}


def read_folder(place: Path) -> Iterator[Rule]:
    """The rules in the folder of a newsroom, by file name, each read and checked whole. Raises RuleError."""
    if not place.is_dir():
        raise RuleError(f"{place}: no such folder of rules; check the path")
    paths = sorted(place.glob("*.toml"))
    if not paths:
        raise RuleError(f"{place}: holds no rule; a rule is a file such as share-contradicts-total.toml")
    yield from map(read, paths)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


@dataclass(frozen=True, slots=True)
class _File:
    """A rule file while it is being checked."""

    path: Path
    text: str

    def error(self, key: str, problem: str) -> RuleError:
        """What is wrong at `key` (dotted, or examples[2].finds) and what to do about it."""
        line = self._line(key)
        place = f"{self.path}:{line}" if line else str(self.path)
        return RuleError(f"{place}: {key}: {problem}")

    def _line(self, key: str) -> int:
        """The line on which `key` is set, or its table begins; 0 if there is none."""
        *tables, name = key.split(".")
        start = 0
        for table in (*tables, name):
            title, _, number = table.partition("[")
            header = re.compile(rf"^\[+{re.escape(title)}\]+|^{re.escape(title)}\s*=", re.MULTILINE)
            for _ in range(int(number[:-1]) if number else 1):
                match = header.search(self.text, start)
                if match is None:
                    return self.text.count("\n", 0, start) + 1 if start else 0
                start = match.end()
        return self.text.count("\n", 0, start) + 1


def _rule(path: Path, text: str, whole: bool) -> Rule:
    import tomllib  # not needed for rules whose heads are kept

    file = _File(path, text)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}: is not valid TOML: {error}") from error
    if not _ID.fullmatch(path.stem):
        raise RuleError(f"{path}: the name of a rule is lower-case words joined by hyphens; rename the file")
    for key in table:
        if key not in _KEYS:
            raise file.error(key, f"unknown key{_suggestion(key, _KEYS)}; a rule has: {', '.join(_KEYS)}")
    rule = Rule(
        id=path.stem,
        title={"en": _string(file, table, "title"), "zh": _string(file, table, "title_zh")},
        severity=cast(Severity, _choice(file, table, "severity", _SEVERITIES)),
        message=_wordings(file, table, "message"),
        relation=_choice(file, table, "relation", RELATIONS) if "relation" in table else "",
        check=_choice(file, table, "check", FACTS) if "check" in table else "",
        holds=_string(file, table, "holds") if "holds" in table else "",
        explain=_wordings(file, table, "explain") if whole else {},
        examples=_examples(file, table) if whole else (),
        path=str(path),
    )
    _check_basis(file, rule)
    if whole:
        _check_formula(file, rule)
        _check_placeholders(file, rule)
    return rule


def _string(file: _File, table: Mapping[str, Any], key: str, within: str = "") -> str:
    name = f"{within}{key}"
    if key not in table:
        raise file.error(name, "is missing; add it")
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise file.error(name, "must be a text that is not empty")
    return value.strip()


def _choice(file: _File, table: Mapping[str, Any], key: str, known: Collection[str], within: str = "") -> str:
    value = _string(file, table, key, within)
    if value not in known:
        problem = f"unknown value {value!r}{_suggestion(value, known)}; use one of: {', '.join(known)}"
        raise file.error(f"{within}{key}", problem)
    return value


def _wordings(file: _File, table: Mapping[str, Any], key: str) -> dict[str, str]:
    """The texts of the table `key`, one for each language."""
    wordings = table.get(key)
    if not isinstance(wordings, dict):
        raise file.error(key, f"is missing; add a table [{key}] with {' and '.join(LANGUAGES)}")
    for lang in wordings:
        if lang not in LANGUAGES:
            raise file.error(f"{key}.{lang}", f"unknown language; use {' and '.join(LANGUAGES)}")
    return {lang: _string(file, wordings, lang, f"{key}.") for lang in LANGUAGES}


def _examples(file: _File, table: Mapping[str, Any]) -> tuple[Example, ...]:
    rows = table.get("examples", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise file.error("examples", "must be tables; begin each with a line [[examples]]")
    examples = tuple(_example(file, row, f"examples[{number}].") for number, row in enumerate(rows, 1))
    if not any(example.finds for example in examples) or all(example.finds for example in examples):
        raise file.error("examples", "give at least one that is wrong and one that is right (finds = [])")
    return examples


def _example(file: _File, row: Mapping[str, Any], within: str) -> Example:
    for key in row:
        if key not in _EXAMPLE_KEYS:
            raise file.error(f"{within}{key}", f"unknown key; an example has: {', '.join(_EXAMPLE_KEYS)}")
    finds = row.get("finds")
    if not isinstance(finds, list) or not all(isinstance(text, str) and text for text in finds):
        raise file.error(f"{within}finds", "must be a list of the exact texts that are marked; [] if none is")
    text = _string(file, row, "text", within)
    title = _string(file, row, "title", within) if "title" in row else ""
    for marked in finds:
        if marked not in text and marked not in title:
            raise file.error(f"{within}finds", f"{marked!r} does not stand in the text; copy it exactly")
    default = "wrong" if finds else "right"
    note = _choice(file, {"note": default, **row}, "note", _NOTES, within)
    if (note in ("wrong", "noted")) != bool(finds):
        raise file.error(f"{within}note", f"{note!r} does not go with finds; only what is wrong or noted is marked")
    return Example(_choice(file, row, "lang", LANGUAGES, within), text, tuple(finds), title, note)


def _check_basis(file: _File, rule: Rule) -> None:
    """A rule has a relation with its formula, or a check without one."""
    if bool(rule.relation) == bool(rule.check):
        key = "check" if rule.check else "relation"
        raise file.error(key, "a rule has either a relation or a check; give one of them")
    if rule.check and rule.holds:
        raise file.error("holds", "a check has no formula; delete it")
    if rule.relation and not rule.holds and RELATIONS[rule.relation]:
        raise file.error("holds", f"is missing; give a formula of {', '.join(RELATIONS[rule.relation])}")


def _check_formula(file: _File, rule: Rule) -> None:
    """The formula can be read and names the roles of its relation."""
    if not rule.holds:
        return
    from factcheck.formula import FormulaError, parse  # not needed to load the built-in rules

    try:
        formula = parse(rule.holds)
    except FormulaError as error:
        raise file.error("holds", f"{error}") from error
    roles = RELATIONS[rule.relation]
    for role in formula.roles if roles else ():
        if role not in roles:
            problem = f"the relation {rule.relation!r} has no role {role!r}{_suggestion(role, roles)}"
            raise file.error("holds", f"{problem}; its roles are: {', '.join(roles)}")


def _check_placeholders(file: _File, rule: Rule) -> None:
    """The message names only what the relation or the check can fill in."""
    known = tuple(placeholders(rule))
    for lang, message in rule.message.items():
        for name in _PLACEHOLDER.findall(message):
            if name not in known:
                choice = ", ".join(f"{{{other}}}" for other in known) or "none here"
                raise file.error(f"message.{lang}", f"unknown placeholder {{{name}}}{_suggestion(name, known)}; use {choice}")
        if set("{}") & set(_PLACEHOLDER.sub("", message)):
            raise file.error(f"message.{lang}", "a brace stands alone; placeholders are written {so}")


def placeholders(rule: Rule) -> Iterator[str]:
    """What the message of the rule may name between braces."""
    if rule.check:
        yield from FACTS[rule.check]
    for role in RELATIONS.get(rule.relation, ()):
        yield role
        if role not in _SEVERAL:
            yield f"{role}.computed"
    if rule.relation in _LABELLED:
        yield from ("first.label", "second.label")


def _suggestion(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
