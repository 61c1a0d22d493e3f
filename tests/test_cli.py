"""The command line as people and hooks run it: output, exit statuses, and one clear line for bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "The panel approved 45 of 50 requests, or 90%.\n"
WRONG = "The panel approved 45 of 50 requests, or 95%.\n"
ROOT = Path(__file__).parent.parent


def run(*args, cwd, stdin=None, **env):
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "factcheck", *map(str, args)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **env},
        timeout=60,
    )


def text(raw):
    return raw.decode("utf-8")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_exit_statuses(folder):
    assert run("check", "good.txt", cwd=folder).returncode == 0
    assert run("check", "wrong.txt", cwd=folder).returncode == 1
    assert run("check", "wrong.txt", "--fail-on", "never", cwd=folder).returncode == 0
    assert run("check", "wrong.txt", "missing.txt", cwd=folder).returncode == 2


@pytest.mark.parametrize("style", ["text", "markdown", "html", "json", "jsonl"])
def test_exit_status_is_the_same_in_every_format(folder, style):
    made = run("check", "wrong.txt", "--format", style, cwd=folder)
    assert made.returncode == 1 and "45" in text(made.stdout)


BAD = {
    "missing.txt": (None, "no such file"),
    "empty.txt": (b"", "empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
    "western.txt": ("Größe und Maße".encode("latin-1") * 20, "UTF-8"),
    "rows.jsonl": (b"[1]\n", "line 1"),
    "front.md": (b"---\na: [\n---\nText.\n", "front matter"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_the_rest_is_checked(folder, name):
    raw, words = BAD[name]
    if raw is not None:
        (folder / name).write_bytes(raw)
    made = run("check", name, "wrong.txt", cwd=folder)
    (line,) = text(made.stderr).splitlines()
    assert made.returncode == 2
    assert line.startswith(f"factcheck: {name}") and words in line
    assert "wrong.txt" in text(made.stdout)


def test_folder_without_articles(folder):
    (folder / "none").mkdir()
    made = run("check", "none", cwd=folder)
    assert made.returncode == 2 and "none" in text(made.stderr) and len(text(made.stderr).splitlines()) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be read here")
def test_unreadable_file(folder):
    (folder / "good.txt").chmod(0)
    made = run("check", "good.txt", cwd=folder)
    assert made.returncode == 2 and "good.txt" in text(made.stderr)


def test_broken_link_is_named(folder):
    (folder / "link.txt").symlink_to(folder / "nowhere.txt")
    made = run("check", "link.txt", cwd=folder)
    assert made.returncode == 2 and "link.txt" in text(made.stderr)


CONFIGS = {
    'fail-no = "error"': "fail-on",
    "select = 3": "select",
    'lang = "fr"': "lang",
    "= broken": "TOML",
    'select = ["no-such-rule"]': "no-such-rule",
    'rules = ["nowhere"]': "nowhere",
}


@pytest.mark.parametrize("line", CONFIGS)
def test_broken_configuration(folder, line):
    (folder / "factcheck.toml").write_text(line, encoding="utf-8")
    made = run("check", "good.txt", cwd=folder)
    assert made.returncode == 2 and len(text(made.stderr).splitlines()) == 1
    assert CONFIGS[line] in text(made.stderr) and not made.stdout


def test_broken_rule_file_names_file_and_key(folder):
    (folder / "own").mkdir()
    (folder / "own" / "a-rule.toml").write_text('title = "x"\ntitle_zh = "x"\nseverity = "fatal"\n', encoding="utf-8")
    made = run("check", "good.txt", "--rules", "own", cwd=folder)
    assert made.returncode == 2
    assert "a-rule.toml:3: severity" in text(made.stderr).replace(os.sep, "/")


def test_configuration_is_found_above_and_options_win(folder):
    (folder / "factcheck.toml").write_text('fail-on = "never"\nmessages = "zh"\n', encoding="utf-8")
    (folder / "deep").mkdir()
    assert run("check", "../wrong.txt", cwd=folder / "deep").returncode == 0
    made = run("check", "../wrong.txt", "--fail-on", "error", cwd=folder / "deep")
    assert made.returncode == 1 and "不是95%" in text(made.stdout)


def test_standard_input(folder):
    made = run("check", "-", "--stdin-filename", "draft.txt", cwd=folder, stdin=WRONG.encode())
    assert made.returncode == 1 and "draft.txt" in text(made.stdout)


def test_several_outputs_at_once(folder):
    made = run("check", "wrong.txt", "-o", "a.html", "-o", "b.md", "-o", "json:c.out", cwd=folder)
    assert made.returncode == 1 and not made.stdout
    assert "<html" in (folder / "a.html").read_text(encoding="utf-8")
    assert json.loads((folder / "c.out").read_text(encoding="utf-8"))["schema"] == 1


def test_output_that_cannot_be_written(folder):
    made = run("check", "wrong.txt", "-o", "nowhere/a.html", cwd=folder)
    assert made.returncode == 2 and "nowhere" in text(made.stderr) and len(text(made.stderr).splitlines()) == 1
    assert not list(folder.glob(".factcheck-*"))


def test_json_keys_are_those_of_the_contract(folder):
    whole = json.loads(run("check", "wrong.txt", "missing.txt", "--format", "json", cwd=folder).stdout)
    assert list(whole) == ["schema", "tool", "documents", "errors"] and len(whole["errors"]) == 1
    (article,) = whole["documents"][0]["articles"]
    assert list(article) == ["title", "lang", "findings", "checks", "coverage"]
    (finding,) = article["findings"]
    assert list(finding) == [
        "rule", "severity", "message", "working", "stated", "expected", "why", "suggestions", "spans", "fingerprint",
    ]  # fmt: skip
    span = finding["spans"][0]
    assert list(span) == ["role", "field", "start", "end", "text", "path", "line", "column", "end_line", "end_column"]
    assert WRONG[span["start"] : span["end"]] == span["text"]
    assert list(article["checks"][0]) == ["rule", "verdict", "working", "spans"]
    assert list(article["coverage"]) == ["quantities", "checked", "consistent", "inconsistent", "undecided"]


def test_archive_is_answered_line_by_line(folder):
    rows = [{"id": "a", "title": "", "text": WRONG}, {"id": "b", "text": GOOD}, {"id": "c", "text": "No figures."}]
    (folder / "x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = run("check", "x.jsonl", "--format", "jsonl", "--jobs", "2", cwd=folder)
    answers = [json.loads(line) for line in made.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert [len(answer["findings"]) for answer in answers] == [1, 0, 0]
    assert answers[0]["findings"][0]["spans"][0]["field"] == "text"


def test_quantities(folder):
    made = run("quantities", "wrong.txt", "--format", "jsonl", cwd=folder)
    record = json.loads(made.stdout)
    assert record["id"] == "wrong.txt"
    assert [figure["text"] for figure in record["quantities"]] == ["45", "50", "95%"]
    assert record["quantities"][2] == {
        "field": "text", "start": 41, "end": 44, "text": "95%", "kind": "percent",
        "value": 95, "low": 94.5, "high": 95.5, "unit": "%", "hedge": "exact",
    }  # fmt: skip
    for style in ("table", "csv", "json"):
        assert "95%" in text(run("quantities", "wrong.txt", "--format", style, cwd=folder).stdout)


def test_rules_and_explanations(folder):
    assert "share-contradicts-total" in text(run("rules", cwd=folder).stdout)
    assert "占比与部分、总体不符" in text(run("rules", "--messages", "zh", "--markdown", cwd=folder).stdout)
    assert "part / whole = share" in text(run("explain", "share-contradicts-total", cwd=folder).stdout)
    made = run("explain", "share-contradict-total", cwd=folder)
    assert made.returncode == 2 and "share-contradicts-total" in text(made.stderr)


def test_a_newsroom_starts_with_a_rule_that_proves_itself(folder):
    assert run("init", cwd=folder).returncode == 0
    made = run("test-rules", "factcheck-rules", cwd=folder)
    assert made.returncode == 0, text(made.stdout)
    (folder / "factcheck.toml").write_text("# mine\n", encoding="utf-8")
    run("init", cwd=folder)
    assert (folder / "factcheck.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_rule_that_does_not_do_what_it_says_is_found_out(folder):
    run("init", cwd=folder)
    rule = folder / "factcheck-rules" / "seats-miss-total.toml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("a total of 35 seats", "a total of 36 seats"), encoding="utf-8")
    made = run("test-rules", "factcheck-rules", cwd=folder)
    assert made.returncode == 1 and "examples[2]" in text(made.stdout)


def test_files_of_one_issue_are_compared(folder):
    (folder / "one.md").write_text("# 一\n\n前10月，全市对东盟国家出口326.7亿元，同比增长8.3%。\n", encoding="utf-8")
    (folder / "two.md").write_text("# 二\n\n前10月全市对东盟国家进出口326.7亿元，东盟成为第一大贸易伙伴。\n", encoding="utf-8")
    assert run("check", "one.md", "two.md", cwd=folder).returncode == 0
    made = run("check", "one.md", "two.md", "--edition", cwd=folder)
    assert made.returncode == 1 and "one-figure-two-labels" in text(made.stdout)


def test_quiet_says_nothing_when_there_is_nothing(folder):
    assert run("check", "good.txt", "-q", cwd=folder).stdout == b""
    assert b"95%" in run("check", "wrong.txt", "-q", cwd=folder).stdout


def test_colours_only_where_they_are_wanted(folder):
    assert b"\x1b[" not in run("check", "wrong.txt", cwd=folder).stdout
    assert b"\x1b[" in run("check", "wrong.txt", cwd=folder, FORCE_COLOR="1").stdout
    assert b"\x1b[" not in run("check", "wrong.txt", cwd=folder, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_text_without_figures_is_not_called_clean(folder):
    (folder / "none.txt").write_text("The council met and talked.\n", encoding="utf-8")
    made = run("check", "none.txt", cwd=folder)
    assert made.returncode == 0
    assert "clean" not in text(made.stdout).lower() and "ready" not in text(made.stdout).lower()


def test_start_loads_nothing_heavy(folder):
    code = (
        "import sys; sys.argv=['factcheck','--version']\n"
        "from factcheck.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy={'pint','jinja2','yaml','dateutil','markdown_it','rapidfuzz','css_inline','asyncio'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) if heavy else 0)"
    )
    made = subprocess.run([sys.executable, "-c", code], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert made.returncode == 0, made.stderr


def test_library_call():
    import factcheck

    result = factcheck.check(WRONG)
    assert [finding.rule for finding in result.findings] == ["percentage-contradicts-counts"]
    assert result.coverage.inconsistent == 1 and "<html" in result.to_html()
    assert factcheck.check(GOOD, title="Panel approves 45 requests").findings == ()
