"""From figures to relations: which figures of a text belong together, and why.

The only step that guesses. Stated relations come from the wordings of the
language packs, inferred ones from labels. It never judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.records import dataclass, replace
from factcheck.relate.antecedents import answered
from factcheck.relate.averages import averages
from factcheck.relate.balances import balances
from factcheck.relate.bases import Bases
from factcheck.relate.casualties import casualties
from factcheck.relate.changes import changes
from factcheck.relate.closing import closing
from factcheck.relate.comprised import comprised
from factcheck.relate.corrections import believed
from factcheck.relate.days import days
from factcheck.relate.differences import differences
from factcheck.relate.divided import divided, kinds_of_all
from factcheck.relate.doubts import credible
from factcheck.relate.earnings import earnings
from factcheck.relate.echoes import echoes
from factcheck.relate.ellipsis import completed
from factcheck.relate.evidence import Surroundings
from factcheck.relate.excuses import is_excused
from factcheck.relate.expressions import moves
from factcheck.relate.figures import MEAN, Text, text_of
from factcheck.relate.headline import headlines
from factcheck.relate.increases import increases
from factcheck.relate.indices import indices
from factcheck.relate.inferred import in_same_words, one_figure, parts_by_name, told_twice
from factcheck.relate.labels import Label, home_dollars, labels
from factcheck.relate.leads import leads
from factcheck.relate.lists import lists
from factcheck.relate.mask import SLOTS, Masked, joined, mask
from factcheck.relate.moments import moments
from factcheck.relate.named_rates import is_named, named_bases
from factcheck.relate.nearby import nearby
from factcheck.relate.opposed import opposed
from factcheck.relate.options import options
from factcheck.relate.order import COMPARED, without_standards
from factcheck.relate.pairs import pairs
from factcheck.relate.parts import parts
from factcheck.relate.periods import periods
from factcheck.relate.products import products
from factcheck.relate.ranked import ranked
from factcheck.relate.ratios import ratios
from factcheck.relate.recounted import recounted
from factcheck.relate.rest import rest
from factcheck.relate.rounded import rounded
from factcheck.relate.scenes import without_scenes
from factcheck.relate.shares import shares
from factcheck.relate.since import since
from factcheck.relate.spans import spans
from factcheck.relate.spread import spread
from factcheck.relate.steady import MOVING, steady, timeless
from factcheck.relate.things import is_of_one_thing
from factcheck.relate.totals import totals
from factcheck.relate.trend import trends
from factcheck.relate.vocabulary import Vocabulary, vocabulary
from factcheck.relate.wholes import Wholes
from factcheck.relate.wordings import Match, alike, matches, relation
from factcheck.relate.zipped import zipped


@dataclass(frozen=True, slots=True)
class _Read:
    """An article as it was read: what each finder takes its part of."""

    article: Article
    number: int
    """Its position among those that are compared."""
    figures: Sequence[Quantity]
    labels: Sequence[Label]
    words: Vocabulary
    around: Surroundings
    text: Text
    """The same figures, each with its topic."""


FINDERS: tuple[Callable[[_Read], Iterable[Relation]], ...] = (
    lambda one: divided(one.article, one.labels, one.figures, one.words),
    lambda one: lists(one.article, one.labels, one.words),
    lambda one: pairs(one.article, one.figures, one.words),
    lambda one: products(one.article, one.labels),
    lambda one: averages(one.article, one.labels),
    lambda one: balances(one.article, one.labels),
    lambda one: comprised(one.article, one.labels),
    lambda one: indices(one.article, one.labels),
    lambda one: rest(one.article, one.labels),
    lambda one: kinds_of_all(one.article, one.labels),
    lambda one: spans(one.article, one.figures),
    lambda one: days(one.article, one.figures),
    lambda one: parts(one.article, one.labels, one.words),
    lambda one: totals(one.article, one.labels, one.words),
    lambda one: closing(one.article, one.labels, one.words),
    lambda one: opposed(one.article, one.labels, one.words),
    lambda one: options(one.article, one.labels),
    lambda one: recounted(one.article, one.labels, one.words),
    lambda one: casualties(one.article, one.figures),
    lambda one: leads(one.article, one.figures),
    lambda one: spread(one.article, one.labels),
    lambda one: periods(one.article, one.labels, one.words),
    lambda one: ranked(one.article, one.labels),
    lambda one: since(one.article, one.labels),
    lambda one: earnings(one.labels, one.words),
    lambda one: trends(one.article, one.figures, one.words),
)
"""What looks for relations in one article, whatever the others find: of two on the same figures the first is kept."""


def relations(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> tuple[Relation, ...]:
    """All relations of a run of articles that are compared with each other."""
    read = [_read(number, *of_one) for number, of_one in enumerate(zip(articles, quantities))]
    named, words = [one.labels for one in read], [one.words for one in read]
    wholes = Wholes(named, words)
    found: list[Relation] = []
    for one in read:
        opened: list[Match] = []
        found += _of_readings(one, wholes, opened)
        for find in FINDERS:
            found += find(one)
        found += answered([match for match in opened if not is_named(match)], one.text)
        found += named_bases([match for match in opened if is_named(match)], one.text)
    found += told_twice(articles, named, [one.around for one in read])
    found += one_figure(articles, named, words)
    return tuple(credible([*_once(found)], articles, [one.figures for one in read]))


def _read(number: int, article: Article, printed: Sequence[Quantity]) -> _Read:
    words, figures = vocabulary(article.lang), completed(article, moments(article, believed(article, printed)))
    named = home_dollars(labels(article, figures), words)
    return _Read(article, number, figures, named, words, Surroundings(article, figures, words), text_of(article, named, words))


def _of_readings(one: _Read, wholes: Wholes, opened: list[Match]) -> Iterator[Relation]:
    """What sentences state, and readings of figures that exclude each other: those that a sentence settles have no others.

    opened: gets the wordings that leave one side open.
    """
    article, named, words = one.article, one.labels, one.words
    settled: set[str] = set()
    bases = Bases(article, one.figures)
    stated = without_standards(list(bases.agreeing(_stated(one, wholes, settled, opened))))
    settled |= {_place(figure) for tie in stated if tie.why == "named-whole" for role, figure in tie.roles if role == "share"}
    yield from stated
    in_order = list(zipped(article, named, wholes, one.number))
    settled |= {tie.choice for tie in in_order}
    yield from in_order
    yield from headlines(article, one.figures, named, one.around, one.number)
    yield from echoes(article, named, one.around)
    yield from rounded(article, named, one.around)
    yield from in_same_words(article, named, one.around)
    yield from _by_name(article, named, words, wholes, one.number)
    yield from ratios(article, named)
    farther = [tie for tie in shares(article, named, words) if not tie.choice or tie.choice not in settled]
    yield from (tie for tie in farther if tie.is_firm)
    yield from (tie for tie in nearby(one.text) if tie.choice not in settled)
    chosen = {tie.choice for tie in stated}
    of_changes = bases.agreeing((*changes(one.text, chosen), *increases(one.text, chosen), *differences(one.text)))
    yield from (tie for tie in of_changes if tie.choice not in settled)
    yield from (tie for tie in farther if not tie.is_firm)


KIN = {"counts": "share", "times": "growth"}
"""Kinds that say the same of the same figures."""
TOLD_APART = ("difference", "change")
"""Kinds of which the three figures make no sum but their own."""


def _place(figure: Quantity) -> str:
    return f"{figure.article}:{figure.block}:{figure.start}"


def _once(found: list[Relation]) -> Iterator[Relation]:
    """Each set of figures once a kind, a sum or an average once a total, and none that has one figure in two roles."""
    seen, stated, apart = set(), set(), set()
    for tie in sorted(found, key=lambda tie: tie.kind == "bound" and not tie.stated):  # of two the one that can be shown
        places = tuple((figure.article, figure.block, figure.start, figure.derived) for _, figure in tie.roles)
        if len(set(places)) < len(places):
            continue
        total = next((_place(figure) for role, figure in tie.roles if role == "total"), "") if tie.kind in ("sum", "average") else ""
        key = (KIN.get(tie.kind, tie.kind), tie.holds, total, frozenset(places))
        if tie.kind in TOLD_APART:
            apart.add(key[-1])
        elif tie.kind == "sum" and key[-1] in apart:
            continue  # revenue, spending and the deficit are no parts of each other
        if tie.stated:
            stated.add(key)
        # which of two levels is the earlier one is only a guess unless the sentence says so: both ways are kept
        own = key if key in stated else (*key, next((_place(figure) for role, figure in tie.roles if role == "old"), ""))
        if own not in seen:
            seen |= {key, own}
            yield tie


def _stated(one: _Read, wholes: Wholes, settled: set[str], opened: list[Match]) -> Iterator[Relation]:
    """settled: gets the choices that no figures farther off may explain; opened: wordings that leave one side open."""
    article, figures, named, number = one.article, one.figures, one.labels, one.number
    earlier = {_place(label.figure) for label in named if label.is_earlier}
    added = set(_added(named))
    aside, moving = compiled(data(article.lang, "wordings")["aside"]["pattern"]), moves(article.lang)
    by_block: dict[int, list[Quantity]] = {}
    for figure in figures:
        by_block.setdefault(figure.block, []).append(figure)
    unprinted: dict[str, list[Match]] = {}
    last, before = -1, None
    for block, inside in by_block.items():
        text, tight = article.blocks[block].text, not one.words.spaced
        masked = mask(text, inside, aside, moving, tight)
        bare = without_scenes(text, inside, one.words)
        scenic = mask(text, bare, aside, moving, tight) if bare is not None else None
        plainer = (steady(masked, article.lang), scenic, timeless(scenic or masked, article.lang))
        parts_left_out = _left_out(scenic or masked, plainer[-1])
        for match, source in _matches(masked, plainer, article.lang):
            if match.wording.missing:
                if not is_excused(match, source):
                    opened.append(match)
            elif match.wording.relation == "named" and _place(dict(match.roles)["part"]) in added:
                continue  # the level before it is what has the share
            elif match.wording.relation in ("named", "remainder"):
                tie = _with_named_whole(match, named, wholes, number, article.lang)
                if tie is not None:
                    yield tie
                elif match.wording.relation == "named":
                    plain = wholes.plain(match.names["whole_name"], number)
                    if plain:  # of the country alone is of each thing's own kind
                        unprinted.setdefault(plain, []).append(match)
            elif match.wording.relation == "hedge" and dict(match.roles)["hedged"].hedge in ("exact", "range"):
                continue
            elif match.wording.relation in COMPARED and _place(match.roles[0][1]) in earlier and match.roles[0][0] in ("first", "ahead"):
                continue  # it is what something else is compared with
            elif match.wording.relation == "bound" and _place(dict(match.roles)["whole"]) in added:
                continue  # the level before it is what the part belongs to
            elif not is_excused(match, source) and (tie := _weighed(match, parts_left_out)) is not None and _is_one_thing(tie, article, one.words):
                if match.wording.is_sure:
                    settled.add(tie.choice)
                yield tie
                if tie.kind == "difference" and not tie.stated:  # a slip may have made the larger side the smaller one
                    yield replace(tie, holds="less - more = difference")
        if before is not None and last == block - 1:
            yield from _across(joined(before, masked), article.lang)
        last, before = block, masked
    for found in unprinted.values():
        yield from _one_whole(found, article.lang)


def _matches(masked: Masked, plainer: tuple[Masked | None, Masked | None, Masked | None], lang: str) -> Iterator[tuple[Match, Masked]]:
    """The wordings of a block, and those that it has without its clauses of growth or its times, each with the text that it stands in."""
    yield from ((match, masked) for match in matches(masked, lang))
    without_growth, *without_times = plainer
    if without_growth is not None:
        yield from ((match, without_growth) for match in matches(without_growth, lang, without=MOVING))
    for plain in without_times:
        if plain is not None:
            yield from ((match, plain) for match in matches(plain, lang))


def _left_out(masked: Masked, plain: Masked | None) -> Set[Quantity]:
    """The levels that the second reading leaves out: the parts of a total."""
    if plain is None:
        return frozenset()
    return {figure for figure in set(masked.figures) - set(plain.figures) if figure.kind in SLOTS["level"]}


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
            yield _place(label.figure)
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
    for match in matches(masked, lang, across=True):
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


def _by_name(article: Article, named: Sequence[Label], words: Vocabulary, wholes: Wholes, number: int) -> Iterator[Relation]:
    terms = {label.term for label in named if label.term}
    whole = {term: figure for term in terms if (figure := wholes.of_term(term, number)) is not None}
    yield from parts_by_name(article, named, words, whole)
    for formula, roles in wholes.identities(number):
        yield Relation("identity", tuple(roles), False, "identity", holds=formula.text)


