"""Pictures of the HTML report and of the e-mail at the widths of a desk and of a telephone, and as printed. Run by hand:

    python tests/screenshots.py [REPORT.html …] [--to FOLDER]

Without files it shows the sample reports of the tests. Needs Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from email.message import EmailMessage
from pathlib import Path

import samples

from factcheck.mail import Head, message
from factcheck.model import DocumentReport
from factcheck.report import FORMATS, Options

HEIGHTS = {1280: 2600, 400: 5200}
NARROWEST = 500
"""A window is never narrower than this; a narrower page is shown in a frame."""


def main() -> None:
    """Makes the pictures and prints where they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--to", type=Path, default=Path(tempfile.gettempdir()) / "factcheck-screenshots")
    chosen = parser.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    for page in chosen.reports or sample_pages(chosen.to):
        for width, height in HEIGHTS.items():
            print(picture(page, width, height, chosen.to))
        print(printed(page, chosen.to))


def sample_pages(folder: Path) -> list[Path]:
    """The sample reports as files."""
    runs = {"zh": [samples.zh()], "en": [samples.en()], "several": [samples.zh(), samples.en(), samples.clean(), samples.unread("en")]}
    pages = []
    for name, reports in runs.items():
        made = FORMATS["html"](Options())
        text = made.begin() + "".join(made.document(report) for report in reports) + made.end(())
        pages.append(folder / f"{name}.html")
        pages[-1].write_text(text, encoding="utf-8")
        pages.append(folder / f"{name}-email.html")
        pages[-1].write_text(email(reports), encoding="utf-8")
    return pages


def email(reports: list[DocumentReport]) -> str:
    """The HTML of a message on the reports."""
    part = message(reports, (), Head()).get_body(("html",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def chromium(*arguments: str) -> None:
    """Runs it without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("Chromium is not installed")
    subprocess.run([program, "--headless", "--no-sandbox", "--disable-gpu", *arguments], check=True, capture_output=True)


def picture(page: Path, width: int, height: int, folder: Path) -> Path:
    """A picture of the page in a window of this size."""
    target = folder / f"{page.stem}-{width}.png"
    address = page.resolve().as_uri()
    if width < NARROWEST:
        frame = folder / f"{page.stem}-frame.html"
        style = f"width:{width}px;height:{height}px;border:0"
        frame.write_text(f'<body style="margin:0"><iframe src="{address}" style="{style}"></iframe>', encoding="utf-8")
        address = frame.resolve().as_uri()
    size = f"{max(width, NARROWEST)},{height}"
    chromium("--hide-scrollbars", f"--screenshot={target.resolve()}", f"--window-size={size}", address)
    return target


def printed(page: Path, folder: Path) -> Path:
    """The page as a printer would have it."""
    target = folder / f"{page.stem}.pdf"
    chromium("--no-pdf-header-footer", f"--print-to-pdf={target.resolve()}", page.resolve().as_uri())
    return target


if __name__ == "__main__":
    main()
