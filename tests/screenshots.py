"""Pictures of the page and of the message: desk, telephone, dark, as Outlook shows it, and as printed. Run by hand:

    python tests/screenshots.py [REPORT.html …] [--to FOLDER] [--readme]

Without files it shows the sample reports of the tests; --readme draws the picture of the README anew. Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import samples

from factcheck.mail import Head, message
from factcheck.model import DocumentReport
from factcheck.report import FORMATS, Options

ROOT = Path(__file__).parent.parent
VIEWS = ((1920, "light"), (1280, "light"), (1280, "dark"), (400, "light"), (400, "dark"), (320, "light"))
"""Width of the window, and the scheme of colours that its owner likes."""
TALLEST = 6000
PICTURE = (1180, 1500)
"""Width and height of the picture of the README."""


def main() -> None:
    """Makes the pictures and prints where they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--to", type=Path, default=Path(tempfile.gettempdir()) / "factcheck-screenshots")
    parser.add_argument("--readme", action="store_true")
    chosen = parser.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        if chosen.readme:
            print(for_readme(browser, chosen.to))
            return
        for page in chosen.reports or sample_pages(chosen.to):
            for width, scheme in VIEWS:
                print(picture(browser, page, width, scheme, chosen.to))
            print(printed(browser, page, chosen.to))


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser of this machine, without a window."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("Chromium is not installed")
    with sync_playwright() as started:
        made = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield made
        made.close()


def sample_pages(folder: Path) -> list[Path]:
    """The sample reports as files: the page, the message, and the message as Outlook shows it."""
    runs = {"zh": [samples.zh()], "en": [samples.en()], "several": [samples.zh(), samples.en(), samples.clean(), samples.unread("en")]}
    pages = []
    for name, reports in runs.items():
        letter = email(reports)
        for suffix, text in (("", html(reports)), ("-email", letter), ("-outlook", in_outlook(letter))):
            pages.append(folder / f"{name}{suffix}.html")
            pages[-1].write_text(text, encoding="utf-8")
    return pages


def html(reports: list[DocumentReport]) -> str:
    """The page on the reports."""
    made = FORMATS["html"](Options())
    return made.begin() + "".join(made.document(report) for report in reports) + made.end(())


def email(reports: list[DocumentReport]) -> str:
    """The HTML of a message on the reports."""
    part = message(reports, (), Head()).get_body(("html",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def in_outlook(letter: str) -> str:
    """About what the engine of Word makes of a message: no style sheet, no widest width, no round corners, its own conditional parts."""
    letter = re.sub(r"<style.*?</style>", "", letter, flags=re.DOTALL)
    letter = re.sub(r"(?:max-width|border-radius|word-break|overflow-wrap)\s*:[^;\"]*;?", "", letter)
    return re.sub(r"<!--\[if mso\]>(.*?)<!\[endif\]-->", r"\1", letter, flags=re.DOTALL)


def picture(browser: Any, page: Path, width: int, scheme: str, folder: Path) -> Path:
    """A picture of the page in a window of this width."""
    target = folder / f"{page.stem}-{width}-{scheme}.png"
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    shown = context.new_page()
    shown.goto(page.resolve().as_uri())
    height = min(int(shown.evaluate("document.documentElement.scrollHeight")), TALLEST)
    shown.screenshot(path=target, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    context.close()
    return target


def printed(browser: Any, page: Path, folder: Path) -> Path:
    """The page as a printer would have it."""
    target = folder / f"{page.stem}.pdf"
    shown = browser.new_page()
    shown.goto(page.resolve().as_uri())
    shown.pdf(path=target, format="A4")
    shown.close()
    return target


def for_readme(browser: Any, folder: Path) -> Path:
    """The picture of the README: the upper part of a report on an example."""
    from factcheck.engine import check
    from factcheck.readers import read
    from factcheck.rulebook import load
    from factcheck.segment import articles

    example = ROOT / "examples" / "newspaper-page.en.md"
    (document,) = read(f"examples/{example.name}", example.read_bytes())
    report = DocumentReport(document, check(articles(document), load()))
    source = folder / "readme.html"
    source.write_text(html([report]), encoding="utf-8")
    context = browser.new_context(viewport={"width": PICTURE[0], "height": PICTURE[1]})
    shown = context.new_page()
    shown.goto(source.resolve().as_uri())
    target = ROOT / "examples" / "report.png"
    shown.screenshot(path=target)
    context.close()
    return target


if __name__ == "__main__":
    main()
