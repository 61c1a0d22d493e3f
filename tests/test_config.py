"""Settings: where they are found, what they may say, and one clear line for what they may not."""

import os
import re
from pathlib import Path

import pytest

from factcheck.config import Config, ConfigError, load
from factcheck.files import folder


def write(place, text, name="factcheck.toml"):
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_is_set_where_there_is_no_file(tmp_path):
    (tmp_path / ".git").mkdir()
    assert load(start=tmp_path) == Config()


def test_every_key(tmp_path):
    path = write(
        tmp_path,
        'select = ["a"]\nignore = ["b"]\nrules = ["own"]\nexclude = ["x"]\nlang = "zh"\nmessages = "en"\n'
        'fail-on = "error"\nformat = "json"\nedition = true\n',
    )
    assert load(path) == Config(("a",), ("b",), (tmp_path / "own",), ("x",), "zh", "en", "error", "json", True, path)


def test_the_nearest_file_above_counts(tmp_path):
    write(tmp_path, 'lang = "zh"')
    write(tmp_path / "a", 'lang = "en"')
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    assert load(start=tmp_path / "a" / "b" / "c").lang == "en"
    (tmp_path / "d").mkdir()
    assert load(start=tmp_path / "d").lang == "zh"


def test_the_search_ends_at_the_root_of_a_repository(tmp_path):
    write(tmp_path, 'lang = "zh"')
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert load(start=tmp_path / "repository").lang == ""


@pytest.mark.parametrize("text", ['[tool.factcheck]\nlang = "zh"', '[tool]\nfactcheck = { lang = "zh" }', '[ tool . factcheck ]\nlang = "zh"'])
def test_a_table_of_pyproject(tmp_path, text):
    write(tmp_path, text, "pyproject.toml")
    assert load(start=tmp_path).lang == "zh"


def test_a_pyproject_of_something_else_is_passed_over(tmp_path):
    write(tmp_path, 'lang = "zh"')
    write(tmp_path / "a", '[project]\ndependencies = ["factcheck"]\n', "pyproject.toml")
    write(tmp_path / "a" / "b", "[tool.black]\n", "pyproject.toml")
    assert load(start=tmp_path / "a" / "b").lang == "zh"


def test_the_own_file_goes_before_pyproject(tmp_path):
    write(tmp_path, 'lang = "zh"')
    write(tmp_path, '[tool.factcheck]\nlang = "en"', "pyproject.toml")
    assert load(start=tmp_path).lang == "zh"


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "factcheck.toml"
    path.write_bytes(b'\xef\xbb\xbflang = "zh"\n')
    assert load(path).lang == "zh"


WRONG = {
    'fail-no = "error"': ("fail-no", "did you mean 'fail-on'?"),
    "fail_on = 'error'": ("fail_on", "did you mean 'fail-on'?"),
    "colour = 1": ("colour", "unknown key"),
    "select = 3": ("select", "list of texts"),
    'ignore = "doubled-word"': ("ignore", "list of texts"),
    'rules = ["own", 3]': ("rules", "list of texts"),
    'exclude = [""]': ("exclude", "list of texts"),
    'lang = "cn"': ("lang", "auto, zh, en"),
    "messages = []": ("messages", "a text"),
    'fail-on = "warnings"': ("fail-on", "did you mean 'warning'?"),
    'edition = "yes"': ("edition", "true or false"),
    "format = 1": ("format", "a text"),
    "lang = ": ("factcheck.toml", "TOML"),
    "baseline = 3": ("baseline", "a text"),
    'severity = "error"': ("severity", "must be a table"),
    '[severity]\ndoubled-word = "eror"': ("severity.doubled-word", "did you mean 'error'?"),
    '[severity]\ndoubled-word = ["error"]': ("severity.doubled-word", "error, warning, info"),
    '[files]\nglob = "a"': ("files", "[[files]]"),
    "[[files]]\nlang = 'zh'": ("files[1]", "needs glob"),
    "[[files]]\nglob = 'a'\n[[files]]\nglob = 'b'\nlang = 'cn'": ("files[2].lang", "auto, zh, en"),
    "[[files]]\nglob = 'a'\nignored = []": ("files[1].ignored", "did you mean 'ignore'?"),
    "[[files]]\nglob = 'a'\nselect = 'b'": ("files[1].select", "list of texts"),
    "[[term]]\nid = 'a'": ("term[1]", "needs words or totals"),
    "[[term]]\nwords = { en = ['a'] }": ("term[1]", "needs id"),
    "[[term]]\nid = 'a'\nwords = ['a']": ("term[1].words", "by language"),
    "[[term]]\nid = 'a'\ntotals = { fr = ['a'] }": ("term[1].totals", "by language"),
    "[[term]]\nid = 'a'\nwords = { en = [] }": ("term[1].words.en", "list of texts"),
    "[[identity]]": ("identity[1]", "needs holds"),
    "[[unit]]\nequals = '1 metre'": ("unit[1]", "needs words"),
    "[[unit]]\nwords = { en = ['a'] }\nequal = '1 metre'": ("unit[1].equal", "did you mean 'equals'?"),
    "[[wording]]\nlang = 'en'\npattern = 'a'": ("wording[1]", "needs relation"),
    "[[wording]]\nlang = 'fr'\nrelation = 'share'\npattern = 'a'": ("wording[1].lang", "auto, zh, en"),
    "[[wording]]\nlang = 'auto'\nrelation = 'share'\npattern = 'a'": ("wording[1].lang", "use zh or en"),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_one_line_with_file_and_key(tmp_path, text):
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    line = str(caught.value)
    assert line.startswith(f"{path}: ") and "\n" not in line
    assert all(words in line for words in WRONG[text])


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\nfactcheck = 3", "[project]\nname = 'x'"])
def test_a_pyproject_that_is_named_must_have_the_table(tmp_path, text):
    path = write(tmp_path, text, "pyproject.toml")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: .*\[tool\.factcheck\]"):
        load(path)


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ConfigError, match="missing.toml: cannot be read"):
        load(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes("lang = 'ö'".encode("latin-1"))
    with pytest.raises(ConfigError, match="latin.toml: is not UTF-8"):
        load(tmp_path / "latin.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


EXCLUDED = {
    "drafts": {"drafts/a.md", "drafts/b/c.md", "x/drafts/d.md"},
    "drafts/": {"drafts/a.md", "drafts/b/c.md", "x/drafts/d.md"},
    "drafts/b": {"drafts/b/c.md"},
    "drafts/*.md": {"drafts/a.md", "drafts/b/c.md"},
    "./drafts/**": {"drafts/a.md", "drafts/b/c.md"},
    "**/d.md": {"x/drafts/d.md"},
    "*.txt": {"e.txt"},
    "x/*": {"x/drafts/d.md"},
}
FILES = ("drafts/a.md", "drafts/b/c.md", "x/drafts/d.md", "e.txt", "f.md")


@pytest.mark.parametrize("pattern", EXCLUDED)
def test_patterns_of_files_that_are_passed_over(tmp_path, pattern, monkeypatch):
    config = Config(exclude=(pattern,), path=tmp_path / "factcheck.toml")
    assert {name for name in FILES if config.passes_over(str(tmp_path / name))} == EXCLUDED[pattern]
    (tmp_path / "x").mkdir()
    monkeypatch.chdir(tmp_path / "x")
    assert {name for name in FILES if config.passes_over(os.path.join("..", name))} == EXCLUDED[pattern]


def test_the_settings_that_a_newsroom_starts_with(tmp_path):
    text = (folder("templates") / "factcheck.toml").read_text(encoding="utf-8")
    assert load(write(tmp_path, text)).rules == (tmp_path / "factcheck-rules",)
    config = load(write(tmp_path / "all", everything(text)))
    assert config.select and config.ignore and config.exclude and config.fail_on and config.lang and config.messages and config.format
    assert isinstance(config.path, Path)
    assert config.severity and config.baseline and all(getattr(config.files[0], key) for key in ("glob", "select", "ignore", "severity", "lang"))
    assert all(getattr(config.ignore_finding[0], key) for key in ("glob", "rule", "texts", "reason"))
    assert config.house.identity and all(getattr(config.term[0], key) for key in ("id", "words", "totals")) and config.unit[0].equals and config.wording[0].example


def everything(text):
    """The template with every line on."""
    return re.sub(r"^# (?=[a-z-]+ +=|\[)", "", text, flags=re.MULTILINE)
