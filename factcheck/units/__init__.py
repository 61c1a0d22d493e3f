"""Units of measure: what dimension a unit has and how many base units it is.

The units of everyday copy stand in everyday.toml, so that a page is checked
without loading anything; every other name is looked up with pint, the one
place that imports it, and with the units of our own in definitions.txt.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.house import current, name_of, remembered
from factcheck.kept import table as kept_table
from factcheck.records import dataclass

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit measures, and how many base units (SI, or the month for calendar time) one of it is."""

    dimension: str
    factor: Fraction


@cache
def _everyday() -> dict[str, Unit]:
    table = kept_table(_HERE / "everyday.toml")
    return {
        name: Unit(dimension, Fraction(factor)) for dimension, units in table.items() for name, factor in units.items()
    }


@remembered
def unit(name: str) -> Unit | None:
    """The unit of that English name (singular), or None if it is no unit of measure."""
    return _everyday().get(name) or _own().get(name) or _looked_up(name)


def _own() -> dict[str, Unit]:
    """The units of the newsroom; one that converts into nothing has a dimension of its own."""
    found: dict[str, Unit] = {}
    for number, own in enumerate(current().unit):
        amount, _, name = own.equals.partition(" ")
        base = unit(name) if name else Unit(f"[{name_of(number)}]", Fraction(1))
        if base is not None:
            found[name_of(number)] = Unit(base.dimension, base.factor * Fraction(amount or 1))
    return found


@cache
def registry() -> Any:
    """pint's registry with the units of definitions.txt."""
    import pint

    made: Any = pint.UnitRegistry()
    made.load_definitions(str(_HERE / "definitions.txt"))
    return made


def _looked_up(name: str) -> Unit | None:
    import pint

    try:
        amount = registry().Quantity(1, name).to_base_units()
    except (pint.errors.PintError, ValueError, TypeError, AttributeError, AssertionError):
        return None
    powers = sorted(amount.dimensionality.items())
    if not powers:
        return None
    dimension = " * ".join(f"{name} ** {power:g}" if power != 1 else str(name) for name, power in powers)
    return Unit(dimension, Fraction(amount.magnitude).limit_denominator(10**15))
