"""The terminal: carets below wide characters, links where they work, and a bar while a long run goes on."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import samples

from factcheck import terminal
from factcheck.model import DocumentReport
from factcheck.report import FORMATS, Options
from factcheck.report.excerpts import cells
from factcheck.report.view import Words
from factcheck.terminal import Progress


def said(report: DocumentReport, **options: Any) -> str:
    made = FORMATS["text"](Options(**options))
    return made.begin() + made.document(report) + made.end(())


def caught(text: str, start: int, end: int) -> str:
    """The characters that stand in these columns."""
    found, used = "", 0
    for character in text:
        if start <= used < end:
            found += character
        used += cells(character)
    return found


@pytest.mark.parametrize(("report", "figures"), [(samples.zh(), ["5616.6吨", "63吨", "1.7%"]), (samples.en(), ["5,616.6 tons", "63 tons", "1.7%"])])
@pytest.mark.parametrize("width", [50, 80, 120])
def test_carets_stand_below_the_figures(report: DocumentReport, figures: list[str], width: int) -> None:
    article = report.articles[0]
    lines = said(replace(report, articles=(replace(article, findings=article.findings[:1]),)), width=width).splitlines()
    marked = []
    for above, line in zip(lines, lines[1:], strict=False):
        if line and set(line) <= {" ", "^"}:
            runs = line.replace("^ ", "^\0").split("\0")
            start = 0
            for run in runs:
                marked.append(caught(above, start + run.index("^"), start + len(run)))
                start += len(run) + 1
    assert "".join(marked).replace(" ", "") == "".join(figures).replace(" ", "")


def test_carets_reach_over_wide_characters_twice() -> None:
    lines = said(samples.zh(), width=120).splitlines()
    (number,) = [number for number, line in enumerate(lines) if "5616.6吨，其中" in line]
    assert lines[number + 1].lstrip().startswith("^" * 8) and len(lines[number + 1]) - len(lines[number + 1].lstrip()) == cells(lines[number].partition("5616.6吨")[0])


def test_places_are_links_where_the_terminal_has_them(tmp_path: Path) -> None:
    path = tmp_path / "sable creek.md"
    path.write_text("text", encoding="utf-8")
    made = said(samples.en(str(path)), width=200, links=True)
    assert f"\x1b]8;;{path.as_uri()}\x1b\\{path}:3:40\x1b]8;;\x1b\\ · share" in made and made.count("\x1b]8;;file") == 3
    assert "\x1b" not in said(samples.en("none.md"), links=True) and "\x1b" not in said(samples.en(str(path)))


@pytest.mark.parametrize(
    ("variables", "is_terminal", "has_links"),
    [
        ({}, True, False), ({"TERM_PROGRAM": "WezTerm"}, True, True), ({"TERM_PROGRAM": "WezTerm"}, False, False), ({"VTE_VERSION": "7200"}, True, True),
        ({"VTE_VERSION": "4900"}, True, False), ({"TERM": "xterm-kitty"}, True, True), ({"TERM": "dumb", "WT_SESSION": "1"}, True, False),
        ({"FORCE_HYPERLINK": "1"}, False, True), ({"FORCE_HYPERLINK": "0", "WT_SESSION": "1"}, True, False),
    ],
)  # fmt: skip
def test_links_only_where_they_are_known_to_work(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], is_terminal: bool, has_links: bool) -> None:
    for name in ("FORCE_HYPERLINK", "TERM_PROGRAM", *terminal._WITH_LINKS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    assert terminal.has_links() is has_links


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


def progress(screen: StringIO, times: list[float], files: int) -> Progress:
    return Progress(Words("en"), lambda: files, screen, lambda: times.pop(0) if len(times) > 1 else times[0])


def test_a_long_run_has_a_bar() -> None:
    screen = Screen()
    made = progress(screen, [0.0, 0.5, 2.0, 2.01, 3.0], 4)
    for path in ("a.md", "b.md", "c.md", "d.md"):
        made.step(samples.en(path))
    shown = screen.getvalue().split("\r\x1b[K")
    assert shown == ["", "[" + "#" * 12 + "-" * 12 + "] 2/4 files, 2 articles, 6 to look at", "[" + "#" * 24 + "] 4/4 files, 4 articles, 12 to look at"]
    made.clear()
    made.clear()
    assert screen.getvalue().endswith("look at\r\x1b[K")


def test_an_archive_counts_its_articles() -> None:
    screen = Screen()
    made = progress(screen, [0.0, 2.0, 3.0], 1)
    for number in range(2):
        made.step(samples.clean("a.jsonl", id=str(number)))
    assert screen.getvalue() == "\r\x1b[K1/1 files, 1 articles, 0 to look at\r\x1b[K1/1 files, 2 articles, 0 to look at"


def test_a_short_run_and_a_pipe_have_none() -> None:
    screen, pipe = Screen(), StringIO()
    progress(screen, [0.0, 0.9], 9).step(samples.en())
    progress(pipe, [0.0, 9.0], 9).step(samples.en())
    assert screen.getvalue() == pipe.getvalue() == ""


def test_a_whole_run_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("The panel approved 45 of 50 requests, or 95%.\n", encoding="utf-8")
    code = "import factcheck.terminal as t; t.PATIENCE = t._PAUSE = 0; from factcheck.cli import main; main()"
    parent, child = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "PYTHONPATH": str(Path(terminal.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code, "check", str(tmp_path)], stdout=subprocess.PIPE, stderr=child, env=environment, check=False)
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert done.returncode == 1 and b"\x1b" not in done.stdout
    assert "[########----------------] 1/3 files" in shown and shown.endswith("\r\x1b[K")
