"""Language packs: all that is particular to Chinese or to English.

A pack is a folder with one short .toml file a subject (layout, interface,
figures, wordings, labels) and the little code that its grammar needs.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from factcheck.model import Quantity

LANGUAGES = ("zh", "en")


@cache
def data(lang: str, subject: str) -> dict[str, Any]:
    """The table `subject` (file name without .toml) of the language pack `lang`."""
    return table(Path(__file__).parent / lang / f"{subject}.toml")


def table(path: Path) -> dict[str, Any]:
    """What a .toml file of the program says. Raises OSError.

    Parsing takes longer than all else at start, so the result is kept beside
    the bytecode of the modules, under the same conditions as that: while the
    file stays as it is, and only where Python may write.
    """
    state = path.stat()
    stamp = [state.st_mtime_ns, state.st_size]
    folder = path.parent / "__pycache__" if sys.pycache_prefix is None else Path(sys.pycache_prefix, *path.parent.parts[1:])
    kept = folder / f"{path.name}.{sys.implementation.cache_tag}"
    try:
        known, found = marshal.loads(kept.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        known, found = None, None  # not there yet, or spoilt
    if known == stamp and isinstance(found, dict):
        return found
    import tomllib

    parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    if not sys.dont_write_bytecode:
        _keep(kept, marshal.dumps((stamp, parsed)))
    return parsed


def _keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; without it, the next run takes a little longer."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):  # a folder that may not be written
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)


class Reader(Protocol):
    """The reader of figures of a language."""

    def __call__(self, text: str, block: int, article: int, *, ends: bool = False) -> list[Quantity]:
        """The figures in order; `ends`, each range, score, date or time followed by the numbers that it is made of."""


def figures(lang: str) -> Reader:
    """The reader of figures of `lang`."""
    reader: Reader = import_module(f"factcheck.languages.{lang}.figures").figures
    return reader
