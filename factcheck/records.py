"""Frozen records that load fast: dataclasses, whose comparison, hash and text are shared instead of compiled for each.

To be imported in place of `dataclasses.dataclass`; half the time that a module
of records takes to load is otherwise spent on methods that are all alike.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
        """As in the standard library, for classes of at least one field that is compared."""

        def made(plain: type) -> type:
            record = dataclasses.dataclass(frozen=frozen, slots=slots, repr=False, eq=False)(plain)
            fields = dataclasses.fields(record)
            record.__eq__, record.__hash__ = _compared(tuple(field.name for field in fields if field.compare), frozen)
            record.__repr__ = _shown(tuple(field.name for field in fields if field.repr))
            return record

        return made


def _compared(names: tuple[str, ...], frozen: bool) -> tuple[Callable[[Any, object], bool], Callable[[Any], int] | None]:
    """Equality and hash by these fields; what can change has no hash."""
    values = attrgetter(*names)

    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equal, (lambda self: hash(values(self))) if frozen else None


def _shown(names: tuple[str, ...]) -> Callable[[Any], str]:
    """The text of a record, with these fields."""

    def text(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return text
