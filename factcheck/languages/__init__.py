"""Language packs: all that is particular to Chinese or to English.

A pack is a folder with one short .toml file a subject (layout, interface,
figures, wordings, labels) and the little code that its grammar needs.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from factcheck import house
from factcheck.kept import table
from factcheck.model import Quantity

LANGUAGES = ("zh", "en")


@house.remembered
def data(lang: str, subject: str) -> dict[str, Any]:
    """The table `subject` (file name without .toml) of the language pack `lang`, with the words of the newsroom."""
    return house.current().added(lang, subject, table(Path(__file__).parent / lang / f"{subject}.toml"))


class Reader(Protocol):
    """The reader of figures of a language."""

    def __call__(self, text: str, block: int, article: int, *, ends: bool = False) -> list[Quantity]:
        """The figures in order; `ends`, each range, score, date or time followed by the numbers that it is made of."""


def figures(lang: str) -> Reader:
    """The reader of figures of `lang`."""
    reader: Reader = import_module(f"factcheck.languages.{lang}.figures").figures
    return reader
