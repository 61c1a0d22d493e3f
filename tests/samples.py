"""Reports put together by hand, so that what is shown of them does not hang on what the rules find."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from factcheck.interval import Interval
from factcheck.model import (
    Article,
    ArticleReport,
    Block,
    Check,
    Coverage,
    Document,
    DocumentReport,
    Finding,
    Mark,
    Quantity,
    Sentence,
    Span,
    Suggestion,
)
from factcheck.places import Places

ZH: Sequence[tuple[str, str]] = (
    ("heading", "澄溪县前三季度粮油外销逾5600吨"),
    ("paragraph", "澄溪日报10月18日讯（记者 白川）县商务局昨天通报，前三季度，全县粮油外销5616.6吨，其中稻米3181.2吨。菜籽油外销63吨，占外销总量的1.7%。"),
    ("paragraph", "县里收集企业建议582条，办结579条，办结率99.48%。三家企业添了新设备，还有两家在等。"),
    ("heading", "各镇情况"),
    ("row", "镇|外销（吨）|同比"),
    ("row", "白沙镇|2310.4|增长6.1%"),
    ("row", "柳湾镇|1980.2|下降2.0%"),
    ("row", "石桥镇|1326.0|增长0.8%"),
    ("paragraph", "白沙镇的粮站去年翻修，今年收购价每公斤高出两角，农户把新米送到站上，过秤、入库，当天拿到现款，比往年省了一半路程。"),
    ("item", "白沙镇添置烘干机12台；"),
    ("item", "柳湾镇修好粮仓4座。"),
    ("paragraph", "白沙镇的粮站去年翻修，今年收购价每公斤高出两角，农户把新米送到站上，过秤、入库，当天拿到现款，比往年省了一半路程。"),
    ("paragraph", "商务局说，明年要把外销的路子再走宽些，对粤港澳大湾区等"),
)  # fmt: skip

EN: Sequence[tuple[str, str]] = (
    ("heading", "Sable Creek sells more than 5,600 tons of grain"),
    ("paragraph", "SABLE CREEK, Oct. 18 — The county sold 5,616.6 tons of grain and oil in nine months, of which 3,181.2 tons were rice, the trade office said. Rapeseed oil made up 63 tons, or 1.7% of all sales."),
    ("paragraph", "The office took in 582 requests from mills and settled 579 of them, or 99.48%. Three mills bought new machines, and two are waiting."),
    ("heading", "Town by town"),
    ("row", "Town|Tons|Change"),
    ("row", "Whitesand|2,310.4|up 6.1%"),
    ("row", "Willow Bend|1,980.2|down 2.0%"),
    ("row", "Stonebridge|1,326.0|up 0.8%"),
    ("paragraph", "The depot at Whitesand was rebuilt last year. Farmers bring the new crop to the door, have it weighed, store it and are paid on the day, which saves half of the way they used to go."),
    ("item", "Whitesand bought 12 dryers;"),
    ("item", "Willow Bend mended 4 barns."),
    ("paragraph", "The depot at Whitesand was rebuilt last year. Farmers bring the new crop to the door, have it weighed, store it and are paid on the day, which saves half of the way they used to go."),
    ("paragraph", "Next year the office wants to sell further afield, above all to"),
)  # fmt: skip

HOSTILE: Sequence[tuple[str, str]] = (
    ("heading", "<script>alert(1)</script> & *stars* [link](javascript:x) | `code`"),
    ("paragraph", "# <b>63</b> tons | 1.7% of $5 & _more_ <script>alert(2)</script>, said \"A\" & 'B'."),
    ("row", "<td>a|<script>1</script>"),
    ("item", "- item \x1b[31mred\x1b[0m & </style>"),
)


class Builder:
    """An article, and what is said of it, by the words that it marks."""

    def __init__(self, blocks: Sequence[tuple[str, str]], lang: str, path: str, number: int = 0, id: str = "") -> None:
        source, made = "", []
        for kind, text in blocks:
            made.append(_block(kind, text, len(source), header=kind == "row" and (not made or made[-1].kind != "row")))
            source += text + "\n\n"
        self.document = Document(path, {"text": source}, tuple(made), id=id or path, is_record=bool(id))
        sentences = [
            Sentence(index, match.start(), match.end())
            for index, block in enumerate(made)
            for match in re.finditer(r".+?(?:。|(?<=[a-z%]{3}[.])\s|$)", block.text)
        ]
        self.article = Article(self.document, blocks[0][1], lang, None, tuple(made), tuple(sentences))
        self.lang, self.number = lang, number
        self.places = Places([self.article] * (number + 1))
        self.findings: list[Finding] = []
        self.checks: list[Check] = []
        self.unchecked: list[tuple[Quantity, str]] = []

    def find(self, text: str, nth: int = 0) -> tuple[int, int, int]:
        """Block, start and end of the nth place where the text stands."""
        found = [
            (index, match.start(), match.end())
            for index, block in enumerate(self.article.blocks)
            for match in re.finditer(re.escape(text), block.text)
        ]
        return found[nth]

    def span(self, role: str, text: str, nth: int = 0) -> Span:
        """The span of that place."""
        return self.places.span(Mark(role, self.number, *self.find(text, nth)))

    def spans(self, *texts: str) -> tuple[Span, ...]:
        """The first place of each text; of a text that comes twice in the call, its second as well."""
        return tuple(self.span("figure", text, texts[:index].count(text)) for index, text in enumerate(texts))

    def finding(self, rule: str, severity: Any, texts: Sequence[str], **words: Any) -> None:
        """A finding, and its check."""
        facts: dict[str, Any] = {"title": rule, "message": "", "working": "", "stated": texts[-1], "expected": "", "why": ""}
        facts |= {"suggestions": ()} | words
        spans = self.spans(*texts)
        self.findings.append(Finding(rule, severity, spans=spans, fingerprint=f"{len(self.findings):016x}", lang=self.lang, **facts))
        self.checks.append(Check(rule, "inconsistent", facts["working"], spans, severity))

    def check(self, rule: str, verdict: Any, working: str, *texts: str) -> None:
        """A check that held or stayed undecided."""
        self.checks.append(Check(rule, verdict, working, self.spans(*texts)))

    def left(self, reason: str, *texts: str) -> None:
        """Figures that were not checked."""
        self.unchecked += [(_figure(text, *self.find(text), self.number), reason) for text in texts]

    def report(self) -> ArticleReport:
        """All of it."""
        verdicts = [check.verdict for check in self.checks]
        figures = {(span.block, span.block_start): span for check in self.checks for span in check.spans if len(span.text) < 30}
        quantities = [_figure(span.text, span.block, span.block_start, span.block_end, self.number) for span in figures.values()]
        quantities += [figure for figure, _ in self.unchecked]
        counts = [verdicts.count(verdict) for verdict in ("consistent", "inconsistent", "undecided")]
        coverage = Coverage(len(quantities), len(figures), *counts)
        return ArticleReport(
            self.article, tuple(quantities), tuple(self.findings), tuple(self.checks), coverage, tuple(self.unchecked)
        )


def _block(kind: Any, text: str, start: int, header: bool) -> Block:
    cells = tuple((match.start(), match.end()) for match in re.finditer(r"[^|]+", text)) if kind == "row" else ()
    return Block(kind, text, ((0, start),), level=1 if kind == "heading" and not start else 2, cells=cells, header=header)


def _figure(text: str, block: int, start: int, end: int, article: int) -> Quantity:
    return Quantity("number", text, block, start, end, Fraction(1), Interval(Fraction(1), Fraction(1)), "", article=article)


def zh(path: str = "澄溪.md", number: int = 0, id: str = "") -> DocumentReport:
    """A Chinese article with an error, a warning and a note."""
    made = Builder(ZH, "zh", path, number, id)
    made.finding(
        "share-contradicts-total",
        "error",
        ["5616.6吨", "63吨", "1.7%"],
        title="占比与部分、总体不符",
        message="63吨占5616.6吨的1.12%，不是1.7%",
        working="63吨 ÷ 5616.6吨 = 1.12%，文中为1.7%",
        expected="1.1%",
        why="句中写明占的是“外销总量”，这个总体在文中另处给出。",
        suggestions=(Suggestion("1.1%", "如果其他数无误，原文1.7%应为此数"), Suggestion("95吨", "如果占比无误，部分应为此数")),
    )
    passage = ZH[8][1]
    made.finding(
        "repeated-passage",
        "warning",
        [passage, passage],
        title="同一段文字重复出现",
        message="同样的56个字出现了2次",
        why="逐处查看文字得出，不涉及计算。",
    )
    made.finding("paragraph-cut-off", "info", ["对粤港澳大湾区等"], title="段落没有写完", message="段落写到“大湾区等”中断，下文没有接续")
    made.check("headline-contradicts-body", "consistent", "5616.6吨与逾5600吨相符", "5616.6吨", "逾5600吨")
    made.check("percentage-contradicts-counts", "consistent", "579条 ÷ 582条 = 99.48%", "579条", "582条", "99.48%")
    made.check("parts-miss-total", "consistent", "2310.4 + 1980.2 + 1326.0 = 5616.6吨", "2310.4", "1980.2", "1326.0")
    made.check("part-exceeds-whole", "undecided", "6.1% · 2.0%", "6.1%", "2.0%")
    made.left("date", "10月18日")
    made.left("alone", "三家", "两家", "一半", "12台", "4座")
    made.left("open", "6.1%", "2.0%")
    return DocumentReport(made.document, (made.report(),))


def en(path: str = "sable.md", number: int = 0, id: str = "") -> DocumentReport:
    """The same in English."""
    made = Builder(EN, "en", path, number, id)
    made.finding(
        "share-contradicts-total",
        "error",
        ["5,616.6 tons", "63 tons", "1.7%"],
        title="A share does not fit its part and its whole",
        message="63 tons is 1.12% of 5,616.6 tons, not 1.7%",
        working="63 tons ÷ 5,616.6 tons = 1.12%; the text has 1.7%",
        expected="1.1%",
        why="The sentence names the whole, “all sales”, and another place prints it.",
        suggestions=(
            Suggestion("1.1%", "in place of 1.7%, if the other figures are right"),
            Suggestion("95 tons", "in place of 63 tons, if the share is right"),
        ),
    )
    passage = EN[8][1]
    made.finding(
        "repeated-passage",
        "warning",
        [passage, passage],
        title="A passage stands twice",
        message="The same 187 characters stand here twice",
        why="Found by reading the place; no sum is involved.",
    )
    made.finding("paragraph-cut-off", "info", ["above all to"], title="A paragraph stops in mid-sentence", message="It stops at “above all to”")
    made.check("headline-contradicts-body", "consistent", "5,616.6 tons agrees with more than 5,600 tons", "5,616.6 tons", "more than 5,600 tons")
    made.check("percentage-contradicts-counts", "consistent", "579 ÷ 582 = 99.48%", "579", "582", "99.48%")
    made.check("parts-miss-total", "consistent", "2,310.4 + 1,980.2 + 1,326.0 = 5,616.6 tons", "2,310.4", "1,980.2", "1,326.0")
    made.check("part-exceeds-whole", "undecided", "6.1% · 2.0%", "6.1%", "2.0%")
    made.left("date", "Oct. 18")
    made.left("alone", "Three", "two", "half", "12", "4 barns")
    made.left("open", "6.1%", "2.0%")
    return DocumentReport(made.document, (made.report(),))


def hostile() -> DocumentReport:
    """An article, and words about it, that try to break out of the page."""
    made = Builder(HOSTILE, "en", "<script>path</script>|`*.md")
    evil = "<script>alert(3)</script> | *x* & [y](z) `c`"
    made.finding(
        "<script>rule",
        "error",
        ["63", "<script>alert(2)</script>"],
        title=evil,
        message=evil + " message",
        working=evil + " working",
        why=evil,
        suggestions=(Suggestion(evil, evil),),
    )
    made.check("<script>own-rule", "consistent", evil, "1.7%")
    made.left("alone", "1</script>")
    return DocumentReport(made.document, (made.report(),))


def unread(lang: str, text: str = "") -> DocumentReport:
    """An article in which nothing was checked; with a figure if `text` is one."""
    made = Builder((("paragraph", f"{text} ... "),), lang, "empty.txt")
    if text:
        made.left("alone", text)
    return DocumentReport(made.document, (made.report(),))


def clean(path: str = "ok.md", id: str = "") -> DocumentReport:
    """An article in which all that was checked held."""
    made = Builder(EN, "en", path, 0, id)
    made.check("percentage-contradicts-counts", "consistent", "579 ÷ 582 = 99.48%", "579", "582", "99.48%")
    return DocumentReport(made.document, (made.report(),))


def merged(*reports: DocumentReport) -> DocumentReport:
    """One document with the articles of several."""
    return DocumentReport(reports[0].document, tuple(article for report in reports for article in report.articles))
