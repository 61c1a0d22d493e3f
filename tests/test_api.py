"""The way in from programs: what its documentation shows is what happens."""

import doctest
import importlib

import pytest

import factcheck


@pytest.mark.parametrize("name", ["factcheck", "factcheck.api"])
def test_the_documentation_shows_what_happens(name):
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried and not failed


def test_all_that_is_public_is_documented_by_an_example():
    parts = [factcheck.check, factcheck.Result, *(vars(factcheck.Result)[name] for name in ("articles", "findings", "coverage"))]
    assert all(">>>" in part.__doc__ for part in parts)


def test_reports_are_those_of_the_command_line():
    result = factcheck.check("The panel approved 45 of 50 requests, or 95%.", messages="zh")
    assert "不是95%" in result.to_html() and "不是95%" in result.to_markdown() and '"schema":1' in result.to_json()
