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
            wrong = problem(rule, example, findings(example, everything))
            if wrong:
                yield f"{rule.path}: examples[{number}] ({example.lang}, {example.note}): {wrong}"


def findings(example: Example, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """What the rules say of the text of an example."""
    document = read_text(example.text, title=example.title, lang=example.lang, markdown="\n#" in example.text)
    return tuple(finding for report in check(articles(document), rules) for finding in report.findings)


def problem(rule: Rule, example: Example, found: Sequence[Finding]) -> str:
    """How the findings differ from what the example of the rule says; empty if they do not.

    The rule marks exactly the texts that the example names, and no other rule warns of anything.
    """
    own = [finding for finding in found if finding.rule == rule.id]
    marked = [sorted(span.text for span in finding.spans) for finding in own]
    others = [finding for finding in found if finding.rule != rule.id and finding.severity != "info"]
    if marked != ([sorted(example.finds)] if example.finds else []):
        wanted = f"should mark {', '.join(example.finds)}" if example.finds else "should stay silent"
        more = "; another rule marks them: " + others[0].rule if others and not own else ""
        return f"{wanted}; it marks {_shown(own)}{more}"
    if others:
        return f"another rule speaks up: {others[0].rule}: {others[0].message}"
    severity = "info" if example.note == "noted" else rule.severity
    if own and own[0].severity != severity and "info" in (own[0].severity, severity):
        return f"should be {severity}; it is {own[0].severity}"
    return ""


def _shown(found: Sequence[Finding]) -> str:
    return " and ".join(", ".join(span.text for span in finding.spans) for finding in found) or "nothing"
