"""The example articles: two pages full of faults and traps, and clean copy that must stay silent."""

import json

import pytest
from runs import EXAMPLES, GOLDENS, findings, golden, has, held, reports

PAGE_ZH = EXAMPLES / "newspaper-page.zh.md"
PAGE_EN = EXAMPLES / "newspaper-page.en.md"
ALL = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".md", ".txt") and path.name != "README.md")
CLEAN = [path for path in ALL if path not in (PAGE_ZH, PAGE_EN)]

PLANTED = {
    PAGE_ZH: [
        ("error", "share-contradicts-total", ["4236.8亿元", "58亿元", "2.2%"]),
        ("warning", "one-figure-two-labels", ["2218.6亿元"]),
        ("error", "parts-miss-total", ["126万元", "94万元", "75万元", "305万元"]),
        ("error", "growth-contradicts-levels", ["148家", "185家", "28%"]),
        ("error", "weekday-contradicts-date", ["2024年12月18日", "星期四"]),
        ("info", "doubled-word", ["站站"]),
    ],
    PAGE_EN: [
        ("error", "share-contradicts-total", ["$36.84 billion", "$540 million", "2.3%"]),
        ("warning", "one-figure-two-labels", ["$19.26 billion"]),
        ("error", "parts-miss-total", ["$126,000", "$94,000", "$75,000", "$305,000"]),
        ("error", "growth-contradicts-levels", ["148", "185", "28%"]),
        ("error", "weekday-contradicts-date", ["Thursday", "Dec. 18, 2024"]),
        ("info", "doubled-word", ["the the"]),
    ],
}
"""Severity, rule and marked figures of each fault that a page was given; repeated and cut passages apart."""

REPEATED = {
    PAGE_ZH: ["会议强调，各地要把冬春火灾防控抓细抓实", "为让机制转得起来，青浔中院定下工单流转办法"],
    PAGE_EN: ["County health officials are asking", "To keep cases from going astray, the court writes a ticket"],
}
CUT = {PAGE_ZH: "岚江对中亚、拉美和中东欧等", PAGE_EN: "buyers in Chile, Korea and New"}

HOLDS = {
    PAGE_ZH: [
        ("headline-contradicts-body", ["逾4200亿元", "4236.8亿元"]),
        ("headline-contradicts-body", ["12.6%"]),
        ("headline-contradicts-body", ["6.4%"]),
        ("growth-contradicts-levels", ["1398.1亿元", "1574.3亿元", "12.6%"]),
        ("part-exceeds-whole", ["1574.3亿元", "4236.8亿元"]),
        ("part-exceeds-whole", ["312.5亿元", "1574.3亿元"]),
        ("part-exceeds-whole", ["286.4亿元", "1574.3亿元"]),
        ("share-contradicts-total", ["2218.6亿元", "4236.8亿元", "一半以上"]),
        ("share-contradicts-total", ["2218.6亿元", "4236.8亿元", "五成以上"]),
        ("growth-contradicts-change", ["6240家", "480家", "8.3%"]),
        ("share-contradicts-total", ["6240家", "5304家", "85%"]),
        ("remainder-contradicts-share", ["986亿元", "超六成"]),
        ("announced-count-misses-list", ["前四大"]),
        ("respectively-misses-list", ["7.1%", "3.6%"]),
        ("growth-contradicts-levels", ["2400万元", "3120万元", "30%"]),
        ("share-contradicts-total", ["126件", "42件", "三分之一"]),
        ("share-contradicts-total", ["4860万元", "2916万元", "60%"]),
        ("percentage-contradicts-counts", ["637条", "629条", "98.74%"]),
        ("average-contradicts-total", ["192万元", "6400人", "300元"]),
        ("growth-contradicts-levels", ["326.4万人次", "272万人次", "20%"]),
        ("points-contradict-shares", ["31.5%", "38.2%", "6.7个百分点"]),
        ("shares-miss-hundred", ["62%", "25%", "13%"]),
        ("multiple-contradicts-levels", ["15万元", "60万元"]),
        ("parts-miss-total", ["216人", "97人", "119人"]),
        ("percentage-contradicts-counts", ["7284件", "4735件", "65%"]),
        ("weekday-contradicts-date", ["12月20日", "星期五"]),
    ],
    PAGE_EN: [
        ("headline-contradicts-body", ["over $36 billion", "$36.84 billion"]),
        ("headline-contradicts-body", ["12.6%"]),
        ("headline-contradicts-body", ["6.4%"]),
        ("growth-contradicts-levels", ["$13.52 billion", "$12.01 billion", "12.6%"]),
        ("part-exceeds-whole", ["$13.52 billion", "$36.84 billion"]),
        ("share-contradicts-total", ["$19.26 billion", "$36.84 billion", "more than half"]),
        ("growth-contradicts-change", ["6,240", "480", "8.3%"]),
        ("share-contradicts-total", ["6,240", "5,304", "85%"]),
        ("remainder-contradicts-share", ["$8.61 billion", "more than 60%"]),
        ("announced-count-misses-list", ["four"]),
        ("respectively-misses-list", ["7.1%", "3.6%"]),
        ("growth-contradicts-levels", ["$240,000", "$312,000", "30%"]),
        ("share-contradicts-total", ["$48.6 million", "$29.16 million", "60%"]),
        ("growth-contradicts-levels", ["$30 million", "$31.5 million", "5%"]),
        ("change-contradicts-levels", ["$4.2 million", "$3.7 million", "$500,000"]),
        ("percentage-contradicts-counts", ["637", "629", "98.7%"]),
        ("points-contradict-shares", ["91.5%", "94.2%", "2.7 percentage points"]),
        ("average-contradicts-total", ["$192,000", "640", "$300"]),
        ("multiple-contradicts-levels", ["$60,000", "$15,000"]),
        ("parts-miss-total", ["216", "97", "119"]),
        ("shares-miss-hundred", ["86%", "11%", "3%"]),
        ("share-contradicts-total", ["7,284", "4,735", "65%"]),
        ("weekday-contradicts-date", ["Friday", "Dec. 20, 2024"]),
    ],
}
"""Rule and marked figures of checks on figures that are right."""

APART = {
    PAGE_ZH: [
        ("11.3%", "11.3%"),
        ("12月11日", "12月12日"),
        ("412户", "1635名"),
        ("286.4亿元", "312.5亿元"),
        ("604.2亿元", "986亿元"),
        ("一天", "七天"),
        ("2公里", "5公里"),
        ("三公里", "4260余米"),
    ],
    PAGE_EN: [
        ("11.3%", "11.3%"),
        ("91.5%", "629"),
        ("four", "five"),
        ("$8.61 billion", "$13.52 billion"),
        ("$12.01 billion", "$19.26 billion"),
        ("over 65", "five"),
    ],
}
"""Figures that look as if they belonged together and do not: no check holds one against the other."""


def _by_id(path):
    return path.name


def _cases(table):
    return [pytest.param(path, *_tuple(case), id=f"{path.name}: {case}") for path, cases in table.items() for case in cases]


def _tuple(case):
    return case if isinstance(case, tuple) else (case,)


@pytest.mark.parametrize("path", ALL, ids=_by_id)
def test_golden(path, update_goldens):
    made = golden(path)
    kept = GOLDENS / f"{path.name}.json"
    if update_goldens:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert made == json.loads(kept.read_text(encoding="utf-8"))


def test_no_golden_without_example():
    assert {path.name for path in GOLDENS.iterdir()} <= {f"{path.name}.json" for path in ALL}


@pytest.mark.parametrize(("path", "severity", "rule", "figures"), _cases(PLANTED))
def test_planted_fault_is_found(path, severity, rule, figures):
    found = [finding for finding in findings(path) if finding.severity == severity]
    assert has(((finding.rule, [span.text for span in finding.spans]) for finding in found), rule, figures)


@pytest.mark.parametrize(("path", "name"), [(PAGE_ZH, "出口"), (PAGE_EN, "exports")], ids=["zh", "en"])
def test_other_base_is_named(path, name):
    finding = next(finding for finding in findings(path) if finding.rule == "share-contradicts-total")
    assert name in finding.suggestions[0].text.replace("进出口", "")
    whole = {"出口": "2662.5亿元", "exports": "$23.32 billion"}[name]
    assert whole in finding.suggestions[0].note


@pytest.mark.parametrize("path", REPEATED, ids=_by_id)
def test_repeated_passages_are_found(path):
    found = [finding for finding in findings(path) if finding.rule == "repeated-passage"]
    assert len(found) == len(REPEATED[path])
    for finding, opening in zip(sorted(found, key=lambda finding: finding.spans[0].line), REPEATED[path]):
        printed = [_folded(span.text for span in finding.spans if span.role == role) for role in ("first", "repeat")]
        assert printed[0] == printed[1]
        assert printed[0].startswith(_folded([opening]))


def _folded(texts):
    return "".join("".join(texts).split()).replace("*", "")


@pytest.mark.parametrize("path", CUT, ids=_by_id)
def test_cut_paragraph_is_found(path):
    found = [finding for finding in findings(path) if finding.rule == "paragraph-cut-off"]
    assert [finding.severity for finding in found] == ["info"]
    assert found[0].spans[0].text.endswith(CUT[path])


@pytest.mark.parametrize("path", PLANTED, ids=_by_id)
def test_nothing_else_is_found(path):
    expected = sorted([rule for _, rule, _ in PLANTED[path]] + ["repeated-passage"] * len(REPEATED[path]) + ["paragraph-cut-off"])
    assert sorted(finding.rule for finding in findings(path)) == expected


@pytest.mark.parametrize(("path", "rule", "figures"), _cases(HOLDS))
def test_right_figures_are_checked(path, rule, figures):
    assert has(((name, texts) for name, texts, _ in held(path)), rule, figures)


@pytest.mark.parametrize(("path", "first", "second"), _cases(APART))
def test_unrelated_figures_are_left_apart(path, first, second):
    together = [
        check
        for report in reports(path)
        for check in report.checks
        if check.verdict != "undecided"
        and sorted((first, second)) == sorted(span.text for span in check.spans if span.text in (first, second))
    ]
    assert not together


@pytest.mark.parametrize("path", CLEAN, ids=_by_id)
def test_clean_copy_is_silent(path):
    assert [(finding.rule, finding.message) for finding in findings(path)] == []


@pytest.mark.parametrize("path", CLEAN, ids=_by_id)
def test_clean_copy_is_checked(path):
    assert len({texts for _, texts, _ in held(path)}) >= 5


def test_half_of_the_examples_are_clean():
    assert 2 * len(CLEAN) >= len(ALL)
    assert {path.name.split(".")[1] for path in CLEAN} == {"zh", "en"}


@pytest.mark.parametrize(("name", "lang"), [("newspaper-page.zh.md", "zh"), ("newspaper-page.en.md", "en")], ids=["zh", "en"])
def test_page_is_several_articles(name, lang):
    found = reports(EXAMPLES / name)
    assert len(found) >= 4
    assert {report.article.lang for report in found} == {lang}
