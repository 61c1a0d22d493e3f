"""Shares whose whole stands farther off, is told under another name, or is not printed at all.

A share looks for the figure that the words for its whole name; shares of one
whole are compared with each other; a share of a share with what both make.
All this is inferred: the figures must nearly agree before anything is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import BLANK, Label
from factcheck.relate.context.stocks import counted, is_larger
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.shares.other_wholes import is_of_other_term, is_of_other_years
from factcheck.relate.shares.shareclauses import Clause, clauses
from factcheck.relate.sums.lists import taken_apart

BACK, AHEAD = 40, 15
"""How many figures before and behind a share its whole is looked for."""
LOOSELY = 16
"""How many figures before a share may explain it by chance."""
FARTHEST = 3
"""How many sentences behind a share another one may go on with its whole."""
NEAR = 3
"""How many sentences back the number of all stands that a rate is of."""
ENOUGH, SURELY = 0.5, 0.65
"""How much of the words for a whole must stand beside its figure, with and without the last ones."""
MOST = 12
"""Shares of one whole that are compared."""
_OPEN = ("atleast", "atmost", "vague")
_THRESHOLDS = (*_OPEN, "over", "under")
TOLD = ("exact", "about")
"""Hedges of a whole that may explain a share by chance: "over 2 million" explains too many."""


def shares(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """The readings of all shares of an article."""
    found = clauses(article, labels)
    parts = {id(clause.part): clause for clause in found if clause.part is not None}
    last: tuple[Clause, Label] | None = None
    for clause in found:
        if clause.part is not None:
            ties = list(_with_whole(article, labels, clause, parts, words, _carried(article, last, clause), _carried(article, last, clause, far=True)))
            yield from ties
            near = labels[max(0, clause.number - BACK) : clause.number + AHEAD]
            whole = next((label for label in near if ties and ties[0].is_firm and label.figure is dict(ties[0].roles)["whole"]), None)
            last = (clause, whole) if whole is not None else None
    if cues(article.lang, "shares").spaced:
        yield from _of_whole_ahead(article, labels, words)
    yield from _one_whole(article, found)
    yield from _of_share(article, found)


def _with_whole(
    article: Article, labels: Sequence[Label], clause: Clause, parts: dict[int, Clause], words: Vocabulary, carried: Label | None, before: Label | None
) -> Iterator[Relation]:
    """A share with its part and each figure that may be its whole, the likeliest first.

    carried: the whole of the share before in the sentence, if this one may go on with it; before: the same over a full stop.
    """
    cue, part = cues(article.lang, "shares"), clause.part
    assert part is not None
    if is_joined(article, part, cue):
        return
    able = [label for label in labels[max(0, clause.number - BACK) : clause.number + AHEAD] if _can_be_whole(label, part, article.lang)]
    able = [label for label in able if not (cue.stock.search(label.context) and cue.changed.search(f"{label.subject} {label.clause}"))]
    firm: list[Label] = []
    if clause.printed is not None:
        firm = [label for label in able if label is clause.printed]
    elif clause.is_own:
        firm = _held(able, clause, parts, cue)
    elif len(clause.whole) >= 2 and not cue.back.fullmatch(clause.whole):
        firm = _named(article, able, clause, parts, words)
    elif (governing := _governing(article, able, clause, cue)) is not None:
        firm = [governing]
    elif carried is not None and carried in able:
        firm = [carried]
    else:
        firm = _like_named(able, clause, parts, words)
    firm = firm or ([] if clause.printed is not None else _in_stock(able, clause, parts, cue) or _sole(able, clause, parts, cue))
    firm = firm or _taken_apart(article, labels, clause, able, words) or _rated(able, clause, cue)
    firm = firm or [label for label in (before,) if label is not None and label in able]
    firm = firm or [label for label in counted(article, able, clause, parts) if not _drifts(part, label, clause.share)]
    for whole in firm:
        yield _share(part, whole, clause.share, is_firm=not is_literally_true(part.figure, whole.figure, clause.figure))
    near = [label for label in able if label not in firm and label.figure.hedge in TOLD and _fits(part, label, clause.share)]
    for whole in near[-LOOSELY:]:
        yield _share(part, whole, clause.share, is_firm=False)


def is_joined(article: Article, part: Label, cue: Cues) -> bool:
    """Whether its sentence says that the part comes on top of another one: combined with the 6 million it holds."""
    sentence = article.sentences[part.sentence]
    return cue.combined.search(article.blocks[sentence.block].text, sentence.start, part.figure.start) is not None


def _carried(article: Article, last: tuple[Clause, Label] | None, clause: Clause, far: bool = False) -> Label | None:
    """The whole of the share before in its sentence, for one that names none: 占全市的63%；郊县225套，占37%."""
    if last is None or clause.whole or clause.is_own or clause.part is None or last[0].part is clause.part:
        return None
    before, whole = last
    text, first, second = article.blocks[clause.figure.block].text, before.figure, clause.part.figure
    if first.block != second.block or first.end > second.start or before.part is None or before.part.figure.unit != second.unit:
        return None
    if far:
        return whole if clause.share.sentence - before.share.sentence <= FARTHEST else None
    return None if cues(article.lang, "shares").table["sentence"] in text[first.end : second.start] else whole


def _of_whole_ahead(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """27% of the 560 couples, where the sentence before tells the only other number of couples: that is the part."""
    for number, share in enumerate(labels[:-1]):
        whole = labels[number + 1]
        if share.figure.kind != "percent" or share.direction or whole.figure.kind != "count" or not whole.figure.unit:
            continue
        text = article.blocks[share.figure.block].text
        if whole.figure.block != share.figure.block or not words.share_of.fullmatch(text, share.figure.end, whole.figure.start):
            continue
        around = [label for label in labels[max(0, number - LOOSELY) : number] if share.sentence - label.sentence <= 1]
        like = [label for label in around if label is not whole and label.is_level and label.figure.unit == whole.figure.unit]
        if len(like) == 1 and is_joined(article, like[0], cues(article.lang, "shares")):
            continue
        if len(like) == 1 and _can_be_whole(like[0], whole, article.lang) and not _drifts(like[0], whole, share):
            yield _share(like[0], whole, share, is_firm=not is_literally_true(like[0].figure, whole.figure, share.figure))


def _share(part: Label, whole: Label, share: Label, is_firm: bool) -> Relation:
    roles = (("part", part.figure), ("whole", whole.figure), ("share", share.figure))
    return Relation("share", roles, False, "nearby", choice=place_of(share.figure), is_firm=is_firm)


def place_of(figure: Quantity) -> str:
    """The name that all readings of one figure share."""
    return f"{figure.article}:{figure.block}:{figure.start}"


def _can_be_whole(label: Label, part: Label, lang: str) -> bool:
    if label is part or not label.is_level or label.direction or label.is_earlier or part.is_earlier or not label.figure.value:
        return False
    if label.figure.hedge in _OPEN or label.figure.kind in ("duration", "age"):
        return False
    kinds = {label.figure.kind, part.figure.kind}
    if len(kinds) > 1 and kinds != {"number", "count"}:
        return False
    folk = cues(lang, "shares").table["folk"]
    return alike([label.figure, part.figure], lang, strict=True) or (label.figure.unit in folk and part.figure.unit in folk)


def _fits(part: Label, whole: Label, share: Label) -> bool:
    """Whether the three nearly agree, for a quick look."""
    if not part.figure.value or not whole.figure.value or not share.figure.value:
        return False
    return abs(float(part.figure.value / whole.figure.value * 100 / share.figure.value) - 1) < 0.2


def _drifts(part: Label, whole: Label, share: Label) -> bool:
    """Whether the ratio is off by so little that another base, a little larger or smaller, is likelier than a slip."""
    if not part.figure.value or not whole.figure.value or not share.figure.value:
        return True
    off = abs(float(part.figure.value / whole.figure.value * 100 / share.figure.value) - 1)
    return 0.01 < off < 0.1


def is_literally_true(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    """Whether "more than" or "less than" holds as said, though another figure would have said it more closely."""
    if not part.value or not whole.value or not share.value:
        return False
    ratio = part.value / whole.value * 100
    return (share.hedge == "over" and ratio >= share.value) or (share.hedge == "under" and ratio <= share.value)


def _nearest(found: Sequence[Label], share: Label) -> list[Label]:
    """Of figures that qualify alike the last one before the share, else the first behind it."""
    place = (share.figure.block, share.figure.start)
    before = [label for label in found if (label.figure.block, label.figure.start) < place]
    return before[-1:] or list(found[:1])


def _held(able: Sequence[Label], clause: Clause, parts: dict[int, Clause], cue: Cues) -> list[Label]:
    """What the one spoken of holds: 共持有公司股份4.35亿股."""
    held = [label for label in able if cue.holding.search(label.context) and not _is_sibling(label, clause, parts)]
    return _nearest(held, clause.share)


def _rated(able: Sequence[Label], clause: Clause, cue: Cues) -> list[Label]:
    """The number of all that the name of a rate asks for: of 录取率 those who had entered."""
    if clause.whole or clause.part is None:
        return []
    wanted = next((around for name, around in cue.table["of_rates"].items() if re.search(f"(?:{name})$", clause.subject)), "")
    near = [label for label in able if wanted and clause.share.sentence - label.sentence <= NEAR and re.search(wanted, label.context)]
    whole = max(near, key=lambda label: label.figure.value or 0, default=None)
    return [whole] if whole is not None and not _drifts(clause.part, whole, clause.share) else []


def _taken_apart(article: Article, labels: Sequence[Label], clause: Clause, able: Sequence[Label], words: Vocabulary) -> list[Label]:
    """The total that words such as 其中 take apart, of which the share's part is one."""
    cue = cues(article.lang, "shares")
    if clause.is_own or clause.part is None or (clause.whole and not cue.place.fullmatch(clause.whole)):
        return []
    near = [label for label in labels[max(0, clause.number - LOOSELY) : clause.number + 1] if clause.share.sentence - label.sentence <= 2]
    total = taken_apart(article, near, words).get(id(clause.part))
    return [total] if total in able and total is not None else []


def _is_sibling(label: Label, clause: Clause, parts: dict[int, Clause]) -> bool:
    """Whether it is itself given as a share of the same whole."""
    other = parts.get(id(label))
    if other is None or other.is_own != clause.is_own:
        return False
    goes_on = other.figure.block == clause.figure.block and other.figure.start > clause.figure.start
    return other.whole == clause.whole or (not other.whole and goes_on)  # 占全国的45%；地方6.5亿元，占55%


def _named(article: Article, able: Sequence[Label], clause: Clause, parts: dict[int, Clause], words: Vocabulary) -> list[Label]:
    """The figure beside which most of the words for the whole stand."""
    cue = cues(article.lang, "shares")
    wanted = _pieces(words.entire.sub("", clause.whole).strip() or clause.whole, cue.spaced)
    scored = []
    for label in able:
        if is_of_other_term(label, clause, words) or is_of_other_years(article, label, clause, cue) or _is_sibling(label, clause, parts) or (cue.stock.search(clause.whole) and not cue.stock.search(label.context)):
            continue
        context = label.context.lower()
        score = sum(piece in context for piece in wanted) / len(wanted)
        enough = 1 if cue.spaced else ENOUGH if wanted[-1] in context else SURELY
        if score >= enough and (len(wanted) > 1 or _is_beside(article, label, clause.whole, cue.spaced)):
            scored.append((score, label))
    place = (clause.figure.block, clause.figure.start)
    before = [found for found in scored if (found[1].figure.block, found[1].figure.start) < place]
    best = max((score for score, _ in before or scored), default=0)
    return _nearest([label for score, label in before or scored if score == best], clause.share)


def _pieces(name: str, spaced: bool) -> list[str]:
    """The words of a name, or its pairs of characters; a name of one character is a piece itself."""
    if spaced:
        return [word for word in name.lower().split() if len(word) > 2] or [name.lower()]
    return [name[index : index + 2] for index in range(len(name) - 1)] or [name]


def _is_beside(article: Article, label: Label, name: str, spaced: bool) -> bool:
    """Whether a short name stands right before or behind the figure."""
    text = article.blocks[label.figure.block].text
    behind = text[label.figure.end : label.figure.end + len(name) + 4].lower()
    return label.clause.lower().endswith(name.lower()) or name.lower() in behind or (spaced and name.lower() in label.clause.lower().split())


def _governing(article: Article, able: Sequence[Label], clause: Clause, cue: Cues) -> Label | None:
    """The total that a word such as 其中 takes apart, for all the clauses up to the full stop."""
    figure = clause.figure
    text = article.blocks[figure.block].text
    start = text.rfind(cue.table["sentence"], 0, figure.start) + 1
    opening = next(cue.apart.finditer(text, start, figure.start), None)
    if opening is None or clause.part is None or (clause.part.figure.block, clause.part.figure.start) < (figure.block, opening.start()):
        return None
    before = [label for label in able if label.figure.block == figure.block and label.figure.end <= opening.start()]
    floor = start if text[start : opening.start()].strip() else text.rfind(cue.table["sentence"], 0, max(0, start - 1)) + 1
    return next((label for label in reversed(before) if label.figure.start >= floor), None)


def _like_named(able: Sequence[Label], clause: Clause, parts: dict[int, Clause], words: Vocabulary) -> list[Label]:
    """The whole of which the part's own name is a kind: 房产销售收入 of 营业收入, 制造业新增用电量 of 全市新增用电量."""
    part = clause.part
    assert part is not None
    found = []
    for label in able:
        if id(label) in parts or BLANK in label.clause or "prior" in label.period:
            continue
        plain = words.entire.sub("", label.clause).strip()
        ends = part.clause.endswith(plain[-8:]) and len(plain) >= 4 and not words.spaced
        term = part.term == label.term != "" and not label.item and bool(part.before) and not words.fillers.sub("", words.entire.sub("", label.before))
        if (ends and part.clause != label.clause) or term or (ends and part.subject and not label.subject):
            found.append(label)
    before = [label for label in found if (label.figure.block, label.figure.start) < (part.figure.block, part.figure.start)]
    return _nearest(before, clause.share)


def _in_stock(able: Sequence[Label], clause: Clause, parts: dict[int, Clause], cue: Cues) -> list[Label]:
    """Of a stake in a company all its shares, wherever they are told."""
    assert clause.part is not None
    if clause.is_own or not cue.paper.fullmatch(clause.part.figure.unit):
        return []
    stock = [label for label in able if cue.stock.search(label.context) and not _is_sibling(label, clause, parts)]
    return _nearest(stock, clause.share)


def _sole(able: Sequence[Label], clause: Clause, parts: dict[int, Clause], cue: Cues) -> list[Label]:
    """The only other amount of its kind in the sentence, or else in the sentence before."""
    part = clause.part
    assert part is not None
    is_other = bool(clause.whole) and not cue.back.fullmatch(clause.whole)
    if clause.is_own or (is_other and not (cue.spaced and part.figure.unit and part.figure.kind == "count")):
        return []
    for sentence in range(clause.share.sentence, clause.share.sentence - (2 if cue.spaced else 3), -1):
        inside = [label for label in able if label.sentence == sentence and id(label) not in parts]
        if is_other:  # 3,000 buses, or 60 percent of the fleet: of buses, too
            folk = cue.table["folk"]
            inside = [label for label in inside if label.figure.unit == part.figure.unit or {label.figure.unit, part.figure.unit} <= set(folk)]
        if len(inside) > 1:
            inside = [label for label in inside if is_larger(label, part)] or inside
        if inside:
            place = (part.figure.block, part.figure.start)
            if not cue.spaced and (inside[0].figure.kind != part.figure.kind or not cue.all_of.search(inside[0].context)):
                return []
            is_told = not cue.spaced or (inside[0].figure.block, inside[0].figure.start) < place  # added 59 points, or 1.2%, to 4,809
            return inside if len(inside) == 1 and is_told and not _drifts(part, inside[0], clause.share) and not cue.generic.fullmatch(part.figure.unit) else []
    return []


def _one_whole(article: Article, found: Sequence[Clause]) -> Iterator[Relation]:
    """Shares of one whole that is not printed: each part divided by its share gives that whole."""
    groups: dict[tuple[str, str], list[Clause]] = {}
    cue, company = cues(article.lang, "shares"), ""
    for clause in found:
        part = clause.part
        named = cue.company.match(article.blocks[clause.figure.block].text, clause.figure.end)
        company = named["name"] if named is not None else company
        if part is None or not part.figure.value or not clause.figure.value or part.figure.hedge in (_THRESHOLDS if part.figure.kind == "money" else _OPEN):
            continue
        key = _key(article, clause, cue)
        if key:
            kind = f"stock of {company}" if key == "stock" else key if key == "own" else f"{key} of {part.period}"
            groups.setdefault((kind, part.figure.unit), []).append(clause)
    for group in groups.values():
        yield from _compared(group[:MOST])


def _key(article: Article, clause: Clause, cue: Cues) -> str:
    """What its whole is called: all words for the stock of a company are one name; none counts inside one sentence only."""
    if clause.is_own:
        return "own"
    assert clause.part is not None
    behind = cue.spaced and cue.paper.fullmatch(clause.part.figure.unit) is not None and not clause.whole
    if behind or cue.stock.search(article.blocks[clause.figure.block].text, max(0, clause.figure.start - 24 * (not cue.spaced)), clause.end):
        return "stock"
    if clause.whole:
        return "" if cue.place.fullmatch(clause.whole) else clause.whole
    text = article.blocks[clause.figure.block].text
    start = text.rfind(cue.table["sentence"], 0, clause.figure.start) + 1
    opening = max((found.start() for found in cue.apart.finditer(text, start, clause.figure.start)), default=start)
    return f"{clause.figure.block}:{opening}" if opening <= clause.part.figure.start else ""


def _compared(group: Sequence[Clause]) -> Iterator[Relation]:
    """Each share against the one that agrees with most; of three or more two must agree."""
    implied = [_implied(clause) for clause in group]
    agreeing = [sum(_meet(one, other) for other in implied) for one in implied]
    if not group or (len(group) > 2 and max(agreeing) < 2):
        return
    best = agreeing.index(max(agreeing))
    for number, clause in enumerate(group):
        first, second = sorted((number, best))
        one, other = group[first], group[second]
        if number == best or one.part is other.part or one.part is None or other.part is None:
            continue
        roles = (("part", one.part.figure), ("share", one.figure), ("other", other.part.figure), ("another", other.figure))
        yield Relation("one-whole", roles, False, "one-whole", details={"whole.label": clause.whole or clause.subject})


def _implied(clause: Clause) -> tuple[float, float]:
    """The least and the greatest whole that part and share leave."""
    assert clause.part is not None
    part, share = clause.part.figure.interval, clause.figure.interval
    if part.low is None or part.high is None or share.low is None or share.high is None or share.low <= 0:
        return 0.0, float("inf")
    return float(part.low / share.high), float(part.high / share.low)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _of_share(article: Article, found: Sequence[Clause]) -> Iterator[Relation]:
    """A holds x% of C; y% of that is pledged, which is z% of C: x times y makes z."""
    cue = cues(article.lang, "shares")
    for number, inner in enumerate(found):
        if not inner.is_own or inner.part is None:
            continue
        for share in found[max(0, number - 2) : number + 3]:
            if share is inner or share.part is not inner.part or share.is_own:
                continue
            key = _key(article, share, cue)
            outer = next(
                (
                    clause for clause in reversed(found[:number])
                    if clause.part is not None and clause.part is not inner.part and not clause.is_own
                    and _key(article, clause, cue) == key and cue.holding.search(clause.part.context)
                ),
                None,
            )  # fmt: skip
            if outer is not None:
                roles = (("outer", outer.figure), ("inner", inner.figure), ("share", share.figure))
                yield Relation("share-of-share", roles, False, "nearby")
