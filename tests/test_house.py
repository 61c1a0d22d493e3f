"""Words of a newsroom from its settings: terms, identities, units and wordings, in both languages, beside those of the packs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import factcheck
from factcheck import house
from factcheck.choice import adopt
from factcheck.cli import main
from factcheck.config import ConfigError, load
from factcheck.units import unit

ROOT = Path(__file__).parent.parent
SETTINGS = """
[[term]]
id = "fares"
words = { en = ["fare income", "fares"], zh = ["票款收入"] }

[[term]]
id = "grants"
words = { en = ["grants"], zh = ["补贴收入"] }

[[term]]
id = "revenue"
words = { en = ["operating takings"], zh = ["运营进账"] }

[[identity]]
holds = "revenue = fares + grants"

[[unit]]
words = { en = ["plot", "plots"], zh = ["畦"] }
equals = "120 square metres"

[[unit]]
words = { en = ["sheaf", "sheaves"], zh = ["捆子"] }

[[wording]]
lang = "en"
relation = "counts"
pattern = "[Ss]poil score {share:percent}: {part:count} unsold {near}run of {whole:count}"
trigger = "poil score"
example = "Spoil score 9%: 45 unsold against a press run of 500."

[[wording]]
lang = "zh"
relation = "counts"
pattern = "印{whole:count}，退{part:count}，退报率{share:percent}"
trigger = "退报率"
example = "每期印500份，退45份，退报率9%。"
"""
CASES = {
    "Fare income was 31 million yuan and grants were 20 million yuan; operating takings reached {} million yuan.": ("51", "55", "figures-break-identity"),
    "票款收入3100万元，补贴收入2000万元，运营进账{}万元。": ("5100", "5500", "figures-break-identity"),
    "The garden is 50 plots ({} square metres) wide.": ("6,000", "9,000", "conversion-contradicts-unit"),
    "菜地50畦（{}平方米）。": ("6000", "9000", "conversion-contradicts-unit"),
    "Spoil score {}: 45 unsold against a press run of 500.": ("9%", "19%", "percentage-contradicts-counts"),
    "每期印500份，退45份，退报率{}。": ("9%", "19%", "percentage-contradicts-counts"),
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "factcheck.toml").write_text(SETTINGS, encoding="utf-8")
    yield tmp_path
    house.use(house.House())


def call(*args):
    return CliRunner().invoke(main, list(map(str, args)))


@pytest.mark.parametrize("text", CASES)
def test_words_of_the_settings_tie_figures(here, text):
    right, wrong, rule = CASES[text]
    assert [finding.rule for finding in factcheck.check(text.format(wrong), config="factcheck.toml").findings] == [rule]
    result = factcheck.check(text.format(right), config="factcheck.toml")
    assert not result.findings and rule in {check.rule for check in result.checks if check.verdict == "consistent"}
    assert rule not in {finding.rule for finding in factcheck.check(text.format(wrong)).findings}  # as nobody knows the words then


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2"), ("--edition",)])
def test_every_way_to_check_knows_them(here, jobs):
    for number, (text, (_, wrong, _)) in enumerate(CASES.items()):
        (here / f"{number}.txt").write_text(text.format(wrong) + "\n", encoding="utf-8")
    documents = json.loads(call("check", ".", "--format", "json", *jobs).stdout)["documents"]
    found = [finding["rule"] for document in documents for article in document["articles"] for finding in article["findings"]]
    assert found == [rule for _, _, rule in CASES.values()]


def test_a_process_of_its_own_knows_them(here):
    (here / "a.txt").write_text("菜地50畦（9000平方米）。\n", encoding="utf-8")
    around = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    made = subprocess.run([sys.executable, "-m", "factcheck", "check", "a.txt"], env=around, capture_output=True, text=True, encoding="utf-8")
    assert made.returncode == 1 and "50畦合6000平方米" in made.stdout, made.stderr


def test_figures_are_listed_with_the_units(here):
    (here / "a.txt").write_text("They bound 40 sheaves on 12 plots.\n", encoding="utf-8")
    (record,) = map(json.loads, call("quantities", "a.txt", "--format", "jsonl").stdout.splitlines())
    assert [(figure["kind"], figure["unit"]) for figure in record["quantities"]] == [("measure", "sheaves"), ("measure", "plots")]


def test_a_unit_without_equal_converts_into_nothing(here):
    adopt(load())
    assert unit(house.name_of(0)).dimension == unit("square_metre").dimension != unit(house.name_of(1)).dimension


def test_the_examples_of_wordings_are_proved(here):
    assert call("init").exit_code == 0
    made = call("test-rules", "factcheck-rules")
    assert made.exit_code == 0 and made.stdout == "rules: 1, examples: 4, failed: 0\n"
    (here / "factcheck.toml").write_text(SETTINGS.replace("退45份，退报率", "退45份，其退报率"), encoding="utf-8")
    made = call("test-rules", "factcheck-rules")
    assert made.exit_code == 1 and made.stdout.splitlines()[0].endswith("factcheck.toml: wording[2]: is not found in its example '每期印500份，退45份，其退报率9%。'")


def test_what_wordings_must_name_is_explained(here):
    assert "Relation and its roles: counts (part, whole, share)" in call("explain", "percentage-contradicts-counts").stdout
    assert "关系及其角色: growth (" in call("explain", "growth-contradicts-levels", "--messages", "zh").stdout
    assert "Relation" not in call("explain", "doubled-word").stdout


def test_the_settings_show_them(here):
    said = call("check", "--show-config").stdout
    assert 'identity = [{ holds = "revenue = fares + grants" }]' in said and 'equals = "120 square metres"' in said


WRONG = {
    '[[term]]\nid = "a b"\nwords = { en = ["a"] }': "term[1].id: 'a b' is no name",
    '[[identity]]\nholds = "trade = imports + export"': "identity[1].holds: no term is named 'export' (did you mean 'exports'?)",
    '[[identity]]\nholds = "trade = imports +"': "identity[1].holds: ",
    '[[identity]]\nholds = "trade > imports"': "identity[1].holds: an identity says what is equal",
    '[[unit]]\nwords = { en = ["plot"] }\nequals = "120 squares of cloth"': "unit[1].equals: '120 squares of cloth' is no number with a unit",
    '[[unit]]\nwords = { en = ["plot"] }\nequals = "square metres"': "unit[1].equals: ",
    '[[unit]]\nwords = { en = ["plot"] }\nequals = "0 metres"': "unit[1].equals: ",
    '[[wording]]\nlang = "en"\nrelation = "shares of"\npattern = "a"': "wording[1].relation: unknown value 'shares of'",
    '[[wording]]\nlang = "en"\nrelation = "same"\npattern = "a"': "wording[1].relation: unknown value 'same'",
    '[[wording]]\nlang = "en"\nrelation = "counts"\npattern = "{part:count} of {all:count}"': "wording[1].pattern: the relation 'counts' needs slots for part, share, whole; it has all, part",
    '[[wording]]\nlang = "en"\nrelation = "counts"\npattern = "{part:counts} of"': "wording[1].pattern: {counts} stands for nothing; slots are written {role:kind}, with one of these kinds: number, count, ",
    '[[wording]]\nlang = "en"\nrelation = "counts"\npattern = "{SAYS} {part:count}"': "wording[1].pattern: {SAYS} stands for nothing",
    '[[wording]]\nlang = "en"\nrelation = "counts"\npattern = "({part:count}"': "wording[1].pattern: is no pattern",
}


@pytest.mark.parametrize("text", WRONG)
def test_words_that_cannot_be_used_are_one_line(here, text):
    (here / "factcheck.toml").write_text(text, encoding="utf-8")
    (here / "a.txt").write_text("Text 5.\n", encoding="utf-8")
    for command in ("check", "quantities"):
        made = call(command, "a.txt")
        (line,) = made.stderr.splitlines()
        assert made.exit_code == 2 and not made.stdout and f"factcheck.toml: {WRONG[text]}" in line
    with pytest.raises(ConfigError):
        factcheck.check("Text 5.", config="factcheck.toml")


def test_after_a_mistake_the_words_before_hold_again(here):
    good = load()
    (here / "factcheck.toml").write_text('[[identity]]\nholds = "a = b"\n', encoding="utf-8")
    with pytest.raises(ConfigError):
        adopt(load())
    adopt(good)
    assert house.current().unit[0].equals == "120 square_metre"
