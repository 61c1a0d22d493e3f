"""What speaks against ties that others found: such figures are of one sentence, and still of different things.

Two units of 300 MW are not a whole of 300; a pair with a share of its own has no
second one; what a level rose to is no part beside others; and a rate with a
subject of its own (staff fell by 15 %) is not that of the levels before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import by_block
from factcheck.relate.doubts.doubted_changes import (
    are_next_in_list,
    has_own_base,
    is_level_itself,
    is_name_of_level,
    is_of_all,
    is_of_balls,
    is_of_extreme,
    is_of_next_in_list,
    is_of_other_size,
    is_of_other_year,
    is_of_share,
    is_part_of_the_other,
    is_quotation,
    is_side_of_ratio,
)
from factcheck.relate.doubts.doubted_kinds import (
    are_items_of_one_list,
    are_of_other_wholes,
    are_of_several_wholes,
    goes_on,
    have_own_wholes,
    is_distance,
    is_left_open,
    is_of_each,
    is_price_of_one,
    measure_otherwise,
    own_wholes,
)
from factcheck.relate.doubts.doubted_parts import (
    are_opposed,
    are_part_and_whole,
    comes_on_top,
    forms_a_word,
    is_balance,
    is_by_day,
    is_inside_another,
    is_many_wholes,
    is_mark_of_each,
    is_no_whole,
    is_of_both,
    is_of_other_fund,
    is_of_other_month,
    is_of_what_led_to_it,
    is_outside_brackets,
    is_threshold,
    leave_brackets,
)
from factcheck.relate.doubts.doubted_repeats import (
    are_of_two_lists,
    are_of_two_models,
    are_of_two_places,
    have_two_measure_words,
    is_adjusted_for_another,
    is_age_of_one,
    is_like_for_like,
    is_of_another_whole,
    is_of_other_share,
    is_roughly_so,
)
from factcheck.relate.doubts.told import Told
from factcheck.relate.sentences.order import COMPARED
from factcheck.relate.sums.lists import SPREAD

_WHOLES = ("whole", "total", "base")
_PAIRS = {"share": ("part", "whole", "share"), "counts": ("part", "whole", "share"), "growth": ("old", "new", "rate")}
"""By kind: the two figures of a pair, and the ratio that only one of can be theirs."""
_MOVED = ("growth", "change", "order", "direction", "points", "times")
SUBJECT = 16
"""How many characters before a rate are searched for a subject of its own."""
UPSIDE = 10
"""From how many times its whole on a part is none."""
LAST, FAR = 200, 200
"""The last place that a list has, and how many characters before two places tell of the list."""

_Place = tuple[int, int, int]


def credible(ties: Sequence[Relation], articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Relation]:
    """The ties against which nothing speaks, in their order."""
    blocks = [by_block(figures) for figures in quantities]
    shared: dict[tuple[_Place, _Place], Quantity] = {}
    reached: set[_Place] = set()
    falls: dict[tuple[_Place, _Place], bool] = {}
    own = own_wholes(ties)
    for tie in ties:
        roles = dict(tie.roles)
        pair = _PAIRS.get(tie.kind)
        if tie.stated and pair and all(role in roles for role in pair):
            shared.setdefault((_place(roles[pair[0]]), _place(roles[pair[1]])), roles[pair[2]])
        if tie.stated and tie.kind in _MOVED and "old" in roles and "new" in roles:
            reached.add(_place(roles["new"]))
        if tie.stated and tie.kind == "order" and "old" in roles:
            falls[_place(roles["old"]), _place(roles["new"])] = "new" in tie.negative
    for tie in ties:
        if have_own_wholes(tie, own) or _goes_other_way(tie, falls) or _has_other_share(tie, shared) or _has_reached_part(tie, reached) or _is_of_other(tie, articles, blocks):
            continue
        if any(doubt(Told(tie, articles, blocks)) for doubt in _ALWAYS.get(tie.kind, ())):
            continue
        if tie.stated and any(doubt(Told(tie, articles, blocks)) for doubt in _DOUBTS.get(tie.kind, ())):
            continue
        yield tie


def _place(figure: Quantity) -> _Place:
    return figure.article, figure.block, figure.start


def _has_other_share(tie: Relation, shared: dict[tuple[_Place, _Place], Quantity]) -> bool:
    """Whether the sentence gives the same two figures another share, or another rate."""
    roles, pair = dict(tie.roles), _PAIRS.get(tie.kind)
    if tie.stated or pair is None or any(role not in roles for role in pair):
        return False
    known = shared.get((_place(roles[pair[0]]), _place(roles[pair[1]])))
    return known is not None and known != roles[pair[2]]


def _goes_other_way(tie: Relation, falls: dict[tuple[_Place, _Place], bool]) -> bool:
    """Whether a rate that nobody states of two levels rises, and the words say that these fell, or the other way round."""
    roles = dict(tie.roles)
    if tie.stated or tie.kind != "growth" or "rate" not in roles:
        return False
    known = falls.get((_place(roles["old"]), _place(roles["new"])))
    return known is not None and known != ("rate" in tie.negative)


def _has_reached_part(tie: Relation, reached: set[_Place]) -> bool:
    """Whether a sum that nobody states counts what a level rose or fell to as one of its parts."""
    return tie.kind == "sum" and not tie.stated and not tie.choice.startswith(SPREAD) and any(role == "parts" and _place(figure) in reached for role, figure in tie.roles)


def _is_of_other(tie: Relation, articles: Sequence[Article], blocks: Sequence[dict[int, list[Quantity]]]) -> bool:
    """Whether the words beside the figures say that they measure different things."""
    if tie.kind in COMPARED:
        return False
    for role, figure in tie.roles:
        text, lang = articles[figure.article].blocks[figure.block].text, articles[figure.article].lang
        if role in _WHOLES and figure.is_printed and _is_size_of_each(figure, blocks[figure.article].get(figure.block, ()), text, lang):
            return True
        if role == "another" and tie.kind == "one-whole" and cues(lang, "doubts").own_time.search(text, max(0, figure.start - SUBJECT), figure.start):
            return True
        if role == "share" and tie.kind == "counts" and _counts_nothing(tie, figure, text, lang):
            return True
        if role == "rate" and tie.kind == "growth" and tie.stated and _has_own_subject(dict(tie.roles), figure, text, lang):
            return True
    return False


def _is_size_of_each(whole: Quantity, around: Sequence[Quantity], text: str, lang: str) -> bool:
    """Whether a number of things stands right before the amount, and their name right behind it: two 300-MW units."""
    if whole.kind not in ("money", "measure"):
        return False
    before = next((figure for figure in around if figure.end <= whole.start and not text[figure.end : whole.start].strip()), None)
    if before is None or before.kind not in ("count", "number") or before.value is None or before.value < 2:
        return False
    return cues(lang, "doubts").thing.match(text, whole.end) is not None


def _counts_nothing(tie: Relation, share: Quantity, text: str, lang: str) -> bool:
    """Whether a rate that tells how many of several do so is set beside amounts: 亏损面 beside money."""
    before = text[max(0, share.start - SUBJECT) : share.start]
    return any(figure.kind == "money" for _, figure in tie.roles) and cues(lang, "doubts").extent.search(before) is not None


def _has_own_subject(roles: dict[str, Quantity], rate: Quantity, text: str, lang: str) -> bool:
    """Whether a noun between the level and the rate is one that no words before the levels have."""
    cue, new, old = cues(lang, "doubts"), roles.get("new"), roles.get("old")
    if new is None or old is None or new.block != rate.block or not 0 <= rate.start - new.end <= SUBJECT:
        return False
    found = cue.own_subject.search(text, new.end, rate.start)
    if found is None:
        return False
    start = max(text.rfind(stop, 0, new.end) for stop in cue.table["stops"]) + 1
    return not any(found["name"][place : place + 2] in text[start : new.end] for place in range(len(found["name"]) - 1))


def _is_one_of_two(told: Told) -> bool:
    """Whether a part that is more than its whole is taken of the number right before that as well: 9 Scots and 4 Danes, 7 of these."""
    whole, part = told.figure("whole"), told.figure("part")
    if not part.value or not whole.value or part.value <= whole.value or not (whole.block, whole.start) < (part.block, part.start):
        return False
    other = told.before(whole)
    if other is None or not other.value or other.kind not in ("count", "number"):
        return False
    return other.value + whole.value >= part.value and told.cue(whole).with_it.fullmatch(told.between(other, whole)) is not None


def _is_opponent(told: Told) -> bool:
    """Whether the words right before a number of people say that those counted before met them: 对7位."""
    part = told.figure("part")
    return part.kind in ("count", "number") and told.cue(part).met.search(told.text(part)[max(0, part.start - SUBJECT) : part.start]) is not None


def _is_of_other_event(told: Told) -> bool:
    """Whether two times stand in two sentences: what one thing took is no part of what another did."""
    whole, part = told.figure("whole"), told.figure("part")
    first, second = sorted((whole, part), key=_place)
    stops = told.cue(whole).table["stops"]
    return whole.kind == part.kind == "duration" and (first.block != second.block or any(stop in told.between(first, second) for stop in stops))


def _is_of_each(told: Told) -> bool:
    """Whether words beside the whole say that each of several has so many: 各按100名, 100 each."""
    whole = told.figure("whole")
    text, cue = told.text(whole), told.cue(whole)
    return bool(cue.each_before.search(text[max(0, whole.start - SUBJECT) : whole.start]) or cue.each_behind.match(text, whole.end))


def _is_name(told: Told) -> bool:
    """Whether one of the figures is a bare number that belongs to a name: Kestrel 2 beat a field of 21."""
    return any(
        figure.kind == "number" and figure.step == 1 and told.cue(figure).named.search(told.text(figure)[max(0, figure.start - SUBJECT) : figure.start])
        for _, figure in told.tie.roles
    )


def _are_ranks(told: Told) -> bool:
    """Whether both figures are bare numbers alone in brackets, as places in a list are: Norra (23) and Tevik (31)."""
    return all(
        figure.kind == "number" and told.text(figure)[figure.start - 1 : figure.start] in ("(", "\uff08") and told.text(figure)[figure.end : figure.end + 1] in (")", "\uff09")
        for _, figure in told.tie.roles
    )


def _is_list(told: Told) -> bool:
    """Whether part, whole and share are items of one list: a 3, 5, or 6 percent levy."""
    whole, part, share = (told.figure(role) for role in ("whole", "part", "share"))
    listed = told.cue(part).listed
    return bool(listed.fullmatch(told.between(whole, part)) and listed.fullmatch(told.between(part, share)))


def _is_of_amount(told: Told) -> bool:
    """Whether a share beside numbers of things is one of their profits, assets and the like: 80户企业的利润占1000户的90%."""
    part, share = told.figure("part"), told.figure("share")
    if part.kind != "count" or part.block != share.block or part.end > share.start:
        return False
    return told.cue(part).of_amount.search(told.between(part, share)) is not None


def _is_of_other_noun(told: Told) -> bool:
    """Whether a hedged number and one in brackets behind it have nouns of their own: 31,400 man-days (86 man-years)."""
    hedged, exact = told.figure("hedged"), told.figure("exact")
    noun = told.cue(hedged).noun
    first, second = noun.match(told.between(hedged, exact)), noun.match(told.text(exact), exact.end)
    names = [found.group(1).lower().rstrip("s") if found else figure.unit.lower().rstrip("s") for found, figure in ((first, hedged), (second, exact))]
    return all(names) and names[0] != names[1] and {hedged.kind, exact.kind} <= {"number", "count", "duration", "measure"}


def _are_places(told: Told) -> bool:
    """Whether bare small numbers are places in a list of which the text around speaks: crept up from six to five."""
    figures = [figure for _, figure in told.tie.roles]
    if any(figure.kind != "number" or figure.step != 1 or (figure.value or 0) > LAST for figure in figures):
        return False
    first, *_, last = sorted(figures, key=_place)
    return told.cue(first).places.search(told.text(first), max(0, first.start - FAR), last.end + SUBJECT) is not None


def _is_no_multiple(told: Told) -> bool:
    """Whether the words behind a number of times say how often something happened: nine times out of ten, four times as rain fell."""
    times = told.figure("times")
    return told.cue(times).often.match(told.text(times), times.end) is not None


def _is_of_those_tried(told: Told) -> bool:
    """Whether what is taken for the part is the whole of the rate behind it: of 640 pupils 120 sat the test, a pass rate of 75%."""
    part, share = told.figure("part"), told.figure("share")
    return (part.block, part.end) <= (share.block, share.start) and told.cue(share).tried.search(told.between(part, share)) is not None


def _is_of_all_of(told: Told) -> bool:
    """Whether a share behind two numbers is said to be of something else: two of 12 soloists, a quarter of the company's dancers."""
    whole, share = told.figure("whole"), told.figure("share")
    is_behind = (whole.block, whole.start) < (share.block, share.start)
    return is_behind and told.cue(share).of_others.match(told.text(share), share.end) is not None


def _is_turned(told: Told) -> bool:
    """Whether the first figure is what the second one beat: a record of 86, beat it with 93."""
    first, second = sorted((told.figure("first"), told.figure("second")), key=_place)
    return told.cue(first).turned.search(told.between(first, second)) is not None


def _is_besides(told: Told) -> bool:
    """Whether words right before the second of a ranking say that it counts other things, or only describes the name: 还有60人, which is half."""
    behind = max(told.figure("ahead"), told.figure("behind"), key=_place)
    return told.cue(behind).besides.search(told.text(behind)[max(0, behind.start - SUBJECT) : behind.start]) is not None


def _is_upside_down(told: Told) -> bool:
    """Whether the part is many times the whole, and the share no more than all of it: up 42 points at 4,118, or 1%."""
    part, whole, share = (told.figure(role).value or 0 for role in ("part", "whole", "share"))
    return float(share) <= 100 and float(part) > UPSIDE * float(whole) > 0


def _is_told_anew(told: Told) -> bool:
    """Whether what went up or down is a rise itself, told anew: revised down the gains in May from 148,000 to 127,000."""
    old = told.figure("old")
    return told.cue(old).told_anew.search(told.text(old)[max(0, old.start - 80) : old.start]) is not None


def _is_of_group(told: Told) -> bool:
    """Whether part and whole are of one group, and the share before them of all: 64 percent, with 382,000 of the 650,000 women."""
    part, whole, share = (told.figure(role) for role in ("part", "whole", "share"))
    if not (share.block, share.end) <= (part.block, part.start) < (whole.block, whole.start) or share.block != whole.block:
        return False
    return told.cue(whole).narrower.match(told.text(whole), whole.end) is not None


def _overlaps(told: Told) -> bool:
    """Whether the words behind the last part of a sum that nobody states say that some are counted twice: some had both."""
    last = max((figure for _, figure in told.tie.roles), key=_place)
    return not told.tie.stated and told.cue(last).twice.match(told.text(last), last.end) is not None


def _are_of_share(told: Told) -> bool:
    """Whether shares that do not make a hundred make the one right before them: 占88.9%，其中男性47.3%、女性41.6%."""
    shares = [figure for _, figure in told.tie.roles]
    before = told.before(min(shares, key=_place))
    if before is None or before.kind != "percent" or before.value is None or any(share.value is None for share in shares):
        return False
    return abs(sum((share.value or 0 for share in shares), Fraction(0)) - before.value) <= sum((share.step for share in shares), before.step) / 2


_REPEATED = (are_of_two_lists, are_of_two_models, are_of_two_places, is_age_of_one, have_two_measure_words, is_adjusted_for_another, is_like_for_like, is_of_another_whole, is_roughly_so)
_ALWAYS: Mapping[str, tuple[Callable[[Told], bool], ...]] = {
    "one-whole": (_is_name, _is_of_amount),
    "same": _REPEATED,
    "hedge": (*_REPEATED, is_of_other_share),
    "share": (is_of_both, _is_of_group, are_items_of_one_list, is_distance, is_many_wholes),
    "counts": (is_of_both, _is_of_group, are_items_of_one_list, is_distance),
    "growth": (is_of_next_in_list, is_of_all, is_of_other_size, is_of_other_year, is_of_share, is_quotation, is_part_of_the_other, is_side_of_ratio, is_of_extreme),
    "points": (is_of_extreme, are_next_in_list),
    "increase": (is_of_other_year, has_own_base),
    "sum": (_overlaps, measure_otherwise, are_of_other_wholes, is_left_open, is_of_each, goes_on, are_opposed, forms_a_word, leave_brackets, is_inside_another, is_threshold),
    "average": (are_part_and_whole, is_by_day),
    "order": (is_side_of_ratio,),
    "change": (is_side_of_ratio, is_of_balls, is_of_extreme, has_own_base),
    "times": (is_side_of_ratio, _is_no_multiple),
    "comparison": (is_side_of_ratio,),
    "shares": (_are_of_share, are_of_several_wholes),
}
"""By kind, what speaks against any tie."""
_DOUBTS: Mapping[str, tuple[Callable[[Told], bool], ...]] = {
    "bound": (
        _is_one_of_two, _is_opponent, _is_of_other_event, _is_of_each, is_no_whole, comes_on_top, is_balance, is_of_what_led_to_it,
        is_of_other_month, is_outside_brackets, is_mark_of_each, is_of_other_fund,
    ),
    "comparison": (_is_name, _is_turned),
    "ranking": (_is_name, _are_ranks, _is_besides),
    "counts": (_is_of_those_tried, _is_list, _is_of_all_of, _is_upside_down),
    "growth": (is_level_itself,),
    "share": (is_price_of_one, _is_of_amount,),
    "hedge": (_is_of_other_noun,),
    "order": (_is_told_anew, _are_places),
    "years": (is_name_of_level,),
}
"""By kind, what speaks against a tie that the sentence itself seems to state."""
