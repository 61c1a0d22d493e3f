"""The page: the verdict first, pictures of ratios, how to silence, what a newsroom changes, and that no run makes it endless."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import samples
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.cli import main
from factcheck.files import folder
from factcheck.interval import Interval
from factcheck.model import Comparison, DocumentReport
from factcheck.report import FORMATS, Newsroom, Options
from factcheck.report.html import MOST_ARTICLES, MOST_CARDS, MOST_LINES, MOST_TEXT
from factcheck.report.picture import picture
from factcheck.report.templates import TemplateProblem

WRONG = {"zh": "收到建议400条，采纳120条，采纳率40%。", "en": "The office took in 400 requests and settled 120 of them, or 40%."}


def page(*reports: DocumentReport, errors: tuple[str, ...] = (), **options: Any) -> str:
    made = FORMATS["html"](Options(**options))
    return made.begin() + "".join(made.document(report) for report in reports) + made.end(errors)


# The verdict


@pytest.mark.parametrize(
    ("reports", "errors", "said"),
    [
        ([samples.zh()], (), "需核 3 处"), ([samples.en()], (), "Check 3 places"), ([samples.clean()], (), "Ready"),
        ([samples.clean()], ("a.md: gone",), "Nothing found, but not all could be checked"),
        ([samples.unread("zh", "12")], (), "没有核对"), ([], (), "Nothing was checked"),
    ],
)  # fmt: skip
def test_the_verdict_comes_first(reports: list[DocumentReport], errors: tuple[str, ...], said: str) -> None:
    made = page(*reports, errors=errors)
    body = made[made.index("<body>") :]
    assert f"<strong>{said}</strong>" in body
    assert body.index(said) < body.index("<h1")


# Pictures


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_ratio_in_conflict_is_drawn(lang: str) -> None:
    result = factcheck.check(WRONG[lang])
    (finding,) = result.findings
    assert finding.comparison is not None
    assert finding.comparison.stated == Interval(Fraction(79, 2), Fraction(81, 2))
    assert finding.comparison.computed == Interval.exactly(30)
    made = result.to_html()
    assert made.count("<svg") == 1 and 'role="img"' in made
    texts = re.findall(r"<text[^>]*>(.*?)</text>", made)
    assert [re.sub("<[^>]*>", " ", text).strip() for text in texts[:2]] == (
        ["文中40% 取整前39.5–40.5%", "算得30%"] if lang == "zh" else ["Text 40% from 39.5–40.5%", "Sum 30%"]
    )


def test_a_fall_is_drawn_as_it_is_printed() -> None:
    (finding,) = factcheck.check("Sales fell 40% to 60 million yuan from 80 million yuan.").findings
    assert finding.comparison is not None and finding.comparison.computed.holds(25) and finding.comparison.stated.holds(40)


def test_what_is_no_ratio_is_not_drawn() -> None:
    result = factcheck.check("The towns bought 12, 15 and 8 buses, a total of 37 buses.")
    assert [finding.comparison for finding in result.findings] == [None] and "<svg" not in result.to_html()


ends = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)


@given(ends, ends, ends, ends)
def test_a_picture_keeps_order_and_stays_inside(a: Fraction, b: Fraction, c: Fraction, d: Fraction) -> None:
    stated, computed = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    made = picture(Comparison(stated, computed, "1", "2", "%"))
    if made is None:
        assert max(a, b, c, d) - min(a, b, c, d) <= Fraction(1, 10**6)
        return
    places = [float(place) for each in (made.stated, made.computed) for place in (each.start, each.middle, each.end)]
    assert all(0 <= place <= 100 for place in places)
    assert (places[1] < places[4]) <= (a + b <= c + d) and places[:3] == sorted(places[:3])
    assert len(made.ticks) <= 8 and [float(place) for place, _ in made.ticks] == sorted({float(place) for place, _ in made.ticks})
    assert len({number for _, number in made.ticks}) == len(made.ticks)


@pytest.mark.parametrize("size", [Fraction(1, 10**400), Fraction(10**400)])
def test_ratios_that_nobody_prints_are_not_drawn(size: Fraction) -> None:
    assert picture(Comparison(Interval(Fraction(0), size), Interval.exactly(0), "1", "2", "%")) is None


# How to silence


def test_each_card_says_how_to_silence_it(tmp_path: Path) -> None:
    from factcheck.readers import read

    finding = samples.en().articles[0].findings[0]
    made = page(samples.en())
    comment = re.findall(r"<code>(&lt;!--.*?--&gt;)</code>", made)[0].replace("&lt;", "<").replace("&gt;", ">")
    assert f"fingerprint = &#34;{finding.fingerprint}&#34;" in made
    (document,) = read("a.md", f"{WRONG['en']} {comment}\n".encode())
    assert comment in document.fields["text"][slice(*document.comments[0])] and "ignore share-contradicts-total -- reason" in comment
    assert "<code>factcheck: ignore share-contradicts-total -- reason</code>" in page(samples.en("sable.docx"))
    assert "<code>&lt;!-- factcheck: ignore share-contradicts-total — reason --&gt;</code>" in page(samples.en("sable.rss"))
    assert "factcheck: ignore" not in page(samples.en("sable.pdf"))


# How large it can get


def repeated(report: DocumentReport, findings: int, checks: int = 0) -> DocumentReport:
    article = report.articles[0]
    held = tuple(replace(article.checks[-1], working=f"{number} = {number}", verdict="consistent") for number in range(checks))
    many = tuple(replace(article.findings[number % 3]) for number in range(findings))
    return replace(report, articles=(replace(article, findings=many, checks=held),))


def test_a_hundred_thousand_findings_make_no_endless_page() -> None:
    made = page(repeated(samples.zh(), 100_000, 100_000))
    assert made.count('<article class="card') == MOST_CARDS == made.count('class="card error"') and f"另有{100_000 - MOST_CARDS}处没有列在这里" in made
    assert "需核 100000 处" in made and f"另有{100_000 - MOST_LINES}条" in made
    assert len(made) < 2_500_000


def test_of_many_articles_those_with_findings_are_shown() -> None:
    reports = [samples.clean(f"{number}.md") for number in range(MOST_ARTICLES)] + [samples.en("last.md")]
    made = page(*reports)
    assert made.count('<section class="article"') == MOST_ARTICLES and "articles not listed here: 1." in made
    assert "last.md" in made and "999.md" not in made


def test_long_text_is_cut_and_no_link_leads_nowhere() -> None:
    report = samples.en()
    article = report.articles[0].article
    blocks = (replace(article.blocks[0], text="Up 5%. " * (MOST_TEXT // 7 + 1)), *article.blocks[1:])
    cut = replace(report.articles[0], article=replace(article, blocks=blocks))
    made = page(replace(report, articles=(cut,)))
    assert f"paragraphs left out here: {len(blocks)}." in made and len(made) < 2 * MOST_TEXT
    ids = set(re.findall(r'id="([^"]+)"', made))
    assert set(re.findall(r'href="#([^"]+)"', made)) <= ids


def test_long_words_of_a_finding_are_cut() -> None:
    report = samples.en()
    finding = replace(report.articles[0].findings[0], message="m" * 10**6, working="w" * 10**6, why="y" * 10**6, title="t" * 10**6)
    assert len(page(replace(report, articles=(replace(report.articles[0], findings=(finding,)),)))) < 80_000


# What a newsroom changes


def test_characters_that_no_page_may_hold_are_replaced() -> None:
    report = samples.unread("en")
    article = report.articles[0]
    evil = "a\x00b\x0bc\x1bd\x7fe\x85f\u202eg\u2066h\ud800i\ufdd0j\uffffk\U0001ffff" + "l\u0301\t\u200f!"
    blocks = (replace(article.article.blocks[0], text=evil),)
    made = page(replace(report, articles=(replace(article, article=replace(article.article, title=evil, blocks=blocks)),)), errors=(evil,))
    assert made.count("a�b�c�d�e�f�g�h�i�j�k�l\u0301\t\u200f!") >= 3
    made.encode("utf-8")


def test_name_and_logo_of_the_newsroom() -> None:
    assert "<b>The &lt;Daily&gt;</b>" in page(samples.en(), newsroom=Newsroom("The <Daily>"))
    logo = page(samples.en(), newsroom=Newsroom("The Daily", "data:image/png;base64,AAAA"))
    assert '<img class="logo" src="data:image/png;base64,AAAA" alt="The Daily">' in logo and "<img" not in page(samples.en())


def test_a_template_of_the_newsroom_goes_before_ours(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("<p>{{ newsroom.name }}: {{ call }}</p>")
    assert page(samples.en(), newsroom=Newsroom("<b>", templates=tmp_path)) == "<p>&lt;b&gt;: Check 3 places</p>"
    assert "<svg" not in page(samples.en(), newsroom=Newsroom(templates=tmp_path / "none")) and "<h1" in page(samples.en(), newsroom=Newsroom(templates=tmp_path / "none"))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% for %}", "report.html.j2:1: "), ("\n{{ no_such_name }}", "report.html.j2:2: 'no_such_name' is undefined"),
        ("{{ words.__init__.__globals__ }}", "unsafe"), ("{{ ''.__class__.__mro__ }}", "unsafe"), ("{{ documents.append(1) }}", "is unsafe"),
        ("{% include '../secret.j2' %}", "../secret.j2"), ("{% for n in range(10**9) %}{% endfor %}", "Range too big"), ("{{ 1 // 0 }}", "report.html.j2:1: "),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, template: str, said: str) -> None:
    (tmp_path / "report.html.j2").write_text(template)
    (tmp_path.parent / "secret.j2").write_text("secret")
    with pytest.raises(TemplateProblem) as told:
        page(samples.en(), newsroom=Newsroom(templates=tmp_path))
    assert said in str(told.value) and "\n" not in str(told.value) and str(told.value).endswith("mend the template")


def test_every_name_that_a_template_gets_is_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.mail import Head, message
    from factcheck.report import templates

    given: dict[str, set[str]] = {}
    filled = templates.Templates.filled
    monkeypatch.setattr(templates.Templates, "filled", lambda own, name, facts: given.setdefault(name, set(facts)) and filled(own, name, facts))
    message([samples.en()], (), Head())
    for name in ("report.html.j2", "email.html.j2"):
        head = (folder("templates") / name).read_text(encoding="utf-8").partition("-#}")[0]
        assert set(re.findall(r"^(\w+) {2,}", head, re.MULTILINE)) == given[name] | {"newsroom"}
    assert given["email.txt.j2"] == given["email.html.j2"]


GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


def run(place: Path, settings: str, *arguments: str) -> Result:
    (place / "factcheck.toml").write_text(settings, encoding="utf-8")
    (place / "a.txt").write_text(WRONG["en"], encoding="utf-8")
    return CliRunner().invoke(main, ["check", str(place / "a.txt"), "--config", str(place / "factcheck.toml"), *arguments])


def test_settings_of_the_newsroom(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "article.html.j2").write_text("<p>{{ newsroom.name }} has {{ section.cards|length }} finding &mdash; {{ section.title }}</p>")
    (tmp_path / "logo.gif").write_bytes(GIF)
    done = run(tmp_path, 'newsroom = "The <Daily>"\nlogo = "logo.gif"\ntemplates = "own"\n', "--format", "html")
    assert done.exit_code == 1
    assert '<img class="logo" src="data:image/gif;base64,R0lGOD' in done.stdout and "<p>The &lt;Daily&gt; has 1 finding &mdash; (no title)</p>" in done.stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('templates = "none"', "templates: "), ('logo = "none.png"', "cannot be read"), ('logo = "a.txt"', "is no picture for a page"),
        ('logo = "large.png"', "use a picture of at most 300000"), ('templates = "bad"', "report.html.j2:1: "),
    ],
)  # fmt: skip
def test_settings_of_the_newsroom_that_cannot_be_used(tmp_path: Path, settings: str, said: str) -> None:
    (tmp_path / "large.png").write_bytes(b"\x89PNG" * 100_000)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "report.html.j2").write_text("{{ 1 // 0 }}")
    done = run(tmp_path, settings, "--format", "html")
    assert done.exit_code == 2 and len(done.stderr.splitlines()) == 1 and said in done.stderr and "Traceback" not in done.output


def test_templates_are_copied_to_be_changed(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["init", "--templates", str(tmp_path)])
    copied = {path.name for path in (tmp_path / "factcheck-templates").iterdir()}
    assert done.exit_code == 0 and {"report.html.j2", "article.html.j2", "pieces.html.j2", "report.css", "email.html.j2", "email.txt.j2"} == copied
    assert page(samples.en(), newsroom=Newsroom(templates=tmp_path / "factcheck-templates")) == page(samples.en())
