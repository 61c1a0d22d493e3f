"""Language packs: all that is particular to Chinese or to English.

A pack is a folder with one short .toml file a subject (layout, interface,
figures, wordings, labels) and the little code that its grammar needs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from factcheck.model import Quantity

LANGUAGES = ("zh", "en")


@cache
def data(lang: str, subject: str) -> dict[str, Any]:
    """The table `subject` (file name without .toml) of the language pack `lang`."""
    path = Path(__file__).parent / lang / f"{subject}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def figures(lang: str) -> Callable[[str, int, int], list[Quantity]]:
    """The reader of figures of `lang`: (text, block, article) -> figures in order."""
    module = import_module(f"factcheck.languages.{lang}.figures")
    reader: Callable[[str, int, int], list[Quantity]] = module.figures
    return reader
