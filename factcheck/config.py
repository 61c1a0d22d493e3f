"""Settings of a newsroom: factcheck.toml, or [tool.factcheck] in pyproject.toml, in this folder or one above."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from factcheck.house import House, Identity, Term, Unit, Wording
from factcheck.records import dataclass, field

_CHOICES = {
    "lang": ("auto", "zh", "en"),
    "messages": ("zh", "en"),
    "fail-on": ("error", "warning", "info", "never"),
}
_SEVERITIES = ("error", "warning", "info")
_LISTS = ("select", "ignore", "rules", "exclude", "texts")
_PATHS = ("baseline", "logo", "templates")


class ConfigError(ValueError):
    """Settings that cannot be used; its text is one line that names the file, the key and what to do."""


@dataclass(frozen=True, slots=True)
class FileSettings:
    """A table [[files]]: what holds for the files that a pattern fits."""

    glob: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    lang: str = ""


@dataclass(frozen=True, slots=True)
class IgnoredFinding:
    """A table [[ignore-finding]]: findings that are known and meant so, of files that must stay as they are."""

    glob: str = ""
    """The files; all if empty."""
    rule: str = ""
    texts: tuple[str, ...] = ()
    """Texts that the finding marks, all of them among others."""
    fingerprint: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """What it is about, in one line."""
        return ", ".join(filter(None, (self.glob, self.rule, *self.texts, self.fingerprint)))


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file sets; what it leaves out is empty."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    """Folders with rules of the newsroom."""
    exclude: tuple[str, ...] = ()
    """Patterns of files and folders that are passed over when a folder is checked."""
    lang: str = ""
    messages: str = ""
    fail_on: str = ""
    format: str = ""
    edition: bool = False
    path: Path | None = None
    """The file that the settings come from."""
    severity: Mapping[str, str] = field(default_factory=dict)
    """Severities of rules that differ from what the rule itself says."""
    baseline: Path | None = None
    """A file of findings that were accepted."""
    newsroom: str = ""
    """Name of the newsroom, as its reports have it."""
    logo: Path | None = None
    templates: Path | None = None
    """A folder whose files go before the templates of the same name."""
    files: tuple[FileSettings, ...] = ()
    ignore_finding: tuple[IgnoredFinding, ...] = ()
    term: tuple[Term, ...] = ()
    identity: tuple[Identity, ...] = ()
    unit: tuple[Unit, ...] = ()
    wording: tuple[Wording, ...] = ()
    given: tuple[str, ...] = field(default=(), compare=False)
    """The keys that the file sets."""

    @property
    def house(self) -> House:
        """The words of the newsroom."""
        return House(self.term, self.identity, self.unit, self.wording)

    def passes_over(self, path: str) -> bool:
        """Whether a file that was found in a folder is excluded."""
        return bool(self.exclude) and self.fits(self.exclude, path)

    def fits(self, patterns: Sequence[str], path: str) -> bool:
        """Whether one of the patterns fits a file.

        A pattern without a slash fits the name of the file or of any folder above
        it; one with a slash fits from the folder of the settings on, and its *
        spans folders too.
        """
        if self.path is None:
            return False
        from fnmatch import fnmatchcase  # not needed without patterns

        place, home = Path(path).resolve(), self.path.parent.resolve()
        parts = place.relative_to(home).parts if place.is_relative_to(home) else place.parts[1:]
        steps = ["/".join(parts[:number]) for number in range(1, len(parts) + 1)]
        for pattern in patterns:
            plain = pattern.removeprefix("./").removeprefix("**/").rstrip("/")
            if any(fnmatchcase(step, plain) for step in (steps if "/" in plain else parts)):
                return True
        return False

    def known(self, key: str, value: str, choices: Collection[str]) -> str:
        """The value that a key is set to. Raises ConfigError if it is not one of the choices."""
        if value not in choices:
            raise ConfigError(f"{self.path}: {key}: unknown value {value!r}{hint(value, choices)}; use {', '.join(choices)}")
        return value


def _keys(table: type[Any]) -> tuple[str, ...]:
    return tuple(item.name.replace("_", "-") for item in fields(table) if item.name not in ("path", "given"))


KEYS = _keys(Config)
"""Every key that may be set, beside the table of the e-mail."""
_TABLES: Mapping[str, type[Any]] = {
    "files": FileSettings, "ignore-finding": IgnoredFinding, "term": Term, "identity": Identity, "unit": Unit, "wording": Wording,
}  # fmt: skip
_NEEDED = {
    "files": ("glob",), "ignore-finding": ("rule texts fingerprint",), "term": ("id", "words totals"), "identity": ("holds",), "unit": ("words",),
    "wording": ("lang", "relation", "pattern"),
}  # fmt: skip
"""Of each table, the keys without which it would fit nothing, or everything; of several in one text, one is enough."""
_LANGUAGES = ("zh", "en")
_BY_LANGUAGE = ("words", "totals")


def load(path: Path | None = None, start: Path | None = None) -> Config:
    """The settings in `path`, or in the nearest file from `start` (the current folder) upwards.

    The search ends at the root of a Git repository. Raises ConfigError.
    """
    if path is not None:
        table = _own_table(path)
        if table is None:
            raise ConfigError(f"{path}: has no table [tool.factcheck]; add it")
        return _read(path, table)
    folder = _here() if start is None else start.resolve()
    for place in (folder, *folder.parents):
        own, shared = place / "factcheck.toml", place / "pyproject.toml"
        for found in (own, shared):
            if found.is_file() and (found is own or "factcheck" in _text(found)):
                table = _own_table(found)
                if table is not None:
                    return _read(found, table)
        if (place / ".git").exists():
            break
    return Config()


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as problem:
        raise ConfigError(f"the current folder cannot be read ({problem.strerror}); change to one that exists") from problem


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise ConfigError(f"{path}: cannot be read ({problem.strerror}); check the path") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{path}: is not UTF-8; save it as UTF-8") from problem


def _own_table(path: Path) -> Any:
    """What the file sets; None for a pyproject.toml that has no settings of this program."""
    import tomllib

    try:
        table: Any = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(f"{path}: is not valid TOML: {problem}") from problem
    if path.name == "pyproject.toml":
        for key in ("tool", "factcheck"):
            table = table.get(key) if isinstance(table, dict) else None
    return table


def _read(path: Path, table: Mapping[str, Any]) -> Config:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.factcheck: must be a table; write [tool.factcheck] and the settings below it")
    settings = {key: value for key, value in table.items() if key != "email"}  # a table that only the e-mail reads
    return Config(**_values(path, "", settings, KEYS), path=path, given=tuple(settings))


def _values(path: Path, place: str, table: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """The values of a table by the names of their fields. `place`: what stands before the keys in a message."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key not in keys:
            raise ConfigError(f"{path}: {place}{key}: unknown key{hint(key, keys)}; use {', '.join(keys)}")
        found[key.replace("-", "_")] = _value(path, f"{place}{key}", key, value)
    return found


def _value(path: Path, name: str, key: str, value: Any) -> Any:
    if key == "edition":
        if not isinstance(value, bool):
            raise ConfigError(f"{path}: {name}: must be true or false")
        return value
    if key in _TABLES:
        return tuple(_tables(path, key, value))
    if key == "severity":
        return _severities(path, name, value)
    if key in _BY_LANGUAGE:
        return _words(path, name, value)
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise ConfigError(f'{path}: {name}: must be a list of texts, such as {key} = ["…"]')
        return tuple(path.parent / item for item in value) if key == "rules" else tuple(value)
    if not isinstance(value, str):
        raise ConfigError(f'{path}: {name}: must be a text, such as {key} = "…"')
    if key == "fingerprint" and (len(value) != 16 or set(value) - set("0123456789abcdef")):
        raise ConfigError(f"{path}: {name}: is no fingerprint; copy one from the JSON report, sixteen digits of 0-9 and a-f")
    if key in _PATHS:
        return path.parent / value if value else None
    return Config(path=path).known(name, value, _CHOICES[key]) if key in _CHOICES else value


def _tables(path: Path, key: str, value: Any) -> Iterator[Any]:
    """The tables [[key]]. Raises ConfigError for one that would fit nothing or everything."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ConfigError(f"{path}: {key}: must be tables; write [[{key}]] and the settings below it")
    for number, item in enumerate(value, 1):
        place = f"{key}[{number}]."
        made = _values(path, place, item, _keys(_TABLES[key]))
        for needed in _NEEDED[key]:
            if not any(made.get(name) for name in needed.split()):
                raise ConfigError(f"{path}: {place.removesuffix('.')}: needs {' or '.join(needed.split())}; add it")
        if key == "wording" and made["lang"] not in _LANGUAGES:
            raise ConfigError(f"{path}: {place}lang: a wording is of one language; use {' or '.join(_LANGUAGES)}")
        yield _TABLES[key](**made)


def _words(path: Path, name: str, value: Any) -> Mapping[str, tuple[str, ...]]:
    """Words by language, in a form that can be looked up."""
    if not isinstance(value, dict) or not value or set(value) - set(_LANGUAGES):
        raise ConfigError(f'{path}: {name}: must be words by language, such as {{ en = ["…"], zh = ["…"] }}')
    for lang, words in value.items():
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word.strip() for word in words):
            raise ConfigError(f'{path}: {name}.{lang}: must be a list of texts, such as {lang} = ["…"]')
    return {lang: tuple(words) for lang, words in value.items()}


def _severities(path: Path, name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ConfigError(f'{path}: {name}: must be a table; write [severity] and lines such as doubled-word = "info" below it')
    for rule, severity in value.items():
        if severity not in _SEVERITIES:
            raise ConfigError(f"{path}: {name}.{rule}: unknown value {severity!r}{hint(str(severity), _SEVERITIES)}; use {', '.join(_SEVERITIES)}")
    return dict(value)


def hint(word: str, choices: Collection[str]) -> str:
    """What a word that is none of the choices may have been meant to be, in parentheses; or nothing."""
    from difflib import get_close_matches  # needed for mistakes only

    close = get_close_matches(word, list(choices), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
