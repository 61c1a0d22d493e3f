"""Rises, falls and multiples with the levels before and after them, in one sentence or spread over several.

A rate looks for its levels first where grammar binds them to it ("rose 5 % to
54 from", "20 % below the May level of"), then, for the one that is missing,
under the same topic in sentences around it. Readings found that way are firm;
any other pair nearby that fits only tells that there is nothing to report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import permutations

from factcheck.model import Relation
from factcheck.relate.context.evidence import rareness
from factcheck.relate.context.figures import AWAY, Figure, Text, can_pair, choice, sought_by, tells_closely
from factcheck.relate.context.labels import RATES
from factcheck.relate.context.topics import conflict, is_far, order, within_year

MOST = 8
"""How many readings of one figure are tried."""
APART = 4
"""How many figures away in its sentence a level can be bound to a rate."""
ROUGHLY = 0.08
"""How far from the printed ratio a reading with hedged figures may be to tell anything."""
ASIDE = 1000
"""From how many times as much on an amount is another thing than one of its unit beside it: a profit, and the profit for each share."""
CLEAR, NEAR = 2.0, 8
"""How rare, in bits, a slip between two rates of one thing is, and how many changes to either side may tell the levels that one finds."""
UNLIKE = 2
"""How many times as large as a change makes it a level may be that is looked for first."""
_ROLES = {"growth": "rate", "points": "points", "change": "change", "times": "times"}


def changes(text: Text, stated: Set[str]) -> Iterator[Relation]:
    """All readings of the rates, points, multiples and differences of one article.

    stated: the choices of what the sentences themselves say, which loose readings may overrule.
    """
    searches = [
        _Search(text, figure, kind)
        for figure in text.figures
        if (kind := sought_by(figure.label, text.words)) and not figure.label.is_yearly
    ]
    taken: dict[str, _Taken] = defaultdict(_Taken)
    for search in searches:
        taken[search.kind].note(search)
    for search in searches:
        search.look(taken[search.kind])
    for number, search in enumerate(searches):
        near = searches[max(0, number - NEAR) : number + NEAR + 1]
        others = [other for other in near if other.kind == search.kind and any(search.is_told_by(other, *pair) for pair in search.firm)]
        if search.is_bound or all(search.is_slip_of(other) for other in others):
            yield from search.readings(stated)


class _Taken:
    """The levels that grammar binds to changes of one kind, by number."""

    def __init__(self) -> None:
        self.old: set[int] = set()
        self.new: set[int] = set()

    def note(self, search: _Search) -> None:
        """Add the levels of one figure that looks for them, unless it speaks of what was said or expected before."""
        if search.is_aside:
            return
        if search.old is not None:
            self.old.add(search.old.number)
        if search.new is not None:
            self.new.add(search.new.number)


class _Search:
    """One figure that looks for the level before and the level after."""

    def __init__(self, text: Text, sought: Figure, kind: str) -> None:
        self.text, self.sought, self.kind = text, sought, kind
        self.change = sought.amount if sought.label.direction >= 0 else -sought.amount
        kinds = [other.label.figure.kind for other in text.by_sentence[sought.label.sentence] if self._is_level(other)]
        self.is_of_time = len(kinds) > 1 and set(kinds) == {"duration"}
        self.has_levels = any(kind != "duration" for kind in kinds)
        self.is_aside = text.words.other_rate.search(sought.label.clause) is not None
        old, new = self._behind()
        before_old, before_new = self._before(new is not None)
        self.old, self.new = old or before_old, new or before_new
        self.firm: list[tuple[Figure, Figure]] = []

    @property
    def is_bound(self) -> bool:
        """Whether grammar gives it both levels, so that a pair another change explains may still be its own, mistyped."""
        return self.old is not None and self.new is not None

    def is_told_by(self, other: _Search, old: Figure, new: Figure) -> bool:
        """Whether another change fits two levels to the digit, and it does not."""
        return other is not self and other.fits(old, new, closely=True) and not self.fits(old, new, closely=True)

    def is_slip_of(self, other: _Search) -> bool:
        """Whether it tells the same change, one clear slip apart, so that the levels of the other one are its own."""
        mine, its = self.sought.label, other.sought.label
        return mine.direction == its.direction and (rareness(mine.figure, its.figure) or 0.0) >= CLEAR and self._is_named_alike(other.sought)

    def look(self, taken: _Taken) -> None:
        """Find the pair of levels that words tie to the change."""
        if self.sought.label.figure.hedge not in ("range", "vague") and not self.text.is_held_against_change(self.sought):
            self.firm = [pair for pair in self._firm(taken) if self._can_pair(*pair)]

    def readings(self, stated: Set[str]) -> Iterator[Relation]:
        """The firm readings first, then the loose ones, the nearest before the others."""
        figure, firm = self.sought.label.figure, self.firm
        if (not firm and choice(figure) not in stated) or self.text.is_excused(self.sought):
            return
        for old, new in firm:
            yield self._relation(old, new, True)
            if self.kind == "times" and self.text.words.counted.search(figure.text):
                yield self._relation(old, new, False, "new / old = 1 + times")  # "three times more" may mean a rise by that
            if self.kind == "growth" and figure.kind == "multiple":
                yield self._relation(old, new, False, "new / old = rate")  # or three times as much
        loose = []
        is_bound = self.old is not None and self.new is not None or not firm
        for old, new in permutations(self._levels(close=is_bound), 2):  # where all are bound, only what stands close by can be meant instead
            if self.fits(old, new) and (old, new) not in firm and self._is_of_term(old, new) and self._can_pair(old, new):
                loose.append((self.sought.distance(old) + self.sought.distance(new) + old.distance(new), old, new))
        for _, old, new in sorted(loose, key=lambda found: found[0])[:MOST]:
            yield self._relation(old, new, False)

    def _levels(self, close: bool = False) -> list[Figure]:
        """The levels around; close: in its own and the neighbouring sentences alone."""
        around = self.text.close(self.sought) if close else self.text.around(self.sought)
        return [other for other in around if self._is_level(other)]

    def _is_level(self, other: Figure) -> bool:
        """Whether it can be a level before or after the change."""
        figure = other.label.figure
        if self.kind == "points":
            return figure.kind == "percent"
        if figure.kind == "percent":  # a share that halves
            return self.kind == "times" or (self.kind == "growth" and not any(map(str.isdigit, self.sought.label.figure.text)) and not other.label.direction)
        return other.label.is_level and not other.label.direction and figure.kind != "age"

    def _is_bindable(self, other: Figure) -> bool:
        """Whether it can be a level that stands right beside: not the time that a change took, nor a mark that was passed."""
        return self._is_level(other) and (other.label.figure.kind != "duration" or self.is_of_time) and not self._is_mark(other)

    def _is_mark(self, other: Figure) -> bool:
        """Whether it only says what the exact level right before it is more or less than: 2036万, 首次突破2000万."""
        before = self.text.figures[other.number - 1] if other.number else other
        is_beside = before is not other and before.label.sentence == other.label.sentence and before.label.figure.hedge == "exact"
        return is_beside and other.label.figure.hedge in ("over", "under") and self._can_pair(before, other) and self._is_of_size(before, other)

    def _is_rival(self, other: Figure) -> bool:
        """Whether it is a rate of its own, so that what stands beyond belongs to that."""
        return sought_by(other.label, self.text.words) in {"growth", "points", "change" if self.kind == "change" else "points"} and not self._is_level(other)

    def _behind(self) -> tuple[Figure | None, Figure | None]:
        """Of the levels behind it: the one after "from", and the one after "to"."""
        old = new = None
        sought, words = self.sought, self.text.words
        for other in self.text.figures[sought.number + 1 : sought.number + 1 + APART]:
            between = self.text.between(self.text.figures[other.number - 1], other)
            if other.label.sentence != sought.label.sentence or words.other_move.search(between) or self._is_rival(other):
                break
            if not self._is_bindable(other):
                continue
            if new is not None and words.to_level.search(between):
                break  # another movement has begun
            is_base = self.kind == "times" and other.number == sought.number + 1 and not words.to_level.search(between)
            is_base = is_base or (other.number == sought.number + 1 and words.upon.fullmatch(between) is not None)
            if other.label.is_earlier or is_base or (new is not None and self._is_aside(new, other)):
                old = old or other
            elif words.to_level.search(between):
                new = new or other
        return old, new

    def _before(self, has_new: bool) -> tuple[Figure | None, Figure | None]:
        """Of the levels before it: the nearest one told as the earlier one, and the nearest other one."""
        old = new = None
        sought, skipped = self.sought, 0
        for other in reversed(self.text.figures[max(0, sought.number - APART) : sought.number]):
            if other.label.sentence != sought.label.sentence or self._is_cut_off(other):
                break
            if old is not None and self.text.is_mean_beside(other, old):
                skipped += 1
                continue
            is_base = other.label.is_earlier or self._is_base_beside(other) or (has_new and self.text.is_told_before(other))
            is_beside = old is not None and other.number >= old.number - 1 - skipped and self._can_pair(old, other)
            if self._is_bindable(other) and (is_base or is_beside or sought.is_about(other)):
                if new is not None:
                    old = other if order(other.label, new.label) > 0 else old
                elif old is not None:
                    if order(other.label, old.label) > 0:  # both are told as of earlier times
                        old, new = other, old
                    else:
                        new = other
                elif is_base:
                    old = other
                elif not has_new:
                    new = other
            if (new is not None and old is not None) or self._is_rival(other):
                break
        return old, None if has_new else new

    def _is_cut_off(self, other: Figure) -> bool:
        """Whether a clause on another thing begins between a level of its sentence and it."""
        is_before = other.label.sentence == self.sought.label.sentence and other.number < self.sought.number
        return is_before and self.text.words.new_subject.search(self.text.between(other, self.sought)) is not None

    def _is_base_beside(self, other: Figure) -> bool:
        """Whether a level right before it is its base: 220吨的3倍; or one in brackets behind another: 12 mln (10 mln), up 20 pct."""
        sought = self.sought
        if other.number == sought.number - 1 and self.text.words.base_link.search(self.text.between(other, sought)):
            return True
        return other.number > 0 and self._is_aside(self.text.figures[other.number - 1], other)

    def _is_aside(self, first: Figure, second: Figure) -> bool:
        """Whether the second level stands in brackets behind the first, in the same unit: that of a year ago."""
        a, b = first.label.figure, second.label.figure
        if not self._is_level(first) or b.unit not in (a.unit, "") or first.number != second.number - 1:
            return False
        return self.text.words.aside.fullmatch(self.text.between(first, second)) is not None

    def _firm(self, taken: _Taken) -> list[tuple[Figure, Figure]]:
        """The pair that words tie: a bound one, or the missing level of the same topic, or a pair next to it."""
        old, new, sought = self.old, self.new, self.sought
        if old is not None and new is not None:
            return [(old, new)]
        if self.is_aside or (old is new and self.has_levels):
            return []
        bound = new or old
        near = sorted(
            self._levels(),
            key=lambda other: (bound is not None and not self._is_likely(other, bound), -sought.topic.likeness(other.topic), sought.distance(other)),
        )
        if new is not None:
            base = next((other for other in near if self._is_base(other, new) and self._is_kin(new, other)), None)
            found = [(base, new)] if base is not None else self._next(new) or self._later(near, new) or self._only(near, new, taken) or self.text.of_a_year(sought, near, new)
        elif old is not None:
            found = [(old, other) for other in self._of_its_time(near) if not self.text.is_mean_beside(other, old) and self._comes_after(old, other) and self._is_kin(old, other)]
        else:
            found = self._pair_beside(near)
        return [pair for pair in found[:1] if pair[0] is old or pair[0].number not in taken.old]

    def _is_likely(self, other: Figure, bound: Figure) -> bool:
        """Whether a level is of about the size that the change makes of the one bound to it; a slip may be behind one that is not."""
        if self.kind not in ("growth", "times") or not other.amount or not bound.amount or not self.change:
            return True
        ratio = (bound.amount / other.amount if bound is self.new else other.amount / bound.amount)
        return 1 / UNLIKE < ratio / max(0.01, self.change + (self.kind == "growth")) < UNLIKE

    def _of_its_time(self, near: Sequence[Figure]) -> list[Figure]:
        """The levels of no other time than the change, those of the same time first."""
        own = self.sought.label
        fitting = [other for other in near if not conflict(own, other.label)]
        return sorted(fitting, key=lambda other: not any(own.moment) or own.moment != other.label.moment)

    def _comes_after(self, old: Figure, other: Figure) -> bool:
        """Whether a level is of a later time than the one bound to the change: by its words, or as the change is of that time."""
        if order(old.label, other.label) > 0:
            return True
        own = self.sought.label.moment
        return any(own) and own == other.label.moment != old.label.moment

    def _is_base(self, old: Figure, new: Figure) -> bool:
        """Whether the words or dates say that one level is that before the other, a year before if the change is one over a year."""
        if order(old.label, new.label) <= 0 or (self._names_base() and old.label.sentence != self.sought.label.sentence):
            return False
        return not (within_year(old.label, new.label) and self.text.words.over_year.search(self.sought.label.context))

    def _names_base(self) -> bool:
        """Whether the words behind a difference name what it is more or less than: 200 more than in October."""
        figure = self.sought.label.figure
        return self.kind == "change" and self.text.words.more_than.match(self.text.article.blocks[figure.block].text, figure.end) is not None

    def _is_kin(self, bound: Figure, other: Figure) -> bool:
        """Whether a level is about the same as the sought figure and the one bound to it."""
        unlike = other is bound or other.amount == bound.amount or not self._can_pair(bound, other)
        if unlike or self._is_of_another(bound, other) or self._is_cut_off(other):
            return False
        if other.label.is_earlier:
            return self.sought.is_about(other)
        likely = self.sought.is_about(other) if self.sought.topic.refers or other.topic.refers else self.sought.topic.meets(other.topic, False)
        return likely and not is_far(bound.label, other.label)

    def _is_of_another(self, bound: Figure, other: Figure) -> bool:
        """Whether an earlier level in its sentence stands right behind another level of its unit, which "it" stands for."""
        if other.number <= bound.number or other.label.sentence != bound.label.sentence:
            return False
        between = self.text.figures[bound.number + 1 : other.number]
        return any(self._is_level(one) and not one.label.is_earlier and self._can_pair(one, other) for one in between)

    def _next(self, new: Figure) -> list[tuple[Figure, Figure]]:
        """The only level of the next sentence, where that tells of an earlier time and of no change: last year it made 40."""
        following = [other for other in self.text.by_sentence.get(self.sought.label.sentence + 1, ()) if not other.is_heading]
        if any(other.label.figure.kind in RATES or other.label.direction for other in following) or self.is_aside:
            return []
        found = [other for other in following if self._is_bindable(other) and self._can_pair(new, other)]
        if len(found) != 1 or order(found[0].label, new.label) < 0:
            return []
        label = found[0].label
        is_earlier = label.is_earlier or "prior" in label.period or self.text.is_told_before(found[0])
        is_kin = found[0].topic.meets(self.sought.topic, True) or not label.term or self._is_kind_of(found[0])
        return [(found[0], new)] if is_earlier and is_kin and self._is_likely(found[0], new) else []

    def _later(self, near: Sequence[Figure], new: Figure) -> list[tuple[Figure, Figure]]:
        """The level beside it as the earlier one, where the dates say so: 50 in 2009 against the 65 of 2010 told before."""
        if new.number > self.sought.number:
            return []
        return [(new, other) for other in near if new.label.moment[0] and order(new.label, other.label) > 0 and self._is_kin(new, other)]

    def _only(self, near: Sequence[Figure], new: Figure, taken: _Taken) -> list[tuple[Figure, Figure]]:
        """The one level of the same topic and unit in its own or the sentence before, where nothing tells the times."""
        own = self.sought.label.sentence
        if new.number < self.sought.number or self.text.has_own_base(self.sought):
            return []
        found = [other for other in near if own - 1 <= other.label.sentence <= own and other is not new and self._can_pair(new, other)]
        if len(found) != 1 or found[0].number > new.number or found[0].number in taken.old | taken.new:
            return []
        if order(found[0].label, new.label) < 0 or not self._is_kin(new, found[0]):
            return []
        return [(found[0], new)]

    def _pair_beside(self, near: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
        """Both levels in a sentence beside one that has none of its own."""
        sought = self.sought
        for old, new in (*permutations(self.text.told_behind(sought, near), 2), *permutations(near, 2)):
            together = abs(old.label.sentence - new.label.sentence) <= 1 and old.distance(new) <= AWAY + APART and (self.kind != "growth" or tells_closely(old, new, self.change))
            is_unnamed = sought.is_heading and bool(sought.topic.term) and not new.topic.term  # profits up 7 %, above an investment
            is_about = (sought.is_about(new) and not is_unnamed or self._is_kind_of(new)) and (sought.is_about(old) or self._is_joined(old, new))
            if together and is_about and self._is_base(old, new) and self._can_pair(old, new):
                return [(old, new)]
        return self._pair_apart(near)

    def _pair_apart(self, near: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
        """The only level of now and the only earlier one of the same term, each in a place of its own."""
        is_named = self.kind == "growth" and self.sought.topic.term
        about = (other for other in near if is_named and (other.topic.term or not self.sought.is_heading) and not other.topic.refers and self._is_named_alike(other))
        found = [pair for pair in permutations(about, 2) if self._is_base(*pair) and self._can_pair(*pair)]
        is_likely = len(found) == 1 and 1 / UNLIKE < found[0][1].amount / (found[0][0].amount or 1) / max(0.01, self.change + 1) < UNLIKE
        return found if is_likely else []

    def _is_named_alike(self, other: Figure) -> bool:
        """Whether a level, wherever it stands, is named as the same, or as a kind of it."""
        short, long = sorted((self.sought.topic.term, other.topic.term), key=len)
        return bool(self.sought.topic.words & other.topic.words) and long.endswith(short)

    def _is_kind_of(self, other: Figure) -> bool:
        """Whether a level beside it is named as a kind of the same: profit, and net profit."""
        terms = (self.sought.topic.term, other.topic.term)
        is_near = abs(self.sought.label.sentence - other.label.sentence) <= 1
        return is_near and all(terms) and (terms[0].endswith(terms[1]) or terms[1].endswith(terms[0]))

    def _is_joined(self, old: Figure, new: Figure) -> bool:
        """Whether the earlier level is the next one of its kind behind the later one: 50, or 92 a share, from 40."""
        between = self.text.figures[new.number + 1 : old.number]
        is_behind = 0 < old.number - new.number <= APART and old.label.sentence == new.label.sentence
        return old.label.is_earlier and is_behind and not any(self._is_level(other) and self._is_of_size(new, other) for other in between)

    def _is_of_size(self, new: Figure, other: Figure) -> bool:
        """Whether another figure may be a level of the same thing: not what it is for each share."""
        return self._can_pair(new, other) and (not other.amount or abs(new.amount) < ASIDE * abs(other.amount))

    def _is_of_term(self, old: Figure, new: Figure) -> bool:
        """Whether no two of the three are named as different things, such as imports and exports."""
        return len({figure.topic.term for figure in (old, new, self.sought)} - {""}) <= 1

    def _can_pair(self, old: Figure, new: Figure) -> bool:
        if self.kind == "points" and bool(old.label.direction) != bool(new.label.direction):
            return False  # a rate of growth and a share
        if self.text.is_expected(old) or (self.kind == "change" and self.text.is_expected(new)):
            return False
        besides = [self.sought.label.figure] if self.kind == "change" else []
        return can_pair([old.label.figure, new.label.figure, *besides], self.text.article.lang)

    def fits(self, old: Figure, new: Figure, closely: bool = False) -> bool:
        """Whether a reading comes near enough to be worth an exact look; closely: near enough to hold, by the half steps."""
        part = 0.5 if closely else 1.0
        slack = self.sought.slack * part
        if self.kind in ("points", "change"):
            scale = 100 if self.kind == "points" else 1
            return abs((new.amount - old.amount) * scale - self.change) <= slack + (new.slack + old.slack) * scale * part
        if not old.amount or not new.amount:
            return False
        ratio = new.amount / old.amount
        meant = ratio - 1 if self.kind == "growth" else ratio
        slack += abs(ratio) * (new.slack / abs(new.amount) + old.slack / abs(old.amount)) * (part if closely else 1.2)
        return abs(meant - self.change) <= min(slack, ROUGHLY * (1 + abs(self.change)))

    def _relation(self, old: Figure, new: Figure, is_firm: bool, holds: str = "") -> Relation:
        role, figure = _ROLES[self.kind], self.sought.label.figure
        return Relation(
            self.kind,
            (("old", old.label.figure), ("new", new.label.figure), (role, figure)),
            False,
            "nearby",
            negative=frozenset((role,)) if self.sought.label.direction < 0 else frozenset(),
            holds=holds,
            choice=choice(figure),
            is_firm=is_firm,
        )
