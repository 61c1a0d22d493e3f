"""E-mail messages as a mail program saves them: the text, with the subject as title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from pathlib import PurePath

from factcheck.model import Block, Document
from factcheck.readers import html, hypertext
from factcheck.readers.encoding import LIMIT, InputError, decode_as, oversized
from factcheck.readers.extracts import extracted, numbered
from factcheck.readers.text import line_blocks
from factcheck.readers.tracing import Trace
from factcheck.records import replace

_ARTICLES = (".txt", ".md", ".doc", ".docx", ".docm", ".pdf", ".rtf", ".odt", ".wps", ".html", ".htm", ".csv", ".xls", ".xlsx")
"""Attachments that can hold what is to be checked."""
_MOST_PARTS = 20_000
_MOST_HEADERS = 128 * 1024
"""Limits of what is taken apart: the library needs long for headers and parts without end."""


def read_message(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The document of a message, then an error for each attachment that may hold an article.

    The plain text is read, or the HTML where there is none; offsets count in that. Raises InputError for what
    is no message, is encrypted, or has no text.
    """
    if len(raw) > LIMIT:
        raise oversized(path)
    if not raw.strip():
        raise InputError(path, "empty: nothing to check")
    if raw.count(b"\n--") > _MOST_PARTS or len(re.split(rb"\r?\n\r?\n", raw.lstrip(), maxsplit=1)[0]) > _MOST_HEADERS:
        raise InputError(path, f"more than {_MOST_PARTS:,} parts or {_MOST_HEADERS >> 10} kB of headers, so it was not opened; save the text alone")
    message = message_from_bytes(raw.lstrip(), policy=policy.default)
    if not message.keys():
        raise InputError(path, "no e-mail message; save it anew as .eml")
    try:
        if any(part.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime") for part in message.walk()):
            raise InputError(path, "an encrypted or sealed message; save it decrypted")
        yield from _read(path, message)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError) as problem:  # of headers that no standard foresees
        raise InputError(path, "a damaged e-mail message; save it anew as .eml") from problem


def _read(path: str, message: EmailMessage) -> Iterator[Document | InputError]:
    found = _body(path, message)
    attached = [name for part in message.iter_attachments() if PurePath(name := part.get_filename() or "").suffix.lower() in _ARTICLES]
    if found is None and not attached:
        raise InputError(path, "a message without text; nothing to check")
    if found is not None:
        yield _titled(found, str(message["subject"] or ""), _date(message))
    for name in attached:
        yield InputError(path, f"its attachment {' '.join(name.split())} was not checked; save it and check it by itself")


def _titled(document: Document, subject: str, date: str) -> Document:
    subject = " ".join(subject.split())
    above = [Block("heading", part.text, part.origin, "title", 1) for part in line_blocks(subject, "title")]
    return replace(document, fields={"title": subject, **document.fields}, blocks=(*above, *document.blocks), title=subject, date=date)


def _body(path: str, message: EmailMessage) -> Document | None:
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        text = _text(path, part) if part is not None else ""
        if kind == "plain" and text.strip():
            blocks = numbered(line_blocks(text))
            return Document(path, {"text": text}, tuple(blocks), id=path)
        if text.strip():
            found = html.article_blocks(hypertext.parsed(path, text), Trace(text), 1)
            if found:
                return extracted(path, numbered(found))
    return None


def _text(path: str, part: MIMEPart) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw.strip():
        return ""
    return decode_as(path, raw, part.get_content_charset() or "")[0]


def _date(message: EmailMessage) -> str:
    try:
        moment = message["date"].datetime
        return moment.date().isoformat() if moment is not None else ""
    except (AttributeError, ValueError, TypeError, IndexError, OverflowError):
        return ""
