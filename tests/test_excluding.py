"""Which files of a folder are left out: by .gitignore as the real git reads it, by .factcheckignore and by the settings."""

import json
import os
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from factcheck.cli import main

GOOD = "The panel approved 45 of 50 requests, or 90%.\n"
FILES = (
    "a.md", "draft-1.md", "keep/draft-2.md", "keep/draft-3.md", "out/b.md", "out/deep/c.md", "news/out/d.md", "news/e.md",
    "news/f.txt", "新闻/稿.md", "with blank/g.md", "x#y.md", "build/h.md", "news/build/i.md",
)  # fmt: skip


def call(*args):
    return CliRunner().invoke(main, list(map(str, args)))


def paths(*args):
    """The files that a run checks; its exit status must be good."""
    made = call("check", *args, "--format", "json")
    assert made.exit_code == 0, made.stderr
    return {document["path"].replace(os.sep, "/") for document in json.loads(made.stdout)["documents"]}


def write(place, text=GOOD):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of articles that is a git repository, or looks like one."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    if shutil.which("git"):
        subprocess.run(["git", "init", "--quiet"], check=True)
    else:
        (tmp_path / ".git" / "info").mkdir(parents=True)
    for name in FILES:
        write(tmp_path / name)
    return tmp_path


IGNORED = {
    "draft-*": "",
    "draft-*\n!draft-2.md": "",
    "out/": "",
    "/out": "",
    "out/**\n!out/b.md": "",
    "news/*\n!news/e.md": "",
    "**/deep": "",
    "*.txt\n# comment\n\n\\#x\nx\\#y.md": "",
    "新闻/": "",
    "with\\ blank/": "",
    "/build\n": "build/\n!/build/\n",
    "*\n!*/\n!*.md": "",
    "[z-a]\ndraft-1.md": "",
    "news": "!e.md",
}
"""What stands in the .gitignore of the root, and in that of the folder news."""


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("patterns", IGNORED)
def test_gitignore_is_read_as_git_reads_it(here, patterns):
    write(here / ".gitignore", patterns)
    if IGNORED[patterns]:
        write(here / "news" / ".gitignore", IGNORED[patterns])
    said = subprocess.run(["git", "ls-files", "-z", "--others", "--exclude-standard"], capture_output=True, check=True).stdout
    assert paths(".") == {name for name in said.decode().split("\0") if name in FILES}


def test_a_folder_below_knows_the_files_above(here, monkeypatch):
    write(here / ".gitignore", "/news/e.md\n")
    assert paths("news") == {"news/f.txt", "news/out/d.md", "news/build/i.md"}
    monkeypatch.chdir(here / "news")
    assert "e.md" not in paths(".") and "../a.md" in paths("..") and "../news/e.md" not in paths("..")
    assert str(here / "news" / "e.md") not in paths(here / "news")


def test_a_list_of_ones_own_goes_before_that_of_git(here):
    write(here / ".gitignore", "out/\n")
    write(here / ".factcheckignore", "!out/\n*.txt\n/keep\n")
    found = paths(".")
    assert "out/b.md" in found and "news/out/d.md" in found and not {"news/f.txt", "keep/draft-2.md"} & found
    write(here / "news" / ".factcheckignore", "!f.txt\n")
    assert "news/f.txt" in paths(".")


def test_what_git_keeps_to_itself(here):
    write(here / ".git" / "info" / "exclude", "draft-*\n")
    assert "draft-1.md" not in paths(".")


def test_a_repository_in_a_repository_has_its_own(here):
    write(here / ".gitignore", "e.md\n")
    (here / "news" / ".git").mkdir()
    assert "news/e.md" in paths(".")


def test_files_and_folders_that_are_named_are_checked(here):
    write(here / ".gitignore", "out/\n*.txt\ndeep/\n")
    assert paths("out/b.md", "news/f.txt") == {"out/b.md", "news/f.txt"}
    assert paths("out") == {"out/b.md", "out/deep/c.md"}


def test_unless_that_is_forced(here):
    write(here / ".gitignore", "out/\n")
    write(here / "factcheck.toml", 'exclude = ["draft-*"]\n')
    made = call("check", "a.md", "out/deep/c.md", "draft-1.md", "--force-exclude", "--format", "json")
    assert made.exit_code == 0 and [document["path"] for document in json.loads(made.stdout)["documents"]] == ["a.md"]
    assert made.stderr == "factcheck: not checked, as the settings or ignore files leave it out: out/deep/c.md, draft-1.md\n"
    made = call("check", "draft-1.md", "--force-exclude")  # a hook may be handed nothing else
    assert made.exit_code == 0 and "Nothing was checked." in made.stdout and "draft-1.md" in made.stderr
    made = call("check", "draft-1.md", "missing.md", "--force-exclude")
    assert made.exit_code == 2
    made = call("check", "out", "--force-exclude")
    assert made.exit_code == 0 and made.stderr.endswith("leave it out: out\n")


def test_a_folder_that_is_left_out_as_a_whole_is_not_clean(here):
    write(here / ".factcheckignore", "*\n")
    made = call("check", "news")
    assert made.exit_code == 0 or "left out by the settings or by ignore files" in made.stderr
    made = call("check", ".")
    (line,) = made.stderr.splitlines()
    assert made.exit_code == 2 and ".: a folder without articles" in line and "left out by the settings or by ignore files" in line


def test_outside_of_a_repository(here, monkeypatch):
    shutil.rmtree(here / ".git")
    write(here / ".factcheckignore", "*.txt\n")
    assert "news/f.txt" not in paths(".") and "news/f.txt" in paths("news")
    write(here / "factcheck.toml", "")
    assert "news/f.txt" not in paths("news")


def test_an_ignore_file_that_cannot_be_used_is_named(here):
    write(here / ".factcheckignore", "*.txt\n!\n")
    made = call("check", ".")
    (line,) = made.stderr.splitlines()
    assert made.exit_code == 2 and ".factcheckignore: line 2: '!' is no pattern" in line


def test_other_commands_leave_the_same_out(here):
    write(here / ".gitignore", "*\n!*/\n!a.md\n")
    whole = json.loads(call("quantities", ".", "--format", "json").stdout)
    assert [document["path"] for document in whole["documents"]] == ["a.md"]
    assert "of 1 file" in call("baseline", ".").stdout
