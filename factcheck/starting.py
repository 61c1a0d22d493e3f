"""The first files of a newsroom: settings with comments, and one working rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factcheck.files import folder

FILES = {"factcheck.toml": "factcheck.toml", "factcheck-rules/seats-miss-total.toml": "seats-miss-total.toml"}
"""Where each file goes, and the template that it is a copy of."""


def start(place: Path) -> Iterator[str]:
    """Write the files that are not there yet; a line for each. Raises OSError."""
    for name, template in FILES.items():
        path = place / name
        if path.exists():
            yield f"{path}: is there already, left as it is"
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((folder("templates") / template).read_text(encoding="utf-8"), encoding="utf-8")
        yield f"{path}: written"
