"""Several contradictions that one repair settles are one finding, with the figures and sums of all."""

import pytest

import factcheck


def shown(text, lang, title=""):
    return [finding for finding in factcheck.check(text, title=title, lang=lang).findings if finding.severity != "info"]


def test_one_slip_in_one_sentence_is_one_finding():
    (finding,) = shown("Revenue rose 25% to $58 million from $40 million, an increase of $10 million.", "en")
    assert {span.text for span in finding.spans} == {"25%", "$58 million", "$40 million", "$10 million"}
    assert finding.suggestions[0].text == "$50 million"
    assert "$40 million − 1" in finding.working and "$58 million − $40 million" in finding.working


@pytest.mark.parametrize(
    "lang,title,text,repair",
    [
        ("en", "Revenue of the ferry line climbs to $50 million", "Revenue of the ferry line rose 25% to $58 million from $40 million.", "$50 million"),
        ("zh", "轮渡公司营业收入增至50亿元", "轮渡公司营业收入由40亿元增至58亿元，增长25%。", "50亿元"),
    ],
)
def test_heading_and_sums_that_one_figure_breaks_are_one_finding(lang, title, text, repair):
    (finding,) = shown(text, lang, title)
    assert {span.field for span in finding.spans} == {"title", "text"} and len(finding.spans) == 4
    assert finding.suggestions[0].text == repair
    assert finding.severity == "error"


@pytest.mark.parametrize(
    "lang,text",
    [
        ("en", "Revenue rose 25% to $58 million from $40 million. The firm has 700 staff: 300 men and 200 women."),
        ("zh", "营业收入由40亿元增至58亿元，增长25%。公司共有职工700人，其中男职工300人、女职工200人。"),
    ],
)
def test_two_slips_are_two_findings(lang, text):
    assert len(shown(text, lang)) == 2
