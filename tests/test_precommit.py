"""The hooks with the real pre-commit and git: commits that are refused, and commits that pass."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("factcheck", "rules", "templates", "setup.cfg", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
WRONG = "The panel approved 45 of 50 requests, or 95%.\n"
RIGHT = "The panel approved 45 of 50 requests, or 90%.\n"
WRONG_ZH = "县里收集意见建议582个，办结579个，办结率98.48%。\n"
RIGHT_ZH = "县里收集意见建议582个，办结579个，办结率99.48%。\n"
NO_NETWORK = re.compile(
    "No matching distribution|Could not find a version|Failed to establish a new connection|Max retries exceeded"
    "|name resolution|ReadTimeout|ProxyError|No route to host|Network is unreachable",
    re.IGNORECASE,
)
"""What pip says where no index can be reached."""

pytestmark = pytest.mark.skipif(
    not shutil.which("git") or not find_spec("pre_commit"), reason="git or pre-commit is not installed"
)


class Repository:
    """A git repository that nothing outside of it reaches."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.environment: Mapping[str, str] = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PYTHON", "SKIP"))},
            "PRE_COMMIT_HOME": str(home / "store"),
            "PIP_NO_COMPILE": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Desk",
            "GIT_AUTHOR_EMAIL": "desk@news.example",
            "GIT_COMMITTER_NAME": "Desk",
            "GIT_COMMITTER_EMAIL": "desk@news.example",
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        }
        self.git("init", "--quiet")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command here."""
        return subprocess.run(
            arguments, cwd=self.folder, env=self.environment, capture_output=True, text=True, encoding="utf-8", errors="replace"
        )

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed; what it says."""
        made = self.run("git", *arguments)
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout.strip()

    def write(self, files: Mapping[str, str]) -> None:
        """Write files and stage them."""
        for name, text in files.items():
            place = self.folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        self.git("add", "--all")

    def commit(self, files: Mapping[str, str]) -> tuple[bool, str]:
        """Try to commit these files: whether that went through, and what was said."""
        self.write(files)
        made = self.run("git", "commit", "--quiet", "-m", "News")
        said = made.stdout + made.stderr
        went_through = not self.git("status", "--porcelain")
        assert went_through == (made.returncode == 0), said
        return went_through, said


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A clone of this checkout as it is now, with what is not committed yet."""
    home = tmp_path_factory.mktemp("hooks")
    made = Repository(home / "factcheck", home)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, made.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, made.folder / name)
    made.git("add", "--all")
    made.git("commit", "--quiet", "-m", "As it is")
    return made


@pytest.fixture(scope="module")
def desk(hooks: Repository) -> Repository:
    """The repository of a newsroom that uses the hooks; pre-commit has installed them."""
    home = hooks.folder.parent
    made = Repository(home / "desk", home)
    made.write({".pre-commit-config.yaml": config(hooks, "factcheck", "factcheck-files")})
    made.git("commit", "--quiet", "-m", "Hooks")
    installed = made.run("pre-commit", "install", "--install-hooks")
    said = installed.stdout + installed.stderr
    if installed.returncode != 0 and NO_NETWORK.search(said):
        pytest.skip("pre-commit cannot install the hooks: pip reaches no index")
    assert installed.returncode == 0, said
    return made


@pytest.fixture
def clean(desk: Repository) -> Repository:
    """The same, with nothing left over from the test before."""
    desk.git("reset", "--quiet", "--hard")
    desk.git("clean", "--quiet", "-fdx")
    return desk


def config(hooks: Repository, *ids: str) -> str:
    """Settings that take these hooks from the clone. JSON is YAML."""
    repo = {"repo": str(hooks.folder), "rev": hooks.git("rev-parse", "HEAD"), "hooks": [{"id": id} for id in ids]}
    return json.dumps({"repos": [repo]})


def test_commit_with_a_contradiction_is_refused_until_it_is_mended(clean: Repository) -> None:
    passed, said = clean.commit({"story.txt": WRONG})
    assert not passed
    assert "exit code: 1" in said and "story.txt:1:20" in said and "45 of 50" in said
    passed, said = clean.commit({"story.txt": RIGHT})
    assert passed, said


def test_commit_without_one_passes(clean: Repository) -> None:
    passed, said = clean.commit({"right.md": RIGHT_ZH, "picture.png": "\x00", "code.py": f"text = {WRONG!r}\n"})
    assert passed, said


def test_only_what_is_staged_is_checked(clean: Repository) -> None:
    (clean.folder / "staged.txt").write_text(RIGHT, encoding="utf-8")
    clean.git("add", "staged.txt")
    (clean.folder / "draft.txt").write_text(WRONG, encoding="utf-8")
    assert clean.run("git", "commit", "--quiet", "-m", "News").returncode == 0
    assert clean.git("status", "--porcelain") == "?? draft.txt"


def test_of_a_file_that_is_staged_in_part_the_staged_text_is_checked(clean: Repository) -> None:
    place = clean.folder / "half.txt"
    for staged, kept, passes in ((RIGHT, WRONG, True), (WRONG, RIGHT, False)):
        place.write_text(staged, encoding="utf-8")
        clean.git("add", "half.txt")
        place.write_text(kept, encoding="utf-8")
        made = clean.run("git", "commit", "--quiet", "-m", "News")
        assert (made.returncode == 0) == passes, made.stdout + made.stderr
        assert place.read_text(encoding="utf-8") == kept
        assert clean.git("show", "HEAD:half.txt" if passes else ":half.txt") == staged.strip()


def test_hooks_can_be_tried_before_they_are_set_up(clean: Repository, hooks: Repository) -> None:
    (clean.folder / ".pre-commit-config.yaml").unlink()
    for text, status, word in ((WRONG, 1, "Failed"), (RIGHT, 0, "Passed")):
        (clean.folder / "story.md").write_text(text, encoding="utf-8")
        made = clean.run("pre-commit", "try-repo", str(hooks.folder), "factcheck", "--files", "story.md", "--ref", "HEAD")
        assert made.returncode == status and word in made.stdout, made.stdout + made.stderr


def test_names_of_every_kind(clean: Repository) -> None:
    names = ["two words/a  story.md", "要闻/十月 十八日（头版）.md", "-o.txt", "𠮷😀'&.txt"]
    passed, said = clean.commit(dict.fromkeys(names, WRONG_ZH))
    assert not passed and "exit code: 1" in said, said
    assert all(f"{name}:1:9" in said for name in names)
    passed, said = clean.commit(dict.fromkeys(names, RIGHT_ZH))
    assert passed, said


def test_record_of_an_archive(clean: Repository) -> None:
    records = [json.dumps({"id": str(number), "title": "", "text": text}) for number, text in enumerate((RIGHT, WRONG))]
    passed, said = clean.commit({"2024 年.jsonl": "\n".join(records) + "\n"})
    assert not passed and "2024 年.jsonl#1:1:20" in said


def test_other_files_with_what_they_need(clean: Repository) -> None:
    page = f"<!DOCTYPE html><title>News</title><p>{WRONG_ZH}</p>"
    names = {"网页.html": page, "feed.RSS": f"<rss><item><title>News</title><description>{WRONG}</description></item></rss>", "a.rtf": f"{{\\rtf1 {WRONG}}}"}
    passed, said = clean.commit({**names, "data.json": '{"share": "45 of 50 or 95%"}', "pom.xml": "<project/>", "a.csv": "45,50,95%"})
    assert not passed and "网页.html:1:46" in said and "feed.RSS" in said and "a.rtf" in said and "a.csv" not in said, said
    clean.git("reset", "--quiet", "--hard")
    _documents(clean.folder)
    passed, said = clean.commit({})
    assert not passed and "a.pdf" in said and "a.docx" in said and said.count("95%") >= 2, said


def _documents(folder: Path) -> None:
    """A Word file and a page proof."""
    import docx
    from test_pdf import line, pdf

    made = docx.Document()
    made.add_paragraph(WRONG.strip())
    made.save(str(folder / "a.docx"))
    (folder / "a.pdf").write_bytes(pdf(line(WRONG.strip())))


def test_hundreds_of_files(clean: Repository) -> None:
    files = {f"部门 {number % 7}/稿件 {number} {'长' * 40}.md": RIGHT_ZH for number in range(400)}
    passed, said = clean.commit(files | {"部门 3/稿件 wrong.md": WRONG_ZH})
    assert not passed and "稿件 wrong.md:1:9" in said
    assert len(re.findall(r"\.md:\d+:\d+", said)) == 1
    passed, said = clean.commit({"部门 3/稿件 wrong.md": RIGHT_ZH})
    assert passed, said


def test_edition_compares_files(clean: Repository, hooks: Repository) -> None:
    first = "# 外贸\n\n前三季度，全县对东盟国家出口326.7亿元，同比增长8.3%。\n"
    second = "# 开放\n\n前三季度全县对东盟国家进出口326.7亿元，东盟成为第一大贸易伙伴。\n"
    passed, said = clean.commit({"头版.md": first, "三版.md": second})
    assert passed, said
    try:
        passed, said = clean.commit({".pre-commit-config.yaml": config(hooks, "factcheck-edition"), "二版.md": RIGHT_ZH})
        assert not passed and "头版.md" in said and "三版.md" in said and said.count("326.7亿元") >= 2
    finally:
        clean.git("reset", "--quiet", "--hard")
