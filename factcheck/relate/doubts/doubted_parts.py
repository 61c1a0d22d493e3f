"""What speaks against one figure being a part of another: sizes that nothing adds up to, people who come on top, balances of gains and losses.

"Temperatures fall by 6 to 9 degrees, in places by 12" has no whole; "52 dead, 8 of
them pupils, and another 130 hurt" has one, and the last figure is not in it.
"""

from __future__ import annotations

from factcheck.kept import compiled
from factcheck.model import Quantity
from factcheck.relate.doubts.told import Told

BEFORE = 12
"""How many characters before a part are searched for words that set it beside the whole."""

FUND = 20
"""How many characters before an amount are searched for the name of a budget."""

_LEAVES = compiled(r"[^()（）]*[)）]")
"""Brackets close that were open before."""
_SCORE = compiled(r"[-–]\d")
"""What stands behind the first side of a score."""
UPSIDE = 10
"""From how many times its whole on a part is none."""


def is_no_whole(told: Told) -> bool:
    """Whether what is taken for a whole is a size that no parts add up to: a range of lengths, a temperature, the force of a wind."""
    whole = told.figure("whole")
    if whole.kind != "measure":
        return False
    return whole.hedge == "range" or told.cue(whole).degree.fullmatch(whole.unit) is not None


def comes_on_top(told: Told) -> bool:
    """Whether words right before the part set it beside the whole: 另有130人受伤, another 130 were hurt."""
    whole, part = told.figure("whole"), told.figure("part")
    text, cue = told.text(part), told.cue(part)
    is_behind = (whole.block, whole.start) < (part.block, part.start)
    return is_behind and cue.on_top.search(text[max(0, part.start - BEFORE) : part.start]) is not None


def is_of_other_month(told: Told) -> bool:
    """Whether things are counted anew in a month that only the part names: 21 of the trades grew, in July alone 23 did."""
    whole, part = told.figure("whole"), told.figure("part")
    if whole.kind != "count" or part.kind != "count" or _first(whole, part) is not whole or whole.block != part.block:
        return False
    return told.cue(part).own_month.search(told.between(whole, part)) is not None


def is_balance(told: Told) -> bool:
    """Whether the whole is what gains leave over losses, so that the gains may be more: a net 88,000, 95,000 of these in services."""
    whole, part = told.figure("whole"), told.figure("part")
    cue = told.cue(whole)
    if cue.net.search(told.up_to(whole)):
        return True
    last = max(whole, part, key=_place)
    return cue.gains.search(told.up_to(whole)) is not None and cue.losses.match(told.text(last), last.end) is not None


def is_of_what_led_to_it(told: Told) -> bool:
    """Whether the words that open parts name one without a number, and a clause follows of what came before: three held, including the owner, after a fire that killed 14."""
    whole, part = told.figure("whole"), told.figure("part")
    return _first(whole, part) is whole and told.cue(part).led_to.search(told.between(whole, part)) is not None


def are_part_and_whole(told: Told) -> bool:
    """Whether an average that nobody states is said to be out of its total: 150,000 of the quota of 240,000."""
    roles = dict(told.tie.roles)
    if told.tie.stated or not {"average", "total"} <= roles.keys():
        return False
    mean, total = roles["average"], roles["total"]
    return _first(mean, total) is mean and told.cue(mean).out_of.fullmatch(told.between(mean, total)) is not None


def is_by_day(told: Told) -> bool:
    """Whether an amount by the day stands beside a total over nights, which has a price of its own: £540 for 6 nights, or £65 a day."""
    roles = dict(told.tie.roles)
    if told.tie.stated or not {"average", "count"} <= roles.keys():
        return False
    mean, count = roles["average"], roles["count"]
    cue, text = told.cue(mean), told.text(mean)
    if cue.nights.search(count.text) is None:
        return False
    return cue.daily_behind.match(text, mean.end) is not None or cue.daily_before.search(text[max(0, mean.start - BEFORE) : mean.start]) is not None


def are_opposed(told: Told) -> bool:
    """Whether a sum that nobody states adds what was sold abroad to what was bought there, or makes a balance of them."""
    if told.tie.stated:
        return False
    names = {name for role, figure in told.tie.roles if role == "parts" for name in _side(told, figure)}
    return len(names) > 1 and any(told.cue(figure).balance.search(told.up_to(figure)) for role, figure in told.tie.roles if role == "total")


def _side(told: Told, figure: Quantity) -> list[str]:
    """Which side of a balance a figure is on, by the last word for one before it in its sentence."""
    found = [match.lastgroup for match in told.cue(figure).side.finditer(told.up_to(figure)) if match.lastgroup]
    return found[-1:]


def _first(one: Quantity, other: Quantity) -> Quantity:
    return min(one, other, key=_place)


def forms_a_word(told: Told) -> bool:
    """Whether a number of a sum that nobody states only forms a word with what follows, or one of a list a score: 4 of 12 3-point attempts, Noor 3-19."""
    if told.tie.stated:
        return False
    numbers = [figure for _, figure in told.tie.roles if figure.kind == "number"]
    if told.tie.choice.startswith(("sum ", "bracket ")) and any(_SCORE.match(told.text(figure), figure.end) for figure in numbers):
        return True
    return any(told.cue(figure).compound.match(told.text(figure), figure.end) for figure in numbers)


def is_many_wholes(told: Told) -> bool:
    """Whether a share that nobody states would be of a part many times its whole, which no slip of a digit explains."""
    part, whole, share = (float(told.figure(role).value or 0) for role in ("part", "whole", "share"))
    return not told.tie.stated and share <= 100 and part > UPSIDE * whole > 0


def leave_brackets(told: Told) -> bool:
    """Whether brackets close between the parts of a sum that nobody states: 9人死亡（其中4人溺水）, 1.9万人转移."""
    parts = [figure for role, figure in told.tie.roles if role == "parts"]
    if told.tie.stated or not parts:
        return False
    first, last = min(parts, key=_place), max(parts, key=_place)
    return first.block == last.block and _LEAVES.match(told.text(first), first.end, last.start) is not None


def is_outside_brackets(told: Told) -> bool:
    """Whether the whole stands in brackets that close before the part: 新增142例（海州1例），含31例转入."""
    whole, part = told.figure("whole"), told.figure("part")
    text = told.text(whole)
    if whole.block != part.block or text[max(0, whole.start - 1) : whole.start] in ("(", "（"):
        return False
    return _LEAVES.match(text, whole.end, part.start) is not None


def is_inside_another(told: Told) -> bool:
    """Whether words right before a part that is not the first say that the one before holds it: 输入27例，含5例转入，本土18例."""
    parts = sorted((figure for role, figure in told.tie.roles if role == "parts"), key=_place)
    return not told.tie.stated and any(told.cue(part).held.search(told.text(part)[max(0, part.start - BEFORE) : part.start]) for part in parts[1:])


def is_threshold(told: Told) -> bool:
    """Whether the total of a sum that nobody states is only a mark that was passed, and a single part is more than it: 16个省超1000万."""
    total = told.figure("total")
    if told.tie.stated or total.hedge not in ("over", "atleast"):
        return False
    return any(role == "parts" and (figure.value or 0) > (total.value or 0) for role, figure in told.tie.roles)


def is_mark_of_each(told: Told) -> bool:
    """Whether the whole is a mark that each of those listed behind it passed: won more than 150 six times, 183 in 1990, 199 in 2010."""
    whole, part = told.figure("whole"), told.figure("part")
    return whole.hedge in ("over", "atleast") and _first(whole, part) is whole and told.cue(whole).each_passed.match(told.between(whole, part)) is not None


def is_of_both(told: Told) -> bool:
    """Whether a share is exactly the one of the first count in both together: 25 held and 24 let go, 48.98% of all let go."""
    whole, part, share = (told.figure(role) for role in ("whole", "part", "share"))
    if not part.value or not whole.value or share.value is None or share.step >= 1 or share.kind != "percent":
        return False
    return abs(100 * part.value / (part.value + whole.value) - share.value) <= share.step / 2


def is_of_other_fund(told: Told) -> bool:
    """Whether both are of public money, and of two budgets that do not hold each other."""
    names = [set(told.cue(figure).fund.findall(told.up_to(figure)[-FUND:])) for figure in (told.figure("whole"), told.figure("part"))]
    return all(names) and not names[0] & names[1]


def _place(figure: Quantity) -> tuple[int, int]:
    return figure.block, figure.start
