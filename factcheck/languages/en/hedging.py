"""The hedges of English copy: about, more than, at least before a figure; or so, or more behind it."""

from __future__ import annotations

from fractions import Fraction

from factcheck.kept import compiled
from factcheck.languages.en.lexicon import lexicon
from factcheck.languages.reading import Found, hedged
from factcheck.records import replace

_TAIL = compiled(r"(?:[A-Za-z.]+\s){1,5}\Z")
_SIGN = compiled(r"(?:[<>]\s?=?|[≤≥~])\s{0,2}\Z")
_LAST_WORD = compiled(r"[A-Za-z.]+\Z")
_SIGNS = ("<", ">", "=", "≤", "≥", "~")
_GOES_ON = compiled(r"\s(?:than\s|to\s)?(?:[\d$£€]|a\s|an\s|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)|\sthan\s")
_WIDTH = 48
_BEFORE_UP = 56
_SHORT = compiled(r"[-–](?:plus|(?P<more>odd))(?![\w-])|\+(?![\w+])")
"""300-plus, 300-odd, 300+."""
_AFTER = compiled(r"\s(?:or|and|plus|below|more)\b")
_COMPARED_WITH = (" the", "grow", "%", "pct", "rise", " spread", " gain", "percent", "per cent", "points", " increase", " improvement", " advance", " jump", " premium")


def hedge_before(text: str, start: int, free: int) -> tuple[int, str]:
    """Where the figure starts with its hedge, and which hedge it is; `free` is where the last figure ended."""
    if start <= free:
        return start, "exact"
    words = lexicon()
    last = text[start - 1]
    if last != " ":
        return _signed(text, start, free) if last in _SIGNS else (start, "exact")
    if text[max(free, start - 2)] in _SIGNS:
        return _signed(text, start, free)
    final = text[max(free, start - 14, text.rfind(" ", free, start - 1) + 1) : start - 1]
    if not (final.isalpha() and final.isascii()):
        word = _LAST_WORD.search(text, max(free, start - 14), start - 1)
        final = word.group() if word else ""
    if final.lower() not in words.before_last:
        return start, "exact"
    tail = _TAIL.search(text, max(free, start - _WIDTH), start)
    if not tail:
        return start, "exact"
    spoken = tail.group().split()
    for count in range(len(spoken), 0, -1):
        phrase = " ".join(spoken[-count:]).lower()
        hedge = words.before.get(phrase)
        if hedge is not None:
            at = tail.start() + len(tail.group()) - len(tail.group().split(None, len(spoken) - count)[-1])
            if phrase in words.prepositions and _belongs_before(text, at, phrase, free):
                return start, "exact"
            if phrase == "up to" and words.going_up.search(text, max(0, at - _BEFORE_UP), at):
                return start, "exact"
            return at, hedge
    return start, "exact"


def _signed(text: str, start: int, free: int) -> tuple[int, str]:
    match = _SIGN.search(text, max(free, start - 5), start)
    if not match or text[max(0, match.start() - 1) : match.start()].isalnum():
        return start, "exact"
    hedge = lexicon().before.get("".join(match.group().split()))
    return (match.start(), hedge) if hedge else (start, "exact")


def _belongs_before(text: str, at: int, word: str, free: int) -> bool:
    """Whether "over" and its like belong to what stands before: in the past 12 months, up 5 pct over 1986."""
    if word in ("past", "within"):
        return True
    return text[max(0, at - 14) : at].rstrip().lower().endswith(_COMPARED_WITH)


def hedge_after(text: str, end: int) -> tuple[int, str]:
    """Where the figure ends with its hedge, and which hedge it is."""
    if text[end : end + 1] in ("-", "+", "–") and (short := _SHORT.match(text, end)):
        return short.end(), "over" if short["more"] else "atleast"
    if text[end : end + 1] == " " and _AFTER.match(text, end):
        for word, hedge in lexicon().after:
            if text.startswith(word, end + 1) and not text[end + 1 + len(word) : end + 2 + len(word)].isalnum():
                if _GOES_ON.match(text, end + 1 + len(word)):
                    continue
                return end + 1 + len(word), hedge
    return end, "exact"


def combined(before: str, after: str) -> str:
    """One hedge of two: the one behind a figure is the firmer one."""
    if after == "equal":
        return {"below": "atmost", "under": "atmost", "above": "atleast", "over": "atleast"}.get(before, before)
    return before if after in ("exact", "negative") else after


_NOUN_AND_LIMIT = compiled(r"(?:\s[a-z][a-z’'-]*){1,3}?\s(?:or\s(?:(?P<more>more|over|above)|fewer|less|under))\b(?!\sthan|\s\d)")
"""What bounds a count behind its noun: 10,000 people or more."""


def limited_behind(text: str, found: Found, end: int) -> Found:
    """A bare count that ends at `end`, as the limit that the words behind its noun make of it."""
    match = _NOUN_AND_LIMIT.match(text, end) if found.quantity.hedge == "exact" else None
    if match is None:
        return found
    hedge = "atleast" if match["more"] else "atmost"
    interval, hedge = hedged(found.quantity.value or Fraction(0), found.quantity.step, hedge, True)
    return found._replace(quantity=replace(found.quantity, interval=interval, hedge=hedge))
