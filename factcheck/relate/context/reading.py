"""An article as it was read, of which each finder of relations takes its part."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article, Quantity
from factcheck.records import dataclass
from factcheck.relate.context.bases import Bases
from factcheck.relate.context.evidence import Surroundings
from factcheck.relate.context.figures import Text
from factcheck.relate.context.labels import Label
from factcheck.relate.context.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Read:
    """One article of those that are compared."""

    article: Article
    number: int
    """Its position among those that are compared."""
    figures: Sequence[Quantity]
    labels: Sequence[Label]
    words: Vocabulary
    around: Surroundings
    text: Text
    """The same figures, each with its topic."""
    bases: Bases
    """What its changes are measured from."""
