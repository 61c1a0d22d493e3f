"""What is suggested in place of a slip: figures with the same hedge, swapped digits, the number of a list."""

import pytest

import factcheck


def suggested(text, lang, rule):
    report = factcheck.check(text, lang=lang)
    (finding,) = [finding for finding in report.findings if finding.rule == rule]
    return [suggestion.text for suggestion in finding.suggestions[:3]]


@pytest.mark.parametrize(
    "lang,rule,text,meant",
    [
        ("en", "direction-contradicts-levels", "Orders fell to 8.71 billion dlrs from 8.24 billion dlrs.", "8.17 billion dlrs"),
        ("zh", "direction-contradicts-levels", "订单由8.24亿元下降到8.71亿元。", "8.17亿元"),
        ("en", "impossible-date", "Applications close on April 31, the office said.", "April 13"),
        ("zh", "impossible-date", "客运数据更新到2022年21月，由统计局公布。", "2022年12月"),
    ],
)
def test_true_value_is_among_the_first_three(lang, rule, text, meant):
    assert meant in suggested(text, lang, rule)


def test_figures_with_one_hedge_are_offered_for_each_other():
    text = (
        "The council will spend about $48.2 million on the new ring road, the mayor said.\n\n"
        "Work starts in spring. Most residents asked for it, and the bus company wants more stops.\n\n"
        "The opposition says that the ring road, at about $42.8 million, is too dear for a new road."
    )
    found = suggested(text, "en", "same-label-two-values")
    assert any("48.2" in offer for offer in found) and any("42.8" in offer for offer in found)


def test_no_day_is_offered_where_swapping_gives_none():
    assert suggested("Applications close on February 30, the office said.", "en", "impossible-date") == []
