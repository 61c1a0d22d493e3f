"""A corpus of sentences whose figures tie each other: silent as they stand, and a slip in any marked figure is found."""

import re
import tomllib
from pathlib import Path

import pytest

from factcheck import engine, rulebook
from factcheck.languages import LANGUAGES
from factcheck.readers import read_text
from factcheck.segment import articles

CORPUS = Path(__file__).parent / "corpus"
RULES = rulebook.load(whole=True)
MARKED = re.compile(r"\{([^{}]+)\}")


def sentences():
    found = []
    for lang in LANGUAGES:
        path = CORPUS / f"relations.{lang}.toml"
        table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        found += [pytest.param(lang, text, id=f"{lang}: {text}") for entry in table.values() for text in entry["texts"]]
    return found


def slipped(figure):
    """The figure with another first digit."""
    return re.sub(r"\d", lambda digit: str(int(digit.group()) + (3 if int(digit.group()) < 7 else -4)), figure, count=1)


def marks(lang, text):
    """Where the findings on a text stand."""
    found = engine.check(articles(read_text(text, lang=lang)), RULES)
    return [[(span.start, span.text) for span in finding.spans] for report in found for finding in report.findings if finding.severity != "info"]


@pytest.mark.parametrize("lang,text", sentences())
def test_a_slip_in_any_figure_is_found(lang, text):
    pieces = MARKED.split(text)
    assert marks(lang, "".join(pieces)) == []
    for place in range(1, len(pieces), 2):
        if not any(map(str.isdigit, pieces[place])):
            continue
        broken = [*pieces[:place], slipped(pieces[place]), *pieces[place + 1 :]]
        start = len("".join(pieces[:place]))
        end = start + len(broken[place])
        found = marks(lang, "".join(broken))
        assert any(start <= at < end or at <= start < at + len(span) for finding in found for at, span in finding), "".join(broken)
