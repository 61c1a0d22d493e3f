"""Copy whose figures agree, of every kind that a desk sees: nothing may be reported."""

from __future__ import annotations

from pathlib import Path

import pytest

import factcheck

CORPUS = Path(__file__).parent / "corpus"
TEXTS = [
    pytest.param(lang, text, id=f"{lang}: {text[:30]}")
    for lang in ("zh", "en")
    for text in (CORPUS / f"clean.{lang}.txt").read_text(encoding="utf-8").strip().split("\n\n")
]


def _parted(text):
    """The text and its headline, which a line with # gives."""
    title, _, rest = text.partition("\n")
    return (rest, title.removeprefix("# ")) if title.startswith("# ") else (text, "")


@pytest.mark.parametrize("lang,text", TEXTS)
def test_nothing_is_reported(lang, text):
    assert [f"{finding.rule}: {finding.message}" for finding in factcheck.check(*_parted(text), lang).findings if finding.severity != "info"] == []
