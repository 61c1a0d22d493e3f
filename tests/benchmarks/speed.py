"""Start-up, one page, a large folder and memory, measured as whole processes. Run by hand:

    python tests/benchmarks/speed.py

Prints one line a figure, beside the budget. Best of several runs; needs a quiet machine.
"""

from __future__ import annotations

import json
import os
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


def texts() -> dict[str, str]:
    """All example articles of a language, one below the other."""
    found = {}
    for lang in ("zh", "en"):
        paths = sorted((ROOT / "examples").glob(f"*.{lang}.*"), key=lambda path: (path.suffix != ".md", path.name))
        found[lang] = "\n\n".join(path.read_text(encoding="utf-8").split("---\n")[-1] for path in paths if path.suffix != ".png")
    return found


def page(folder: Path, lang: str, text: str) -> Path:
    """A page of the usual size: the example and as much of it again as fits."""
    raw, whole = text.encode(), b""
    while len(whole) < PAGE:
        whole += raw + b"\n\n"
    path = folder / f"page.{lang}.md"
    path.write_text(whole[:PAGE].decode(errors="ignore"), encoding="utf-8")
    return path


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("check", "examples/newspaper-page.zh.md", "examples/newspaper-page.en.md")
        seconds, memory = best(9, "--version")
        report("start (--version)", f"{seconds:.3f} s", "0.12 s", f"{memory:.0f} MiB")
        for lang, text in texts().items():
            path = page(folder, lang, text)
            seconds, memory = best(7, "check", str(path))
            report(f"one page of 19 kB, {lang}", f"{seconds:.3f} s", "0.20 s", f"{memory:.0f} MiB")
        for lang, text in texts().items():
            many = folder / lang
            many.mkdir()
            size = number = 0
            while size < FOLDER:
                (many / f"{number:05}.md").write_text(text, encoding="utf-8")
                size, number = size + len(text.encode()), number + 1
            seconds, memory = run("check", str(many), "--format", "jsonl")
            report(f"folder of 10 MB, {lang}", f"{size / seconds / 1e6:.2f} MB/s", "1 MB/s", f"{memory:.0f} MiB")
        for size in (2_000_000, 10_000_000):
            path = folder / "archive.jsonl"
            line = json.dumps({"id": "x", "title": "", "text": texts()["zh"]}, ensure_ascii=False) + "\n"
            path.write_text(line * (size // len(line.encode())), encoding="utf-8")
            seconds, memory = run("check", str(path), "--format", "jsonl")
            report(f"archive of {size // 1_000_000} MB", f"{size / seconds / 1e6:.2f} MB/s", "flat", f"{memory:.0f} MiB")


def report(what: str, found: str, budget: str, memory: str) -> None:
    """One line."""
    print(f"{what:<26} {found:>10}   budget {budget:<8} {memory:>8}")


if __name__ == "__main__":
    main()
