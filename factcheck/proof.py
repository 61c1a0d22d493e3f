"""Rules proved by their own examples, each run with all rules on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.engine import check
from factcheck.model import Finding
from factcheck.readers import read_text
from factcheck.rulebook import Example, Rule
from factcheck.segment import articles


def failures(rules: Sequence[Rule], everything: Sequence[Rule]) -> Iterator[str]:
    """One line for each example of `rules` that does not turn out as it says; `everything` is every rule that is on."""
    for rule in rules:
        for number, example in enumerate(rule.examples, 1):
            problem = _problem(rule, example, findings(example, everything))
            if problem:
                yield f"{rule.path}: examples[{number}] ({example.lang}, {example.note}): {problem}"


def findings(example: Example, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """What the rules say of the text of an example."""
    document = read_text(example.text, title=example.title, lang=example.lang, markdown="\n#" in example.text)
    return tuple(finding for report in check(articles(document), rules) for finding in report.findings)


def _problem(rule: Rule, example: Example, found: Sequence[Finding]) -> str:
    own = [sorted(span.text for span in finding.spans) for finding in found if finding.rule == rule.id]
    others = [finding for finding in found if finding.rule != rule.id and finding.severity != "info"]
    if example.finds and sorted(example.finds) not in own:
        return f"should mark {', '.join(example.finds)}; it marks {_shown(own)}"
    if not example.finds and own:
        return f"should stay silent; it marks {_shown(own)}"
    if others:
        return f"another rule speaks up: {others[0].rule}: {others[0].message}"
    if example.finds and (any(finding.severity == "info" for finding in found)) != (example.note == "noted") and rule.severity != "info":
        return f"should be {'information only' if example.note == 'noted' else rule.severity}; it is {found[0].severity}"
    return ""


def _shown(marked: Sequence[Sequence[str]]) -> str:
    return " and ".join(", ".join(texts) for texts in marked) or "nothing"
