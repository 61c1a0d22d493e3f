"""What speaks against a rate being that of the levels around it: those of another year, another trade, another size."""

from __future__ import annotations

from itertools import pairwise

from factcheck.relate.context.labels import LEVELS
from factcheck.relate.doubts.told import Told

SHARE = 12
"""How many characters before a rate name what it is a rate of."""
BESIDE = 8
"""How many characters before a figure tie it to the one before."""
BASE = 16
"""How many characters before a change name the time that it is told against."""
FAR = 30
"""How many characters behind a figure name another such time."""
THOUSAND = 1000
"""From how many times as much on an amount of money is another thing."""


def is_level_itself(told: Told) -> bool:
    """Whether a rate is told to have slowed from another one: slowed to 5.4% from 10.2%, and debt was cut to."""
    rate = told.figure("rate")
    before = told.before(rate)
    return before is not None and before.kind == "percent" and told.cue(rate).slowed_from.fullmatch(told.between(before, rate)) is not None


def is_of_next_in_list(told: Told) -> bool:
    """Whether 分别 gives each of several levels its own rate, and this rate is that of another one."""
    tie = told.tie
    if tie.stated or not {"new", "rate"} <= {role for role, _ in tie.roles}:
        return False
    new, rate = told.figure("new"), told.figure("rate")
    inside = told.blocks[rate.article].get(rate.block, ())
    if new.block != rate.block or rate not in inside or not told.cue(rate).each_its_own.search(told.between(new, rate)):
        return False
    place = first = inside.index(rate)
    listed = told.cue(rate).listed
    while first and inside[first - 1].kind == "percent" and listed.fullmatch(told.between(inside[first - 1], inside[first])):
        first -= 1
    last = place + 1
    while last < len(inside) and inside[last].kind == "percent" and listed.fullmatch(told.between(inside[last - 1], inside[last])):
        last += 1
    levels = [figure for figure in inside[:first] if figure.kind in LEVELS][first - last :]
    return last - first > 1 and new in levels and levels.index(new) != place - first


def are_next_in_list(told: Told) -> bool:
    """Whether two shares that nobody tells apart as old and new stand side by side in a list of at least three: 1.7 %, 1.8 % and 10.8 %."""
    old, new = told.figure("old"), told.figure("new")
    if told.tie.stated or old.block != new.block:
        return False
    shares = [figure for figure in told.blocks[old.article].get(old.block, ()) if figure.kind == "percent"]
    if old not in shares or new not in shares:
        return False
    first, last = sorted((shares.index(old), shares.index(new)))
    listed, around = told.cue(old).listed, shares[max(0, first - 1) : last + 2]
    joined = [listed.fullmatch(told.between(one, other)) is not None for one, other in pairwise(around)]
    return last == first + 1 and len(joined) > 1 and joined[around.index(shares[first])] and sum(joined) > 1


def has_own_base(told: Told) -> bool:
    """Whether a change is told against a time right beside it, and what nobody ties to it against another one: up 20 from last week to 190, and 4 % more than six weeks ago, when it was 183."""
    roles = dict(told.tie.roles)
    new, change, other = roles["new"], roles.get("change"), roles.get("old") or roles.get("rate")
    if told.tie.stated or change is None or other is None or not (change.block, change.end) <= (new.block, new.start) < (other.block, other.start):
        return False
    cue, text = told.cue(change), told.text(change)
    if new.block != change.block or other.block != change.block or cue.own_base.search(text, max(0, change.start - BASE), new.start) is None:
        return False
    return cue.far_base.search(text, new.end, other.end + FAR) is not None


def is_name_of_level(told: Told) -> bool:
    """Whether a year only names a level that something came back to: fell to 2016 levels."""
    return any(told.cue(year).level_of.match(told.text(year), year.end) is not None for _, year in told.tie.roles)


def is_of_share(told: Told) -> bool:
    """Whether a rate that nobody states of two amounts is said to be one of a share: a 4.5% gain for the proportion of films."""
    if told.tie.stated or "rate" not in dict(told.tie.roles):
        return False
    rate = told.figure("rate")
    if any(figure.kind == "percent" for role, figure in told.tie.roles if role != "rate"):
        return False
    cue, text = told.cue(rate), told.text(rate)
    return cue.rate_of_share.match(text, rate.end) is not None or cue.share_before.search(text[max(0, rate.start - SHARE) : rate.start]) is not None


def is_quotation(told: Told) -> bool:
    """Whether a rate that nobody states is a fraction in digits, as the prices of shares move by: slipped 3/8 to 41-3/4."""
    return not told.tie.stated and any(role == "rate" and "/" in figure.text for role, figure in told.tie.roles)


def is_side_of_ratio(told: Told) -> bool:
    """Whether one of the figures is only what another one is set against, or a rate that nobody states is tied to either: narrowed from 2.14:1 to 2.08:1."""
    figures = [figure for role, figure in told.tie.roles if role != "times" and figure.kind == "number"]
    if any(told.cue(figure).ratio.search(told.text(figure)[max(0, figure.start - BESIDE) : figure.start]) for figure in figures):
        return True
    return not told.tie.stated and any(told.cue(figure).ratio_behind.match(told.text(figure), figure.end) for figure in figures)


def is_of_balls(told: Told) -> bool:
    """Whether a change that nobody states is the number of balls that so many runs took: made 32 off 15."""
    change = next((figure for role, figure in told.tie.roles if role == "change"), None)
    if told.tie.stated or change is None:
        return False
    return told.cue(change).balls.search(told.text(change)[max(0, change.start - BESIDE) : change.start]) is not None


def is_of_all(told: Told) -> bool:
    """Whether the levels are those of a whole trade, told in a sentence of their own, and the rate is that of one of its firms."""
    tie = told.tie
    if tie.stated or not {"old", "new", "rate"} <= {role for role, _ in tie.roles}:
        return False
    new, rate = told.figure("new"), told.figure("rate")
    return told.cue(new).overall.search(told.up_to(new)) is not None and told.cue(rate).overall.search(told.up_to(rate)) is None


def is_part_of_the_other(told: Told) -> bool:
    """Whether one level is a part of the other one, or says only how many at most: 2.1 million people, including 268,952 Danes."""
    tie = told.tie
    if tie.stated or not {"old", "new"} <= {role for role, _ in tie.roles}:
        return False
    first, second = sorted((told.figure("old"), told.figure("new")), key=lambda figure: (figure.block, figure.start))
    return "atmost" in (first.hedge, second.hedge) or told.cue(first).holding.search(told.between(first, second)) is not None


def is_of_other_size(told: Told) -> bool:
    """Whether one of two amounts is more than a thousand times the other: a profit, and the price of a share."""
    tie = told.tie
    if tie.stated or not {"old", "new"} <= {role for role, _ in tie.roles}:
        return False
    old, new = told.figure("old"), told.figure("new")
    small, large = sorted((float(old.value or 0), float(new.value or 0)))
    return old.kind == new.kind == "money" and 0 < small * THOUSAND < large


def is_of_other_year(told: Told) -> bool:
    """Whether the sentence of a rate names a year that those of the levels do not: sold 310, up from 287. In 2002 sales had risen 4.5%."""
    tie = told.tie
    rate = next((figure for role, figure in tie.roles if role in ("rate", "times")), None)
    if tie.stated or rate is None or tie.why == "named-base":
        return False
    own, levels = told.place(rate), [figure for _, figure in tie.roles if figure is not rate]
    places = {told.place(figure) for figure in levels}
    if own in places or not all(figure.is_printed for figure in levels):
        return False
    mine, theirs = told.years(own), {year for place in places for year in told.years(place)}
    if tie.is_firm and own < min(places) and not any(abs(int(year) - int(other)) > 1 for year in mine for other in theirs):
        return False  # what follows a rate of 2004 is of that year, and of the one before
    return bool(mine - theirs)


def is_of_extreme(told: Told) -> bool:
    """Whether the level after a change is said to be the highest or lowest of several, and the one before it stands in another sentence: of all."""
    roles = dict(told.tie.roles)
    old, new = roles.get("old"), roles.get("new")
    if told.tie.stated or old is None or new is None or not (old.is_printed and new.is_printed) or told.place(old) == told.place(new):
        return False
    return told.cue(new).extreme.search(told.up_to(new)) is not None and told.cue(old).extreme.search(told.up_to(old)) is None
