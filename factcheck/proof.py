"""Rules proved by their own examples, each run with all rules on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.config import Config
from factcheck.engine import check
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Finding
from factcheck.quantities import quantities
from factcheck.readers import read_text
from factcheck.relate.context.vocabulary import vocabulary
from factcheck.relate.sentences.expressions import moves
from factcheck.relate.sentences.mask import mask
from factcheck.relate.sentences.wordings import matches
from factcheck.rulebook import Example, Rule
from factcheck.segment import articles


def failures(rules: Sequence[Rule], everything: Sequence[Rule]) -> Iterator[str]:
    """One line for each example of `rules` that does not turn out as it says; `everything` is every rule that is on."""
    for rule in rules:
        for number, example in enumerate(rule.examples, 1):
            wrong = problem(rule, example, findings(example, everything))
            if wrong:
                yield f"{rule.path}: examples[{number}] ({example.lang}, {example.note}): {wrong}"


def unmet(config: Config) -> Iterator[str]:
    """One line for each wording of the settings that is not found in its own example."""
    for number, wording in enumerate(config.wording, 1):
        if wording.example and wording.pattern not in _found(wording.example, wording.lang):
            yield f"{config.path}: wording[{number}]: is not found in its example {wording.example!r}"


def _found(text: str, lang: str) -> set[str]:
    """The patterns of the wordings that a text has."""
    (article,) = articles(read_text(text, lang=lang))
    aside = compiled(data(lang, "wordings")["aside"]["pattern"])
    found: set[str] = set()
    figures = quantities(article)
    for number, block in enumerate(article.blocks):
        masked = mask(block.text, [figure for figure in figures if figure.block == number], aside, moves(lang), not vocabulary(lang).spaced)
        found |= {match.wording.pattern for match in matches(masked, lang)}
    return found


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
