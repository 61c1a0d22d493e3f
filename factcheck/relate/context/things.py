"""Whether figures count or measure one kind of thing, as far as the names beside them tell."""

from __future__ import annotations

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Quantity
from factcheck.relate.context.cues import cues

_NAME = 4
"""How many characters behind a figure name what it counts."""


def is_of_one_thing(whole: Quantity, part: Quantity, text: str, lang: str) -> bool:
    """Whether figures with a measure word for all kinds of things count the same, as far as their names tell: not 3个县 and 28个村.

    Nor is an amount that tells the kind of a thing a whole of it: 25 cent shares. text: of the block in which both stand.
    """
    if whole.kind == "money" and not part.unit and _tells_kind(whole, text, lang):
        return False
    generic = data(lang, "terms").get("generic")
    if generic is None or whole.kind != "count" or whole.unit not in generic["units"]:
        return True
    if not _is_finer(text, whole, generic) and _is_finer(text, part, generic):
        return False
    first, second = (_thing(text, figure, generic["names"], generic["between"]) for figure in (whole, part))
    return not first or not second or first == second


def _is_finer(text: str, figure: Quantity, generic: dict[str, str]) -> bool:
    """Whether the name behind a figure, or right before it, begins as that of a part of a larger thing: 45个子课题, 小项30个."""
    if compiled(generic["finer"]).match(text, figure.end) is not None:
        return True
    return compiled(generic["finer_before"]).search(text, max(0, figure.start - 3), figure.start) is not None


def _tells_kind(amount: Quantity, text: str, lang: str) -> bool:
    """Whether it stands in the singular before a noun, as an amount does that is none of its own."""
    singular = data(lang, "terms").get("kind", {}).get("singular", ())
    return amount.text.lower().endswith(tuple(singular)) and text[amount.end : amount.end + 2].strip().isalpha()


def _thing(text: str, figure: Quantity, names: str, between: str) -> str:
    """The last character of the name of what a figure counts, behind it or before it and its verb; empty if it is none of the names."""
    behind = next((char for char in text[figure.end : figure.end + _NAME] if char in names), "")
    before = text[max(0, figure.start - 2 * _NAME) : figure.start].rstrip(between)[-1:]
    return behind or (before if before and before in names else "")


def counts_each(word: str, counted: Quantity, lang: str) -> bool:
    """Whether a number is one of what a word says that an average is for each of: of 户均 households, not hens."""
    unit = counted.unit
    allowed = [units for name, units in cues(lang, "averages").table["each"].items() if name in word]
    return not unit or not allowed or any(not units or unit in units for units in allowed)
