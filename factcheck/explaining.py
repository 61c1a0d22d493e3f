"""A rule in words: what it compares, why, when it is excused, with its examples."""

from __future__ import annotations

from factcheck.languages import data
from factcheck.rulebook import Rule


def explanation(rule: Rule, lang: str) -> str:
    """The explanation of a rule as text of a terminal, ending in a line break."""
    words = data(lang, "messages")["explain"]
    lines = [rule.title[lang], f"{rule.id} · {rule.severity}", ""]
    if rule.holds:
        lines += [f"{words['holds']}: {rule.holds}", ""]
    lines += [rule.explain[lang], ""]
    for example in rule.examples:
        if example.lang == lang:
            text = " / ".join(filter(None, (example.title, " ".join(example.text.split()) if lang == "en" else "".join(example.text.split()))))
            lines.append(f"{words[example.note]}: {text}")
            if example.finds:
                lines.append(f"  → {data(lang, 'messages')['frame']['list'].join(dict.fromkeys(example.finds))}")
    return "\n".join(lines) + "\n"
