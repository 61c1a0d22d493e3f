"""The command line as people and hooks run it: output, exit statuses, and one clear line for bad input."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck.cli import FORMATS, main

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
    "nested.jsonl": (b"[" * 100_000, "line 1"),
    "latin.jsonl": ("{\"text\": \"Größe und Maße\"}".encode("latin-1"), "line 1"),
    "wide.jsonl": ("{\"text\": 3}".encode("utf-16"), "line 1"),
    "blank.jsonl": (b"\n\n", "empty"),
    "half.txt": (b"\xff\xfeA", "UTF-16"),
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
    assert "not 95%" in text(made.stdout)


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
        "value": 95, "low": 94.5, "high": 95.5, "unit": "%", "hedge": "exact", "label": "",
        "line": 1, "column": 42, "sentence": "The panel approved 45 of 50 requests, or 95%.",
    }  # fmt: skip
    for style in ("table", "csv", "json"):
        assert "95%" in text(run("quantities", "wrong.txt", "--format", style, cwd=folder).stdout)


def test_rules_and_explanations(folder):
    assert "share-contradicts-total" in text(run("rules", cwd=folder).stdout)
    assert "占比与部分、总体不符" in text(run("rules", "--messages", "zh", "--markdown", cwd=folder).stdout)
    assert "part / whole = share" in text(run("explain", "share-contradicts-total", cwd=folder).stdout)
    made = run("explain", "share-contradict-total", cwd=folder)
    assert made.returncode == 2 and "share-contradicts-total" in text(made.stderr)
    assert len(text(made.stderr).splitlines()) == 1


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


def call(*args, stdin=None):
    """Run the program inside this process."""
    return CliRunner().invoke(main, list(map(str, args)), input=stdin)


@pytest.fixture
def here(folder, monkeypatch):
    monkeypatch.chdir(folder)
    return folder


def told(made):
    """The one line on standard error."""
    (line,) = made.stderr.splitlines()
    assert "Traceback" not in line
    return line


def test_help_and_version_of_everything():
    assert call("--version").output.startswith("factcheck ")
    for command in ("", "check", "quantities", "rules", "explain", "test-rules", "init"):
        made = call(*filter(None, (command, "--help")))
        assert made.exit_code == 0 and "Usage:" in made.output and "..." not in made.output.replace("ARGS]...", "")


def test_formats_are_those_of_the_reports():
    from factcheck.report import FORMATS as MADE

    assert tuple(MADE) == FORMATS


def test_a_file_larger_than_the_limit_is_not_read(here, monkeypatch):
    monkeypatch.setattr("factcheck.sources.LIMIT", 60)
    (here / "large.txt").write_text(GOOD * 2, encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail("was read") if path.name == "large.txt" else path.open("rb").read())
    made = call("check", "large.txt", "wrong.txt")
    assert made.exit_code == 2 and told(made).startswith("factcheck: large.txt: larger than") and "not 95%" in made.stdout


def test_a_folder_that_cannot_be_entered_is_named(here, monkeypatch):
    def walk(place, onerror):
        yield str(place), ["closed"], ["wrong.txt"]
        onerror(PermissionError(13, "Permission denied", str(place / "closed")))

    monkeypatch.setattr("os.walk", walk)
    made = call("check", ".")
    assert made.exit_code == 2 and "closed: cannot be read (Permission denied)" in told(made) and "not 95%" in made.stdout


def test_a_fault_of_the_program_costs_only_its_own_document(here, monkeypatch):
    from factcheck import checking

    def check(found, rules, messages=None, real=checking.check):
        if found[0].document.path == "good.txt":
            raise AssertionError("a fault\nin two lines")
        return real(found, rules, messages)

    monkeypatch.setattr(checking, "check", check)
    made = call("check", "good.txt", "wrong.txt")
    assert made.exit_code == 2 and "not 95%" in made.stdout
    assert told(made).startswith("factcheck: good.txt: could not be checked, by a fault of the program (AssertionError a fault in two lines at ")
    made = call("check", "good.txt", "wrong.txt", "--edition")
    assert made.exit_code == 2 and len(made.stderr.splitlines()) == 2 and "Traceback" not in made.stderr


def test_a_fault_of_a_report_or_of_the_program_is_one_line(here, monkeypatch):
    from factcheck.report.records import JsonLines

    document = JsonLines.document
    monkeypatch.setattr(JsonLines, "document", lambda self, report: document(self, report) if report.document.path == "wrong.txt" else 1 / 0)
    made = call("check", "good.txt", "wrong.txt", "--format", "jsonl")
    assert made.exit_code == 2 and "good.txt" in told(made) and "ZeroDivisionError" in told(made)
    assert json.loads(made.stdout)["id"] == "wrong.txt"
    monkeypatch.setattr("factcheck.running.run", lambda *_: 1 / 0)
    made = call("check", "good.txt")
    assert made.exit_code == 2 and "fault of the program (ZeroDivisionError" in told(made)


def test_an_interrupt_is_quiet(here, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.running.run", interrupt)
    made = call("check", "good.txt")
    assert made.exit_code == 130 and made.output == ""


def test_an_interrupt_while_it_is_loaded_is_quiet(folder):
    code = (
        "import runpy, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())\n"
        "runpy.run_module('factcheck', run_name='__main__')"
    )
    made = subprocess.run([sys.executable, "-c", code], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=60)
    assert (made.returncode, made.stdout, made.stderr) == (130, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_no_draft_and_no_traceback(folder, jobs):
    row = json.dumps({"id": 1, "text": GOOD}) + "\n"
    (folder / "x.jsonl").write_text(row * 60_000, encoding="utf-8")
    command = [sys.executable, "-m", "factcheck", "check", "x.jsonl", "--jobs", jobs, "-o", "a.jsonl"]
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:  # fmt: skip
        try:
            for _ in range(200):
                if process.poll() is not None or any(path.stat().st_size for path in folder.glob(".factcheck-*")):
                    break
                time.sleep(0.05)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()  # nothing if it has ended
    assert (process.returncode, out, err) == (130, b"", b"")
    assert not list(folder.glob(".factcheck-*")) and not (folder / "a.jsonl").exists()


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
@pytest.mark.parametrize("command", [["check", "--format", "jsonl"], ["check"], ["quantities"]])
def test_a_reader_that_goes_away_is_no_fault(folder, command):
    (folder / "x.jsonl").write_text((json.dumps({"id": 1, "text": WRONG}) + "\n") * 500, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "factcheck", *command, "x.jsonl"], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2  # not 1, which would mean findings


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")
@pytest.mark.parametrize("command", ["check wrong.txt", "quantities wrong.txt", "rules", "check wrong.txt -o text:/dev/full"])
def test_a_full_disk_is_one_line(folder, command):
    with open("/dev/full", "wb") as full:
        made = subprocess.run(
            [sys.executable, "-m", "factcheck", *command.split()], cwd=folder, stdout=full, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}, timeout=60,
        )  # fmt: skip
    assert made.returncode == 2 and len(made.stderr.splitlines()) == 1 and b"No space left" in made.stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix")
@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-"])
def test_closed_streams(folder, redirection):
    command = f"exec '{sys.executable}' -m factcheck check - {redirection}"
    made = subprocess.run(["sh", "-c", command], cwd=folder, input=WRONG.encode(), capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60)
    assert made.returncode == (2 if redirection == "<&-" else 1) and b"Traceback" not in made.stderr


@pytest.mark.skipif(os.name == "nt", reason="terminals of Unix")
def test_a_terminal_is_not_waited_for_and_is_coloured(folder):
    import pty

    master, terminal = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")} | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
    made = subprocess.run([sys.executable, "-m", "factcheck", "check"], cwd=folder, stdin=terminal, capture_output=True, env=environment, timeout=60)
    assert made.returncode == 2 and b"nothing to check" in made.stderr and not made.stdout
    subprocess.run([sys.executable, "-m", "factcheck", "check", "wrong.txt"], cwd=folder, stdin=terminal, stdout=terminal, env=environment, timeout=60)
    assert b"\x1b[" in os.read(master, 10_000)
    os.close(terminal)
    os.close(master)


def test_output_of_any_characters_in_any_encoding(folder):
    (folder / "x.jsonl").write_text('{"id": "\\ud800", "text": "The panel approved 45 of 50 requests\\udfff, or 95%."}', encoding="utf-8")
    for style in FORMATS:
        made = run("check", "x.jsonl", "--format", style, "-o", f"{style}:out", "--messages", "zh", cwd=folder)
        assert made.returncode == 1 and not made.stderr
    assert run("check", "wrong.txt", "--messages", "zh", cwd=folder, PYTHONIOENCODING="ascii").returncode == 1
    made = run("check", "wrong.txt", "--messages", "zh", "--format", "json", cwd=folder, PYTHONIOENCODING="", PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    assert "不是95%" in text(made.stdout)


def test_standard_input_is_read_where_nothing_is_named(here):
    made = call("check", stdin=WRONG)
    assert made.exit_code == 1 and "<stdin>:1:" in made.stdout
    made = call("check", stdin="")
    assert made.exit_code == 2 and "<stdin>: empty" in told(made)


def test_a_bad_line_of_an_archive_costs_no_other(here):
    row = json.dumps({"text": WRONG}).encode()
    (here / "x.jsonl").write_bytes(b"\n".join([row, b'{"text": "\xff"}', row]))
    made = call("check", "x.jsonl", "--format", "jsonl")
    assert made.exit_code == 2 and "x.jsonl: line 2 is not UTF-8" in told(made) and len(made.stdout.splitlines()) == 2


def test_standard_input_is_read_in_the_format_of_its_name(here):
    rows = '{"id": 1, "text": "One\u2028line with 5%."}\nno record\n'
    made = call("check", "-", "--stdin-filename", "x.jsonl", "--format", "jsonl", stdin=rows)
    assert made.exit_code == 2 and "x.jsonl: line 2" in told(made)
    assert json.loads(made.stdout)["coverage"]["quantities"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(here, encoding):
    (here / "a.txt").write_bytes("收集意见建议582个，办结579个，办结率98.48%。".encode(encoding))
    row = json.dumps({"text": "收集意见建议582个，办结579个，办结率98.48%。"}, ensure_ascii=False) + "\n"
    (here / "x.jsonl").write_bytes((row * 2).encode(encoding))
    (here / "big.txt").write_bytes(b"\xfe\xff" + "收集意见建议582个，办结579个，办结率98.48%。".encode("utf-16-be"))
    made = call("check", "a.txt", "big.txt", "x.jsonl", "--format", "jsonl")
    assert made.exit_code == 1 and not made.stderr
    spans = [span["text"] for line in made.stdout.splitlines() for span in json.loads(line)["findings"][0]["spans"]]
    assert spans == ["582个", "579个", "98.48%"] * 4


def test_options_go_before_settings(here):
    (here / "factcheck.toml").write_text('select = ["doubled-word"]\nignore = ["percentage-contradicts-counts"]\nformat = "json"\nlang = "zh"\n', encoding="utf-8")
    assert call("check", "wrong.txt").exit_code == 0
    made = call("check", "wrong.txt", "--select", "percentage-contradicts-counts,doubled-word", "--format", "text", "--lang", "en")
    assert made.exit_code == 1 and made.stdout.startswith("wrong.txt\n")
    made = call("check", "wrong.txt", "--select", "percentage-contradicts-counts", "--ignore", "percentage-contradicts-counts")
    assert made.exit_code == 2 and "no rule is left" in told(made)
    assert not call("check", "wrong.txt", "-o", "a.md").stdout
    (here / "factcheck.toml").write_text('format = "jsn"', encoding="utf-8")
    made = call("check", "wrong.txt")
    assert made.exit_code == 2 and "factcheck.toml: format: unknown value 'jsn' (did you mean 'json'?)" in told(made)
    (here / "other.toml").write_text('fail-on = "never"', encoding="utf-8")
    assert call("check", "wrong.txt", "--config", "other.toml").exit_code == 0


def test_excluded_files_are_passed_over_in_folders_only(here):
    (here / "factcheck.toml").write_text('exclude = ["wrong.*"]', encoding="utf-8")
    assert call("check", ".").exit_code == 0
    assert call("check", "wrong.txt").exit_code == 1


def test_rules_of_the_settings_are_listed_and_explained(here):
    made = call("init")
    assert made.exit_code == 0 and made.stdout.count(": written") == 3
    assert "seats-miss-total" in call("rules").stdout
    assert "sum(parts) = total" in call("explain", "seats-miss-total", "--messages", "zh").stdout
    (here / "a.txt").write_text("The parties won 12 seats, 15 seats and 8 seats, a total of 37 seats.\n", encoding="utf-8")
    made = call("check", "a.txt")
    assert made.exit_code == 1 and "seats-miss-total" in made.stdout


def test_a_start_overwrites_nothing_and_shows_the_hook(here):
    (here / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    made = call("init")
    assert (here / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"
    assert "left as it is; to add:" in made.stdout and "entry: factcheck check" in made.stdout
    kept = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert call("init").exit_code == 0
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == kept
    (here / "file").write_text("", encoding="utf-8")
    made = call("init", "file")
    assert made.exit_code == 2 and "file" in told(made)


def test_the_hook_is_yaml_that_fits_the_articles(here):
    import re

    import yaml

    from factcheck.files import folder as installed
    from factcheck.readers import PLAIN

    (hook,) = yaml.safe_load((installed("templates") / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert all(re.search(hook["files"], f"a{suffix}") for suffix in PLAIN) and not re.search(hook["files"], "a.py")
    assert call(*hook["entry"].split()[1:], "good.txt").exit_code == 0
    assert call(*hook["entry"].split()[1:], "good.txt", "wrong.txt").exit_code == 1


def test_rules_are_proved_with_all_rules_on(here):
    call("init")
    rule = here / "factcheck-rules" / "seats-miss-total.toml"
    good = rule.read_text(encoding="utf-8")
    loud = good.replace('8 seats, a total of 35 seats."', '8 seats, a total of 35 seats. The panel approved 45 of 50 requests, or 95%."')
    rule.write_text(loud, encoding="utf-8")
    made = call("test-rules", "factcheck-rules")
    assert made.exit_code == 1 and "examples[2]" in made.stdout and "percentage-contradicts-counts" in made.stdout
    rule.write_text(good.replace('"12", "15", "8", "37"', '"12", "15", "37"'), encoding="utf-8")
    made = call("test-rules", "factcheck-rules")
    assert made.exit_code == 1 and "examples[1]" in made.stdout and "should mark 12, 15, 37; it marks 12, 15, 8, 37" in made.stdout
    rule.write_text(good, encoding="utf-8")
    assert call("test-rules", "factcheck-rules").stdout == "rules: 1, examples: 2, failed: 0\n"
    rule.rename(rule.with_name("parts-miss-total.toml"))
    made = call("test-rules", "factcheck-rules")
    assert made.exit_code == 2 and "give the file another name" in told(made)


@pytest.mark.parametrize("place", ["nowhere", "empty"])
def test_a_folder_without_rules_is_named(here, place):
    (here / "empty").mkdir()
    made = call("test-rules", place)
    assert made.exit_code == 2 and place in told(made)


def test_quiet_leaves_out_only_what_is_clean(here):
    made = call("check", "good.txt", "wrong.txt", "-q")
    assert "good.txt" not in made.stdout and "2 files" in made.stdout
    whole = json.loads(call("check", "good.txt", "wrong.txt", "good.txt", "-q", "--format", "json").stdout)
    assert [document["path"] for document in whole["documents"]] == ["good.txt", "wrong.txt"]
    for style in ("text", "markdown", "html"):
        assert call("check", "good.txt", "-q", "--format", style).output == ""
    for style in ("json", "sarif", "gitlab", "rdjson"):  # a program that reads on wants its document
        assert json.loads(call("check", "good.txt", "-q", "--format", style).stdout) is not None
    made = call("check", "good.txt", "missing.txt", "-q", "-o", "a.md")
    assert made.exit_code == 2 and not made.stdout and "missing.txt" in told(made)
    assert (here / "a.md").read_text(encoding="utf-8")


def test_colour_is_chosen(here):
    assert "\x1b[" in call("check", "wrong.txt", "--color", "always").stdout
    assert "\x1b[" not in run("check", "wrong.txt", "--color", "never", cwd=here, FORCE_COLOR="1").stdout.decode()
    call("check", "wrong.txt", "--color", "always", "-o", "a.txt")
    assert "\x1b[" not in (here / "a.txt").read_text(encoding="utf-8")


OUTPUTS = {
    "json:": "names no file",
    "report.pdf": "no format goes with this name",
    "text:wrong.txt": "is one of the articles",
    "sub": "no format goes with this name",
    "text:sub": "is a folder",
    "nowhere/a.md": "cannot be written",
}


@pytest.mark.parametrize("value", OUTPUTS)
def test_outputs_that_cannot_be(here, value):
    (here / "sub").mkdir()
    before = (here / "wrong.txt").read_bytes()
    made = call("check", "wrong.txt", "-o", value)
    assert made.exit_code == 2 and OUTPUTS[value] in told(made)
    assert (here / "wrong.txt").read_bytes() == before


def test_one_output_that_cannot_be_written_does_not_cost_the_others(here):
    made = call("check", "wrong.txt", "-o", "nowhere/a.md", "-o", "b.md", "--format", "text")
    assert made.exit_code == 2 and "nowhere" in told(made)
    assert "not 95%" in made.stdout and "not 95%" in (here / "b.md").read_text(encoding="utf-8")


def test_two_reports_do_not_share_a_file(here):
    made = call("check", "wrong.txt", "-o", "a.md", "-o", "text:./a.md")
    assert made.exit_code == 2 and "two reports" in told(made)


def test_a_report_is_no_article_of_the_next_run(here):
    for _ in range(2):
        made = call("check", ".", "-o", "report.md", "--format", "json")
        assert made.exit_code == 1
        assert [document["path"] for document in json.loads(made.stdout)["documents"]] == ["good.txt", "wrong.txt"]


def test_a_file_is_written_whole_or_not_at_all(here, monkeypatch):
    (here / "a.jsonl").write_text("before\n", encoding="utf-8")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.running.Run._add", stop)
    assert call("check", "wrong.txt", "-o", "a.jsonl").exit_code == 130
    assert (here / "a.jsonl").read_text(encoding="utf-8") == "before\n" and not list(here.glob(".factcheck-*"))


@pytest.mark.skipif(os.name == "nt", reason="permissions and links of Unix")
def test_what_stands_at_an_output_keeps_its_nature(here):
    (here / "private.md").write_text("", encoding="utf-8")
    (here / "private.md").chmod(0o600)
    (here / "link.md").symlink_to("private.md")
    assert call("check", "wrong.txt", "-o", "link.md", "-o", "text:/dev/null").exit_code == 1
    assert (here / "link.md").is_symlink() and (here / "private.md").stat().st_size
    assert stat.S_IMODE((here / "private.md").stat().st_mode) == 0o600
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_jobs_answer_as_one_does_in_order(here, monkeypatch):
    monkeypatch.setattr("factcheck.checking.BATCH", 500)
    rows = [json.dumps({"id": number, "text": (WRONG if number % 3 else GOOD) * (1 + number % 7)}) for number in range(120)]
    rows[50] = "no record"
    (here / "x.jsonl").write_text("\n".join(rows), encoding="utf-8")
    one = call("check", "x.jsonl", "wrong.txt", "missing.txt", "--format", "jsonl")
    two = call("check", "x.jsonl", "wrong.txt", "missing.txt", "--format", "jsonl", "--jobs", "2")
    assert one.exit_code == two.exit_code == 2
    assert one.stdout == two.stdout and one.stderr == two.stderr and len(one.stderr.splitlines()) == 2


def test_a_worker_that_is_stopped_costs_nothing(here, monkeypatch):
    from factcheck import checking

    monkeypatch.setattr(checking, "_check_batch", _stop)
    made = call("check", "good.txt", "wrong.txt", "--jobs", "2", "--format", "jsonl")
    assert made.exit_code == 1 and len(made.stdout.splitlines()) == 2


def _stop(batch):
    os._exit(9)


def test_quantities_of_several_documents(here):
    (here / "x.jsonl").write_text('{"id": "a", "title": "出口增长15.4%", "text": "出口约3.5亿元，增长超过3个百分点。"}\n', encoding="utf-8")
    made = call("quantities", "x.jsonl", "wrong.txt")
    assert made.exit_code == 0 and "x.jsonl#a\n" in made.stdout and "\n\nwrong.txt\n" in made.stdout
    record = json.loads(call("quantities", "x.jsonl", "--format", "jsonl").stdout)
    assert list(record) == ["id", "quantities"] and record["id"] == "a"
    assert [(item["field"], item["start"], item["value"], item["unit"]) for item in record["quantities"]] == [
        ("title", 4, 15.4, "%"), ("text", 2, 350_000_000, "CNY"), ("text", 11, 3, "pp"),
    ]  # fmt: skip
    assert [(item["low"], item["high"]) for item in record["quantities"]][0] == (15.35, 15.45)
    whole = json.loads(call("quantities", "x.jsonl", "wrong.txt", "--format", "json").stdout)
    assert [document["path"] for document in whole["documents"]] == ["x.jsonl", "wrong.txt"]
    assert len(call("quantities", "x.jsonl", "wrong.txt", "--format", "csv").stdout.splitlines()) == 7
    made = call("quantities", "missing.txt", "wrong.txt")
    assert made.exit_code == 2 and "missing.txt" in told(made) and "95%" in made.stdout


def test_columns_of_the_table_stand_below_each_other(here):
    from unicodedata import east_asian_width

    (here / "a.txt").write_text("收集意见建议582个，办结579个，出口3.5亿元，办结率98.48%。\n", encoding="utf-8")
    head, *rows = call("quantities", "a.txt").stdout.splitlines()[1:]
    wide = ["".join(char + "\0" * (east_asian_width(char) in "WF") for char in row) for row in rows]
    assert len(rows) == 4
    for word in ("text", "kind", "unit", "hedge"):
        at = head.index(word)
        assert all(row[at] != " " and row[at - 1] == " " for row in wide)


def test_open_ends_are_null(here):
    (here / "a.txt").write_text("At least 40 people came.\n", encoding="utf-8")
    (figure,) = json.loads(call("quantities", "a.txt", "--format", "jsonl").stdout)["quantities"]
    assert figure["low"] is not None and figure["high"] is None


def test_a_file_in_place_of_a_command(here):
    made = call("wrong.txt")
    assert made.exit_code == 2 and "factcheck check wrong.txt" in made.stderr


def test_library_call_says_what_it_cannot_take():
    import factcheck

    assert factcheck.check(WRONG, select="percentage-contradicts-counts", messages="zh").findings[0].message.endswith("不是95%")
    assert factcheck.check(WRONG, ignore="percentage-contradicts-counts").findings == ()
    assert factcheck.check("").findings == ()
    for wrong in ({"lang": "fr"}, {"messages": "fr"}, {"select": ["no-such-rule"]}, {"rules": "nowhere"}):
        with pytest.raises(ValueError, match="fr|no-such-rule|nowhere"):
            factcheck.check(WRONG, **wrong)
    assert json.loads(factcheck.check(WRONG).to_json())["schema"] == 1 and "95%" in factcheck.check(WRONG).to_markdown()


def test_a_language_that_there_is_none_of_is_found_from_the_text(here):
    (here / "a.md").write_text(f"---\nlang: fr-FR\n---\n{WRONG}", encoding="utf-8")
    (here / "b.md").write_text(f"---\nlang: en-US\n---\n{WRONG}", encoding="utf-8")
    made = call("check", "a.md", "b.md", "--format", "jsonl")
    assert made.exit_code == 1 and made.stdout.count("not 95%") == 2
