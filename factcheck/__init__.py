"""Checks the figures of a news article against each other.

>>> import factcheck
>>> result = factcheck.check("The panel approved 45 of 50 requests, or 95%.")
>>> result.findings[0].message
'45 of 50 is 90%, not 95%'
>>> factcheck.check("收集意见建议582个，办结579个，办结率98.48%。").findings[0].message
'579个占582个的99.485%，不是98.48%'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Result", "__version__", "check"]

if TYPE_CHECKING:
    from factcheck.api import Result, check


def __getattr__(name: str) -> Any:
    """`check` and `Result`, loaded when they are first used so that the command line starts fast."""
    if name in ("check", "Result"):
        from factcheck import api

        return getattr(api, name)
    raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
