"""Settings of a newsroom: factcheck.toml, or [tool.factcheck] in pyproject.toml, in this folder or one above."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

_CHOICES = {
    "lang": ("auto", "zh", "en"),
    "messages": ("zh", "en"),
    "fail-on": ("error", "warning", "info", "never"),
}


class ConfigError(ValueError):
    """Settings that cannot be used; its text is one line that names the file, the key and what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file sets; what it leaves out is empty."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    """Folders with rules of the newsroom."""
    exclude: tuple[str, ...] = ()
    """Patterns of files that are passed over in folders."""
    lang: str = ""
    messages: str = ""
    fail_on: str = ""
    format: str = ""
    edition: bool = False
    path: Path | None = None
    """The file that the settings come from."""


_KEYS = tuple(item.name.replace("_", "-") for item in fields(Config) if item.name != "path")


def load(path: Path | None = None, start: Path | None = None) -> Config:
    """The settings in `path`, or in the nearest file from `start` (the current folder) upwards. Raises ConfigError."""
    if path is not None:
        return _read(path, _table(path))
    folder = (start or Path.cwd()).resolve()
    for place in (folder, *folder.parents):
        own, shared = place / "factcheck.toml", place / "pyproject.toml"
        if own.is_file():
            return _read(own, _table(own))
        if shared.is_file() and "[tool.factcheck]" in _text(shared):
            return _read(shared, _table(shared))
        if (place / ".git").exists():
            break
    return Config()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise ConfigError(f"{path}: cannot be read ({problem.strerror}); check the path") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{path}: is not UTF-8; save it as UTF-8") from problem


def _table(path: Path) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(f"{path}: is not valid TOML: {problem}") from problem
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("factcheck", {})
    return table


def _read(path: Path, table: Mapping[str, Any]) -> Config:
    found: dict[str, Any] = {"path": path}
    for key, value in table.items():
        if key not in _KEYS:
            from difflib import get_close_matches

            close = get_close_matches(key, _KEYS, n=1)
            hint = f" (did you mean {close[0]!r}?)" if close else ""
            raise ConfigError(f"{path}: {key}: unknown key{hint}; use {', '.join(_KEYS)}")
        found[key.replace("-", "_")] = _value(path, key, value)
    return Config(**found)


def _value(path: Path, key: str, value: Any) -> Any:
    if key == "edition":
        if not isinstance(value, bool):
            raise ConfigError(f"{path}: {key}: must be true or false")
        return value
    if key in ("select", "ignore", "rules", "exclude"):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{path}: {key}: must be a list of texts")
        return tuple(path.parent / item for item in value) if key == "rules" else tuple(value)
    if not isinstance(value, str):
        raise ConfigError(f"{path}: {key}: must be a text")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ConfigError(f"{path}: {key}: unknown value {value!r}; use {', '.join(_CHOICES[key])}")
    return value
