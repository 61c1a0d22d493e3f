"""What a run is set to, and where each value comes from: an option, the environment, a file or the default."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

from factcheck.choice import Choice, several
from factcheck.config import KEYS, Config
from factcheck.report import usual

OPTIONS = {
    "select": "select", "ignore": "ignore", "rules": "folders", "lang": "lang", "messages": "messages", "fail-on": "fail_on",
    "format": "style", "edition": "edition", "baseline": "baseline",
}  # fmt: skip
"""The settings that an option goes before, with its name in the program."""
_DEFAULTS: Mapping[str, Any] = {"lang": "auto", "fail-on": "warning"}
_JOINED = ("ignore", "rules")
"""Settings that an option adds to."""


def lines(config: Config, options: Mapping[str, Any], source: Callable[[str], str], choice: Choice) -> Iterator[str]:
    """The settings as lines of TOML, each with its source behind it; at the end what holds for the files that are named.

    source: where the value of an option comes from, such as --lang or FACTCHECK_LANG; empty if it was not given.
    """
    yield f"# settings: {config.path or 'no factcheck.toml or pyproject.toml in this folder or above it, up to the repository'}"
    rows = [(f"{key} = {_written(value)}", origin) for key, value, origin in _rows(config, options, source)]
    width = min(max(len(text) for text, _ in rows), 60)
    for text, origin in rows:
        yield f"{text:{width}}  # {origin}"
    for path in options["paths"]:
        if os.path.isfile(path):
            rules = choice.rules_for(path)
            tables = ", ".join(f"files[{number + 1}]" for number in choice.fitting(path))
            excluded = ", excluded where its folder is checked" if config.passes_over(path) else ""
            yield f"# {path}: {len(rules)} of {len(choice.everything)} rules, lang {choice.lang_for(path)}{f', {tables}' if tables else ''}{excluded}"


def _rows(config: Config, options: Mapping[str, Any], source: Callable[[str], str]) -> Iterator[tuple[str, Any, str]]:
    defaults = {**_DEFAULTS, "format": usual()}
    for key in KEYS:
        value = getattr(config, key.replace("-", "_")) or defaults.get(key, getattr(config, key.replace("-", "_")))
        origin = str(config.path) if key in config.given else "default"
        option = source(OPTIONS[key]) if key in OPTIONS else ""
        if key == "ignore" and options["select"]:
            origin, value = "default", ()
        if option:
            given = options[OPTIONS[key]]
            given = several(given) if key in ("select", "ignore") else given
            is_added = key in _JOINED and bool(value)
            value, origin = (tuple(dict.fromkeys((*value, *given))), f"{origin}, {option}") if is_added else (given, option)
        yield key, value, origin


def _written(value: Any) -> str:
    """A value as TOML has it; nothing is the empty text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_dataclass(value) and not isinstance(value, type):
        return _written({key: item for key, item in asdict(value).items() if item})
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_written(item)}" for key, item in value.items()) + " }" if value else "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(str(value) if isinstance(value, Path) else value or "", ensure_ascii=False)
