"""Findings that were accepted on a day, by file and fingerprint, so that only new ones are reported from then on.

A fingerprint is made of the rule and the figures, not of their place: edits elsewhere in a file leave it as it is.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from factcheck import __version__
from factcheck.model import Document, DocumentReport, Finding, Notice, Withheld
from factcheck.records import dataclass, field

SCHEMA = 1
NAME = "factcheck-baseline.json"
"""What the file is called if nobody says otherwise."""
_KEYS: Mapping[str, type] = {"path": str, "rule": str, "fingerprint": str, "count": int, "texts": list}


class BaselineError(ValueError):
    """A baseline that cannot be used; its text is one line that names the file and what to do."""


@dataclass(slots=True)
class _Entry:
    """A finding that was accepted, and how often it may still come."""

    rule: str
    texts: str
    left: int


@dataclass(slots=True)
class Baseline:
    """The findings that were accepted; it keeps them out of a report, each as often as it was accepted."""

    path: Path
    entries: dict[tuple[str, str], _Entry]
    active: Collection[str] = ()
    """The rules that are on."""
    by: Withheld = field(default="baseline", init=False)

    def hides(self, finding: Finding, document: Document) -> bool:
        """Whether it was accepted; it counts as seen then."""
        entry = self.entries.get((_name(document, self.path), finding.fingerprint))
        if entry is None or not entry.left:
            return False
        entry.left -= 1
        return True

    def notices(self, document: Document) -> Iterator[Notice]:
        """What was accepted of a document and is no longer found."""
        name = _name(document, self.path)
        for (path, _), entry in self.entries.items():
            if path == name and entry.left and entry.rule in self.active:
                yield Notice("info", "stale", facts={"rule": entry.rule, "name": entry.texts, "n": str(entry.left)})

    def gone(self) -> Iterator[Notice]:
        """A notice if files of the baseline are no longer there."""
        folder = os.path.dirname(os.path.abspath(self.path))
        files = {path: os.path.exists(os.path.join(folder, path.partition("#")[0])) for path, _ in self.entries}
        lost = sum(not files[path] for path, _ in self.entries)
        if lost:
            yield Notice("info", "gone", facts={"n": str(lost)})


def read(path: Path, active: Collection[str] = ()) -> Baseline:
    """The baseline in a file. Raises BaselineError."""
    try:
        whole: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise BaselineError(f"{path}: cannot be read ({problem.strerror}); write it with: factcheck baseline PATHS -o {path}") from problem
    except (ValueError, RecursionError) as problem:
        raise BaselineError(f"{path}: is no baseline, as it is not JSON; write it anew with: factcheck baseline PATHS -o {path}") from problem
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA or not isinstance(whole.get("findings"), list):
        raise BaselineError(f"{path}: is no baseline of this version; write it anew with: factcheck baseline PATHS -o {path}")
    entries: dict[tuple[str, str], _Entry] = {}
    for number, item in enumerate(whole["findings"], 1):
        for key, kind in _KEYS.items():
            if not isinstance(item, dict) or not isinstance(item.get(key), kind):
                raise BaselineError(f"{path}: findings[{number}]: has no {key} that can be used; write it anew with: factcheck baseline PATHS -o {path}")
        key_of = (item["path"], item["fingerprint"])
        before = entries[key_of].left if key_of in entries else 0
        entries[key_of] = _Entry(item["rule"], ", ".join(map(str, item["texts"])), before + max(item["count"], 0))
    return Baseline(path, entries, active)


def written(reports: Iterable[DocumentReport], path: Path) -> str:
    """The baseline of reports as text, for a file at `path`; in an order that hardly changes from one day to the next."""
    counts: Counter[tuple[str, str]] = Counter()
    findings: dict[tuple[str, str], Finding] = {}
    for report in reports:
        name = _name(report.document, path)
        for article in report.articles:
            for finding in article.findings:
                counts[name, finding.fingerprint] += 1
                findings.setdefault((name, finding.fingerprint), finding)
    rows = [
        {
            "path": name, "rule": finding.rule, "fingerprint": mark, "count": counts[name, mark],
            "texts": [span.text for span in finding.spans], "message": finding.message or finding.title,
        }
        for (name, mark), finding in sorted(findings.items(), key=lambda item: (item[0][0], item[1].rule, item[0][1]))
    ]  # fmt: skip
    head = {"schema": SCHEMA, "tool": {"name": "factcheck", "version": __version__}}
    return json.dumps({**head, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def _name(document: Document, path: Path) -> str:
    """How a baseline calls a document: by its path seen from the folder of the baseline, a record by its id as well."""
    place = os.path.abspath(document.path)
    with suppress(ValueError):  # on another drive
        place = os.path.relpath(place, os.path.dirname(os.path.abspath(path)))
    name = place.replace(os.sep, "/")
    return f"{name}#{document.id}" if document.is_record else name
