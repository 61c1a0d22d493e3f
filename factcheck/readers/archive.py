"""Files that are a zip of parts, opened with limits so that no small file can fill the memory."""

from __future__ import annotations

import zlib
from io import BytesIO
from posixpath import basename
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile

from factcheck.readers.encoding import LIMIT, InputError, oversized

MOST_PARTS = 5000
"""Files in a package; one with a picture on every page has a few hundred."""
MOST_BYTES = 256 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
MOST_TEXT = 32 * 1024 * 1024
"""Bytes of one part that is read, unpacked; a novel comes to 5 or 10 million."""
MOST_RATIO = 200
"""How many times its packed size a part may take up; prose comes to 10 or 20."""
_SMALL = 1024 * 1024
"""Parts below this size are harmless at any ratio."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAULTS = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError)
"""What the zip reader raises of damaged files."""


class Archive:
    """The parts of a file by name. Every method raises InputError, in one line, for what cannot be read."""

    NONE = "no Word file, or a damaged one{where}; open it in Word and save it anew as .docx"
    OLD = "an old Word file, not .docx; save it as .docx"

    def __init__(self, path: str, raw: bytes) -> None:
        self.path = path
        if len(raw) > LIMIT:
            raise oversized(path)
        if raw.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in raw:
                raise InputError(path, "protected by a password; save it without one")
            raise InputError(path, self.OLD)
        try:
            self._zip = ZipFile(BytesIO(raw))
            self._infos = {info.filename: info for info in self._zip.infolist()}
        except _FAULTS as problem:
            raise self.damaged() from problem
        self._guard()

    def damaged(self, part: str = "") -> InputError:
        """That the file, or a part of it, is no such file."""
        return InputError(self.path, self.NONE.format(where=f" ({basename(part)})" if part else ""))

    def _guard(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_BYTES:
            raise InputError(self.path, f"unpacks to more than {MOST_PARTS} parts or {MOST_BYTES >> 20} MB, so it was not opened")
        for info in infos:
            if info.file_size > _SMALL and info.file_size > MOST_RATIO * info.compress_size:
                raise InputError(self.path, f"unpacks to more than {MOST_RATIO} times its size, so it was not opened")
            if info.flag_bits & 1:
                raise InputError(self.path, "protected by a password; save it without one")
        if len(self._infos) != len(infos):  # which of two parts of one name counts, no two programs agree on
            raise self.damaged()

    def names(self) -> list[str]:
        """The names of all parts, in their order."""
        return list(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str, most: int = MOST_TEXT) -> bytes:
        """The bytes of a part."""
        info = self._infos[name]
        if info.file_size > most:
            raise InputError(self.path, f"{basename(name)} in it is larger than {most >> 20} MB; split it")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self.damaged(name)
        try:
            return self._zip.read(info)
        except _FAULTS as problem:
            raise self.damaged(name) from problem
