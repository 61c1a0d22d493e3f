"""Never clean without proof: whatever cannot be read ends with exit status 2 and one line, and all else is read correctly.

What cannot be read is handed to the program as a process of its own.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck.cli import FORMATS, main

ROOT = Path(__file__).parent.parent
WRONG = "收集意见建议582个，办结579个，办结率98.48%。\n"
RIGHT = "收集意见建议582个，办结579个，办结率99.48%。\n"
CLEAN_WORDS = re.compile("no contradiction|没有发现矛盾", re.IGNORECASE)
MEGABYTES = 100


IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
PLAIN = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if IS_ROOT and shutil.which("setpriv") else ()
"""Takes from root what makes it read everything."""


def run(*args, cwd, stdin=None):
    return subprocess.run(
        [*PLAIN, sys.executable, "-m", "factcheck", *map(str, args)], cwd=cwd, input=stdin, capture_output=True, timeout=100,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def large(place, unit):
    """A file of 100 MB that takes no time to write."""
    block = unit * (1024 * 1024 // len(unit))
    with place.open("wb") as file:
        for _ in range(MEGABYTES + 1):
            file.write(block)
    return place


def made(place, raw):
    place.write_bytes(raw)
    return place


def unreadable(place):
    place.write_text(WRONG, encoding="utf-8")
    place.chmod(0)
    return place


def closed(place):
    folder_of(place, "a.md", WRONG.encode()).chmod(0)
    return place


def folder_of(place, name="", raw=b""):
    place.mkdir()
    if name:
        (place / name).write_bytes(raw)
    return place


def link(place, target):
    place.symlink_to(target)
    return place


NOISE = random.Random(7).randbytes(200_000)
UNREAD = {
    "missing file": (lambda at: at / "none.txt", "no such file"),
    "missing folder": (lambda at: at / "none" / "deep", "no such file"),
    "random bytes": (lambda at: made(at / "a.txt", NOISE), "save"),
    "random bytes called Markdown": (lambda at: made(at / "a.md", NOISE), "save"),
    "random bytes called Word": (lambda at: made(at / "a.docx", NOISE), "Word"),
    "random bytes called an archive": (lambda at: made(at / "a.jsonl", NOISE.replace(b"\n", b" ")), "line 1"),
    "zeros": (lambda at: made(at / "a.txt", bytes(1000)), "binary"),
    "western letters": (lambda at: made(at / "a.txt", ("Größe und Maße, für 45 von 50. " * 20).encode("latin-1")), "UTF-8"),
    "cut in a letter": (lambda at: made(at / "a.txt", WRONG.encode()[:-2]), "UTF-8"),
    "half of UTF-16": (lambda at: made(at / "a.txt", WRONG.encode("utf-16")[:-1]), "UTF-16"),
    "100 MB": (lambda at: large(at / "a.txt", WRONG.encode()), "larger than"),
    "100 MB of Markdown": (lambda at: large(at / "a.md", RIGHT.encode()), "larger than"),
    "100 MB called Word": (lambda at: large(at / "a.docx", b"PK\x03\x04" + bytes(60)), "larger than"),
    "empty": (lambda at: made(at / "a.txt", b""), "empty"),
    "empty Markdown": (lambda at: made(at / "a.md", b"\xef\xbb\xbf"), "empty"),
    "blank": (lambda at: made(at / "a.txt", b" \n\t\n"), "empty"),
    "empty archive": (lambda at: made(at / "a.jsonl", b"\n"), "empty"),
    "empty folder": (lambda at: folder_of(at / "dir"), "without articles"),
    "folder of other files": (lambda at: folder_of(at / "dir", "a.png", b"\x89PNG"), "without articles"),
    "folder of hidden files": (lambda at: folder_of(at / "dir", ".a.md", WRONG.encode()), "without articles"),
    "folder of ignored files": (lambda at: made(at / ".factcheckignore", b"a.md\n") and folder_of(at / "dir", "a.md", WRONG.encode()), "left out"),
    "unreadable": (lambda at: unreadable(at / "a.txt"), "cannot be read"),
    "unreadable folder": (lambda at: closed(at / "dir"), "cannot be read"),
    "a disk that fails": (lambda at: link(at / "a.txt", "/proc/self/mem"), "cannot be read"),
    "broken link": (lambda at: link(at / "a.txt", at / "nowhere.txt"), "a link that leads nowhere"),
    "link to itself": (lambda at: link(at / "a.txt", at / "a.txt"), ""),
    "pipe": (lambda at: os.mkfifo(at / "a.txt") or at / "a.txt", "not a regular file"),
    "name without end": (lambda at: "a" * 5000, ""),
}
"""What no checker can read: how it comes to be, and what the line must say."""


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / ".git").mkdir()
    return folder


@pytest.mark.skipif(os.name == "nt", reason="files of Unix")
@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_is_one_line_and_status_2(place, name):
    if name in ("unreadable", "unreadable folder") and IS_ROOT and not PLAIN:
        pytest.skip("everything can be read here")
    if name == "a disk that fails" and not os.path.exists("/proc/self/mem"):
        pytest.skip("nothing here fails when it is read")
    make, words = UNREAD[name]
    path = make(place)
    done = run("check", path, "--format", "text", "-o", "json:said.json", "-o", "sarif:said.sarif", cwd=place)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert len(said.splitlines()) == 1 and said.startswith("factcheck: ") and words in said
    assert Path(str(path)).name[:50] in said and "Traceback" not in said and "fault of the program" not in said
    assert not CLEAN_WORDS.search(done.stdout.decode())
    whole = json.loads((place / "said.json").read_text(encoding="utf-8"))
    assert whole["documents"] == [] and len(whole["errors"]) == 1
    (log,) = json.loads((place / "said.sarif").read_text(encoding="utf-8"))["runs"]
    assert log["results"] == [] and log["invocations"][0]["executionSuccessful"] is False


@pytest.mark.skipif(os.name == "nt", reason="files of Unix")
@pytest.mark.parametrize("name", ["missing file", "random bytes", "empty", "empty folder", "broken link"])
def test_beside_a_good_file_the_worst_wins_and_the_good_one_is_read(place, name, monkeypatch):
    monkeypatch.chdir(place)
    path = UNREAD[name][0](place)
    made(place / "good.md", WRONG.encode())
    for arguments in ((str(path), "good.md"), ("good.md", str(path))):
        done = CliRunner().invoke(main, ["check", *arguments, "--fail-on", "never"])
        assert done.exit_code == 2 and len(done.stderr.splitlines()) == 1 and "98.48%" in done.stdout


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", ["missing file", "random bytes", "empty", "empty folder"])
def test_the_exit_status_is_the_same_in_every_format(place, name, style, monkeypatch):
    monkeypatch.chdir(place)
    path = str(UNREAD[name][0](place))
    made(place / "wrong.md", WRONG.encode("gb18030"))
    for arguments, status in ((("wrong.md",), 1), ((path,), 2), (("wrong.md", path), 2), (("--quiet", path), 2)):
        done = CliRunner().invoke(main, ["check", "--format", style, *arguments])
        assert done.exit_code == status and len(done.stderr.splitlines()) == status - 1
        assert style == "sarif" or not CLEAN_WORDS.search(done.stdout)  # which explains its rules in these words


READ = {
    "GB18030": lambda at, text: made(at / "a.txt", text.encode("gb18030")),
    "GB18030 Markdown": lambda at, text: made(at / "a.md", ("# 标题\n\n" + text).encode("gb18030")),
    "UTF-8": lambda at, text: made(at / "a.txt", text.encode()),
    "UTF-8 with a mark": lambda at, text: made(at / "a.txt", text.encode("utf-8-sig")),
    "UTF-16": lambda at, text: made(at / "a.txt", text.encode("utf-16")),
    "UTF-16 the other way": lambda at, text: made(at / "a.txt", b"\xfe\xff" + text.encode("utf-16-be")),
    "lines of Windows": lambda at, text: made(at / "a.md", f"标题\r\n\r\n{text}".replace("\n", "\r\n").encode()),
    "archive in GB18030": lambda at, text: made(at / "a.jsonl", json.dumps({"text": text}, ensure_ascii=False).encode("gb18030")),
    "relative path": lambda at, text: made(at / "a.txt", text.encode()).relative_to(at),
    "file outside the root": lambda at, text: made(at.parent / "a.txt", text.encode()),
    "file outside, seen from here": lambda at, text: Path("..") / made(at.parent / "a.txt", text.encode()).name,
    "folder": lambda at, text: folder_of(at / "dir", "a.md", text.encode()),
    "folder outside the root": lambda at, text: folder_of(at.parent / "dir", "a.md", text.encode()),
    "link to a file": lambda at, text: link(at / "b.txt", made(at.parent / "a.txt", text.encode())),
    "link to a folder": lambda at, text: link(at / "link", folder_of(at / "dir", "a.md", text.encode())),
    "no suffix": lambda at, text: made(at / "COPY", text.encode()),
    "name of blanks and signs": lambda at, text: made(at / "今日 要闻&#'.txt", text.encode()),
    "hidden, but named": lambda at, text: made(at / ".a.md", text.encode()),
}
"""What must be read correctly, however it comes."""


@pytest.mark.skipif(os.name == "nt", reason="links of Unix")
@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("text, status", [(WRONG, 1), (RIGHT, 0)], ids=["wrong", "right"])
def test_what_can_be_read_is_read_correctly(place, name, text, status, monkeypatch):
    monkeypatch.chdir(place)
    done = CliRunner().invoke(main, ["check", str(READ[name](place, text)), "--format", "json"])
    assert done.exit_code == status and not done.stderr, done.stderr
    (document,) = json.loads(done.stdout)["documents"]
    found = [span["text"] for article in document["articles"] for finding in article["findings"] for span in finding["spans"]]
    assert found == (["582个", "579个", "98.48%"] if status else [])
    assert sum(article["coverage"]["consistent"] for article in document["articles"]) == 1 - status


@pytest.mark.parametrize("raw", [b"", b" \n", NOISE, bytes(1000), ("Größe und Maße, für 45 von 50. " * 20).encode("latin-1")], ids=range(5))
def test_standard_input_that_cannot_be_read(place, raw):
    done = run("check", "-", cwd=place, stdin=raw)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and done.stderr.startswith(b"factcheck: <stdin>: ")
    assert not CLEAN_WORDS.search(done.stdout.decode())


def test_standard_input_of_100_mb(place):
    done = run("check", "-", cwd=place, stdin=RIGHT.encode() * (MEGABYTES * 1024 * 1024 // len(RIGHT.encode())))
    assert done.returncode == 2 and b"<stdin>: larger than" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_text_without_figures_or_ties_is_not_called_clean(place):
    for text in ("The council met and talked.\n", "The hall has 45 seats.\n"):
        done = run("check", made(place / "a.txt", text.encode()), cwd=place)
        assert done.returncode == 0 and not CLEAN_WORDS.search(done.stdout.decode()) and b"Nothing was checked" in done.stdout
