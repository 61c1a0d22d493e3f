"""What the settings say of the newsroom: its name, its logo, and its own templates."""

from __future__ import annotations

from pathlib import Path

from factcheck.config import Config, ConfigError
from factcheck.report import NOBODY, Newsroom

KINDS = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml",
}  # fmt: skip
LARGEST = 300_000
"""Bytes of a logo: it is part of every page."""


def newsroom_of(config: Config) -> Newsroom:
    """The newsroom of the settings. Raises ConfigError for a logo or a folder that cannot be used."""
    if config.templates is not None and not config.templates.is_dir():
        raise ConfigError(f"{config.path}: templates: {config.templates} is no folder; make it, or take the line out")
    if not config.newsroom and config.logo is None and config.templates is None:
        return NOBODY
    return Newsroom(config.newsroom, _address(config, config.logo) if config.logo else "", config.templates)


def _address(config: Config, logo: Path) -> str:
    """A picture as an address that holds it."""
    kind = KINDS.get(logo.suffix.lower())
    if kind is None:
        raise ConfigError(f"{config.path}: logo: {logo} is no picture for a page; use {', '.join(KINDS)}")
    try:
        raw = logo.read_bytes()
    except OSError as problem:
        raise ConfigError(f"{config.path}: logo: {logo} cannot be read ({problem.strerror}); check the path") from problem
    if len(raw) > LARGEST:
        raise ConfigError(f"{config.path}: logo: {logo} has {len(raw)} bytes; use a picture of at most {LARGEST}")
    from base64 import b64encode  # only where there is a logo

    return f"data:{kind};base64,{b64encode(raw).decode('ascii')}"
