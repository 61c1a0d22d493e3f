"""ninjs 1 to 3: news items in JSON; each is read like a record of an archive, its text once whatever forms it comes in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers.encoding import InputError, decode
from factcheck.readers.feeds import marked_blocks
from factcheck.readers.text import line_blocks
from factcheck.readers.tracing import Trace

_BODIES = ("body_xhtml", "body_html", "body_html5", "body_text")
_DATES = ("contentcreated", "contentCreated", "firstcreated", "firstCreated", "versioncreated", "versionCreated")
_TAG = compiled(r"<[^<>]*>")
_DEEPEST = 8
"""Items in items."""


def read_ninjs(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """A document for each item that has a text; of pictures the caption. Raises InputError for what is no ninjs.

    Offsets count in the fields "title" and "text" of an item, as its values stand there without the escapes of JSON.
    """
    text, encoding = decode(path, raw)
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as problem:
        where = f" (line {problem.lineno})" if isinstance(problem, json.JSONDecodeError) else ""
        raise InputError(path, f"no JSON, or a damaged one{where}; export it anew") from problem
    items = list(_items(read, 0))
    if not items:
        raise InputError(path, "JSON, but no ninjs: no item has a headline and a body; export it as ninjs, or as an archive of records (.jsonl)")
    number = 0
    for item in items:
        for document in _documents(path, item, number + 1, encoding):
            number += 1
            yield document
    if not number:
        raise InputError(path, "ninjs without a text in it; nothing to check")


def _items(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The items of a file, and those that belong to them."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _items(each, depth + 1)
    elif isinstance(value, dict):
        if _is_item(value):
            yield value
        for key in ("items", "associations"):
            inner = value.get(key)
            yield from _items(list(inner.values()) if isinstance(inner, dict) and not _is_item(inner) else inner, depth + 1)


def _is_item(value: Mapping[str, Any]) -> bool:
    return "uri" in value or any(key.startswith(("headline", "body_", "bodies")) for key in value)


def _documents(path: str, item: Mapping[str, Any], number: int, encoding: str) -> Iterator[Document]:
    title = _headline(item)
    key = item["uri"] if isinstance(item.get("uri"), str) and item["uri"] else f"item {number}"
    date = next((item[name][:10] for name in _DATES if isinstance(item.get(name), str)), "")
    above = [Block("heading", part.text, part.origin, "title", 1) for part in line_blocks(title, "title")]
    for role, text, is_plain in _texts(item):
        found = marked_blocks(path, Trace(text), is_plain)
        if found:
            yield Document(
                path, {"title": title, "text": text}, (*above, *found), id=f"{key}#{role}" if role else key, title=title, date=date,
                encoding=encoding, is_record=True,
            )  # fmt: skip


def _headline(item: Mapping[str, Any]) -> str:
    """The headline, or the main one of several."""
    if isinstance(item.get("headline"), str):
        return str(item["headline"])
    named = list(_values(item.get("headlines")))
    main = [value for role, _, value in named if "main" in role or not role]
    return (main or [value for _, _, value in named] or [item["title"] if isinstance(item.get("title"), str) else ""])[0]


def _texts(item: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Each text once: its role, if there are several, the text, and whether it is plain. A marked-up form is fuller than a plain one."""
    single = [(name, item[name]) for name in _BODIES if isinstance(item.get(name), str) and item[name].strip()]
    single += [(name, value) for name, value in item.items() if name.startswith("body_") and name not in _BODIES and isinstance(value, str) and value.strip()]
    forms: dict[str, list[tuple[bool, str]]] = {}
    for role, kind, value in _values(item.get("bodies")):
        forms.setdefault(role, []).append(("html" not in kind, value))
    if single:
        yield "", single[0][1], single[0][0] == "body_text"
    elif forms:
        found: dict[str, tuple[str, str, bool]] = {}
        for role, texts in forms.items():
            is_plain, text = min(texts, key=lambda form: form[0])
            same = found.setdefault(_bare(text, is_plain), (role, text, is_plain))  # a role of its own may only mean another form
            if same[2] and not is_plain:
                found[_bare(text, is_plain)] = (role, text, is_plain)
        yield from ((role if len(found) > 1 else "", text, is_plain) for role, text, is_plain in found.values())
    else:
        captions = [item["description_text"]] if isinstance(item.get("description_text"), str) else []
        captions += [value for _, _, value in _values(item.get("descriptions"))]
        if captions and captions[0].strip():
            yield "", captions[0], True


def _bare(text: str, is_plain: bool) -> str:
    """The letters and figures of a text, by which two forms of it are known for the same."""
    if not is_plain:
        text = unescape(_TAG.sub("", text))
    return "".join(filter(str.isalnum, text))


def _values(several: Any) -> Iterator[tuple[str, str, str]]:
    """Role, type and value of headlines, bodies or descriptions as version 2 and 3 write them."""
    for each in several if isinstance(several, list) else ():
        if isinstance(each, dict) and isinstance(each.get("value"), str) and each["value"].strip():
            kind = next((str(each[key]) for key in ("contentType", "contenttype", "content_type") if key in each), "")
            yield str(each.get("role") or ""), kind, each["value"]
