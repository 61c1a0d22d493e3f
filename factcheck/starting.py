"""The first files of a newsroom: settings with comments, one working rule, and a hook for pre-commit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factcheck.files import folder

FILES = {
    "factcheck.toml": "factcheck.toml",
    "factcheck-rules/seats-miss-total.toml": "seats-miss-total.toml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
}
"""Where each file goes, and the template that it is a copy of."""
_SHARED = (".pre-commit-config.yaml",)
"""Files that others write too: what belongs into them is shown if they are there."""


TEMPLATES = ("*.j2", "*.css")
"""What a newsroom may change, of the folder of the templates."""


def start(place: Path, templates: bool = False) -> Iterator[str]:
    """Write the files that are not there yet; a line for each. templates: those that a newsroom may change instead. Raises OSError."""
    own = {f"factcheck-templates/{path.name}": path.name for kind in TEMPLATES for path in sorted(folder("templates").glob(kind))}
    for name, template in (own if templates else FILES).items():
        path = place / name
        text = (folder("templates") / template).read_text(encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            is_shared = name in _SHARED and "factcheck" not in path.read_text(encoding="utf-8", errors="replace")
            yield f"{path}: is there already, left as it is" + (f"; to add:\n{text.rstrip()}" if is_shared else "")
        else:
            yield f"{path}: written"
