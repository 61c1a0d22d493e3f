"""Patterns with code of their own match what `re` matches."""

import re
import string
from importlib import import_module
from pathlib import Path

import pytest

from factcheck import kept, tuning
from factcheck.languages import LANGUAGES
from factcheck.relate.context.vocabulary import vocabulary
from factcheck.relate.sentences.phrasebook import wordings

EXAMPLES = Path(__file__).parent.parent / "examples"
parser, compiler = (import_module(f"re._{name}") for name in ("parser", "compiler"))
pytestmark = pytest.mark.skipif(compiler.MAGIC not in tuning.KNOWN, reason="an interpreter whose patterns are left to `re`")


def tuned(source, flags=0):
    parsed = parser.parse(source, flags)
    names = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code = tuning.code(parsed, int(flags))
    return import_module("_sre").compile(source, int(flags | parsed.state.flags), code, parsed.state.groups - 1, dict(parsed.state.groupdict), tuple(names))


def found(pattern, text):
    return [(match.regs, match.lastgroup) for match in pattern.finditer(text)]


SOURCES = [
    (r"\b(?:rose|rises?|rising|fell|falls?|up|upper)\b", re.IGNORECASE),
    (r"\b(?:up|upper|u|)x?", 0),
    (r"(?:(?P<more>over|more)|(?P<less>below|less|le))+?s?\b", re.IGNORECASE),
    (r"(?:ab|[ac]d|ac|ax?y|a)(?<!ac)", re.IGNORECASE),
    (r"[^a-k\d]+|[-a-fé]x", 0),
    (r"[^a-k\d]+", re.IGNORECASE),
    (r"(?-i:May|Mar)[a-z]*|mar", re.IGNORECASE),
    (r"(?i:ten) (?:Percent|percent)", 0),
    (r"(?<!\w)(?=[rf])\w+?(?!\w)", re.IGNORECASE),
    (r"(?:a|b)?(?:增至|增长到|增|上[升涨]至|上)", 0),
    (r"^(?:the |an? )*\S+$", re.IGNORECASE | re.MULTILINE),
    (r"(?>a|ab)c|(?:x*+y|xz)", re.IGNORECASE),
    (r"(a)|b(?(1)c|d)", 0),
    (r"", 0),
]
TEXTS = [
    "Prices ROSE, rises rising fell; up upper UPPER upx", "More or less than below overs LESSLESS", "abacadaxyayAcABxy aé",
    "May march Mar MAR may\nTen percent ten Percent TEN percent", "the an a word\nrefrain from frills", "增至5增长到6上升至7上8b增", "acABcxxyxz bd abc",
]  # fmt: skip


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_the_same_is_found(source, flags):
    own, usual = tuned(source, flags), re.compile(source, flags)
    for text in TEXTS:
        assert found(own, text) == found(usual, text)
        assert [bool(own.match(text, place)) for place in range(len(text))] == [bool(usual.match(text, place)) for place in range(len(text))]
        assert own.sub("_", text) == usual.sub("_", text)


@pytest.mark.parametrize("source", [*string.ascii_letters, "[a-z]", "[^a-z]", "[A-F]", "[^K]"])
def test_case_is_that_of_the_library(source):
    everything = "".join(map(chr, range(0x3000)))
    assert tuned(source, re.IGNORECASE).findall(everything) == re.findall(source, everything, re.IGNORECASE)


@pytest.mark.parametrize(("source", "flags"), [(r"(\w)\1", re.IGNORECASE), (r"[à-ÿ]", re.IGNORECASE), ("é", re.IGNORECASE), (r"\w", re.ASCII), (r"(?a:\w)", 0)])
def test_what_is_not_known_is_left_to_the_library(source, flags):
    with pytest.raises(tuning.ODD):
        tuned(source, flags)
    own = kept.compiled(source, flags)
    assert own.findall("Éé aA öö") == re.findall(source, "Éé aA öö", flags)


def test_all_patterns_of_the_languages_find_the_same_in_the_examples():
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.iterdir()) if path.suffix in (".md", ".txt")]
    for lang in LANGUAGES:
        vocabulary(lang)
        for wording in wordings(lang):
            wording.expression()
    assert len(texts) > 4
    assert len(kept._PATTERNS.known) > 200
    for source, flags in list(kept._PATTERNS.known):
        usual, own = re.compile(source, flags), kept.compiled(source, flags)
        for text in texts:
            assert found(own, text) == found(usual, text), source
