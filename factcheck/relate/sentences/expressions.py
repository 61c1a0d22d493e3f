"""The language that wordings are written in, as expressions over masked texts.

{part:level} is a slot for one figure, {shares:percent*} one for a list of them;
words in capitals are lists of the pack, and {gap}, {near} and {few} stretches
without a figure.
"""

from __future__ import annotations

import re
from functools import cache

from factcheck.house import remembered
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.relate.sentences.mask import CHARACTER, FALL, FIGURE, RISE, TO_FALL, TO_RISE, folded, slot

_FIELD = compiled(r"\{([A-Za-z_]+\d?)(?::([a-z]+)(\*)?)?\}")
_SIGN = RISE + FALL + TO_RISE + TO_FALL


@cache
def moves(lang: str) -> re.Pattern[str]:
    """The words of movement of a language, in groups by their sign, as they stand in masked texts."""
    words = data(lang, "wordings")["words"]
    at_once = rf"(?=[^\W\d]?[{''.join(CHARACTER.values())}])"
    rises = [*words["UP"], *(word + at_once for word in words["UP_BEFORE"])]
    falls = [*words["DOWN"], *(word + at_once for word in words["DOWN_BEFORE"])]
    groups = (("to_rise", words["TO_UP"]), ("to_fall", words["TO_DOWN"]), ("rise", rises), ("fall", falls))
    boundary = "" if lang == "zh" else r"\b"
    article = f"(?P<article>(?:{'|'.join(words['ARTICLE'])}) )?" if words["ARTICLE"] else ""
    return compiled(f"{boundary}{article}(?:{'|'.join(f'(?P<{name}>' + '|'.join(found) + ')' for name, found in groups if found)}){boundary}")


def _words(found: list[str]) -> str:
    """Words that compare; a word of movement in them stands as its sign."""
    return "|".join(found).replace("{RISE}", f"{RISE}+").replace("{FALL}", f"{FALL}+")


def slots(pattern: str) -> list[tuple[str, str]]:
    """Role and kind of each slot of a pattern."""
    return [(name.rstrip("0123456789"), kind) for name, kind, _ in _FIELD.findall(pattern) if kind]


def _within(stops: str, lang: str) -> str:
    """A character of a sentence that is none of these, nor a full stop that ends it: behind an initial (U.S.) none does."""
    return f"[^{stops}]" if lang == "zh" else rf"(?:[^.{stops}]|(?<=[ .][A-Z])\.|\.(?! [A-Z]))"


def expanded(pattern: str, lang: str) -> str:
    """A pattern with its slots and lists of words as an expression over masked texts. Raises KeyError for a name of neither."""
    table, named = data(lang, "wordings"), _named(lang)

    def field(match: re.Match[str]) -> str:
        name, kind, many = match.groups()
        if not kind:
            return named[name] if name in named else f"(?:{'|'.join(table['words'][name])})"
        one = slot(kind)
        return f"(?P<{name}>{one}(?:{table['list'].replace('{F}', FIGURE)}{one})+)" if many else f"(?P<{name}>{one})"

    return folded(_FIELD.sub(field, pattern))


_WHEN = CHARACTER["date"] + CHARACTER["period"]
_NAMED = {
    "F": FIGURE,
    "P": CHARACTER["percent"],
    "R": CHARACTER["percent"] + CHARACTER["point"],
    "W": _WHEN,
    "D": CHARACTER["duration"] + CHARACTER["ordinal"],
    "H": f"(?:[^\\W\\d_A-Za-z]|[{_SIGN}])",
    "MOVE": f"(?:(?P<up>{RISE}+)|(?P<down>{FALL}+))",
    "MOVED": f"[{_SIGN}]+",
    "TURN": f"(?:(?P<up>{TO_RISE}+)|(?P<down>{TO_FALL}+))",
    "TURNED": f"[{TO_RISE}{TO_FALL}]+",
    "RISE": f"{RISE}+",
    "FALL": f"{FALL}+",
    "FALLEN": f"{TO_FALL}+",
    "UPS": RISE + TO_RISE,
    "DOWNS": FALL + TO_FALL,
    "paren": "(?: ?[(（][^()（）\n]{0,30}[)）]| [–—] [^–—.;\n" + FIGURE + "]{1,70} [–—])?",
}
"""What stands for the same in all languages: kinds of figures, words of movement, a bracket."""


@remembered
def _named(lang: str) -> dict[str, str]:
    """All that a name in a pattern stands for, but for plain lists of words."""
    return {**_NAMED, **_stretches(lang), **_lists(lang)}


def _stretches(lang: str) -> dict[str, str]:
    """What may stand between two figures without another one: within a clause, a sentence, or with no movement."""
    stops = data(lang, "wordings")["stops"]
    clause, sentence, calm = (_within(stops[name] + FIGURE + signs, lang) for name, signs in (("clause", ""), ("sentence", ""), ("clause", RISE + FALL)))
    return {
        "gap": f"{sentence}{{0,{stops['gap']}}}?",
        "near": f"{clause}{{0,{stops['near']}}}?",
        "still": f"{calm}{{0,{stops['near']}}}?",
        "calm": f"(?:[^.{stops['clause']}{FIGURE}{_SIGN}]|\\.(?! [A-Z])){{0,80}}?",
        "few": stops["few"].replace("{F}", FIGURE).replace("{W}", _WHEN),
        "real": stops.get("real", "").replace("{W}", _WHEN),
        "LINK": stops.get("link", ""),
        "SO": stops.get("so", ""),
    }


def _lists(lang: str) -> dict[str, str]:
    """Lists of words that have words of movement in them."""
    words = data(lang, "wordings")["words"]
    above, below = _words(words["ABOVE"]), _words(words["BELOW"])
    return {
        "OVER": f"(?:(?P<up>{above})|(?P<down>{below}))",
        "ABOVE": above,
        "BELOW": below,
        "TO": f"(?:[{TO_RISE}{TO_FALL}]+|{'|'.join(words['TO'])})",
    }
