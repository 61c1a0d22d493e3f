"""Words near a wording that allow what it would forbid."""

from __future__ import annotations

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.relate.sentences.mask import CHARACTER, FIGURE, Masked, folded
from factcheck.relate.sentences.wordings import TURNED, Match

_BREAKS_OUT = compiled(folded(r"[^()（）]*[)）]"))
"""Brackets are closed that were open before: 243 hectares) of which 450."""

_ALONE = compiled(folded(rf"[(（][{''.join(CHARACTER.values())}][)）]"))
"""One figure has the brackets for itself: a quarter (26%) of them."""

_REACH = 2000
"""How many characters away, at the most, words of a sentence without an end can excuse anything."""


def is_excused(match: Match, masked: Masked) -> bool:
    """Whether words nearby allow what the relation would forbid: adjusted rates, several answers; or it breaks out of brackets."""
    if _BREAKS_OUT.match(masked.plain, match.start, match.end) and not _ALONE.match(masked.plain, match.start - 1):
        return True
    table = data(match.wording.lang, "wordings")
    excuses = table["excuses"].get(match.wording.relation)
    if not excuses or match.roles[0][1].kind == "ordinal":
        return False
    if match.wording.relation in TURNED:  # only what stands right there: another clause may rank something else
        before = 12 if match.wording.relation == "order" else 30
        return compiled("|".join(excuses)).search(masked.plain[max(0, match.start - before) : match.end + 4]) is not None
    low, high = max(0, match.start - _REACH), min(len(masked.plain), match.end + _REACH)
    if match.wording.relation != "shares":
        ends = compiled(folded(table["stops"]["end"]))
        low = max((end.end() for end in ends.finditer(masked.plain, low, match.start)), default=low)
        high = min((end.start() for end in ends.finditer(masked.plain, match.end, high)), default=high)
        other = compiled(folded(table["stops"]["other"].replace("{F}", FIGURE))).search(masked.plain, match.end, high)
        high = other.start() if other else high
    return compiled("|".join(excuses)).search(masked.plain[low:high]) is not None
