"""doubled-word: a word, or a character that never doubles, stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from factcheck.checks.flow import Flow, flows
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Observation, Quantity


@cache
def _settings(lang: str) -> dict[str, Any]:
    settings: dict[str, Any] = dict(data(lang, "checks")["doubling"])
    settings["form"] = compiled(settings["form"])
    settings["excused"] = frozenset(settings["excused"])
    settings["contexts"] = [compiled(pattern) for pattern in settings["contexts"]]
    return settings


def doubled_words(
    articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]
) -> Iterator[Observation]:
    """One observation for each doubled word or character; marks both copies as "word"."""
    for flow in flows(articles, without=("row",)):
        settings = _settings(flow.lang)
        for match in settings["form"].finditer(flow.text):
            word = match["word"]
            if word.lower() in settings["excused"] or _is_meant(flow, match, settings):
                continue
            yield Observation(
                "inconsistent",
                (flow.mark("word", match.start("word"), match.end("again")),),
                {"word": word},
                ((word, "single"),),
            )


def _is_meant(flow: Flow, match: re.Match[str], settings: dict[str, Any]) -> bool:
    """Whether a name, or the words around it, call for the doubling."""
    again = match["again"]
    if again[0].isupper():  # a name, or text all in capitals
        return True
    start, end = match.start("word"), match.end("again")
    window = f"{flow.text[max(0, start - 2) : start]}<{flow.text[start:end]}>{flow.text[end : end + 2]}"
    return any(pattern.search(window) for pattern in settings["contexts"])
