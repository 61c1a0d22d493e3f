"""Start-up, one page, a large folder, memory, figures alone and texts that are hard to read: run by hand.

    python tests/benchmarks/speed.py [--markdown]

Whole processes, but for the figures alone; prints one line a figure, beside the
budget. Seconds are those of the processor, the least of several runs, since the
clock on the wall runs on while a busy machine does other things.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from figures import CHINESE, ENGLISH, HARD, own, speed, text_of

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As an installed program runs: its modules compiled once."""
PAGE = 19_000
"""Bytes of one newspaper page."""
FOLDER = 10_000_000
"""Bytes of a large folder."""
LONG = 1_000_000
"""Characters of a text that is longer than any article."""
NAMES = {"zh": "Chinese", "en": "English"}

Row = tuple[str, str, str, str]
"""What is measured, what was found, the budget, and the memory it took."""


def run(*arguments: str) -> tuple[float, float]:
    """Seconds of the processor and MiB of one run of the program."""
    command = [sys.executable, "-m", "factcheck", *arguments]
    pid = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT).pid
    _, _, usage = os.wait4(pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(runs: int, *arguments: str) -> tuple[float, float]:
    """The fastest of several runs, and the least memory."""
    found = [run(*arguments) for _ in range(runs)]
    return min(seconds for seconds, _ in found), min(memory for _, memory in found)


SENTENCES = {
    "zh": "{place}的第{a}号车间去年生产零件{b}箱，同比增长{c}%；今年计划再添{d}台机床，投资约{e}万元。",
    "en": "Workshop {a} in {place} made {b} boxes of parts last year, up {c}% on the year. The {place} council wants "
    "{d} of them to move, which would cost some ${e},000.",
}
"""What fills a page or a folder up: figures as they stand in a regional paper, none of them tied to another."""
WORDS = {
    "zh": (
        "厂里的老师傅带着徒弟把旧机器重新调了一遍", "订单从外地陆续寄来", "仓库门口停着等货的车", "食堂把晚饭时间往后推了推", "技术员在车间里守到深夜",
        "年轻人愿意留下来学手艺", "镇上的小店跟着热闹起来", "原料涨价让账房有些发愁", "新路修好以后运货方便多了", "工会给大家换了新的手套和围裙",
        "邻近的村子也有人来问招工的事", "质检员说废品比从前少见", "老厂房的屋顶刚刚补过", "退休的厂长偶尔回来看看", "设备检修安排在节后", "客户对包装提出了新的要求",
    ),
    "en": (
        "The foreman says that there has always been enough to do.", "Old hands teach the young ones how to set the machines.", "Lorries wait at the gate before dawn.",
        "The canteen now serves supper later than it used to.", "A new road has made deliveries easier.", "Suppliers have asked to be paid sooner.",
        "The roof of the old hall has just been mended.", "Buyers want plainer boxes.", "Engineers stay on the floor until late at night.",
        "People from the next village have come to ask about work.", "Fewer parts come back than before.", "The retired manager drops in now and then.",
        "Repairs are planned for after the holidays.", "The union has bought new gloves and aprons.", "Dearer steel worries the bookkeeper.", "Shops in the town do better for it.",
    ),
}  # fmt: skip
"""What stands between, without figures: with it a page has a figure about every 100 bytes, as news of figures has."""
PLACES = {"zh": ("东岭", "西塘", "南浦", "北河", "石坎"), "en": ("Ashby", "Milton", "Grove", "Wexcombe", "Elling")}


def texts() -> dict[str, str]:
    """The example page of each language."""
    return {lang: (ROOT / "examples" / f"newspaper-page.{lang}.md").read_text(encoding="utf-8").split("---\n")[-1] for lang in SENTENCES}


def article(lang: str, size: int, seed: int, start: str = "") -> str:
    """A text of about `size` bytes that says nothing twice."""
    chance = random.Random(seed)
    parts = [start]
    length = len(start.encode())
    while length < size:
        figures = {"a": chance.randint(1, 999), "b": chance.randint(1000, 9999), "c": chance.randint(11, 199) / 10, "d": chance.randint(2, 40)}
        told = SENTENCES[lang].format(place=chance.choice(PLACES[lang]), e=chance.randint(20, 900), **figures)
        text = told + _between(lang, chance) + "\n\n"
        parts.append(text)
        length += len(text.encode())
    return "".join(parts)


def _between(lang: str, chance: random.Random) -> str:
    """Sentences without figures, in ever another order and of ever other places."""
    found = chance.sample(WORDS[lang], len(WORDS[lang]))
    if lang == "zh":
        return "，".join(found) + "。"
    return "".join(f" In {chance.choice(PLACES[lang])}, {sentence[0].lower()}{sentence[1:]}" for sentence in found)


def starts(folder: Path) -> Iterator[Row]:
    """Start-up and one page."""
    run("check", "examples/newspaper-page.zh.md", "examples/newspaper-page.en.md")  # compiles what is compiled once
    for name, arguments in (("start", ("--version",)), ("an empty file", ("check", str(_written(folder / "empty.md", "\n"))))):
        yield _seconds(name, "0.12 s", *best(9, *arguments))
    for lang, text in texts().items():
        page = _written(folder / f"page.{lang}.md", article(lang, PAGE, 1, text + "\n\n"))
        yield _seconds(f"one page of 19 kB, {NAMES[lang]}", "0.20 s", *best(9, "check", str(page)))


def folders(folder: Path) -> Iterator[Row]:
    """A large folder of pages."""
    for lang, text in texts().items():
        many = folder / lang
        many.mkdir()
        size = number = 0
        while size < FOLDER:
            size += _written(many / f"{number:05}.md", article(lang, PAGE, number, text + "\n\n")).stat().st_size
            number += 1
        yield _rate(f"folder of 10 MB, {NAMES[lang]}", size, "1 MB/s", *run("check", str(many), "--format", "jsonl"))


def archives(folder: Path) -> Iterator[Row]:
    """Archives of two lengths, which take the same memory."""
    path = folder / "archive.jsonl"
    for size in (2_000_000, 10_000_000):
        records = ({"id": number, "title": "", "text": article("zh", 2000, number)} for number in range(size // 2000))
        _written(path, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
        yield _rate(f"archive of {size // 1_000_000} MB", path.stat().st_size, "flat", *run("check", str(path), "--format", "jsonl"))


def alone() -> Iterator[Row]:
    """The figures of a text, without any check."""
    for lang, sentences in (("zh", CHINESE), ("en", ENGLISH)):
        found = speed(own(lang), text_of(sentences, 400_000))
        yield f"figures alone, {NAMES[lang]}", f"{found / 1e6:.2f} M characters/s", "1 M/s", ""


def hard(folder: Path) -> Iterator[Row]:
    """Texts that are hard to check, whole."""
    made = {"10,000 figures in one line": article("en", LONG // 2, 2).replace("\n\n", " "), "an article with 20,000 figures": article("zh", LONG, 3)}
    for name, text in (made | HARD).items():
        yield _seconds(name, "seconds", *run("check", str(_written(folder / "hard.md", text)), "--format", "jsonl"))


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _seconds(what: str, budget: str, seconds: float, memory: float) -> Row:
    return what, f"{seconds:.3f} s", budget, f"{memory:.0f} MiB"


def _rate(what: str, size: int, budget: str, seconds: float, memory: float) -> Row:
    return what, f"{size / seconds / 1e6:.2f} MB/s", budget, f"{memory:.0f} MiB"


def main() -> None:
    """Measure and print."""
    is_table = "--markdown" in sys.argv[1:]
    if is_table:
        print("| what | found | budget | memory |\n|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for rows in (starts(folder), alone(), hard(folder), folders(folder), archives(folder)):
            for row in rows:
                print(f"| {' | '.join(row)} |" if is_table else f"{row[0]:<34} {row[1]:>22}   budget {row[2]:<8} {row[3]:>8}", flush=True)


if __name__ == "__main__":
    main()
