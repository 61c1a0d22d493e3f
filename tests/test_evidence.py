"""How much speaks for two figures telling one fact."""

import time

import pytest

from factcheck import engine, rulebook
from factcheck.quantities import quantities
from factcheck.readers import read_text
from factcheck.relate.context.evidence import Surroundings, rareness, roundness
from factcheck.relate.context.vocabulary import vocabulary
from factcheck.segment import articles


def read(text, lang):
    (article,) = articles(read_text(text, lang=lang))
    figures = quantities(article)
    return Surroundings(article, figures, vocabulary(lang)), figures


def rules_found(text, lang):
    (report,) = engine.check(articles(read_text(text, lang=lang)), rulebook.load())
    return [finding.rule for finding in report.findings]


def pair(first, second):
    _, figures = read(f"It was {first} here. It was {second} there.", "en")
    return figures


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        (("1,234", "1,239,"), ("124", "129")),  # more digits
        (("1,234", "1,324"), ("1,234", "7,234")),  # two swapped
        (("123.4", "12.34"), ("123.4", "173.4")),  # a moved point
        (("1,234", "7,234"), ("7,234", "7,244")),  # values that are far apart
    ],
)
def test_what_is_rarer_by_chance(surer, less):
    assert rareness(*pair(*surer)) > rareness(*pair(*less))


@pytest.mark.parametrize(("first", "second"), [("1,234", "5,678"), ("1,234", "1,234"), ("12", "4,500")])
def test_no_slip(first, second):
    assert rareness(*pair(first, second)) is None


def test_figures_in_words_have_digits():
    assert rareness(*pair("five", "6")) == 0.0


def test_slip_of_a_figure_that_is_told_rounded():
    assert roundness(*pair("85.9%", "67%")) is None
    assert roundness(*pair("76.6%", "67%")) is not None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The bridge across the Willow cost $4.2 million. Cars use it. The bus costs $2 a ride, and $3 at night."),
        ("zh", "柳河大桥造价420万元。车辆可以通行。公交车票价2元，夜间3元。"),
    ],
)
def test_words_near_a_figure_count_more(lang, text):
    around, figures = read(text, lang)
    near = around.around(figures[0])
    assert max(near.values()) == 1.5
    assert around.shared(figures[1], figures[2]) > around.shared(figures[0], figures[1])


@pytest.mark.parametrize(
    ("lang", "text", "alike"),
    [
        ("en", "The north plant employs 312 people. The south plant employs 321 people.", True),
        ("en", "The north plant employs 312 people. At the north plant 321 people are employed.", False),
        ("zh", "柳河区新增就业312人。岚江区新增就业321人。", True),
        ("zh", "柳河区新增就业312人。柳河区今年新增就业321人。", False),
    ],
)
def test_sentences_that_run_alike(lang, text, alike):
    around, figures = read(text, lang)
    first, second = (figure for figure in figures if figure.kind == "count")
    assert around.runs_alike(first, second) is alike


@pytest.mark.parametrize(
    ("lang", "text", "other"),
    [
        ("en", "On Monday 312 people came. On Tuesday 321 people came.", True),
        ("en", "On Monday 312 people came. On Monday 321 people were there.", False),
        ("en", "The fair had 312 stands. Another fair had 321 stands.", True),
        ("zh", "6月12日水位为32.4米。6月13日水位为34.2米。", True),
        ("zh", "今年报名312人。去年报名321人。", True),
    ],
)
def test_sentences_of_another_time_or_thing(lang, text, other):
    around, figures = read(text, lang)
    first, second = (figure for figure in figures if figure.kind in ("count", "measure"))
    assert around.is_other(first, second) is other


def test_a_figure_confirmed_elsewhere_is_no_partner():
    text = "The ring road will cost $48.2 million, the mayor said.\n\nWork starts in spring.\n\nThe opposition finds the ring road of $42.8 million too dear."
    assert rules_found(text, lang="en") == ["same-label-two-values"]
    twice = text + "\n\nTo build $48.2 million into the budget is hard, and $42.8 million would be too."
    assert rules_found(twice, lang="en") == []


def test_time_is_linear():
    sentence = "The council paid ${} million for road {} and {} people in district {} asked why. "

    def cost(count):
        text = "\n\n".join(sentence.format(100 + number * 7 % 900, number, 1000 + number * 37 % 9000, number) for number in range(count))
        start = time.process_time()
        rules_found(text, lang="en")
        return time.process_time() - start

    cost(10)
    assert cost(400) < 8 * cost(100)
