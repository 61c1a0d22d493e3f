"""How alike two names are, by the letters that they have in common in the same order."""

from __future__ import annotations


def similar(first: str, second: str, spaced: bool) -> float:
    """From 0 to 100; the same words in another order are one name, and so is a name within a longer one.

    spaced: whether the language parts its words by spaces.
    """
    if not first or not second:
        return 0.0
    if first == second:
        return 100.0
    if spaced:
        return _by_words(set(first.lower().split()), set(second.lower().split()))
    return _within(*sorted((first, second), key=len)) if min(len(first), len(second)) > 3 else _ratio(first, second)


def _by_words(first: set[str], second: set[str]) -> float:
    """The likeness of what is left when the words of both are put in front, or of one to the words of both, whichever is more."""
    both, own, other = (" ".join(sorted(words)) for words in (first & second, first - second, second - first))
    if both and not (own and other):
        return 100.0
    ahead = len(both) + 1 if both else 0
    length, others = ahead + len(own), ahead + len(other)
    best = 200 * (ahead + _common(own, other)) / (length + others) if length + others else 0.0
    if not both:
        return best
    return max(best, *(200 * len(both) / (len(both) + size) for size in (length, others)))


def _within(short: str, long: str) -> float:
    """The likeness of the shorter name to the stretch of the longer one that is most like it."""
    size = len(short)
    ends = (*(long[:end] for end in range(1, size)), *(long[start:] for start in range(len(long) - size + 1, len(long))))
    stretches = {long[start : start + size] for start in range(len(long) - size + 1)}.union(ends)
    return max(_ratio(short, stretch) for stretch in stretches)


def _ratio(first: str, second: str) -> float:
    return 200 * _common(first, second) / (len(first) + len(second))


def _common(first: str, second: str) -> int:
    """The length of the longest series of letters that both have in this order, after Hyyrö (2004): a bit for each letter of the first."""
    places: dict[str, int] = {}
    for number, letter in enumerate(first):
        places[letter] = places.get(letter, 0) | 1 << number
    everywhere = (1 << len(first)) - 1
    left = everywhere
    for letter in second:
        matched = left & places.get(letter, 0)
        left = (left + matched | left - matched) & everywhere
    return len(first) - left.bit_count()
