"""Why a figure is not the whole that the words of a share name: it measures something else, or several years."""

from __future__ import annotations

from factcheck.model import Article
from factcheck.relate.context.cues import Cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.shares.shareclauses import Clause


def is_of_other_term(label: Label, clause: Clause, words: Vocabulary) -> bool:
    """Whether the words for the whole name a metric that excludes that of the figure: 占出口总值的, beside 进出口."""
    named = [words.ids[found.group().lower()] for found in words.terms.finditer(clause.whole)]
    return bool(named) and label.term not in ("", named[-1]) and any({named[-1], label.term} <= group for group in words.exclusive)


def is_of_other_years(article: Article, label: Label, clause: Clause, cue: Cues) -> bool:
    """Whether a figure of another sentence is of several years, of which no one year has a share: 2013年至2017年."""
    if label.sentence == clause.share.sentence or label.sentence < 0:
        return False
    sentence = article.sentences[label.sentence]
    return cue.over_years.search(article.blocks[sentence.block].text, sentence.start, label.figure.start) is not None
