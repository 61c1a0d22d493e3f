"""What sentences state: the wordings of a text, made relations.

A wording is also looked for in the text without what only stands between figures
that belong together; a tie that such a reading makes over a list of parts is less firm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.figures import MEAN
from factcheck.relate.context.labels import Label
from factcheck.relate.context.reading import Read
from factcheck.relate.context.scenes import without_scenes
from factcheck.relate.context.things import is_of_one_thing
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.context.wholes import Wholes
from factcheck.relate.sentences.excuses import is_excused
from factcheck.relate.sentences.expressions import moves
from factcheck.relate.sentences.mask import SLOTS, Masked, folded, joined, mask
from factcheck.relate.sentences.order import COMPARED
from factcheck.relate.sentences.phrasebook import phrasebook
from factcheck.relate.sentences.steady import MOVING, steady, timeless
from factcheck.relate.sentences.wordings import Match, Tried, alike, matches, matches_across, relation
from factcheck.relate.sums.products import place_of

_OPENED = compiled(folded(r"[(（][^()（）]{0,40}$"))
"""Brackets opened right before a figure."""


class Statements:
    """The relations that the sentences of one article state."""

    def __init__(self, one: Read, wholes: Wholes) -> None:
        self._one, self._wholes = one, wholes
        self.settled: set[str] = set()
        """The choices that no figures farther off may explain, once the relations are made."""
        self.opened: list[Match] = []
        """The wordings that leave one side open, once the relations are made."""
        self._unprinted: dict[str, list[Match]] = {}
        """Shares of wholes that are named and not printed, by that name."""
        self._earlier = {place_of(label.figure) for label in one.labels if label.is_earlier}
        self._added = set(_added(one.labels))
        blocks, behind = one.article.blocks, one.words.move_behind
        self._moved = {place_of(figure) for figure in one.figures if behind.match(blocks[figure.block].text, figure.end)}
        """Amounts that a noun of movement follows (a 50 tonne increase): what a level came to or from is none of them."""
        self._aside = compiled(data(one.article.lang, "wordings")["aside"]["pattern"])

    def relations(self) -> Iterator[Relation]:
        """All of them, block by block, and those that tie the end of one block to the beginning of the next."""
        lang = self._one.article.lang
        by_block: dict[int, list[Quantity]] = {}
        for figure in self._one.figures:
            by_block.setdefault(figure.block, []).append(figure)
        last, before = -1, None
        for block, inside in by_block.items():
            masked = self._masked(block, inside)
            bare = without_scenes(self._one.article.blocks[block].text, inside, self._one.words)
            scenic = self._masked(block, bare) if bare is not None else None
            timed = timeless(scenic or masked, lang)
            parts = _left_out(scenic or masked, timed)
            for match, source in _matches(masked, steady(masked, lang), (scenic, timed), lang):
                if not self._is_of_other(match):
                    yield from self._of_match(match, source, parts)
            if before is not None and last == block - 1:
                yield from _across(joined(before, masked), lang)
            last, before = block, masked
        for found in self._unprinted.values():
            yield from _one_whole(found, lang)

    def _masked(self, block: int, figures: Sequence[Quantity]) -> Masked:
        article = self._one.article
        return mask(article.blocks[block].text, figures, self._aside, moves(article.lang), not self._one.words.spaced)

    def _is_of_other(self, match: Match) -> bool:
        """Whether another figure is meant than the one that a wording takes: a level before, or what is compared with it."""
        kind, roles = match.wording.relation, dict(match.roles)
        if kind == "hedge":
            return roles["hedged"].hedge in ("exact", "range")
        if kind in COMPARED and match.roles[0][0] in ("first", "ahead") and place_of(match.roles[0][1]) in self._earlier:
            return not match.wording.missing
        if kind in ("growth", "change") and any(place_of(roles[side]) in self._moved for side in ("old", "new") if side in roles):
            return True
        side = roles.get({"named": "part", "bound": "whole"}.get(kind, ""))
        return side is not None and place_of(side) in self._added and not match.wording.missing

    def _of_match(self, match: Match, source: Masked, parts: Set[Quantity]) -> Iterator[Relation]:
        if match.wording.relation in ("named", "remainder") and not match.wording.missing:
            yield from self._of_named_whole(match, source)
        elif is_excused(match, source):
            return
        elif match.wording.missing:
            self.opened.append(match)
        elif (tie := _weighed(match, parts)) is not None and _is_one_thing(tie, self._one.article, self._one.words):
            if match.wording.is_sure:
                self.settled.add(tie.choice)
            yield tie
            if tie.kind == "difference" and not tie.stated:  # a slip may have made the larger side the smaller one
                yield replace(tie, holds="less - more = difference")

    def _of_named_whole(self, match: Match, source: Masked) -> Iterator[Relation]:
        if match.wording.relation == "remainder" and self._has_name_of_its_own(match, source):
            return
        tie = _with_named_whole(match, self._one.labels, self._wholes, self._one.number, self._one.article.lang)
        if tie is not None:
            yield tie
        elif match.wording.relation == "named" and (plain := self._wholes.plain(match.names["whole_name"], self._one.number)):
            self._unprinted.setdefault(plain, []).append(match)  # of the country alone is of each thing's own kind

    def _has_name_of_its_own(self, match: Match, source: Masked) -> bool:
        """Whether what is not of a part is printed itself, by the name with its negation: 非农业人口2072人."""
        name = match.names.get("part_name", "")
        negated = source.plain[match.start : source.plain.find(name, match.start) + len(name)]
        return any(label.is_level and negated in label.clause for label in self._one.labels)


def _matches(masked: Masked, without_growth: Masked | None, plainer: Sequence[Masked | None], lang: str) -> Iterator[tuple[Match, Masked]]:
    """The wordings of a block, and those that it has without its clauses of growth or its times, each with the text that it stands in."""
    tried: Tried = set()
    pieces = phrasebook(lang).pieces(masked.plain)
    yield from ((match, masked) for match in matches(masked, lang, tried=tried, pieces=pieces))
    if without_growth is not None:
        yield from ((match, without_growth) for match in matches(without_growth, lang, MOVING, {*tried}, pieces))
    for plain in plainer:
        if plain is not None:
            yield from ((match, plain) for match in matches(plain, lang, tried=tried, pieces=pieces))


def _left_out(masked: Masked, plain: Masked | None) -> Set[Quantity]:
    """The levels that the second reading leaves out, but for those in brackets: the parts of a total."""
    if plain is None:
        return frozenset()
    out = set(masked.figures) - set(plain.figures)
    return {
        figure for figure, place in zip(masked.figures, masked.places)
        if figure in out and figure.kind in SLOTS["level"] and _OPENED.search(masked.text, 0, place) is None
    }  # fmt: skip


def _weighed(match: Match, left_out: Set[Quantity]) -> Relation | None:
    """What a match states; less firmly if it reaches over or out of a list of parts: 合计50，其中甲20、乙30，较去年的40增加."""
    tie = relation(match)
    if tie is None or not left_out or match.wording.relation not in MOVING:
        return tie
    figures = [figure for _, figure in match.roles]
    if any(figure in left_out for figure in figures):
        return tie if all(figure in left_out for figure in figures) else replace(tie, stated=False, is_firm=False)
    low, high = min(figure.start for figure in figures), max(figure.end for figure in figures)
    if not any(low < figure.start < high for figure in left_out):
        return tie
    return replace(tie, stated=False) if tie.choice else None


def _added(named: Sequence[Label]) -> Iterator[str]:
    """Where a change stands behind a level of its unit in the same sentence: 门店5216家，净增384家."""
    levels: set[tuple[int, str]] = set()
    for label in named:
        key = (label.sentence, label.figure.unit)
        if label.direction and label.is_level and key in levels:
            yield place_of(label.figure)
        elif label.is_level and not label.direction:
            levels.add(key)


def _is_one_thing(tie: Relation, article: Article, words: Vocabulary) -> bool:
    """Whether a part counts the same things as its whole, as far as their names tell, and no average stands beside a level."""
    levels = dict(tie.roles)
    if tie.kind in ("growth", "change", "order") and abs(float(levels["old"].value or 0)) >= MEAN * abs(float(levels["new"].value or 0)):
        new = levels["new"]
        if words.averaged.search(article.blocks[new.block].text[max(0, new.start - 8) : new.start]):
            return False
    if tie.kind != "bound":
        return True
    roles = dict(tie.roles)
    whole, text = roles["whole"], article.blocks[roles["part"].block].text
    if whole.kind == "number" and text[whole.start - 2 : whole.start] == ", " and text[whole.end : whole.end + 1] == ",":
        return False  # it stands beside a name, as an age does: the owner, 74, sold 12 of them
    return is_of_one_thing(whole, roles["part"], text, article.lang)


def _across(masked: Masked, lang: str) -> Iterator[Relation]:
    """What ties the end of one paragraph to the beginning of the next: "The previous record was ..."."""
    for match in matches_across(masked, lang):
        if len({figure.block for _, figure in match.roles}) > 1 and not is_excused(match, masked) and (tie := relation(match)) is not None:
            yield replace(tie, why="next-sentence")


def _one_whole(found: Sequence[Match], lang: str) -> Iterator[Relation]:
    """Shares of one whole that is not printed: each part divided by its share gives that whole."""
    first = dict(found[0].roles)
    for match in found[1:]:
        roles = dict(match.roles)
        if roles["part"] != first["part"] and alike([first["part"], roles["part"]], lang):
            ties = (("part", first["part"]), ("share", first["share"]), ("other", roles["part"]), ("another", roles["share"]))
            yield Relation("one-whole", ties, False, "one-whole", details={"whole.label": match.names["whole_name"]})


def _with_named_whole(match: Match, named: Sequence[Label], wholes: Wholes, number: int, lang: str) -> Relation | None:
    """A share of something that the sentence names and another place prints."""
    roles = dict(match.roles)
    share = roles["share"]
    part = roles.get("part") or _part_named(match.names.get("part_name", ""), named, share)
    whole = wholes.named(match.names["whole_name"], number, share, part)
    if whole is None or part is None or whole == part or not alike([part, whole], lang):
        return None
    whole = next((other for other in (whole, *wholes.of_same_name(whole, number)) if _can_be_share(part, other, share)), whole)
    kind = "share" if match.wording.relation == "named" else "remainder"
    is_before = (whole.block, whole.start) < (share.block, share.start)  # one that is told later may be of another time
    can_hold = is_before and (part.value is None or whole.value is None or part.value <= whole.value)  # else another whole may be meant
    return Relation(
        kind,
        (("part", part), ("whole", whole), ("share", share)),
        can_hold,
        "named-whole",
        details={"whole.label": match.names["whole_name"]},
        bases=tuple(wholes.bases(number, whole, part)) if kind == "share" else (),
    )


def _can_be_share(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    """Whether a part is such a share of a whole, within half a last digit of the share."""
    if not part.value or not whole.value or not share.value or part.unit != whole.unit:
        return False
    return abs(100 * part.value / whole.value - share.value) <= share.step


def _part_named(name: str, named: Sequence[Label], before: Quantity) -> Quantity | None:
    """The amount whose words end in `name`, without a negation in front."""
    for label in reversed(named):
        figure = label.figure
        if label.is_level and (figure.block, figure.start) < (before.block, before.start) and name and name in label.clause:
            return figure
    return None
