"""From documents to what the rules say of them, one after the other, on one core or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from factcheck.engine import check
from factcheck.model import Article, ArticleReport, Document, DocumentReport
from factcheck.readers import InputError
from factcheck.rulebook import Rule
from factcheck.segment import articles

AHEAD = 8
"""How many documents a worker may be ahead of what is written out, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules and languages of a run."""

    rules: Sequence[Rule]
    lang: str = "auto"
    messages: str | None = None

    def __call__(self, item: Document | InputError) -> DocumentReport | InputError:
        """What the rules say of one document; a fault of the program itself is told as an error of that input."""
        if isinstance(item, InputError):
            return item
        try:
            found = articles(item, self.lang)
            return DocumentReport(item, check(found, self.rules, self.messages))
        except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError) as fault:
            return InputError(item.path, f"could not be checked, by a fault of the program ({type(fault).__name__}: {fault}); report it")


def check_documents(
    items: Iterable[Document | InputError], checker: Checker, *, edition: bool = False, jobs: int = 1
) -> Iterator[DocumentReport | InputError]:
    """A report for each document, in order; inputs that could not be read are handed on.

    edition: the documents are one issue of a paper, and their articles are
    compared with each other. jobs: how many processes share the work.
    """
    if edition:
        yield from _edition(items, checker)
    elif jobs > 1:
        yield from _shared(items, checker, jobs)
    else:
        yield from map(checker, items)


def _edition(items: Iterable[Document | InputError], checker: Checker) -> Iterator[DocumentReport | InputError]:
    held = list(items)
    documents = [item for item in held if isinstance(item, Document)]
    found: list[Sequence[Article]] = [articles(document, checker.lang) for document in documents]
    reports = iter(check([article for group in found for article in group], checker.rules, checker.messages))
    made: dict[int, tuple[ArticleReport, ...]] = {
        id(document): tuple(islice(reports, len(group))) for document, group in zip(documents, found)
    }
    for item in held:
        yield item if isinstance(item, InputError) else DocumentReport(item, made[id(item)])


def _shared(
    items: Iterable[Document | InputError], checker: Checker, jobs: int
) -> Iterator[DocumentReport | InputError]:
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[Future[DocumentReport | InputError]] = deque()
        for item in items:
            waiting.append(pool.submit(checker, item))
            if len(waiting) >= AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
