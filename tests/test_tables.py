"""What makes the program start fast must not change what it reads: kept tables, records, patterns compiled late."""

import dataclasses
import os
import re
import sys

import pytest

from factcheck.interval import Interval
from factcheck.languages import table
from factcheck.languages.reading import Lazy
from factcheck.model import Block
from factcheck.records import dataclass


@pytest.fixture
def writing(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def kept(path):
    return list((path.parent / "__pycache__").glob(f"{path.name}.*"))


def test_a_table_is_kept_and_read_again(tmp_path, writing):
    path = tmp_path / "words.toml"
    path.write_text('few = 3\nwords = ["一半", "half"]\n', encoding="utf-8")
    first = table(path)
    assert first == {"few": 3, "words": ["一半", "half"]}
    assert len(kept(path)) == 1
    assert table(path) == first


def test_a_changed_file_is_read_anew(tmp_path, writing):
    path = tmp_path / "words.toml"
    path.write_text("few = 3\n", encoding="utf-8")
    table(path)
    path.write_text("few = 4\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert table(path) == {"few": 4}


@pytest.mark.parametrize("spoilt", [b"", b"x", b"\xe9\x00\x00\x00\x00", b"nonsense that is no table"])
def test_a_spoilt_table_is_made_again(tmp_path, writing, spoilt):
    path = tmp_path / "words.toml"
    path.write_text("few = 3\n", encoding="utf-8")
    table(path)
    kept(path)[0].write_bytes(spoilt)
    assert table(path) == {"few": 3}
    assert table(path) == {"few": 3}


def test_nothing_is_kept_where_nothing_may_be_written(tmp_path, writing, monkeypatch):
    path = tmp_path / "words.toml"
    path.write_text("few = 3\n", encoding="utf-8")
    (tmp_path / "__pycache__").write_text("in the way", encoding="utf-8")
    assert table(path) == {"few": 3}
    (tmp_path / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert table(path) == {"few": 3}
    assert not kept(path)


def test_records_are_as_dataclasses_of_the_library_are():
    @dataclass(frozen=True, slots=True)
    class Mine:
        name: str
        size: int = 1
        known: int | None = dataclasses.field(default=None, init=False, repr=False, compare=False)

    one, same, other = Mine("a"), Mine("a"), Mine("a", 2)
    object.__setattr__(one, "known", 5)
    assert one == same != other
    assert hash(one) == hash(same)
    assert one != ("a", 1)
    assert repr(other).endswith("Mine(name='a', size=2)")
    assert dataclasses.replace(one, size=2) == other
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"  # type: ignore[misc]


def test_records_of_the_program_show_and_compare_their_fields():
    assert repr(Interval.exactly(1)) == "Interval(low=Fraction(1, 1), high=Fraction(1, 1), low_open=False, high_open=False)"
    assert Block("item", "x", ((0, 0),)) == Block("item", "x", ((0, 0),))
    assert Block("item", "x", ((0, 0),)) != Block("item", "y", ((0, 0),))


def test_a_late_pattern_is_as_one_compiled_at_once():
    late, early = Lazy(r"(?P<a>\d+)", re.IGNORECASE), re.compile(r"(?P<a>\d+)", re.IGNORECASE)
    assert late.search("x 12 y", 1).span() == early.search("x 12 y", 1).span()
    assert late.fullmatch("12")["a"] == "12"
    assert late.sub("", "a1b2") == "ab"
    assert late.match("x") is None
