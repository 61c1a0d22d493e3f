"""Frozen, slotted dataclasses that cost a fraction of the usual time, at every start and for every one that is made.

`dataclasses.dataclass` compiles six functions for each class and sets each
field of a frozen record by a call. Here one function is compiled: it fills an
open twin of the record, with the same slots, and then makes it the closed one.
Type checkers, `replace`, `fields` and `asdict` see ordinary dataclasses.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    field = dataclasses.field

    def dataclass(**options: bool) -> Callable[[type], type]:
        """As that of the standard library, which is left those that are open or have fields of an odd kind."""
        usual = dataclasses.dataclass(**options)
        is_closed = options == {"frozen": True, "slots": True}
        return lambda given: _closed(given) if is_closed and _is_plain(given) else usual(given)

    def replace(record: Any, /, **changes: Any) -> Any:
        """As that of the standard library."""
        if not isinstance(record, _Record):
            return dataclasses.replace(record, **changes)
        return type(record)(**{name: getattr(record, name) for name in record.__slots_of__} | changes)


def _is_plain(given: type) -> bool:
    """Whether a class has no parent, and its fields no option but what makes their default."""
    odd = (value for value in vars(given).values() if isinstance(value, dataclasses.Field))
    return given.__bases__ == (object,) and all(value.init and value.repr and value.compare and value.default is MISSING for value in odd)


class _Fields:
    """The fields as the standard library describes them, worked out when somebody asks."""

    def __get__(self, record: object, owner: Any) -> dict[str, dataclasses.Field[Any]]:
        twin = dataclasses.make_dataclass(owner.__name__, owner.__slots_of__, init=False, repr=False, eq=False)
        owner.__dataclass_fields__ = twin.__dataclass_fields__  # type: ignore[attr-defined]
        found: dict[str, dataclasses.Field[Any]] = owner.__dataclass_fields__
        return found


class _Record:
    """What all closed records do."""

    __slots__ = ()
    __slots_of__: tuple[str, ...] = ()
    __dataclass_fields__ = _Fields()

    _values_of: Any
    """Of a class: what gives the values of a record of it, all at once."""

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self._values_of(self) == self._values_of(other))

    def __hash__(self) -> int:
        return hash(self._values_of(self))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots_of__)})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__slots_of__)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


def _closed(given: type) -> type:
    """The closed record that a class describes."""
    names = tuple(given.__annotations__)
    defaults = {name: vars(given)[name] for name in names if name in vars(given)}
    body = {name: value for name, value in vars(given).items() if name not in (*defaults, "__dict__", "__weakref__")}
    twin = type(given.__name__, (), {"__slots__": names})
    own = {"__slots__": (), "__slots_of__": names, "__match_args__": names, "_values_of": attrgetter(*names)}
    closed = type(given.__name__, (_Record, twin), body | own)
    closed.__new__ = _maker(twin, names, defaults)  # type: ignore[method-assign]
    return closed


def _maker(twin: type, names: Sequence[str], defaults: Mapping[str, Any]) -> Any:
    """What makes a record: compiled, as its arguments are the fields of the class."""
    known: dict[str, Any] = {"_open": twin.__new__, "_twin": twin, "_missing": MISSING}
    taken, filled = [], []
    for name in names:
        default = defaults.get(name, MISSING)
        if isinstance(default, dataclasses.Field):
            known[f"_make_{name}"] = default.default_factory
            taken.append(f"{name}=_missing")
            filled.append(f"self.{name} = _make_{name}() if {name} is _missing else {name}")
        else:
            known[f"_of_{name}"] = default
            taken.append(name if default is MISSING else f"{name}=_of_{name}")
            filled.append(f"self.{name} = {name}")
    exec("\n ".join((f"def __new__(_class, {', '.join(taken)}):", "self = _open(_twin)", *filled, "self.__class__ = _class", "return self")), known)
    return known["__new__"]
