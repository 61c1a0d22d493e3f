"""A copy of a Word file with a comment at every figure that does not agree; the text itself stays as it is."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count
from pathlib import Path
from posixpath import dirname, join
from typing import TYPE_CHECKING

from factcheck.kept import compiled
from factcheck.model import DocumentReport, Finding, Revisions
from factcheck.output import OutputError, mode
from factcheck.readers import InputError
from factcheck.readers.docx import SUFFIXES, text_of
from factcheck.readers.ooxml import Package, child, name_of, namespace_of, value, with_part, written
from factcheck.readers.passages import Passage, Piece, passages
from factcheck.report.view import Words

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "factcheck"
"""Who the comments are by; those of this name are replaced by the next run."""
_INITIALS = "fc"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = compiled("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKERS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
_MOST = 32767
"""Comments that Word opens a file with."""
_COMPANIONS = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Parts in which newer Words say more about comments, by the paragraphs of these."""


def annotate(raw: bytes, report: DocumentReport) -> bytes:
    """A copy of a .docx or .docm with a comment at each figure that a finding of the report marks.

    Comments of an earlier run are replaced, those of others stay. Word ignores
    comments in text boxes, notes and formulas, so what is found there is
    marked at the text box, note or formula as a whole. Raises InputError for a
    file that cannot be read, or is not the one that was checked.
    """
    path = report.document.path
    package = Package(path, raw)
    root = package.tree(package.main)
    found = _checked(package, root, report.document.fields["text"])
    part = next((each.target for each in package.relations(package.main) if each.kind == "comments" and each.target in package), "")
    comments = package.tree(part) if part else _empty(root)
    companions = _companions(package)
    is_changed = _cleared(root, comments, list(companions.values()))
    marks = _marks(report)
    if not marks and not is_changed:
        return raw
    taken = {value(element, "id") for element in (*comments, *_markers(root))}
    free = (str(number) for number in count() if str(number) not in taken)
    made = _Margin(found)
    for (start, end), findings in list(marks.items())[: max(0, _MOST - len(taken))]:
        key = next(free)
        if made.add(start, end, key):
            comments.append(_comment(comments, key, findings))
    made.write()
    changed = {package.main: written(root), **{name: written(tree) for name, tree in companions.items()}}
    if not part:
        part = next(name for name in _names(dirname(package.main)) if name not in package)
        kind = _STRICT_KIND if "purl.oclc.org" in namespace_of(root) else _KIND
        changed |= with_part(package, part, kind, _CONTENT_TYPE)
    return package.packed(changed | {part: written(comments)})


def _names(folder: str) -> Iterator[str]:
    yield join(folder, "comments.xml")
    yield from (join(folder, f"comments{number}.xml") for number in count(2))


def _checked(package: Package, root: _Element, text: str) -> list[Passage]:
    """The passages that were checked: with tracked changes, or without, whichever gives the text of the report."""
    modes: tuple[Revisions, ...] = ("accepted", "original")
    for revisions in modes:
        found = passages(package, root, revisions)
        if text_of(found) == text:
            return found
    raise InputError(package.path, "has changed since it was checked, so no comments were made; check it again")


def _marks(report: DocumentReport) -> dict[tuple[int, int], list[Finding]]:
    """The places to comment on, in reading order, each with what is to be said there."""
    found: dict[tuple[int, int], list[Finding]] = {}
    for article in report.articles:
        for finding in article.findings:
            for span in finding.spans:
                if span.path == report.document.path and span.field == "text" and span.start < span.end:
                    said = found.setdefault((span.start, span.end), [])
                    if finding not in said:
                        said.append(finding)
    return dict(sorted(found.items()))


def _empty(root: _Element) -> _Element:
    space = namespace_of(root)
    return root.makeelement(f"{space}comments", nsmap={"w": space[1:-1]})


def _comment(comments: _Element, key: str, findings: Sequence[Finding]) -> _Element:
    """One comment. Its first paragraph starts with the sign that Word puts there."""
    from lxml import etree

    space = namespace_of(comments)
    names = {f"{space}id": key, f"{space}author": AUTHOR, f"{space}initials": _INITIALS}
    made = comments.makeelement(f"{space}comment", names)
    for number, line in enumerate(line for finding in findings for line in _lines(finding)):
        paragraph = etree.SubElement(made, f"{space}p")
        if not number:
            etree.SubElement(etree.SubElement(paragraph, f"{space}r"), f"{space}annotationRef")
        text = etree.SubElement(etree.SubElement(paragraph, f"{space}r"), f"{space}t", {_SPACE: "preserve"})
        text.text = _NOT_XML.sub(" ", line)
    return made


def _lines(finding: Finding) -> Iterator[str]:
    """What a comment says: the message, the sum, and what would make it right."""
    words = Words(finding.lang)
    message = finding.message or finding.title
    yield message
    if finding.working and finding.working != message:
        yield _labelled(words, "sum", finding.working)
    for suggestion in finding.suggestions:
        yield _labelled(words, "suggestion", words("label", "suggestion-note", text=suggestion.text, note=suggestion.note))


def _labelled(words: Words, label: str, text: str) -> str:
    name = words("label", label)
    return f"{name[:1].upper()}{name[1:]}{words.colon}{text}"


def _markers(root: _Element) -> list[_Element]:
    """All that ties comments to the text."""
    space = namespace_of(root)
    return list(root.iter(*(space + name.removeprefix("w:") for name in _MARKERS)))


def _companions(package: Package) -> dict[str, _Element]:
    relations = package.relations(package.main)
    return {each.target: package.tree(each.target) for each in relations if each.kind in _COMPANIONS and each.target in package}


def _cleared(root: _Element, comments: _Element, companions: Sequence[_Element]) -> bool:
    """Whether comments of an earlier run were there; they are gone now."""
    own = [element for element in comments if name_of(element) == "w:comment" and value(element, "author") == AUTHOR]
    keys = {value(element, "id") for element in own}
    paragraphs = {text for comment in own for part in comment for key, text in part.attrib.items() if _local(key) == "paraId"}
    for comment in own:
        comments.remove(comment)
    for marker in _markers(root):
        if value(marker, "id") in keys:
            _removed(marker)
    durable: set[str] = set()
    for companion in companions:
        for element in list(companion):
            attributes = {_local(key): (key, text) for key, text in element.attrib.items()}
            said = {name: text for name, (_, text) in attributes.items()}
            if said.get("paraId") in paragraphs:
                durable.add(said.get("durableId", ""))
                companion.remove(element)
            elif said.get("paraIdParent") in paragraphs:  # an answer of somebody stays, as a comment of its own
                del element.attrib[attributes["paraIdParent"][0]]
    for companion in companions:
        for element in list(companion):
            if {text for key, text in element.attrib.items() if _local(key) == "durableId"} & durable:
                companion.remove(element)
    return bool(own)


def _local(key: str | bytes) -> str:
    return str(key).rpartition("}")[2]


def _removed(marker: _Element) -> None:
    """Take a marker out, and the run that held nothing else."""
    run = marker.getparent()
    if run is None:
        return
    run.remove(marker)
    above = run.getparent()
    if name_of(run) == "w:r" and above is not None and all(name_of(part) == "w:rPr" for part in run):
        above.remove(run)


class _Margin:
    """The comments of a text on their way into its elements."""

    def __init__(self, found: Sequence[Passage]) -> None:
        self._pieces: list[tuple[int, Piece]] = []
        offset = 0
        for passage in found:
            for piece in passage.pieces:
                if piece.node is not None:
                    self._pieces.append((offset, piece))
                offset += len(piece.text)
            offset += 1
        self._starts = [start for start, _ in self._pieces]
        self._ends: list[tuple[int, int, bool, str]] = []
        """(piece, offset in it, whether a comment starts there, its id)."""

    def add(self, start: int, end: int, key: str) -> bool:
        """Whether the text between two offsets can be marked; the ends are noted down then."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        if first < len(self._pieces) and start >= self._starts[first] + len(self._pieces[first][1].text):
            first += 1
        last = bisect_left(self._starts, end) - 1
        if first > last:
            return False
        text = self._pieces[last][1].text
        self._ends.append((first, max(start - self._starts[first], 0), True, key))
        self._ends.append((last, min(end - self._starts[last], len(text)), False, key))
        return True

    def write(self) -> None:
        """Put the markers in, from the last to the first, so that places before them stay what they are."""
        for index, offset, is_start, key in sorted(self._ends, reverse=True):
            piece = self._pieces[index][1]
            assert piece.node is not None
            markers = _ends(piece.node, is_start, key)
            if not piece.is_whole:
                _insert(piece.node, offset, markers)
            elif is_start:
                _before(piece.node, markers)
            else:
                _after(piece.node, markers)


def _insert(node: _Element, offset: int, markers: Sequence[_Element]) -> None:
    """Put markers between the runs at an offset of a text; runs are split for it."""
    run = node.getparent()
    assert run is not None
    text = node.text or ""
    if 0 < offset < len(text) and name_of(node) in ("w:t", "w:delText"):
        rest = node.makeelement(node.tag, dict(node.attrib), node.nsmap)
        node.text, rest.text = text[:offset], text[offset:]
        node.set(_SPACE, "preserve")
        rest.set(_SPACE, "preserve")
        node.addnext(rest)
    if offset:
        following = node.getnext()
        if following is not None:
            _split(run, following)
        _after(run, markers)
    else:
        first = _split(run, node)
        while (before := first.getprevious()) is not None and name_of(before) == "w:commentRangeStart":
            first = before
        _before(first, markers)


def _after(element: _Element, markers: Sequence[_Element]) -> None:
    for marker in reversed(markers):
        element.addnext(marker)


def _before(element: _Element, markers: Sequence[_Element]) -> None:
    for marker in markers:
        element.addprevious(marker)


def _split(run: _Element, first: _Element) -> _Element:
    """The run that starts with an element of a run: a new one of the same form, or the run itself if nothing stands before."""
    position = run.index(first)
    if all(name_of(part) == "w:rPr" for part in run[:position]):
        return run
    made = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    form = child(run, "w:rPr")
    if form is not None:
        made.append(deepcopy(form))
    made.extend(run[position:])
    run.addnext(made)
    return made


def _ends(node: _Element, is_start: bool, key: str) -> list[_Element]:
    """The marker of one end of a comment; its reference stands behind the second."""
    above = next(each for each in (node, *node.iterancestors()) if name_of(each).startswith("w:"))  # a formula is of another vocabulary
    space = namespace_of(above)
    names = {f"{space}id": key}
    if is_start:
        return [node.makeelement(f"{space}commentRangeStart", names)]
    reference = node.makeelement(f"{space}r")
    reference.append(node.makeelement(f"{space}commentReference", names))
    return [node.makeelement(f"{space}commentRangeEnd", names), reference]


class Copies:
    """Where annotated copies go: one file, or a folder in which each keeps its name."""

    def __init__(self, target: Path, is_folder: bool = False) -> None:
        self._target = target
        self._is_folder = is_folder or target.is_dir()
        self._written: set[str] = set()

    def add(self, report: DocumentReport) -> Path:
        """Write the copy of one document, whole or not at all; its path.

        Raises InputError for a document that cannot be annotated, OutputError for a copy that cannot be written.
        """
        source = Path(report.document.path)
        if source.suffix.lower() not in SUFFIXES:
            raise InputError(str(source), f"not annotated, as it is no Word file ({', '.join(SUFFIXES)})")
        place = self._target / source.name if self._is_folder else self._target
        real = os.path.realpath(place)
        if real == os.path.realpath(source):
            raise OutputError(f"{place}: is the article itself; write the copy to another file")
        if real in self._written:
            raise OutputError(f"{place}: is the copy of another article; name a folder to annotate several")
        try:
            raw = source.read_bytes()
        except OSError as problem:
            raise InputError(str(source), f"cannot be read again for the copy ({problem.strerror}); name a file") from problem
        _save(real, str(place), annotate(raw, report))
        self._written.add(real)
        return place


def _save(real: str, name: str, data: bytes) -> None:
    from tempfile import NamedTemporaryFile

    draft = ""
    try:
        if os.path.exists(real) and not os.access(real, os.W_OK):
            raise OutputError(f"{name}: is write-protected; name another file")
        with NamedTemporaryFile(prefix=".factcheck-", dir=os.path.dirname(real), delete=False) as made:
            draft = made.name
            made.write(data)
        os.chmod(draft, mode(real))
        os.replace(draft, real)
        draft = ""
    except OSError as problem:
        raise OutputError(f"{name}: cannot be written ({problem.strerror}); check the folder") from problem
    finally:
        if draft:
            os.unlink(draft)
