"""The cues of a language pack for one kind of relation, compiled when first used."""

from __future__ import annotations

import re
from functools import cache

from factcheck.kept import compiled
from factcheck.languages import data


class Cues:
    """The patterns of one section of cues.toml, by name as attributes."""

    def __init__(self, lang: str, section: str) -> None:
        self.table = data(lang, "cues")[section]
        self.spaced = lang != "zh"
        """Whether the language parts its words by spaces."""

    def __getattr__(self, name: str) -> re.Pattern[str]:
        if name not in self.table:
            raise AttributeError(name)
        found = compiled(self.table[name], re.IGNORECASE if self.spaced else re.NOFLAG)
        self.__dict__[name] = found
        return found


@cache
def cues(lang: str, section: str) -> Cues:
    """One section of the cues of a language."""
    return Cues(lang, section)
