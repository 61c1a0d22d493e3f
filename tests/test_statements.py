"""One figure of a sentence, right and mistyped: 【25→65】 stands for both. The right one is silent, the wrong one is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import factcheck

CORPUS = Path(__file__).parent / "corpus"
STATEMENTS = [
    pytest.param(lang, line, id=f"{lang}: {line}")
    for lang in ("zh", "en")
    for line in (CORPUS / f"statements.{lang}.txt").read_text(encoding="utf-8").splitlines()
]


def _reported(text, lang):
    return [finding for finding in factcheck.check(text, lang=lang).findings if finding.severity != "info"]


@pytest.mark.parametrize("lang,line", STATEMENTS)
def test_the_mistyped_figure_is_found(lang, line):
    before, right, wrong, behind = re.fullmatch("(.*)【(.*)→(.*)】(.*)", line).groups()
    assert _reported(before + right + behind, lang) == []
    found = _reported(before + wrong + behind, lang)
    place = range(len(before), len(before) + len(wrong))
    assert any(span.start <= place[-1] and span.end >= place[0] for finding in found for span in finding.spans)
