"""A page as it was printed, faults included, read by OCR; it lies beside the repository, not in it."""

import pytest
from runs import ROOT, findings, has, held, reports

PAGE = ROOT.parent / "shared" / "page" / "hunan-daily.md"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the page is not beside this repository")


def _found(rule):
    return [finding for finding in findings(PAGE) if finding.rule == rule]


def test_share_of_the_wrong_whole():
    (finding,) = _found("share-contradicts-total")
    assert finding.severity == "error"
    assert {"63亿元", "5616.6亿元", "1.7%"} <= {span.text for span in finding.spans}
    assert "1.12%" in finding.working
    first = finding.suggestions[0]
    assert "出口" in first.text and "进出口" not in first.text
    assert "3681.2亿元" in first.note


def test_one_figure_under_two_labels():
    (finding,) = _found("one-figure-two-labels")
    assert finding.severity == "warning"
    assert [span.text for span in finding.spans if span.text == "2936.8亿元"] == ["2936.8亿元"] * 2
    assert len({span.article for span in finding.spans}) == 2


def test_passages_printed_twice():
    found = sorted(_found("repeated-passage"), key=lambda finding: finding.spans[0].line)
    assert {finding.severity for finding in found} == {"warning"}
    folded = ["".join("".join(span.text for span in finding.spans if span.role == "first").split()).strip("*") for finding in found]
    assert any(text.startswith("会议强调，引导金融机构") for text in folded)
    assert any("为推动模型实质化运行" in text for text in folded)
    assert len(found) <= 3


def test_what_is_worth_a_line():
    cut = _found("paragraph-cut-off")
    assert [finding.severity for finding in cut] == ["info"] * 2
    assert [finding.spans[0].text[-4:] for finding in cut] == ["阿拉伯等", "振兴工作"]
    (doubled,) = _found("doubled-word")
    assert doubled.severity == "info"
    assert doubled.spans[0].text == "号号"


HOLDS = [
    ("percentage-contradicts-counts", ["582个", "579个", "99.48%"]),
    ("headline-contradicts-body", ["逾5600亿元", "5616.6亿元"]),
    ("headline-contradicts-body", ["15.4%"]),
    ("headline-contradicts-body", ["7.2%"]),
    ("share-contradicts-total", ["2936.8亿元", "5616.6亿元", "一半以上"]),
    ("part-exceeds-whole", ["1935.4亿元", "5616.6亿元"]),
    ("part-exceeds-whole", ["348.7亿元", "1935.4亿元"]),
    ("part-exceeds-whole", ["318.4亿元", "1935.4亿元"]),
    ("remainder-contradicts-share", ["1371亿元", "超六成"]),
    ("announced-count-misses-list", ["前四大"]),
    ("respectively-misses-list", ["8.4%", "2.3%"]),
]


@pytest.mark.parametrize(("rule", "figures"), HOLDS, ids=str)
def test_holds(rule, figures):
    assert has(((name, texts) for name, texts, _ in held(PAGE)), rule, figures)


def test_remainder_is_worked_out_from_the_derived_whole():
    workings = [working for rule, _, working in held(PAGE) if rule == "remainder-contradicts-share"]
    assert any("62.8%" in working or "62.76%" in working for working in workings)


@pytest.mark.parametrize(
    ("first", "second"),
    [("538户", "2221名"), ("28户", "102人"), ("14.2%", "14.2%"), ("9.7%", "9.7%"), ("12月12日", "12月11日"), ("60%以上", "四分之一")],
)
def test_unrelated_figures_are_left_apart(first, second):
    for report in reports(PAGE):
        for check in report.checks:
            texts = [span.text for span in check.spans if span.text in (first, second)]
            assert check.verdict == "undecided" or sorted(texts) != sorted((first, second)), check.working


def test_nothing_else():
    expected = {"share-contradicts-total", "one-figure-two-labels", "repeated-passage"}
    others = [finding for finding in findings(PAGE) if finding.severity != "info" and finding.rule not in expected]
    assert [(finding.rule, finding.message) for finding in others] == []
    infos = [finding.rule for finding in findings(PAGE) if finding.severity == "info"]
    assert sorted(infos) == ["doubled-word", "paragraph-cut-off", "paragraph-cut-off"]


@pytest.mark.parametrize("word", ["一带一路", "四下基层", "新三样", "一审", "十八洞", "一公局", "十分方便", "五一", "一村一特", "双高"])
def test_words_with_numerals_are_no_figures(word):
    for report in reports(PAGE):
        for figure in report.quantities:
            text = report.article.blocks[figure.block].text
            for start in range(len(text)):
                if text.startswith(word, start):
                    assert figure.end <= start or figure.start >= start + len(word), figure.text
