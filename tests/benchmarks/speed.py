"""Start-up, one page, a large folder and memory, measured as whole processes. Run by hand:

    python tests/benchmarks/speed.py

Prints one line a figure, beside the budget. Best of several runs; needs a quiet machine.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As an installed program runs: its modules compiled once."""
PAGE = 19_000
"""Bytes of one newspaper page."""
FOLDER = 10_000_000
"""Bytes of a large folder."""


def run(*arguments: str) -> tuple[float, float]:
    """Seconds and MiB of one run of the program."""
    before = time.perf_counter()
    command = [sys.executable, "-m", "factcheck", *arguments]
    pid = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT).pid
    _, _, usage = os.wait4(pid, 0)
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def best(runs: int, *arguments: str) -> tuple[float, float]:
    """The fastest of several runs, and the least memory."""
    found = [run(*arguments) for _ in range(runs)]
    return min(seconds for seconds, _ in found), min(memory for _, memory in found)


SENTENCES = {
    "zh": "{place}的第{a}号车间去年生产零件{b}箱，同比增长{c}%；今年计划再添{d}台机床，投资约{e}万元。厂里的老师傅说，活儿一直排得很满。",
    "en": "Workshop {a} in {place} made {b} boxes of parts last year, up {c}% on the year. It plans to buy {d} more lathes "
    "for about ${e},000 this spring. The foreman says that there has always been enough to do.",
}
"""What fills a page or a folder up: figures as they stand in a regional paper, none of them tied to another."""
PLACES = {"zh": ("东岭", "西塘", "南浦", "北河", "石坎"), "en": ("Ashby", "Milton", "Grove", "Wexcombe", "Elling")}


def texts() -> dict[str, str]:
    """All example articles of a language, one below the other."""
    found = {}
    for lang in SENTENCES:
        paths = sorted((ROOT / "examples").glob(f"*.{lang}.*"), key=lambda path: (path.suffix != ".md", path.name))
        found[lang] = "\n\n".join(path.read_text(encoding="utf-8").split("---\n")[-1] for path in paths if path.suffix != ".png")
    return found


def article(lang: str, size: int, seed: int, start: str = "") -> str:
    """A text of about `size` bytes that says nothing twice."""
    chance = random.Random(seed)
    parts = [start]
    length = len(start.encode())
    while length < size:
        figures = {"a": chance.randint(1, 999), "b": chance.randint(1000, 9999), "c": chance.randint(11, 199) / 10, "d": chance.randint(2, 40)}
        text = SENTENCES[lang].format(place=chance.choice(PLACES[lang]), e=chance.randint(20, 900), **figures) + "\n\n"
        parts.append(text)
        length += len(text.encode())
    return "".join(parts)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("check", "examples/newspaper-page.zh.md", "examples/newspaper-page.en.md")
        seconds, memory = best(9, "--version")
        report("start (--version)", f"{seconds:.3f} s", "0.12 s", f"{memory:.0f} MiB")
        for lang, text in texts().items():
            path = folder / f"page.{lang}.md"
            path.write_text(article(lang, PAGE, 1, text + "\n\n"), encoding="utf-8")
            seconds, memory = best(9, "check", str(path))
            report(f"one page of 19 kB, {lang}", f"{seconds:.3f} s", "0.20 s", f"{memory:.0f} MiB")
        seconds, memory = best(9, "check", "--quiet", "--force-exclude", "--", str(folder / "page.zh.md"))
        report("hook on one page, warm", f"{seconds:.3f} s", "0.30 s", f"{memory:.0f} MiB")
        for lang, text in texts().items():
            many = folder / lang
            many.mkdir()
            size = number = 0
            while size < FOLDER:
                path = many / f"{number:05}.md"
                path.write_text(article(lang, PAGE, number, text + "\n\n"), encoding="utf-8")
                size, number = size + path.stat().st_size, number + 1
            seconds, memory = run("check", str(many), "--format", "jsonl")
            report(f"folder of 10 MB, {lang}", f"{size / seconds / 1e6:.2f} MB/s", "1 MB/s", f"{memory:.0f} MiB")
        for size in (2_000_000, 10_000_000):
            path = folder / "archive.jsonl"
            with path.open("w", encoding="utf-8") as archive:
                for number in range(size // 2000):
                    archive.write(json.dumps({"id": number, "title": "", "text": article("zh", 2000, number)}, ensure_ascii=False) + "\n")
            seconds, memory = run("check", str(path), "--format", "jsonl")
            report(f"archive of {size // 1_000_000} MB", f"{path.stat().st_size / seconds / 1e6:.2f} MB/s", "flat", f"{memory:.0f} MiB")


def report(what: str, found: str, budget: str, memory: str) -> None:
    """One line."""
    print(f"{what:<26} {found:>10}   budget {budget:<8} {memory:>8}")


if __name__ == "__main__":
    main()
