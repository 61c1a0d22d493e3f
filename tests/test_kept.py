"""What is kept beside the bytecode must be what it was made from: tables, patterns."""

import marshal
import os
import re
import subprocess
import sys

import pytest

from factcheck.kept import MOST, Patterns, of_files, table


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


SOURCES = [
    (r"(?P<a>\d+)[一-龥]?(b)?(?P<c>x|y)*", 0),
    (r"\bover (?:the )?\d+(?<!9)", re.IGNORECASE),
    ("^(?:[\x00-\x1f]|𠮷)+$", re.MULTILINE),
    (r"(?i:a)(?#note)\u4e00++(?>b|c)", re.VERBOSE | re.DOTALL),
    ("(?x) a b  # with a note", 0),
]
TEXTS = ["12中bxy", "OVER the 128 over 9", "𠮷\x01\n𠮷", "a一b", "ab"]


def same(first, second):
    assert (first.pattern, first.flags, first.groups, dict(first.groupindex)) == (second.pattern, second.flags, second.groups, dict(second.groupindex))
    for text in TEXTS:
        assert [found.regs for found in first.finditer(text)] == [found.regs for found in second.finditer(text)]
        assert [found.groupdict() for found in first.finditer(text)] == [found.groupdict() for found in second.finditer(text)]
        assert [found.lastgroup for found in first.finditer(text)] == [found.lastgroup for found in second.finditer(text)]


def test_a_kept_pattern_is_the_one_that_was_compiled(tmp_path, writing):
    first = Patterns(tmp_path / "patterns")
    for source, flags in SOURCES:
        same(first.compiled(source, flags), re.compile(source, flags))
    first.save()
    second = Patterns(tmp_path / "patterns")
    assert len(second.known) == len(SOURCES)
    for source, flags in SOURCES:
        same(second.compiled(source, flags), re.compile(source, flags))
    assert not second.new


@pytest.mark.parametrize("form", [marshal.dumps((0, b"", 0, {}, (None,))), (0, b"\xff" * 8, 0, {}, (None,)), (0, b"abc"), (), None])
def test_a_spoilt_pattern_is_compiled_again(tmp_path, writing, form):
    patterns = Patterns(tmp_path / "patterns")
    patterns.known["a+", 0] = marshal.dumps(form)
    same(patterns.compiled("a+"), re.compile("a+"))


def test_what_another_interpreter_kept_is_not_used(tmp_path, writing, monkeypatch):
    first = Patterns(tmp_path / "patterns")
    first.compiled("a+")
    first.save()
    monkeypatch.setattr(sys, "version", "another one")
    assert not Patterns(tmp_path / "patterns").known


def test_patterns_do_not_pile_up(tmp_path, writing):
    first = Patterns(tmp_path / "patterns")
    for number in range(MOST):
        first.known[f"x{number}", 0] = marshal.dumps((0, b"", 0, {}, (None,)))
    first.compiled("a+")
    first.save()
    assert not Patterns(tmp_path / "patterns").known


def test_nothing_is_written_without_need_or_leave(tmp_path, writing, monkeypatch):
    Patterns(tmp_path / "patterns").save()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    first = Patterns(tmp_path / "patterns")
    first.compiled("a+")
    first.save()
    assert not list(tmp_path.iterdir())


def test_a_bad_pattern_is_told_as_by_the_library(tmp_path):
    with pytest.raises(re.error):
        Patterns(tmp_path / "patterns").compiled("(")


def test_findings_are_the_same_with_and_without_what_is_kept(tmp_path):
    page = "examples/newspaper-page.en.md"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPYCACHEPREFIX": str(tmp_path)}
    runs = [
        subprocess.run([sys.executable, "-m", "factcheck", "check", page, "--format", "json"], env=environment, capture_output=True)
        for _ in range(2)
    ]
    assert runs[0].returncode == 1 and not runs[0].stderr
    assert runs[0].stdout == runs[1].stdout
    assert [path for path in tmp_path.rglob("patterns.*") if path.stat().st_size > 1000]


def test_what_is_made_of_files_is_made_again_when_one_changes(tmp_path, writing):
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    made = []

    def make():
        made.append([path.read_text() for path in paths])
        return made[-1]

    for path in paths:
        path.write_text(path.stem)
    assert of_files(tmp_path, paths, make) == of_files(tmp_path, paths, make) == ["one", "two"]
    paths[1].write_text("another")
    assert of_files(tmp_path, paths, make) == ["one", "another"]
    assert of_files(tmp_path, paths[:1], make) == ["one", "another"]
    assert len(made) == 3
