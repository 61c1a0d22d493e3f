"""What tests of the readers share: a document read, its blocks in short, and whether its figures lead back to the file."""

import re

from factcheck.model import Document
from factcheck.readers import InputError, read
from factcheck.segment import articles

FIGURE = re.compile(r"\d[\d,.]*%?|%")


def documents(path, raw):
    """All documents of a file; none of its parts is bad."""
    found = list(read(path, raw))
    assert all(isinstance(item, Document) for item in found), found
    return found


def one(path, raw):
    """The only document of a file."""
    (document,) = documents(path, raw)
    return document


def kinds(document):
    """Kind and text of each block."""
    return [(block.kind, block.text) for block in document.blocks]


def sources(document):
    """Every figure of the articles, and what stands at its place in the source."""
    found = []
    for article in articles(document):
        for block in article.blocks:
            for match in FIGURE.finditer(block.text):
                start, end = block.source(match.start(), match.end())
                found.append((match.group(), document.fields[block.field][start:end]))
    return found


def refusal(path, raw):
    """The one line that a file is refused with."""
    try:
        found = list(read(path, raw))
    except InputError as problem:
        found = [problem]
    (problem,) = found
    assert isinstance(problem, InputError), problem
    assert str(problem).startswith(f"{path}: ") and "\n" not in str(problem)
    return str(problem)
