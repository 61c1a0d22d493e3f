"""Which rules are on, how grave they are and which language is read, for the run and for single files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from factcheck import house
from factcheck.config import Config, ConfigError, hint
from factcheck.model import Severity
from factcheck.records import dataclass, field, replace
from factcheck.rulebook import Rule, RuleError, load


@dataclass(frozen=True)
class Choice:
    """The rules of a run. What an option says goes before the settings of a file, and those before the other settings."""

    everything: tuple[Rule, ...]
    """Every rule that there is."""
    config: Config = field(default_factory=Config)
    select: tuple[str, ...] = ()
    """Of options: a rule that is selected is on even if the settings ignore it."""
    ignore: tuple[str, ...] = ()
    """Of options."""
    lang: str = ""
    """Of options."""

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are on where no table [[files]] says otherwise."""
        return self._with(())

    @cached_property
    def known(self) -> frozenset[str]:
        """The ids of all rules, on or off."""
        return frozenset(rule.id for rule in self.everything)

    @cached_property
    def _fitted(self) -> dict[str, tuple[int, ...]]:
        return {}

    @cached_property
    def _made(self) -> dict[tuple[int, ...], tuple[Rule, ...]]:
        return {}

    def rules_for(self, path: str) -> tuple[Rule, ...]:
        """The rules that are on for a file."""
        if not self.config.files:
            return self.rules
        fitting = self.fitting(path)
        if fitting not in self._made:
            self._made[fitting] = self._with(fitting)
        return self._made[fitting]

    def lang_for(self, path: str) -> str:
        """The language of a file, or auto."""
        own = [lang for number in self.fitting(path) if (lang := self.config.files[number].lang)] if self.config.files else []
        return self.lang or (own[-1] if own else "") or self.config.lang or "auto"

    @cached_property
    def anywhere(self) -> tuple[Rule, ...]:
        """The rules that are on for any file."""
        ids = {rule.id: rule for number in range(len(self.config.files)) for rule in self._with((number,))}
        return tuple(sorted((ids | {rule.id: rule for rule in self.rules}).values(), key=lambda rule: rule.id))

    def is_whole(self, rules: Collection[Rule]) -> bool:
        """Whether these are all rules that there are."""
        return len(rules) == len(self.everything)

    def fitting(self, path: str) -> tuple[int, ...]:
        """The positions of the tables [[files]] whose pattern fits."""
        if path not in self._fitted:  # an archive asks for each of its records
            self._fitted.clear()
            self._fitted[path] = tuple(number for number, table in enumerate(self.config.files) if self.config.fits((table.glob,), path))
        return self._fitted[path]

    def _with(self, fitting: Sequence[int]) -> tuple[Rule, ...]:
        select, ignore = self.select or self.config.select, () if self.select else self.config.ignore
        severity: Mapping[str, str] = self.config.severity
        for table in (self.config.files[number] for number in fitting):
            if table.select and not self.select:
                select, ignore = table.select, ()
            ignore = (*ignore, *(() if self.select else table.ignore))
            severity = {**severity, **table.severity}
        off = {*ignore, *self.ignore}
        return tuple(
            replace(rule, severity=cast(Severity, severity[rule.id])) if rule.id in severity else rule
            for rule in self.everything
            if (not select or rule.id in select) and rule.id not in off
        )


def adopt(config: Config) -> None:
    """Read articles with the words of these settings from now on. Raises ConfigError for words that cannot be used."""
    if config.house != house.House():
        from factcheck.vetting import vetted  # it asks the language packs, which take a while to load

        house.use(vetted(config))
    else:
        house.use(config.house)


def choose(config: Config, options: Mapping[str, Any]) -> Choice:
    """The choice that settings and options make; the words of the newsroom hold from now on.

    Raises RuleError for rules that cannot be used or that there are none of, ConfigError for those that the settings name.
    """
    adopt(config)
    select, ignore = several(options["select"]), several(options["ignore"])
    everything = load((*config.rules, *options["folders"]))
    known = {rule.id for rule in everything}
    for name in (*select, *ignore):
        if name not in known:
            raise RuleError(f"no rule is named {name!r}{hint(name, known)}; `factcheck rules` lists them all")
    _check_names(config, known)
    made = Choice(everything, config, select, ignore, options["lang"] or "")
    if not made.anywhere:
        raise RuleError("no rule is left, so nothing would be checked; select one that is not ignored")
    return made


def several(values: Sequence[str]) -> tuple[str, ...]:
    """Values that were given one by one or with commas between them."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _check_names(config: Config, known: Collection[str]) -> None:
    """Raises ConfigError for a rule that the settings name and that there is none of."""
    named: list[tuple[str, Sequence[str]]] = [
        ("select", config.select), ("ignore", config.ignore), ("severity", tuple(config.severity)),
    ]  # fmt: skip
    for number, table in enumerate(config.files, 1):
        named += [(f"files[{number}].{key}", tuple(getattr(table, key))) for key in ("select", "ignore", "severity")]
    named += [(f"ignore-finding[{number}].rule", (entry.rule,)) for number, entry in enumerate(config.ignore_finding, 1) if entry.rule]
    for key, names in named:
        for name in names:
            if name not in known:
                raise ConfigError(f"{config.path}: {key}: no rule is named {name!r}{hint(name, known)}; `factcheck rules` lists them all")
