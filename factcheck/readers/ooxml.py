"""Word files as packages: a zip of XML parts, and how they use each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from factcheck.readers.archive import MOST_BYTES, Archive
from factcheck.readers.encoding import MOST_MARKUP, InputError
from factcheck.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PREFIXES = {
    WORD: "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Relation:
    """That a part uses another one."""

    id: str
    kind: str
    """The last part of its type, such as "footnotes"."""
    target: str
    """The name of the other part."""


class Package(Archive):
    """The parts of a Word file by name. Every method raises InputError, in one line, for what cannot be read."""

    def __init__(self, path: str, raw: bytes) -> None:
        super().__init__(path, raw)
        self.main = self._main()

    def _main(self) -> str:
        found = [relation.target for relation in self.relations("") if relation.kind == "officeDocument"]
        name = found[0] if found else "word/document.xml"
        if name not in self._infos:
            raise self.damaged()
        return name

    def tree(self, name: str) -> _Element:
        """The root of a part that is XML. No entity is ever resolved, nothing is ever fetched."""
        try:
            from lxml import etree
        except ImportError:
            raise InputError(self.path, "a Word file, which needs more than is installed; run: pip install 'factcheck[docx]'") from None
        data = self.read(name)
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        if data.count(b"<") + data.count(b"=") > MOST_MARKUP:
            raise InputError(self.path, f"{basename(name)} in it has more than {MOST_MARKUP:,} tags and attributes; split it")
        if any(mark in data for mark in _DOCTYPES):
            raise self.damaged(name)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
            raise self.damaged(name) from problem
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged(name)
        return root

    def relations(self, name: str) -> list[Relation]:
        """The other parts that a part uses; of the package itself where the name is empty."""
        place = relations_of(name)
        return list(_relations(self.tree(place), dirname(name))) if place in self else []

    def packed(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with some parts changed or added, and all others as they are."""
        taken = BytesIO()
        with ZipFile(taken, "w", ZIP_DEFLATED) as made:
            for info in self._zip.infolist():
                data = changed[info.filename] if info.filename in changed else self.read(info.filename, MOST_BYTES)
                made.writestr(_like(info), data, info.compress_type)
            for name in changed:
                if name not in self._infos:
                    made.writestr(ZipInfo(name), changed[name], ZIP_DEFLATED)
        return taken.getvalue()


def _like(info: ZipInfo) -> ZipInfo:
    made = ZipInfo(info.filename, info.date_time)
    made.external_attr, made.create_system = info.external_attr, info.create_system
    return made


def _relations(root: _Element, folder: str) -> Iterator[Relation]:
    for element in root:
        target = element.get("Target", "")
        if element.get("TargetMode") != "External" and target:
            place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            yield Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], place)


def relations_of(name: str) -> str:
    """The name of the part that holds the relations of a part."""
    return join(dirname(name), "_rels", f"{basename(name)}.rels")


def with_part(package: Package, name: str, kind: str, content_type: str) -> dict[str, bytes]:
    """What has to change in a package so that its main part uses one more part, of a type like that of the main part."""
    from lxml import etree

    types = package.tree(CONTENT_TYPES)
    etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": content_type})
    place = relations_of(package.main)
    relations = package.tree(place) if place in package else etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    taken = {element.get("Id") for element in relations}
    free = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", {"Id": free, "Type": kind, "Target": f"/{name}"})
    return {CONTENT_TYPES: written(types), place: written(relations)}


def written(root: _Element) -> bytes:
    """A part as bytes."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@lru_cache(4096)
def _short(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    return _PREFIXES.get(namespace, "?:") + local


def name_of(element: _Element) -> str:
    """The name of an element with the usual prefix: w:, m: or mc:, and ?: of any other vocabulary."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else "?:"


def namespace_of(element: _Element) -> str:
    """The namespace of an element in braces, as names of its kin begin."""
    return str(element.tag).partition("}")[0] + "}"


def child(element: _Element | None, *names: str) -> _Element | None:
    """The element that is reached over children of these names."""
    for name in names:
        for part in element if element is not None else ():
            if name_of(part) == name:
                element = part
                break
        else:
            return None
    return element


def value(element: _Element | None, key: str = "val") -> str:
    """An attribute in the namespace of its element; empty where there is none."""
    return (element.get(namespace_of(element) + key) or "") if element is not None else ""


def is_on(element: _Element | None) -> bool:
    """Whether a switch is there and not set to off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
