"""Checks the figures of a news article against each other."""

__version__ = "0.1.0"
