"""All relations of a run of articles: every finder in its turn, and what each leaves to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.changes.based import based
from factcheck.relate.changes.blended import blended
from factcheck.relate.changes.changes import changes
from factcheck.relate.changes.differences import differences
from factcheck.relate.changes.gaps import gaps
from factcheck.relate.changes.increases import increases
from factcheck.relate.changes.indices import indices
from factcheck.relate.changes.named_rates import is_named, named_bases
from factcheck.relate.changes.pace import paces
from factcheck.relate.changes.priced import priced
from factcheck.relate.changes.rallies import rallies
from factcheck.relate.changes.since import since
from factcheck.relate.changes.stakes import stakes
from factcheck.relate.changes.successive import successive
from factcheck.relate.changes.trend import trends
from factcheck.relate.changes.yearly import yearly
from factcheck.relate.changes.years import years
from factcheck.relate.context.bases import Bases
from factcheck.relate.context.corrections import believed
from factcheck.relate.context.ellipsis import completed
from factcheck.relate.context.evidence import Surroundings
from factcheck.relate.context.figures import text_of
from factcheck.relate.context.labels import Label, home_dollars, labels
from factcheck.relate.context.moments import moments
from factcheck.relate.context.reading import Read
from factcheck.relate.context.vocabulary import Vocabulary, vocabulary
from factcheck.relate.context.wholes import Wholes
from factcheck.relate.doubts.doubts import credible
from factcheck.relate.repeats.casualties import casualties
from factcheck.relate.repeats.echoes import echoes
from factcheck.relate.repeats.headline import headlines
from factcheck.relate.repeats.inferred import in_same_words, one_figure, parts_by_name, told_twice
from factcheck.relate.repeats.restated import restated
from factcheck.relate.repeats.rounded import rounded
from factcheck.relate.scales.anniversaries import anniversaries
from factcheck.relate.scales.bands import bands
from factcheck.relate.scales.days import days
from factcheck.relate.scales.earnings import earnings
from factcheck.relate.scales.ends import zooms
from factcheck.relate.scales.estimates import estimates
from factcheck.relate.scales.leads import leads
from factcheck.relate.scales.matches import matches
from factcheck.relate.scales.movers import movers
from factcheck.relate.scales.pairs import pairs
from factcheck.relate.scales.periods import periods
from factcheck.relate.scales.ranked import ranked
from factcheck.relate.scales.spans import spans
from factcheck.relate.scales.standings import standings
from factcheck.relate.scales.stretches import stretches
from factcheck.relate.sentences.antecedents import answered
from factcheck.relate.sentences.order import without_standards
from factcheck.relate.sentences.stated import Statements
from factcheck.relate.shares.bids import bids
from factcheck.relate.shares.graded import graded
from factcheck.relate.shares.grouped import grouped
from factcheck.relate.shares.nearby import nearby
from factcheck.relate.shares.opposed import opposed
from factcheck.relate.shares.options import options
from factcheck.relate.shares.owned import owned
from factcheck.relate.shares.paired import paired
from factcheck.relate.shares.ratios import ratios
from factcheck.relate.shares.rest import rest
from factcheck.relate.shares.shares import shares
from factcheck.relate.shares.thresholds import thresholds
from factcheck.relate.shares.together import together
from factcheck.relate.shares.zipped import zipped
from factcheck.relate.sums.accounts import accounts
from factcheck.relate.sums.announced import announced
from factcheck.relate.sums.averages import averages
from factcheck.relate.sums.balances import balances
from factcheck.relate.sums.brackets import brackets
from factcheck.relate.sums.closing import closing
from factcheck.relate.sums.comprised import comprised
from factcheck.relate.sums.divided import divided, kinds_of_all
from factcheck.relate.sums.frequencies import frequencies
from factcheck.relate.sums.leftover import leftovers
from factcheck.relate.sums.limits import limits
from factcheck.relate.sums.lists import lists
from factcheck.relate.sums.parts import parts
from factcheck.relate.sums.price_ranges import price_ranges
from factcheck.relate.sums.products import place_of, products
from factcheck.relate.sums.recounted import recounted
from factcheck.relate.sums.remainders import remainders
from factcheck.relate.sums.spread import spread
from factcheck.relate.sums.totals import totals

FINDERS: tuple[Callable[[Read], Iterable[Relation]], ...] = (
    lambda one: leftovers(one.article, one.labels),
    lambda one: divided(one.article, one.labels, one.figures, one.words),
    lambda one: comprised(one.article, one.labels),
    lambda one: lists(one.article, one.labels, one.words),
    lambda one: pairs(one.article, one.figures, one.words, one.around),
    lambda one: products(one.article, one.labels),
    lambda one: limits(one.article, one.labels),
    lambda one: price_ranges(one.article, one.labels),
    lambda one: averages(one.article, one.labels),
    lambda one: frequencies(one.article, one.labels),
    lambda one: brackets(one.article, one.labels),
    lambda one: balances(one.article, one.labels),
    lambda one: accounts(one.article, one.figures),
    lambda one: indices(one.article, one.labels),
    lambda one: graded(one.article, one.labels),
    lambda one: rest(one.article, one.labels),
    lambda one: kinds_of_all(one.article, one.labels),
    lambda one: spans(one.article, one.figures),
    lambda one: days(one.article, one.figures),
    lambda one: anniversaries(one.article, one.figures),
    lambda one: bands(one.article, one.figures),
    lambda one: parts(one.article, one.labels, one.words),
    lambda one: totals(one.article, one.labels, one.words),
    lambda one: closing(one.article, one.labels, one.words),
    lambda one: opposed(one.article, one.labels, one.words),
    lambda one: options(one.article, one.labels),
    lambda one: recounted(one.article, one.labels, one.words),
    lambda one: casualties(one.article, one.figures),
    lambda one: leads(one.article, one.figures),
    lambda one: matches(one.article, one.figures),
    lambda one: movers(one.article, one.labels),
    lambda one: spread(one.article, one.labels),
    lambda one: periods(one.article, one.labels, one.words),
    lambda one: ranked(one.article, one.labels),
    lambda one: since(one.article, one.labels),
    lambda one: earnings(one.labels, one.words),
    lambda one: estimates(one.article, one.labels),
    lambda one: successive(one.article, one.figures),
    lambda one: zooms(one.article, one.figures),
    lambda one: standings(one.article, one.figures),
    lambda one: thresholds(one.article, one.labels),
    lambda one: trends(one.article, one.figures, one.words),
    lambda one: restated(one.article, one.labels, one.around),
    rallies,
    bids,
    lambda one: paces(one.article, one.labels),
    lambda one: stretches(one.article, one.labels),
    lambda one: remainders(one.article, one.labels),
    lambda one: announced(one.article, one.labels, one.words),
)
"""What looks for relations in one article, whatever the others find: of two on the same figures the first is kept."""


def relations(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> tuple[Relation, ...]:
    """All relations of a run of articles that are compared with each other."""
    read = [_read(number, *of_one) for number, of_one in enumerate(zip(articles, quantities))]
    named, words = [one.labels for one in read], [one.words for one in read]
    wholes = Wholes(named, words)
    found: list[Relation] = []
    for one in read:
        statements = Statements(one, wholes)
        found += _of_readings(one, wholes, statements)
        for find in FINDERS:
            found += find(one)
        sums = [tie for tie in found if tie.kind == "sum" and tie.is_firm and tie.roles[0][1].article == one.number]
        found += grouped(one.labels, sums)
        found += blended(one, sums)
        found += priced(one, found)
        found += answered([match for match in statements.opened if not is_named(match)], one.text)
        found += named_bases([match for match in statements.opened if is_named(match)], one.text)
    found += told_twice(articles, named, [one.around for one in read])
    found += one_figure(articles, named, words)
    return tuple(credible([*_once(found)], articles, [one.figures for one in read]))


def _read(number: int, article: Article, printed: Sequence[Quantity]) -> Read:
    words, figures = vocabulary(article.lang), completed(article, moments(article, believed(article, printed)))
    named = home_dollars(labels(article, figures), words)
    return Read(article, number, figures, named, words, Surroundings(article, figures, words), text_of(article, named, words), Bases(article, figures))


def _of_readings(one: Read, wholes: Wholes, statements: Statements) -> Iterator[Relation]:
    """What sentences state, and readings of figures that exclude each other: those that a sentence settles have no others."""
    article, named, words = one.article, one.labels, one.words
    bases = one.bases
    stated = without_standards(list(bases.agreeing(statements.relations())))
    settled = statements.settled | {place_of(figure) for tie in stated if tie.why == "named-whole" for role, figure in tie.roles if role == "share"}
    yield from stated
    yield from years(one, stated)
    yield from yearly(one, stated)
    yield from stakes(one, stated)
    in_order = [*paired(article, named), *zipped(article, named, wholes, one.number), *together(article, named, wholes, one.number)]
    settled |= {tie.choice for tie in in_order}
    yield from in_order
    yield from headlines(article, one.figures, named, one.around, one.number)
    yield from echoes(article, named, one.around)
    yield from rounded(article, named, one.around)
    yield from in_same_words(article, named, one.around)
    yield from _by_name(article, named, words, wholes, one.number)
    yield from ratios(article, named)
    yield from owned(named, words, article.lang)
    farther = [tie for tie in shares(article, named, words) if not tie.choice or tie.choice not in settled]
    yield from (tie for tie in farther if tie.is_firm)
    yield from (tie for tie in nearby(one.text) if tie.choice not in settled)
    chosen = {tie.choice for tie in stated}
    yield from gaps(one.text)
    of_changes = bases.agreeing((*changes(one.text, chosen), *increases(one.text, chosen), *differences(one.text)))
    yield from (tie for tie in (*based(one.text, bases), *of_changes) if tie.choice not in settled)
    yield from (tie for tie in farther if not tie.is_firm)


KIN = {"counts": "share", "times": "growth"}
"""Kinds that say the same of the same figures."""
TOLD_APART = ("difference", "change")
"""Kinds of which the three figures make no sum but their own."""


def _once(found: list[Relation]) -> Iterator[Relation]:
    """Each set of figures once a kind, a sum or an average once a total, and none that has one figure in two roles."""
    seen, stated, apart = set(), set(), set()
    for tie in sorted(found, key=lambda tie: tie.kind == "bound" and not tie.stated):  # of two the one that can be shown
        places = tuple((figure.article, figure.block, figure.start, figure.derived) for _, figure in tie.roles)
        if len(set(places)) < len(places):
            continue
        total = next((place_of(figure) for role, figure in tie.roles if role == "total"), "") if tie.kind in ("sum", "average") else ""
        key = (KIN.get(tie.kind, tie.kind), tie.holds, total, frozenset(places))
        if tie.kind in TOLD_APART:
            apart.add(key[-1])
        elif tie.kind == "sum" and key[-1] in apart:
            continue  # revenue, spending and the deficit are no parts of each other
        if tie.stated:
            stated.add(key)
        # which of two levels is the earlier one is only a guess unless the sentence says so: both ways are kept
        own = key if key in stated else (*key, next((place_of(figure) for role, figure in tie.roles if role == "old"), ""))
        if own not in seen:
            seen |= {key, own}
            yield tie


def _by_name(article: Article, named: Sequence[Label], words: Vocabulary, wholes: Wholes, number: int) -> Iterator[Relation]:
    terms = {label.term for label in named if label.term}
    whole = {term: figure for term in terms if (figure := wholes.of_term(term, number)) is not None}
    yield from parts_by_name(article, named, words, whole)
    for formula, roles in wholes.identities(number):
        yield Relation("identity", tuple(roles), False, "identity", holds=formula.text)


