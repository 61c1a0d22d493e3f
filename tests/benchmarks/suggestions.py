"""How often the true value is among the first three suggestions: run by hand, `python tests/benchmarks/suggestions.py BROKEN.jsonl ...`.

Each line is a record with one figure broken on purpose: {"id", "lang", "title", "text", "break": {"old", "new", "kind", "spans": [{"field",
"start", "end", "broken"}]}}. Counted are those that a finding marks which the unbroken text does not raise. With --show the others are listed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factcheck import engine, rulebook
from factcheck.model import Finding
from factcheck.readers import read
from factcheck.rulebook import Rule
from factcheck.segment import articles

FIRST = 3
"""How many suggestions of a finding are looked at."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def findings(record: dict[str, Any], rules: Sequence[Rule]) -> list[Finding]:
    """The errors and warnings on one record."""
    line = json.dumps({key: record[key] for key in ("id", "lang", "title", "text", "date") if key in record}, ensure_ascii=False)
    found: list[Finding] = []
    for document in read("records.jsonl", line.encode()):
        for report in engine.check(articles(document), rules):
            found += (finding for finding in report.findings if finding.severity != "info")
    return found


def unbroken(record: dict[str, Any]) -> dict[str, Any]:
    """The record as it was published."""
    whole = dict(record)
    for span in record["break"]["spans"]:
        if span["broken"]:
            text = whole[span["field"]]
            whole[span["field"]] = text[: span["start"]] + record["break"]["old"] + text[span["end"] :]
    return whole


def marking(record: dict[str, Any], rules: Sequence[Rule]) -> Iterator[Finding]:
    """The findings that mark a figure of the broken relation and that the published text does not raise."""
    known = {finding.fingerprint for finding in findings(unbroken(record), rules)}
    for finding in findings(record, rules):
        if finding.fingerprint not in known and any(
            span.field == other["field"] and span.start < other["end"] and other["start"] < span.end
            for span in finding.spans for other in record["break"]["spans"]
        ):  # fmt: skip
            yield finding


def is_told(old: str, finding: Finding) -> bool:
    """Whether one of the first suggestions prints the true number, or names the true word."""
    meant = number(old)
    for suggestion in finding.suggestions[:FIRST]:
        if (meant is not None and number(suggestion.text) == meant) or old.lower() in suggestion.text.lower():
            return True
    return False


def number(text: str) -> Fraction | None:
    """The first number of a text."""
    match = _NUMBER.search(text)
    return Fraction(match.group().replace(",", "")) if match else None


def main(arguments: Sequence[str]) -> None:
    """Prints, by kind of relation and for all, how many are caught and in how many the true value is suggested."""
    rules = rulebook.load()
    caught: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for path in arguments:
        if path == "--show":
            continue
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            found, kind = list(marking(record, rules)), record["break"]["kind"]
            if not found:
                continue
            is_right = any(is_told(record["break"]["old"], finding) for finding in found)
            for name in (kind, "all"):
                caught[name] += 1
                told[name] += is_right
            if not is_right and "--show" in arguments:
                print(record["id"], kind, record["break"]["old"], "→", record["break"]["new"])
                for finding in found:
                    print("   ", finding.rule, finding.message, [suggestion.text for suggestion in finding.suggestions])
    for name, many in sorted(caught.items()):
        print(f"{name:16} {many:5} caught {told[name] / many:7.1%} with the true value suggested")


if __name__ == "__main__":
    main(sys.argv[1:])
