"""From bytes to text: UTF-8, UTF-16 with a mark, GB18030; anything else is refused by name."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import PurePath

from factcheck.kept import compiled

LIMIT = 50 * 1024 * 1024
"""The largest file that is read whole, in bytes."""

MOST_MARKUP = 3_000_000
"""Tags and attributes of one text that is read as a tree: each takes far more memory than it has bytes."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252", "utf8": "utf-8"}
"""What is meant by the names of encodings that files carry."""
_CONTROL = compiled("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")
_HAN = "[\u4e00-\u9fff]"
_LONE = f"(?<=[A-Za-z]){_HAN}(?!{_HAN})|(?<!{_HAN}){_HAN}(?=[A-Za-z])"
_COMMON = "[\x20-\x7e\\s\u2010-\u203b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef·—]"


class InputError(Exception):
    """An input that cannot be checked; its text is one line that names the file and what to do."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self._message = message

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """So that it can pass between processes."""
        return InputError, (self.path, self._message)


def fault(path: str, problem: Exception) -> InputError:
    """A failure that was not foreseen, as one line that tells where in the program it happened."""
    place = ""
    trace = problem.__traceback__
    while trace is not None:
        place = f" at {PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    what = " ".join(f"{type(problem).__name__} {problem}".split())[:200]
    return InputError(path, f"could not be checked, by a fault of the program ({what}{place}); please report it")


def oversized(path: str) -> InputError:
    """That a file is larger than LIMIT."""
    return InputError(path, f"larger than {LIMIT // 1024 // 1024} MB; split it, or make it a .jsonl archive")


def decode(path: str, raw: bytes) -> tuple[str, str]:
    """The text of a file without its byte order mark, and the encoding it was read in."""
    if len(raw) > LIMIT:
        raise oversized(path)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _checked(path, _decoded(path, raw[len(mark) :], encoding)), encoding
    if b"\x00" in raw:
        raise InputError(path, "a binary file, not text; save the article as UTF-8 text")
    try:
        return _checked(path, raw.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        text = _decoded(path, raw, "gb18030")
    sample = text[:20000]
    if len(re.findall(_LONE, sample)) * 2 > len(re.findall(_HAN, sample)):  # accented letters of a Western encoding
        raise InputError(path, "neither UTF-8 nor GB18030 text; save it as UTF-8")
    if _CONTROL.search(text) or len(re.findall(_COMMON, sample)) < 0.97 * len(sample):
        raise InputError(path, "neither UTF-8 nor GB18030 text; save it as UTF-8")
    return _checked(path, text), "gb18030"


def decode_as(path: str, raw: bytes, declared: str) -> tuple[str, str]:
    """As `decode`, of a file that names its encoding itself; it is believed where the bytes are not UTF-8."""
    name = _ALIASES.get(declared.strip().lower(), declared.strip().lower())
    if len(raw) <= LIMIT and name not in ("", "utf-8", "gb18030") and not raw.startswith(tuple(mark for mark, _ in _MARKS)) and b"\x00" not in raw:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            with suppress(LookupError, ValueError):
                return _checked(path, raw.decode(name)), name
    return decode(path, raw)


def _decoded(path: str, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        tried = "UTF-8 nor GB18030" if encoding == "gb18030" else encoding.upper()
        raise InputError(path, f"not {'in ' if encoding != 'gb18030' else ''}{tried}; save it as UTF-8".replace("not UTF-8 nor", "neither UTF-8 nor")) from None


def _checked(path: str, text: str) -> str:
    if not text.strip():
        raise InputError(path, "empty: nothing to check")
    if text.count("\x00") or len(_CONTROL.findall(text[:20000])) > len(text[:20000]) // 50:
        raise InputError(path, "a binary file, not text; save the article as UTF-8 text")
    return text
