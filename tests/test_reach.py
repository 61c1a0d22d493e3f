"""Wordings that are tried on single sentences find what they find in whole paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.quantities import quantities
from factcheck.readers import read_text
from factcheck.relate.context.vocabulary import vocabulary
from factcheck.relate.sentences.expressions import expanded, moves
from factcheck.relate.sentences.mask import CHARACTER, mask
from factcheck.relate.sentences.phrasebook import wordings
from factcheck.relate.sentences.reach import order_of, sentences, stays_within
from factcheck.relate.sentences.wordings import matches
from factcheck.segment import articles

CORPUS = Path(__file__).parent / "corpus"
WITHIN = {
    "en": [
        "{part:level} of {whole:level}",
        "rose{gap} to {new:level}",
        "(?:^|[.;] ?)[^.;]{0,9}{whole:level}(?! in)",
        "{old:level}(?=[.,]|$)",
        "i\\.e\\.(?! [A-Z]) {old:level}",
    ],
    "zh": [
        "{part:level}，{gap}{whole:level}",
        "(?:^|[。；])[^。]{0,9}{whole:level}",
        "{new:level}(?=[，。]|$)",
        "{part:level}[^。；，]{1,4}{whole:level}",
    ],
}
REACHING = {
    "en": [
        "{part:level}\\. (?:Of|That)",
        "{part:level}[.;] {whole:level}",
        "{part:level}[^;]{0,9}{whole:level}",
        "{part:level}.{0,9}{whole:level}",
        "{part:level}\\W+{whole:level}",
    ],
    "zh": [
        "{part:level}。其中",
        "{part:level}[，。]{whole:level}",
        "{part:level}[^；]{0,9}{whole:level}",
        "{part:level}(?:的|。)+{whole:level}",
    ],
}


def _masked(text, lang):
    (article,) = articles(read_text(text, lang=lang))
    table, figures = data(lang, "wordings"), quantities(article)
    for number, block in enumerate(article.blocks):
        inside = [figure for figure in figures if figure.block == number]
        yield mask(block.text, inside, compiled(table["aside"]["pattern"]), moves(lang), not vocabulary(lang).spaced)


def _is_triggered(wording, masked, found, lang):
    """Whether one of its triggers stands in the sentence of a match, or in the block if it reaches over sentences."""
    start, end = next(span for span in sentences(masked, lang) if span[1] >= found.end()) if wording.is_within else (0, len(masked.plain))
    return any(all(piece in masked.plain[start:end] for piece in trigger) for trigger in wording.triggers or [()])


@pytest.mark.parametrize("lang", ("zh", "en"))
def test_whether_a_wording_stays_within_a_sentence(lang):
    assert [pattern for pattern in WITHIN[lang] if not stays_within(expanded(pattern, lang), lang)] == []
    assert [pattern for pattern in REACHING[lang] if stays_within(expanded(pattern, lang), lang)] == []


@pytest.mark.parametrize("lang", ("zh", "en"))
def test_most_wordings_stay_within_a_sentence(lang):
    assert sum(wording.is_within for wording in wordings(lang)) > 0.7 * len(wordings(lang))


@pytest.mark.parametrize("lang", ("zh", "en"))
def test_sentences_find_what_paragraphs_find(lang):
    texts = (CORPUS / f"clean.{lang}.txt").read_text(encoding="utf-8").split("\n\n")
    differing = []
    for masked in (masked for text in texts if text.strip() for masked in _masked(text, lang)):
        found = sorted((match.wording.pattern, match.start, match.end) for match in matches(masked, lang))
        anywhere = ((wording, one) for wording in wordings(lang) for one in wording.expression().finditer(masked.text))
        whole = sorted((wording.pattern, *one.span()) for wording, one in anywhere if _is_triggered(wording, masked, one, lang))
        if found != whole:
            differing.append((masked.plain, set(whole) ^ set(found)))
    assert differing == []


def test_an_initial_ends_no_sentence():
    (masked,) = _masked(
        "Mr J. P. Hale of the U.S. Treasury saw 40 of them. None saw Dr. Moss at 12 Elm St. She met 12. Of these 3 left", "en"
    )
    assert [masked.plain[start:end].count(".") for start, end in sentences(masked, "en")] == [5, 4, 1]


ORDERS = {
    "{part:level} of {whole:level}": ("number money", "count percent"),
    "{share:percent}{gap}{whole:count}": ("percent number", "number percent"),
    "{old:level}(?: [{F}])? {new:level}": ("number percent count", "number percent percent count"),
    "{parts:level*} in all{gap}{total:level}": ("count count count", "count count"),
    "(?P<a>[{P}]) or (?P=a)": ("percent percent", "count"),
    "{part:count}(?! of {whole:count})[^;]{0,9}{other:count}": ("count count", "count"),
}
"""Patterns, with figures in an order that they take, and in one that they do not take."""


@pytest.mark.parametrize("lang", ("zh", "en"))
@pytest.mark.parametrize("pattern", ORDERS)
def test_the_order_of_figures(lang, pattern):
    fitting, other = ("".join(CHARACTER[kind] for kind in kinds.split()) for kinds in ORDERS[pattern])
    order = compiled(order_of(expanded(pattern, lang)))
    assert order.search(fitting) and not order.search(other)
