"""Only what is new: findings on changed lines of a git repository, and findings that no baseline has accepted."""

import json
import os
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from factcheck.cli import main

WRONG = "The panel approved 45 of 50 requests, or 95%.\n"
OTHER = "The board granted 30 of 40 permits, or 85%.\n"
THIRD = "The court heard 20 of 80 cases, or 35%.\n"
RIGHT = "The panel approved 45 of 50 requests, or 90%.\n"


def call(*args):
    return CliRunner().invoke(main, list(map(str, args)))


def told(made):
    (line,) = made.stderr.splitlines()
    assert line.startswith("factcheck: ") and "Traceback" not in line
    return line


def shown(*args):
    """The first figures of what is shown, how much is hidden by what, and the exit status."""
    made = call("check", *args, "--format", "json")
    assert not made.stderr, made.stderr
    whole = json.loads(made.stdout)
    found = [finding["spans"][0]["text"] for document in whole["documents"] for article in document["articles"] for finding in article["findings"]]
    return found, whole.get("hidden", {}), made.exit_code


def write(place, text):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def repository(here, monkeypatch):
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git("init", "--quiet")
    git("config", "user.name", "Desk")
    git("config", "user.email", "desk@news.example")
    return here


def git(*args):
    made = subprocess.run(["git", *args], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def commit(message="News"):
    git("add", "--all")
    git("commit", "--quiet", "-m", message)


def test_only_findings_on_changed_lines_are_shown(repository):
    write(repository / "a.md", f"{WRONG}\n{RIGHT}\n")
    commit()
    assert shown("a.md", "--diff", "HEAD") == ([], {"unchanged": 1}, 0)
    write(repository / "a.md", f"{WRONG}\n{OTHER}\n")
    assert shown("a.md", "--diff", "HEAD") == (["30"], {"unchanged": 1}, 1)
    git("add", "a.md")  # staged counts as well
    assert shown("a.md", "--diff", "HEAD") == (["30"], {"unchanged": 1}, 1)
    commit()
    assert shown("a.md", "--diff", "HEAD") == ([], {"unchanged": 2}, 0)
    assert shown("a.md", "--diff", "HEAD~1") == (["30"], {"unchanged": 1}, 1)
    assert shown("a.md") == (["45", "30"], {}, 1)


def test_since_a_branch_left_another(repository):
    write(repository / "a.md", f"{WRONG}\n{RIGHT}\nText.\n")
    commit()
    git("branch", "feature")
    write(repository / "a.md", f"{RIGHT}\n{RIGHT}\nText.\n")  # mended meanwhile
    commit()
    git("branch", "other")
    git("checkout", "--quiet", "feature")
    write(repository / "a.md", f"{WRONG}\n{RIGHT}\n{OTHER}")
    commit()
    assert shown("a.md", "--diff", "other") == (["45", "30"], {}, 1)
    assert shown("a.md", "--diff", "other...") == (["30"], {"unchanged": 1}, 1)
    git("checkout", "--quiet", "--orphan", "alone")
    commit()
    made = call("check", "a.md", "--diff", "other...")
    assert made.exit_code == 2 and "'other' and HEAD of" in told(made) and "no common revision" in told(made)


def test_lines_that_only_moved_are_not_changed(repository):
    write(repository / "a.md", f"{WRONG}\n{OTHER}")
    commit()
    write(repository / "a.md", f"Some new text.\n\n{WRONG}\nMore of it.\n\n{OTHER}")
    assert shown("a.md", "--diff", "HEAD") == ([], {"unchanged": 2}, 0)


def test_files_that_are_new_to_git_are_new_as_a_whole(repository):
    write(repository / "a.md", WRONG)
    write(repository / ".gitignore", "ignored.md\n")
    commit()
    write(repository / "untracked.md", OTHER)
    write(repository / "ignored.md", THIRD)
    write(repository / "staged.md", "The desk sent 9 of 10 letters, or 80%.\n")
    git("add", "staged.md")
    assert shown("a.md", "untracked.md", "ignored.md", "staged.md", "--diff", "HEAD") == (["30", "20", "9"], {"unchanged": 1}, 1)


@pytest.mark.parametrize("name", ["with blank.md", "新闻 稿.md", 'qu"ote.md', "tab\there.md", "a/b/deep.md", "-dash.md"])
def test_names_of_any_kind(repository, name):
    write(repository / name, f"{WRONG}\n{RIGHT}")
    commit()
    write(repository / name, f"{WRONG}\n{OTHER}")
    assert shown(f"./{name}", "--diff", "HEAD") == (["30"], {"unchanged": 1}, 1)
    git("config", "diff.noprefix", "true")
    git("config", "diff.external", "false")
    git("config", "color.ui", "always")
    assert shown(repository / name, "--diff", "HEAD") == (["30"], {"unchanged": 1}, 1)


def test_text_that_looks_like_the_head_of_a_patch(repository):
    write(repository / "a.md", "One.\n")
    write(repository / "b.md", WRONG)
    commit()
    write(repository / "a.md", "++ b/b.md\n@@ -1 +1 @@\n-- a\n")
    assert shown("b.md", "--diff", "HEAD") == ([], {"unchanged": 1}, 0)


def test_a_file_that_was_renamed(repository):
    write(repository / "a.md", f"{WRONG}\n{RIGHT}\n" + "A line of text.\n" * 20)
    commit()
    git("mv", "a.md", "b.md")
    assert shown("b.md", "--diff", "HEAD") == ([], {"unchanged": 1}, 0)
    write(repository / "b.md", (repository / "b.md").read_text().replace(RIGHT, OTHER))
    assert shown("b.md", "--diff", "HEAD") == (["30"], {"unchanged": 1}, 1)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings(repository, encoding):
    wrong = "收集意见建议582个，办结579个，办结率98.48%。"
    write(repository / "a.txt", f"{wrong}\n\n今天天气晴好，大家都很高兴。\n".encode(encoding))
    commit()
    assert shown("a.txt", "--diff", "HEAD") == ([], {"unchanged": 1}, 0)
    write(repository / "a.txt", f"{wrong}\n\n今年收集意见建议300个，办结279个，办结率98.48%。\n".encode(encoding))
    whole = (["582个", "300个"], {}, 1)  # to git, UTF-16 has no lines
    assert shown("a.txt", "--diff", "HEAD") == (whole if encoding == "utf-16" else (["300个"], {"unchanged": 1}, 1))


def test_windows_lines_and_lone_returns(repository):
    write(repository / "a.md", f"{WRONG}\n{RIGHT}".replace("\n", "\r\n"))
    write(repository / "b.txt", f"{WRONG}\n{RIGHT}".replace("\n", "\r"))
    commit()
    write(repository / "a.md", f"{WRONG}\n{OTHER}".replace("\n", "\r\n"))
    assert shown("a.md", "b.txt", "--diff", "HEAD") == (["30"], {"unchanged": 2}, 1)
    write(repository / "b.txt", f"{WRONG}\n{OTHER}".replace("\n", "\r"))
    assert shown("b.txt", "--diff", "HEAD")[0] == ["45", "30"]  # git sees one line


def test_records_of_an_archive(repository):
    rows = [json.dumps({"id": number, "text": text}) for number, text in enumerate((WRONG, OTHER, RIGHT))]
    write(repository / "x.jsonl", "\n".join(rows))
    commit()
    rows[2] = json.dumps({"id": 2, "text": THIRD})
    write(repository / "x.jsonl", "\n".join(rows))
    assert shown("x.jsonl", "--diff", "HEAD") == (["20"], {"unchanged": 2}, 1)


def test_what_was_taken_out_of_a_paragraph_counts(repository):
    listed = "The mayor named four priorities:\nhousing, parks,\nschools\nand transit.\n"
    write(repository / "a.md", f"# Plans\n\n{listed}\nSome text.\n\n{WRONG}")
    commit()
    write(repository / "a.md", f"# Plans\n\n{listed.replace('housing, parks,' + chr(10), 'housing,' + chr(10))}\nSome text.\n\n{WRONG}")
    assert shown("a.md", "--diff", "HEAD") == (["four"], {"unchanged": 1}, 1)
    commit()
    write(repository / "a.md", f"# Plans\n\n{listed.replace('housing, parks,' + chr(10), '')}\n{WRONG}")
    assert shown("a.md", "--diff", "HEAD")[1:] == ({"unchanged": 1}, 1)


def test_files_of_one_issue(repository):
    write(repository / "one.md", "# 一\n\n前10月，全市对东盟国家出口326.7亿元，同比增长8.3%。\n")
    write(repository / "two.md", "# 二\n\n前10月全市对东盟国家进出口326.7亿元，东盟成为第一大贸易伙伴。\n")
    commit()
    assert shown("one.md", "two.md", "--edition", "--diff", "HEAD")[1:] == ({"unchanged": 1}, 0)
    write(repository / "one.md", "# 一\n\n前10月，全市对东盟国家出口326.7亿元，同比增长8.5%。\n")
    assert shown("one.md", "two.md", "--edition", "--diff", "HEAD")[1:] == ({}, 1)


def test_from_a_folder_below_and_by_absolute_path(repository, monkeypatch):
    write(repository / "sub" / "a.md", f"{WRONG}\n{RIGHT}")
    commit()
    write(repository / "sub" / "a.md", f"{WRONG}\n{OTHER}")
    assert shown(repository / "sub" / "a.md", "--diff", "HEAD")[0] == ["30"]
    monkeypatch.chdir(repository / "sub")
    monkeypatch.setenv("GIT_DIR", ".git")  # as in a hook
    assert shown(".", "--diff", "HEAD") == (["30"], {"unchanged": 1}, 1)


def test_where_changes_cannot_be_told(repository, tmp_path_factory):
    write(repository / "a.md", WRONG)
    commit()
    for revision in ("nowhere", "--help", "HEAD~9", "HEAD:a.md"):
        made = call("check", "a.md", "--diff", revision)
        assert made.exit_code == 2 and not made.stdout and f"has no revision {revision!r}" in told(made), revision
    outside = tmp_path_factory.mktemp("outside") / "b.md"
    write(outside, WRONG)
    made = call("check", "a.md", outside, "--diff", "HEAD")
    assert made.exit_code == 2 and not made.stdout and f"{outside} is in no git repository" in told(made)
    made = CliRunner().invoke(main, ["check", "-", "--diff", "HEAD"], input=WRONG)
    assert made.exit_code == 2 and "standard input has no earlier revision" in told(made)
    made = call("check", "missing.md", "--diff", "HEAD")
    assert made.exit_code == 2 and "missing.md: no such file" in told(made)


def test_without_git(repository, monkeypatch):
    write(repository / "a.md", WRONG)
    monkeypatch.setenv("PATH", "")
    made = call("check", "a.md", "--diff", "HEAD")
    assert made.exit_code == 2 and "git cannot be run" in told(made)


def test_a_repository_without_commits(repository):
    write(repository / "a.md", WRONG)
    made = call("check", "a.md", "--diff", "HEAD")
    assert made.exit_code == 2 and "has no revision 'HEAD'" in told(made)


def test_reports_say_what_is_on_unchanged_lines(repository):
    write(repository / "a.md", WRONG)
    commit()
    for style in ("text", "markdown", "html"):
        said = " ".join(call("check", "a.md", "--diff", "HEAD", "--format", style).stdout.split())
        assert "1 on unchanged lines" in said


# Baseline


def accepted(*args):
    made = call("baseline", *args)
    assert made.exit_code == 0 and not made.stderr, made.stderr
    return made.stdout


def test_a_baseline_hides_what_it_accepted(here):
    write(here / "a.md", f"{WRONG}\n{OTHER}")
    assert accepted("a.md", "-o", "known.json") == "known.json: 2 findings of 1 file accepted\n"
    assert shown("a.md", "--baseline", "known.json") == ([], {"baseline": 2}, 0)
    write(here / "a.md", f"A new lead.\n\n{OTHER}\nText in between.\n\n{WRONG}\n{THIRD}")
    assert shown("a.md", "--baseline", "known.json") == (["20"], {"baseline": 2}, 1)


def test_each_is_hidden_as_often_as_it_was_accepted(here):
    write(here / "a.md", f"# One\n\n{WRONG}\n# Two\n\n{WRONG}")
    accepted("a.md")
    (entry,) = [item for item in json.loads((here / "factcheck-baseline.json").read_text())["findings"] if item["rule"].startswith("perc")]
    assert entry["count"] == 2 and entry["texts"] == ["45", "50", "95%"] and entry["path"] == "a.md"
    write(here / "a.md", f"# One\n\n{WRONG}\n# Two\n\n{WRONG}\n# Three\n\n{WRONG}")
    found, hidden, status = shown("a.md", "--select", entry["rule"], "--baseline", "factcheck-baseline.json")
    assert (found, hidden, status) == (["45"], {"baseline": 2}, 1)


def test_stale_entries_are_told(here):
    write(here / "a.md", f"{WRONG}\n{OTHER}")
    write(here / "b.md", THIRD)
    accepted("a.md", "b.md", "-o", "known.json")
    write(here / "a.md", f"{RIGHT}\n{OTHER}")
    for style in ("text", "markdown", "html"):
        made = call("check", "a.md", "--baseline", "known.json", "--format", style)
        said = " ".join(made.stdout.replace("\\", "").split())
        assert made.exit_code == 0 and "1 accepted in the baseline" in said, said
        assert "a.md: accepted in the baseline, but no longer found: percentage-contradicts-counts (45, 50, 95%) ×1" in said
    whole = json.loads(call("check", "a.md", "--baseline", "known.json", "--format", "json").stdout)
    assert whole["documents"][0]["notices"][0]["kind"] == "stale"
    assert "notices" not in json.loads(call("check", "a.md", "--baseline", "known.json", "--format", "json", "--select", "doubled-word").stdout)["documents"][0]
    (here / "b.md").unlink()
    made = call("check", "a.md", "--baseline", "known.json")
    assert "known.json: 1 entries of the baseline belong to files that are gone" in told(made)


def test_a_baseline_is_known_from_any_folder_and_in_the_settings(here, monkeypatch):
    write(here / "news" / "a.md", WRONG)
    write(here / "factcheck.toml", 'baseline = "known.json"\n')
    accepted("news")
    assert json.loads((here / "known.json").read_text())["findings"][0]["path"] == "news/a.md"
    monkeypatch.chdir(here / "news")
    assert shown("a.md") == ([], {"baseline": 1}, 0)
    assert shown(here / "news" / "a.md") == ([], {"baseline": 1}, 0)
    before = (here / "known.json").read_bytes()
    accepted(here / "news")  # what is accepted already is accepted again
    assert (here / "known.json").read_bytes() == before


def test_records_are_known_by_their_ids(here):
    rows = [{"id": "a", "text": WRONG}, {"id": "b", "text": RIGHT}]
    write(here / "x.jsonl", "\n".join(map(json.dumps, rows)))
    accepted("x.jsonl", "-o", "known.json")
    rows = [{"id": "new", "text": WRONG}, *rows]
    write(here / "x.jsonl", "\n".join(map(json.dumps, rows)))
    assert shown("x.jsonl", "--baseline", "known.json") == (["45"], {"baseline": 1}, 1)


def test_nothing_is_accepted_where_something_could_not_be_checked(here):
    write(here / "a.md", WRONG)
    made = call("baseline", "a.md", "missing.md", "-o", "known.json")
    assert made.exit_code == 2 and not made.stdout and not (here / "known.json").exists()
    assert ["missing.md" in line or "known.json: not written" in line for line in made.stderr.splitlines()] == [True, True]
    made = call("baseline", "a.md", "-o", "a.md")
    assert made.exit_code == 2 and "is one of the articles" in told(made) and (here / "a.md").read_text() == WRONG
    made = call("baseline", "a.md", "-o", "nowhere/known.json")
    assert made.exit_code == 2 and "nowhere/known.json: cannot be written" in told(made)


BAD = {
    "": "is not JSON",
    "[]": "no baseline of this version",
    '{"schema": 2, "findings": []}': "no baseline of this version",
    '{"schema": 1, "findings": [3]}': "findings[1]: has no path",
    '{"schema": 1, "findings": [{"path": "a.md", "rule": "x", "fingerprint": "y", "count": "1", "texts": []}]}': "findings[1]: has no count",
    "[" * 100_000: "is not JSON",
}


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_baseline_that_cannot_be_used_is_one_line(here, text):
    write(here / "a.md", WRONG)
    write(here / "known.json", text)
    made = call("check", "a.md", "--baseline", "known.json")
    assert made.exit_code == 2 and not made.stdout
    assert f"known.json: {'' if text.startswith('{') else 'is '}" in told(made) and BAD[text] in told(made) and "factcheck baseline" in told(made)
    made = call("check", "a.md", "--baseline", "none.json")
    assert made.exit_code == 2 and "none.json: cannot be read" in told(made)


def test_the_baseline_of_the_settings_holds_for_mail_too(here):
    write(here / "a.md", WRONG)
    write(here / "factcheck.toml", 'baseline = "known.json"\n')
    accepted("a.md")
    made = call("email", "a.md", "--eml", "-")
    assert made.exit_code == 0 and "Subject: Nothing found but what is not shown" in made.stdout


def test_only_what_is_both_new_and_changed(repository):
    write(repository / "a.md", f"{WRONG}\n{OTHER}")
    commit()
    accepted("a.md", "-o", "known.json")
    write(repository / "a.md", f"{WRONG}\n{OTHER}\n{THIRD}")
    assert shown("a.md", "--baseline", "known.json", "--diff", "HEAD") == (["20"], {"baseline": 2}, 1)
