"""Rules in words: a list of them, and of one what it compares, why, when it is excused, with its examples."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.languages import data
from factcheck.rulebook import RELATIONS, Rule


def table(rules: Sequence[Rule], lang: str, markdown: bool = False) -> str:
    """One line for each rule: its id, severity and title; as a Markdown table if asked for."""
    if markdown:
        rows = [f"| `{rule.id}` | {rule.severity} | {rule.title[lang]} |\n" for rule in rules]
        return "| rule | severity | what it finds |\n|---|---|---|\n" + "".join(rows)
    width = max((len(rule.id) for rule in rules), default=0)
    return "".join(f"{rule.id:<{width}}  {rule.severity:<7}  {rule.title[lang]}\n" for rule in rules)


def explanation(rule: Rule, lang: str) -> str:
    """The explanation of a rule as text of a terminal, ending in a line break."""
    words = data(lang, "messages")["explain"]
    lines = [rule.title[lang], f"{rule.id} · {rule.severity}", ""]
    basis = [f"{words['holds']}: {rule.holds}"] if rule.holds else []
    if roles := RELATIONS.get(rule.relation, ()):  # what rules and wordings of one's own name
        basis.append(f"{words['relation']}: {rule.relation} ({', '.join(roles)})")
    lines += [*basis, ""] if basis else []
    lines += [rule.explain[lang], ""]
    shown = [example for example in rule.examples if example.lang == lang] or rule.examples
    for example in shown:
        text = (" " if example.lang == "en" else "").join(example.text.split())
        lines.append(f"{words[example.note]}: {' / '.join(filter(None, (example.title, text)))}")
        if example.finds:
            lines.append(f"  → {data(lang, 'messages')['frame']['list'].join(dict.fromkeys(example.finds))}")
    return "\n".join(lines) + "\n"
