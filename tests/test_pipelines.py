"""At home in pipelines: annotations inside of GitHub Actions, the job for GitLab, and what each of them reads."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner

from factcheck.cli import main
from factcheck.report.github import MOST, SUMMARY

ROOT = Path(__file__).parent.parent
WRONG = "The panel approved 45 of 50 requests, or 95%.\n"
FIGURE = "𠮷市👨‍👩‍👧公开收集意见582个，办结579个，办结率98.48%。\n"
COLUMN = 14
"""Of its first figure, in code points; it is the 18th unit of UTF-16 and the 44th byte of UTF-8."""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SUMMARY, raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_text(FIGURE, encoding="utf-8")
    return tmp_path


def call(*args, **env):
    return CliRunner().invoke(main, list(map(str, args)), env=env)


# GitHub


def test_annotations_are_the_usual_format_inside_of_actions(here):
    assert call("check", "a.txt", GITHUB_ACTIONS="true").stdout.startswith(f"::error file=a.txt,line=1,col={COLUMN},")
    for env in ({}, {"GITHUB_ACTIONS": "false"}):
        assert "::error" not in call("check", "a.txt", **env).stdout
    assert "::error" not in call("check", "a.txt", "--format", "text", GITHUB_ACTIONS="true").stdout
    assert call("check", "a.txt", "-o", "a.json", GITHUB_ACTIONS="true").stdout == ""
    (here / "factcheck.toml").write_text('format = "csv"\n', encoding="utf-8")
    assert call("check", "a.txt", GITHUB_ACTIONS="true").stdout.startswith("path,")


def test_the_settings_shown_name_the_format_of_the_place(here):
    assert 'format = "github"' in call("check", "--show-config", GITHUB_ACTIONS="true").stdout
    assert 'format = "text"' in call("check", "--show-config").stdout


def test_ten_of_a_level_are_annotated_and_the_summary_has_all(here):
    for number in range(13):
        (here / f"{number:02}.txt").write_text(WRONG.replace("50", str(50 + number)), encoding="utf-8")
    (here / "a.txt").unlink()
    said = call("check", ".", GITHUB_ACTIONS="true", **{SUMMARY: str(here / "summary.md")}).stdout
    assert said.count("::error ") == MOST and "3 more are not marked" in said
    summary = (here / "summary.md").read_text(encoding="utf-8")
    assert all(f"{number:02}.txt" in summary for number in range(13)) and summary.count("not 95%") >= 13


# GitLab


def test_the_job_for_gitlab_writes_what_gitlab_reads(here):
    (name, job), *others = yaml.safe_load((ROOT / "templates" / "gitlab-ci.yml").read_text(encoding="utf-8")).items()
    assert name == "factcheck" and not others and job["artifacts"]["when"] == "always"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    script = "\n".join(line.replace("factcheck check", f"'{sys.executable}' -m factcheck check") for line in job["script"])
    made = subprocess.run(["bash", "-e", "-c", script], cwd=here, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert made.returncode == 1 and "98.48%" in made.stdout and not made.stderr, made.stderr
    reports = job["artifacts"]["reports"]
    (entry,) = json.loads((here / reports["codequality"]).read_text(encoding="utf-8"))
    assert entry["location"] == {"path": "a.txt", "lines": {"begin": 1, "end": 1}} and entry["severity"] == "major"
    suite = ElementTree.parse(here / reports["junit"]).getroot()
    assert [case.get("file") for case in suite.iter("testcase")] == ["a.txt"] and suite.find(".//failure") is not None


# Every format in its own units


COLUMNS = {
    "text": lambda said: f"1:{COLUMN}" in said,
    "markdown": lambda said: "582个" in said,
    "html": lambda said: "582个" in said,
    "json": lambda said: json.loads(said)["documents"][0]["articles"][0]["findings"][0]["spans"][0]["column"] == COLUMN,
    "jsonl": lambda said: json.loads(said)["findings"][0]["spans"][0]["start"] == COLUMN - 1,
    "sarif": lambda said: json.loads(said)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == COLUMN,
    "github": lambda said: f",col={COLUMN},endColumn={COLUMN + 4}," in said,
    "gitlab": lambda said: json.loads(said)[0]["location"]["lines"] == {"begin": 1, "end": 1},
    "junit": lambda said: f"1:{COLUMN}" in said,
    "rdjson": lambda said: json.loads(said)["diagnostics"][0]["location"]["range"]["start"]["column"] == len(FIGURE[: COLUMN - 1].encode()) + 1,
    "csv": lambda said: f",{COLUMN - 1},{COLUMN + 3},1,{COLUMN}," in said,
}
"""Code points everywhere but in rdjson, which counts bytes; reports for readers show the figure itself."""


def test_no_format_is_forgotten():
    from factcheck.report import FORMATS

    assert set(COLUMNS) == set(FORMATS)


@pytest.mark.parametrize("style", COLUMNS)
def test_columns_behind_characters_of_two_units(here, style):
    assert COLUMNS[style](call("check", "a.txt", "--format", style).stdout)
