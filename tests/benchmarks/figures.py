"""How fast figures are read, in characters a second of the processor: run by hand, `python tests/benchmarks/figures.py`.

The text is generated. Recognizers-Text, quantulum3 and JioNLP are measured beside it where they are installed, as with
`pip install '.[peers]'` in an environment of their own: Recognizers-Text wants an emoji older than 2.
"""

from __future__ import annotations

import importlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factcheck.languages import figures

CHINESE = (
    "今年1—{m}月，全市重点企业实现利润{a}.{b}亿元，同比增长{c}.{b}%，增速比上半年加快{d}.{c}个百分点。",
    "记者从发布会上获悉，当地持续优化营商环境，推动惠民政策落地见效，群众的获得感、幸福感和安全感不断增强。",
    "截至{y}年底，累计建成示范基地{a}个，带动{b}万余户农户增收，其中近{c}成来自脱贫地区。",
    "“只有把基础打牢，发展才有后劲。”负责人介绍，下一步将围绕产业链部署创新链，统一标准，逐步完善配套服务。",
    "{m}月{d}日上午，项目正式开工，总投资约{a}亿元，预计两年内建成投产，可提供三千多个就业岗位。",
    "活动现场气氛热烈，志愿者耐心解答居民的疑问，并向大家发放宣传材料，许多人表示今后还会带着家人前来参加。",
    "专家认为，要坚持问题导向，加强部门之间的沟通与协作，把制度优势更好地转化为治理效能，让改革成果惠及更多人。",
    "在乡村振兴的道路上，越来越多的年轻人选择返乡创业，一批特色产业正在兴起，为县域经济注入新的活力。",
)
ENGLISH = (
    "Revenue rose {c}.{b}% to ${a}.{d} million in the quarter, compared with ${b}{c} million a year earlier, the company said.",
    "Residents said the new route had made the journey to the market easier, although some remained worried about the noise at night.",
    "About {a},{b}00 people attended the opening on March {d}, {y}, more than twice as many as the organisers had expected.",
    "The minister told reporters that the plan would be published before the end of the year and that every region would be consulted.",
    "Nearly two-thirds of the {b}{c} schools in the county took part, and {d} of them won awards for their work with local companies.",
    "Analysts warned that the outlook was uncertain, pointing to weaker demand abroad and to the slow recovery of tourism at home.",
)


def text_of(sentences: Sequence[str], size: int) -> list[str]:
    """Paragraphs of about `size` characters together."""
    choose = random.Random(7)
    lines: list[str] = []
    total = 0
    while total < size:
        numbers = {"m": choose.randint(2, 12), "y": choose.randint(2001, 2024)} | {key: choose.randint(11, 99) for key in "abc"} | {"d": choose.randint(1, 28)}
        line = "".join(sentence.format(**numbers) for sentence in choose.sample(sentences, 4))
        lines.append(line)
        total += len(line)
    return lines


def speed(read: Callable[[str], object], lines: Sequence[str], rounds: int = 3) -> float:
    """Characters a second of the processor, of the best round."""
    read(lines[0])
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        for line in lines:
            read(line)
        best = min(best, time.process_time() - begin)
    return sum(map(len, lines)) / best


def own(lang: str) -> Callable[[str], object]:
    """The reader of this program."""
    read = figures(lang)
    return lambda line: read(line, 0, 0)


def _recognizers(lang: str) -> Callable[[str], object]:
    suite = importlib.import_module("recognizers_suite")
    culture = suite.Culture.Chinese if lang == "zh" else suite.Culture.English
    return lambda line: [suite.recognize_number(line, culture), suite.recognize_percentage(line, culture), suite.recognize_currency(line, culture)]


def _quantulum(lang: str) -> Callable[[str], object]:
    if lang != "en":
        raise ImportError("English only")
    read: Callable[[str], object] = importlib.import_module("quantulum3.parser").parse
    return read


def _jionlp(lang: str) -> Callable[[str], object]:
    if lang != "zh":
        raise ImportError("Chinese only")
    module = importlib.import_module("jionlp")
    return lambda line: [module.ner.extract_money(line, with_parsing=True), module.ner.extract_time(line, with_parsing=False)]


PEERS: dict[str, Callable[[str], Callable[[str], object]]] = {"Recognizers-Text": _recognizers, "quantulum3": _quantulum, "JioNLP": _jionlp}
HARD = {
    "10,000 brackets": "（" * 10000 + "5" + "）" * 10000,
    "一万 x 10,000": "一万" * 10000,
    "a long number": "7" * 200000,
}


def main() -> None:
    """Prints one line a reader and language, and one for each text that is hard to read."""
    for lang, sentences in (("zh", CHINESE), ("en", ENGLISH)):
        lines = text_of(sentences, 400_000)
        print(f"{lang}  {'factcheck':18} {speed(own(lang), lines):12,.0f} characters/s")
        for name, peer in PEERS.items():
            try:
                other = peer(lang)
            except ImportError:
                continue
            print(f"{lang}  {name:18} {speed(other, lines[:20], 1):12,.0f} characters/s")
    for lang, sentences in (("zh", CHINESE), ("en", ENGLISH)):
        for name, text in {"one line of 1 MB": "".join(text_of(sentences, 1_000_000)), **HARD}.items():
            print(f"{lang}  {name:18} {speed(own(lang), [text], 1):12,.0f} characters/s")


if __name__ == "__main__":
    main()
