"""What takes long to work out at every start, kept beside the bytecode: parsed tables and compiled patterns.

Under the same conditions as bytecode: only where Python may write, and only
while what it was made from is the same. Whatever is missing, spoilt or of
another interpreter is worked out again.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import sys
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from factcheck import tuning

MOST = 5_000
"""Patterns that are kept; with more, those of house rules that changed, the file is begun anew."""

_Form = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""A compiled pattern: flags, code, number of groups, groups by name, names of groups."""
_CODE = "I"  # the code of a pattern is a list of numbers of 32 bits


def _place(folder: Path, name: str) -> Path:
    """Where something is kept that belongs to a file of this folder."""
    kept = folder / "__pycache__" if sys.pycache_prefix is None else Path(sys.pycache_prefix, *folder.parts[1:])
    return kept / f"{name}.{sys.implementation.cache_tag}"


def _load(path: Path, stamp: object) -> Any:
    """What was kept with this stamp, or None."""
    try:
        known, found = marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return None  # not there yet, or spoilt
    return found if known == stamp else None


def _keep(path: Path, stamp: Any, content: Any) -> None:
    """Write it whole or not at all; without it, the next run takes a little longer."""
    if sys.dont_write_bytecode:
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):  # a folder that may not be written
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(marshal.dumps((stamp, content)))
        draft.replace(path)


def table(path: Path) -> dict[str, Any]:
    """What a .toml file of the program says. Raises OSError."""
    state = path.stat()
    stamp = [state.st_mtime_ns, state.st_size]
    kept = _place(path.parent, path.name)
    found = _load(kept, stamp)
    if isinstance(found, dict):
        return found
    import tomllib

    parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    _keep(kept, stamp, parsed)
    return parsed


def of_files(folder: Path, paths: Sequence[Path], make: Callable[[], Any]) -> Any:
    """What is made of files of the program, of plain types alone; made anew when any of them changes. Raises OSError."""
    stamp = [[path.name, state.st_mtime_ns, state.st_size] for path in paths for state in (path.stat(),)]
    place = _place(folder, folder.name)
    found = _load(place, stamp)
    if found is None:
        found = make()
        _keep(place, stamp, found)
    return found


class Patterns:
    """Compiled patterns by source and flags. Compiling those of one language takes longer than checking a page.

    The interpreter can make a pattern from the code that `re` compiled, but
    offers no way of its own to keep that code; hence its inner modules are
    asked, and `re` alone is used where they do not answer.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = [sys.version, getattr(_inner("_sre"), "MAGIC", None), tuning.VERSION]
        found = _load(path, self._stamp)
        self.known: dict[tuple[str, int], bytes] = found if isinstance(found, dict) and len(found) < MOST else {}
        """By source and flags, the form as it is kept: only those that are asked for are unpacked."""
        self.new: list[tuple[str, int]] = []

    def compiled(self, source: str, flags: int = 0) -> re.Pattern[str]:
        """As re.compile."""
        kept = self.known.get((source, int(flags)))
        if kept is not None:
            with suppress(*tuning.ODD):
                return _made(source, marshal.loads(kept))
        self.new.append((source, int(flags)))
        with suppress(*tuning.ODD):
            form = _form(source, flags)
            self.known[source, int(flags)] = marshal.dumps(form)
            return _made(source, form)
        return re.compile(source, flags)

    def save(self) -> None:
        """Keep those that were compiled."""
        if not self.new or sys.dont_write_bytecode:
            return
        self.new = []
        _keep(self._path, self._stamp, self.known)


def _inner(name: str) -> Any:
    """A module that `re` is made of; None where there is none of that name."""
    try:
        return import_module(name)
    except ImportError:
        return None


def _made(source: str, form: _Form) -> re.Pattern[str]:
    """The pattern of this source and form."""
    made: re.Pattern[str] = _inner("_sre").compile(source, form[0], array(_CODE, form[1]).tolist(), *form[2:])
    return made


def _form(source: str, flags: int) -> _Form:
    """What `re` compiles a source to."""
    parsed = _inner("re._parser").parse(source, flags)
    try:
        code = tuning.code(parsed, int(flags))
    except tuning.ODD:
        code = _inner("re._compiler")._code(parsed, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return int(flags | state.flags), array(_CODE, code).tobytes(), state.groups - 1, dict(state.groupdict), tuple(names)


_PATTERNS = Patterns(_place(Path(__file__).parent, "patterns"))
compiled = cache(_PATTERNS.compiled)
atexit.register(_PATTERNS.save)
