"""Shares of what their owner has in all, told paragraphs before: 甲公司总收入84.2亿元 …… 甲公司海外收入31.2亿元，占比37%."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import Relation
from factcheck.relate.context.figures import choice
from factcheck.relate.context.labels import Label
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sentences.wordings import alike

_MARKED = compiled(r"(?:^|\s)[-–—•·]\s")
"""A dash or a dot before an entry, or behind the heading of one."""
LEAST = 3
"""How many characters the name of an owner has at least."""


def owned(labels: Sequence[Label], words: Vocabulary, lang: str) -> Iterator[Relation]:
    """Each share right behind an amount of a named owner, with the one amount of that owner and that term before it."""
    wholes: dict[str, list[tuple[str, Label]]] = defaultdict(list)
    for label, share in zip(labels, (*labels[1:], None)):
        if not label.term or not label.is_level or label.direction or label.is_earlier or label.item or label.figure.hedge != "exact":
            continue
        owner = words.entire.sub("", _MARKED.split(label.before)[-1]).strip(" " + words.particles)
        if share is not None and _is_share(share, label):
            found = [whole for name, whole in wholes[label.term] if owner.startswith(name) and owner != name]
            if len({whole.figure.value for whole in found}) == 1 and found[0].sentence < label.sentence and alike([found[0].figure, label.figure], lang):
                roles = (("part", label.figure), ("whole", found[0].figure), ("share", share.figure))
                yield Relation("share", roles, False, "nearby", choice=choice(share.figure))
        elif len(owner) >= LEAST:
            wholes[label.term].append((owner, label))


def _is_share(share: Label, part: Label) -> bool:
    return share.sentence == part.sentence and share.figure.kind == "percent" and share.is_share and not share.direction and share.figure.hedge == "exact"
