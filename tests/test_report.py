"""The reports: what they say, that no article can break them, and that marks stand where they should."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from factcheck import __version__
from factcheck.files import folder
from factcheck.languages import LANGUAGES, data
from factcheck.model import Block, DocumentReport
from factcheck.report import FORMATS, Options
from factcheck.report.excerpts import Piece, Run, cells, cut, excerpts, shortened
from factcheck.report.proofsheet import Stroke, inks
from factcheck.report.templates import environment
from factcheck.report.wrap import wrapped

FOR_READERS = ("text", "markdown", "html")
MARKS = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=8)
TEXTS = st.text(alphabet="aB1 ,.%。，（）“”年亿元\u0301\n", max_size=120)


def run(name: str, *reports: DocumentReport, errors: tuple[str, ...] = (), **options: Any) -> str:
    """The whole output of a format."""
    made = FORMATS[name](Options(**options))
    return made.begin() + "".join(made.document(report) for report in reports) + made.end(errors)


class Page(HTMLParser):
    """What a browser would make of a page, as far as the tests ask."""

    VOID = ("meta", "br", "link", "img")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


# Marks


@given(st.integers(0, 40), MARKS)
def test_pieces_are_the_text_and_know_every_mark_over_them(length: int, marks: list[tuple[int, int]]) -> None:
    pieces = list(cut(length, marks))
    assert [at for start, end, _ in pieces for at in range(start, end)] == list(range(length))
    for start, end, covering in pieces:
        assert start < end
        for number, (low, high) in enumerate(marks):
            if low < high:
                assert all((low <= at < high) == (number in covering) for at in range(start, end))


@given(st.integers(1, 40), st.integers(0, 40))
def test_mark_without_length_takes_the_character_before(length: int, at: int) -> None:
    at = min(at, length)
    covered = [(start, end) for start, end, covering in cut(length, [(at, at)]) if covering]
    assert covered == ([(at - 1, at)] if at else [])


@given(TEXTS, MARKS, st.integers(0, 50), st.integers(0, 50))
def test_inks_are_the_text_and_each_finding_is_numbered_where_its_mark_ends(
    text: str, marks: list[tuple[int, int]], start: int, end: int
) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    strokes = [Stroke(max(low, 0), high, "error", number, f"m{number}") for number, (low, high) in enumerate(marks, 1)]
    found = inks(Block("paragraph", text, ((0, 0),)), strokes, start, end)
    assert "".join(ink.text for ink in found) == text[start:end]
    for stroke in strokes:
        if max(start, stroke.start) < min(end, stroke.end):
            assert sum(stroke.number in ink.numbers for ink in found) == 1
            assert sum(stroke.anchor in ink.anchors for ink in found) == 1


def test_narrow_mark_in_a_long_one_keeps_its_colour_and_both_numbers() -> None:
    text = "x" * 100
    found = inks(Block("paragraph", text, ((0, 0),)), [Stroke(0, 100, "warning", 1), Stroke(90, 100, "error", 2)])
    assert [(len(ink.text), ink.style, ink.numbers) for ink in found] == [
        (90, "mark warning long", ()),
        (10, "mark error tight", (1, 2)),
    ]


@given(st.lists(st.builds(Piece, TEXTS, st.booleans()), min_size=1, max_size=5), st.integers(40, 200))
def test_shortening_keeps_every_piece_and_short_marks_whole(pieces: list[Piece], room: int) -> None:
    short = list(shortened(pieces, room))
    assert [piece.is_marked for piece in short] == [piece.is_marked for piece in pieces]
    for before, after in zip(pieces, short, strict=True):
        if before.is_marked and cells(before.text) <= room // 2:
            assert after.text == before.text


def test_excerpt_is_the_sentence_with_the_figures_marked() -> None:
    report = samples.zh()
    first = excerpts(report.articles[0].findings[0], Run([report]), 0, 200)[0]
    assert [piece.text for piece in first.pieces if piece.is_marked] == ["5616.6吨", "63吨", "1.7%"]
    second = excerpts(report.articles[0].findings[1], Run([report]), 0, 80)
    assert len(second) == 2
    assert all(cells("".join(piece.text for piece in each.pieces)) < 80 and "…" in each.pieces[0].text for each in second)


# Lines of a terminal


@given(TEXTS, st.integers(2, 30))
def test_wrapping_loses_nothing_but_blanks_and_keeps_the_width(text: str, width: int) -> None:
    lines = ["".join(piece for piece, _ in line) for line in wrapped([(text, "")], width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line.rstrip()) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("全年出口五千亿元，增长两成。", 16, ["全年出口五千亿", "元，增长两成。"]),
        ("增长为1935.4亿元", 13, ["增长为", "1935.4亿元"]),
        ("rose to $5.6 billion", 12, ["rose to $5.6", "billion"]),
        ("中文", 4, ["中文"]),
    ],
)
def test_lines_break_where_both_languages_allow_it(text: str, width: int, lines: list[str]) -> None:
    assert ["".join(piece for piece, _ in line) for line in wrapped([(text, "")], width)] == lines


@pytest.mark.parametrize("report", [samples.zh(), samples.en()])
@pytest.mark.parametrize("verbose", [False, True])
def test_terminal_lines_keep_the_width(report: DocumentReport, verbose: bool) -> None:
    assert all(cells(line) <= 60 for line in run("text", report, width=60, verbose=verbose).splitlines())


def test_colour_only_when_asked_for() -> None:
    plain, coloured = run("text", samples.zh()), run("text", samples.zh(), color=True)
    assert "\x1b" not in plain
    assert "【" in plain and "【" not in coloured  # round passages; figures have carets
    assert "\x1b[1;4;31m63吨\x1b[0m" in coloured


def test_terminal_is_not_steered_by_an_article() -> None:
    assert "\x1b" not in run("text", samples.hostile(), verbose=True)
    assert "\x1b" not in run("markdown", samples.hostile(), verbose=True)


def test_terminal_says_what_an_editor_needs() -> None:
    text = run("text", samples.en(), width=200)
    assert "error    63 tons is 1.12% of 5,616.6 tons, not 1.7%" in text
    assert "sable.md:3:40 · share-contradicts-total" in text
    assert "sum      63 tons ÷ 5,616.6 tons = 1.12%; the text has 1.7%" in text
    assert "perhaps  1.1% – in place of 1.7%" in text
    assert "line 23: »The depot" in text
    assert "7 checks: 3 held, 3 failed, 1 undecided" in text
    assert text.endswith("\n3 places to look at: 1 error, 1 warning, 1 note.\n1 file, 1 article; 21 figures read, 7 checks made, 0 files skipped.\n")
    assert "Checks that held" not in text and "Checks that held" in run("text", samples.en(), verbose=True)


def test_records_in_which_all_holds_are_not_listed() -> None:
    records = [samples.clean("a.jsonl", id=str(number)) for number in range(3)]
    assert run("text", *records) == "No contradiction among the figures that could be checked.\n3 files, 3 articles; 9 figures read, 3 checks made, 0 files skipped.\n"
    assert "a.jsonl#7" in run("text", samples.en("a.jsonl", id="7"))


# What all reports for readers have in common


@pytest.mark.parametrize("name", FOR_READERS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("figure", ["", "12"])
def test_run_that_checked_nothing_says_so(name: str, lang: str, figure: str) -> None:
    words = data(lang, "interface")["verdict"]
    said = run(name, samples.unread(lang, figure), width=400)
    assert words["clean"] not in said
    assert words["nothing" if figure else "empty"].split("{")[0] in said


@pytest.mark.parametrize("name", FOR_READERS)
def test_empty_run_is_not_clean(name: str) -> None:
    said = run(name, errors=("a.txt: cannot be opened",))
    assert "Nothing was checked." in said and "a.txt: cannot be opened" in said and "No contradiction" not in said


@pytest.mark.parametrize("name", FOR_READERS)
def test_articles_without_checks_are_counted_beside_clean_ones(name: str) -> None:
    assert "In 1 of them nothing was checked." in run(name, samples.clean(), samples.unread("en"), width=200)


@pytest.mark.parametrize("name", FOR_READERS)
def test_chinese_frame_has_no_english_words(name: str) -> None:
    said = run(name, samples.zh(), errors=("坏.txt：无法读取",), verbose=True)
    text = Page(re.sub("<code>.*?</code>", "", said)).text if name == "html" else re.sub(r"</?b>", "", said)
    known = {"ignore", "share-contradicts-total", "repeated-passage", "paragraph-cut-off", "factcheck", "md", "txt", __version__}
    words = set(re.findall(r"[A-Za-z][A-Za-z-]+", text.replace("\\", ""))) - known
    assert words == set()


@pytest.mark.parametrize("name", FOR_READERS)
def test_english_frame_has_no_chinese_words(name: str) -> None:
    said = run(name, samples.en(), errors=("bad.txt",), verbose=True)
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", Page(said).text if name == "html" else said)


@pytest.mark.parametrize("name", FOR_READERS)
def test_frame_follows_the_language_asked_for(name: str) -> None:
    assert ("有3处需要核实" if name == "text" else "需核 3 处") in run(name, samples.en(), messages="zh")
    assert ("3 places to look at" if name == "text" else "Check 3 places") in run(name, samples.zh(), messages="en")


@pytest.mark.parametrize("name", FOR_READERS)
def test_everything_is_shown(name: str) -> None:
    said = run(name, samples.en(), samples.zh(), errors=("bad.txt: is no text",), verbose=True, width=300)
    text = Page(said).text if name == "html" else said.replace("\\", "")
    for report in (samples.en(), samples.zh()):
        for article in report.articles:
            for finding in article.findings:
                assert all(part in text for part in (finding.message, finding.working, finding.rule))
                assert all(suggestion.text in text and suggestion.note in text for suggestion in finding.suggestions)
            for check in article.checks:
                assert check.verdict == "inconsistent" or check.working in text
    assert "bad.txt: is no text" in text


def test_both_languages_word_the_same_things() -> None:
    def keys(table: dict[str, Any], prefix: str = "") -> set[str]:
        found = set()
        for key, value in table.items():
            if isinstance(value, dict) and "other" not in value:
                found |= keys(value, f"{prefix}{key}.")
            else:
                found.add(prefix + key)
        return found

    first, *others = (keys(data(lang, "interface")) for lang in LANGUAGES)
    assert all(each == first for each in others)
    for lang in LANGUAGES:
        assert set(data(lang, "interface")["checked"]) == {path.stem for path in folder("rules").glob("*.toml")}


# No article can break out


def test_templates_escape_everything() -> None:
    made = environment()
    for path in folder("templates").glob("*.html.j2"):  # the others are plain text
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", source), path.name
    assert all(made.autoescape(path.name) for path in folder("templates").glob("*.j2") if not path.name.endswith(".txt.j2"))
    assert made.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"


def test_hostile_article_adds_no_element_to_the_page() -> None:
    page = Page(run("html", samples.hostile(), errors=("<script>bad</script>",)))
    assert page.open == []
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "img", "object", "form"}
    assert "<script>alert(1)</script> & *stars* [link](javascript:x) | `code`" in page.text
    assert "<script>alert(3)</script> | *x* & [y](z) `c` message" in page.text
    assert "<script>bad</script>" in page.text


def test_hostile_article_shows_in_markdown_as_it_is() -> None:
    from markdown_it import MarkdownIt

    said = run("markdown", samples.hostile(), errors=("<script>bad</script> | x",), verbose=True)
    said = said.replace("`<!-- factcheck: ignore rule -- reason -->`", "")
    assert "<script" not in said
    page = Page(MarkdownIt("commonmark", {"html": True}).enable("table").render(said))
    assert page.open == []
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "em", "code", "a", "img"}
    assert "1. error: <script>alert(3)</script> | *x* & [y](z) `c` message" in page.text
    assert "<script>path</script>|`*.md" in page.text
    rows = [row for row in said.splitlines() if row.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    assert '# <b>63</b> tons | 1.7% of $5 & _more_ <script>alert(2)</script>, said "A" & \'B\'.' in page.text


@given(st.text(alphabet="ab1 .)#-+=>*_`[]()<>&|~\\!:$\n中，", max_size=40))
def test_escaped_markdown_reads_as_the_text(text: str) -> None:
    from markdown_it import MarkdownIt

    from factcheck.report.markdown import escaped

    page = Page(MarkdownIt("gfm-like", {"linkify": False}).disable("linkify").render(escaped(text)))
    assert {tag for tag, _ in page.tags} <= {"p"}
    assert page.text.split() == text.split()


# The page


def test_page_is_one_file_with_sound_links() -> None:
    said = run("html", samples.zh(), samples.en())
    page = Page(said)
    assert page.open == []
    assert not re.search(r"url\(|@import|\bsrc=|<script|<link", said)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] or "" for _, attrs in page.tags if "href" in attrs]
    assert links and all(link[:1] == "#" and link[1:] in ids for link in links)


def test_page_tells_languages_apart() -> None:
    page = Page(run("html", samples.zh(), messages="en"))
    assert page.tags[0] == ("html", {"lang": "en"})
    assert ("div", {"class": "text", "lang": "zh-Hans"}) in page.tags


def test_page_shows_the_article_with_its_marks() -> None:
    said = run("html", samples.zh())
    assert '<mark class="mark error tight"' in said
    assert re.search(r'<mark class="mark error tight">1\.7%</mark><sup><a href="#f1"', said)
    assert re.search(r'<span class="held tight" title="579条 ÷ 582条 = 99.48%">99\.48%</span>', said)
    assert re.search(r'<span class="open tight" title="日期[^"]*">10月18日</span>', said)
    assert said.count("<li>") == 2 and said.count('<th scope="col"') == 3
    assert '<td class="figure">' in said


def test_finding_that_marks_an_article_of_another_file_links_to_it() -> None:
    first, second = samples.zh("a.md"), samples.zh("b.md", number=1)
    finding = second.articles[0].findings[0]
    moved = replace(finding.spans[0], article=0)
    object.__setattr__(finding, "spans", (moved, *finding.spans[1:]))
    run_of_both = Run([first, second])
    assert run_of_both.is_edition
    assert run_of_both.find(1, 0) == (0, 0) and run_of_both.find(1, 1) == (1, 0)
    page = Page(run("html", first, second))
    assert page.open == []
    alone = excerpts(finding, Run([second]), 0, 100)
    assert alone[0].pieces == (Piece("5616.6吨", True),)


# Records


def test_json_has_exactly_the_keys_that_programs_rely_on() -> None:
    said = json.loads(run("json", samples.zh(), samples.clean(), errors=("bad.txt: no text",)))
    assert list(said) == ["schema", "tool", "documents", "errors"]
    assert (said["schema"], said["tool"], said["errors"]) == (1, {"name": "factcheck", "version": __version__}, ["bad.txt: no text"])
    assert [list(each) for each in said["documents"]] == [["path", "articles"]] * 2
    article = said["documents"][0]["articles"][0]
    assert list(article) == ["title", "lang", "findings", "checks", "coverage"]
    assert list(article["findings"][0]) == [
        "rule", "severity", "message", "working", "stated", "expected", "why", "suggestions", "spans", "fingerprint",
    ]  # fmt: skip
    assert list(article["findings"][0]["suggestions"][0]) == ["text", "note"]
    assert list(article["checks"][0]) == ["rule", "verdict", "working", "spans"]
    assert list(article["checks"][0]["spans"][0]) == [
        "role", "field", "start", "end", "text", "path", "line", "column", "end_line", "end_column",
    ]  # fmt: skip
    assert list(article["coverage"]) == ["quantities", "checked", "consistent", "inconsistent", "undecided"]


def test_json_spans_lead_back_to_the_source() -> None:
    report = samples.zh()
    source = report.document.fields["text"]
    for finding in json.loads(run("json", report))["documents"][0]["articles"][0]["findings"]:
        for span in finding["spans"]:
            assert source[span["start"] : span["end"]] == span["text"]
            line = source.split("\n")[span["line"] - 1]
            assert line[span["column"] - 1 :].startswith(span["text"])


@pytest.mark.parametrize(
    ("place", "extra"), [("", {}), ("page 3", {"page": 3}), ("paragraph 12", {"paragraph": 12}), ("cell B2", {"place": "cell B2"})]
)
def test_page_or_paragraph_only_where_the_source_has_no_lines(place: str, extra: dict[str, Any]) -> None:
    report = samples.zh()
    for span in report.articles[0].findings[0].spans:
        object.__setattr__(span, "place", place)
    said = json.loads(run("json", report))["documents"][0]["articles"][0]["findings"][0]["spans"][0]
    assert {key: said[key] for key in list(said)[10:]} == extra


def test_empty_json_is_json() -> None:
    assert json.loads(run("json", errors=("x",)))["documents"] == []


def test_json_lines_merge_the_articles_of_a_document() -> None:
    both = samples.merged(samples.en(), samples.zh())
    said = [json.loads(line) for line in run("jsonl", both, samples.clean("a.jsonl", id="7"), errors=("x",)).splitlines()]
    assert [list(each) for each in said] == [["id", "findings", "coverage"]] * 2
    assert [each["id"] for each in said] == ["sable.md", "7"]
    first, second = (article.coverage for article in both.articles)
    assert len(said[0]["findings"]) == 6
    assert said[0]["coverage"] == {
        name: getattr(first, name) + getattr(second, name)
        for name in ("quantities", "checked", "consistent", "inconsistent", "undecided")
    }


def test_records_keep_chinese_readable_and_lines_whole() -> None:
    said = run("jsonl", samples.zh(), samples.zh())
    assert "63吨占5616.6吨的1.12%" in said and said.count("\n") == 2 and '": ' not in said


def test_json_tells_records_of_an_archive_apart() -> None:
    said = json.loads(run("json", samples.clean("a.jsonl", id="7")))
    assert said["documents"][0]["id"] == "7"


def test_sample_is_what_it_seems() -> None:
    for report in (samples.zh(), samples.en()):
        for article in report.articles:
            for figure in article.quantities:
                assert article.article.blocks[figure.block].text[figure.start : figure.end] == figure.text
    assert Path(samples.__file__).parent == Path(__file__).parent
