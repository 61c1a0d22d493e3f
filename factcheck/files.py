"""Where the rules and templates are: in a wheel, an editable install and a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` ("rules" or "templates") that belongs to this installation.

    It lies beside the modules in a wheel, and one level up in a checkout, which
    is known by its setup.cfg. Raises FileNotFoundError if it is in neither place.
    """
    beside = _HERE / name
    if beside.is_dir():
        return beside
    above = _HERE.parent / name
    if above.is_dir() and (_HERE.parent / "setup.cfg").is_file():
        return above
    raise FileNotFoundError(f"the folder {name!r} of factcheck is missing: reinstall it")
