"""From figures to relations: which figures of a text belong together, and why.

The only step that guesses. Stated relations come from the wordings of the
language packs, inferred ones from labels. It never judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.headline import headlines
from factcheck.relate.inferred import in_same_words, one_figure, parts_by_name, told_twice
from factcheck.relate.labels import Label, labels
from factcheck.relate.lists import lists
from factcheck.relate.mask import mask
from factcheck.relate.nearby import nearby
from factcheck.relate.pairs import pairs
from factcheck.relate.vocabulary import Vocabulary, vocabulary
from factcheck.relate.wholes import Wholes
from factcheck.relate.wordings import Match, alike, is_excused, matches, moves, relation


def relations(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> tuple[Relation, ...]:
    """All relations of a run of articles that are compared with each other."""
    words = [vocabulary(article.lang) for article in articles]
    named = [labels(article, figures) for article, figures in zip(articles, quantities)]
    wholes = Wholes(named, words)
    found: list[Relation] = []
    for number, article in enumerate(articles):
        stated = list(_stated(article, quantities[number], named[number], wholes, number))
        settled = {_place(figure) for tie in stated if tie.why == "named-whole" for role, figure in tie.roles if role == "share"}
        found += stated
        found += headlines(article, quantities[number], named[number], words[number])
        found += in_same_words(article, named[number], words[number])
        found += _by_name(article, named[number], words[number], wholes, number)
        found += (tie for tie in nearby(article, named[number], words[number]) if tie.choice not in settled)
        found += lists(article, named[number], words[number])
        found += pairs(article, quantities[number], words[number])
    found += told_twice(articles, named, words)
    found += one_figure(articles, named, words)
    return tuple(_once(found))


KIN = {"counts": "share", "times": "growth"}
"""Kinds that say the same of the same figures."""


def _place(figure: Quantity) -> str:
    return f"{figure.article}:{figure.block}:{figure.start}"


def _once(found: list[Relation]) -> Iterator[Relation]:
    """Each set of figures once a kind, and none that has one figure in two roles."""
    seen = set()
    for tie in found:
        places = tuple((figure.article, figure.block, figure.start, figure.derived) for _, figure in tie.roles)
        if len(set(places)) < len(places):
            continue
        key = (KIN.get(tie.kind, tie.kind), tie.holds, frozenset(places))
        if key not in seen:
            seen.add(key)
            yield tie


def _stated(
    article: Article, figures: Sequence[Quantity], named: Sequence[Label], wholes: Wholes, number: int
) -> Iterator[Relation]:
    aside, moving = compiled(data(article.lang, "wordings")["aside"]["pattern"]), moves(article.lang)
    by_block: dict[int, list[Quantity]] = {}
    for figure in figures:
        by_block.setdefault(figure.block, []).append(figure)
    unprinted: dict[str, list[Match]] = {}
    for block, inside in by_block.items():
        masked = mask(article.blocks[block].text, inside, aside, moving)
        for match in matches(masked, article.lang):
            if match.wording.relation in ("named", "remainder"):
                tie = _with_named_whole(match, named, wholes, number, article.lang)
                if tie is not None:
                    yield tie
                elif match.wording.relation == "named":
                    unprinted.setdefault(wholes.plain(match.names["whole_name"], number), []).append(match)
            elif match.wording.relation == "hedge" and dict(match.roles)["hedged"].hedge in ("exact", "range"):
                continue
            elif not is_excused(match, masked) and (tie := relation(match)) is not None:
                yield tie
    for found in unprinted.values():
        yield from _one_whole(found, article.lang)


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
    whole = wholes.named(match.names["whole_name"], number, share)
    part = roles.get("part") or _part_named(match.names.get("part_name", ""), named, share)
    if whole is None or part is None or not alike([part, whole], lang):
        return None
    kind = "share" if match.wording.relation == "named" else "remainder"
    return Relation(
        kind,
        (("part", part), ("whole", whole), ("share", share)),
        True,
        "named-whole",
        details={"whole.label": match.names["whole_name"]},
        bases=tuple(wholes.bases(number, whole, part)) if kind == "share" else (),
    )


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


