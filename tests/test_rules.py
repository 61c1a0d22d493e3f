"""Every example of every rule, with all rules on, and every wording of the language packs."""

import pytest

from factcheck import rulebook
from factcheck.languages import LANGUAGES, data, figures
from factcheck.proof import findings, problem
from factcheck.readers import read_text
from factcheck.relate.sentences.expressions import moves
from factcheck.relate.sentences.mask import mask
from factcheck.relate.sentences.wordings import matches, relation
from factcheck.segment import articles

RULES = rulebook.load(whole=True)
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


@pytest.mark.parametrize("rule,example", EXAMPLES, ids=[f"{rule.id}-{example.lang}-{example.note}" for rule, example in EXAMPLES])
def test_example(rule, example):
    assert problem(rule, example, findings(example, RULES)) == ""


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_rule_is_proved_in_both_languages(rule):
    for lang in LANGUAGES:
        notes = [example.note for example in rule.examples if example.lang == lang]
        assert notes.count("right") >= 1 and notes.count("excused") >= 1
        assert "wrong" in notes or "noted" in notes
        assert rule.title[lang] and rule.message[lang] and rule.explain[lang]


def test_there_are_twenty_rules_and_more():
    assert len(RULES) >= 20


WORDINGS = [(lang, entry) for lang in LANGUAGES for entry in data(lang, "wordings")["wording"]]


@pytest.mark.parametrize("lang,entry", WORDINGS, ids=[f"{lang}: {entry['example']}" for lang, entry in WORDINGS])
def test_wording_reads_its_example(lang, entry):
    (article,) = articles(read_text(entry["example"], lang=lang))
    text = article.blocks[0].text
    found = [match for match in matches(mask(text, figures(lang)(text, 0, 0), None, moves(lang)), lang) if match.wording.relation == entry["relation"]]
    assert any(match.wording.pattern == entry["pattern"] for match in found)
    if entry["relation"] not in ("named", "remainder"):
        assert any(relation(match) is not None for match in found)
