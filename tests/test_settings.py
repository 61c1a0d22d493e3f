"""What the settings do to a run: rules and languages of single files, severities, the environment, and the account of where a value comes from."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from test_config import WRONG as MISTAKES
from test_config import everything

from factcheck.cli import FORMATS, main
from factcheck.config import KEYS
from factcheck.files import folder
from factcheck.rulebook import load

ROOT = Path(__file__).parent.parent
RULE = "percentage-contradicts-counts"
WRONG = "The panel approved 45 of 50 requests, or 95%.\n"
DOUBLED = "The the board met on Friday and went home.\n"


def call(*args, **env):
    return CliRunner().invoke(main, list(map(str, args)), env=env)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name in ("a.txt", "sport/b.txt", "sport/old/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(WRONG + "\n" + DOUBLED, encoding="utf-8")
    return tmp_path


def settings(place, text):
    (place / "factcheck.toml").write_text(text, encoding="utf-8")


def found(*args):
    """The rules that found something, with the severity, by file."""
    made = call("check", ".", "--format", "json", *args)
    assert not made.stderr, made.stderr
    return {
        document["path"]: sorted((finding["rule"], finding["severity"]) for article in document["articles"] for finding in article["findings"])
        for document in json.loads(made.stdout)["documents"]
    }


BOTH = [("doubled-word", "info"), (RULE, "error")]


@pytest.mark.parametrize("edition", [(), ("--edition",)])
def test_rules_of_single_files(here, edition):
    settings(here, f'select = ["{RULE}", "doubled-word"]\n[[files]]\nglob = "sport/*"\nignore = ["{RULE}"]\n[[files]]\nglob = "old"\nselect = ["{RULE}"]\n')
    assert found(*edition) == {"a.txt": BOTH, "sport/b.txt": BOTH[:1], "sport/old/c.txt": BOTH[1:]}
    settings(here, f'ignore = ["{RULE}"]\nselect = ["{RULE}", "doubled-word"]\n[[files]]\nglob = "sport/*"\nselect = ["{RULE}"]\n')
    assert found(*edition) == {"a.txt": BOTH[:1], "sport/b.txt": BOTH[1:], "sport/old/c.txt": BOTH[1:]}


@pytest.mark.parametrize("edition", [(), ("--edition",)])
def test_severities(here, edition):
    settings(here, f'select = ["{RULE}", "doubled-word"]\n[severity]\n{RULE} = "warning"\n[[files]]\nglob = "b.txt"\nseverity = {{ {RULE} = "info", doubled-word = "error" }}\n')
    usual = [("doubled-word", "info"), (RULE, "warning")]
    assert found(*edition) == {"a.txt": usual, "sport/b.txt": [("doubled-word", "error"), (RULE, "info")], "sport/old/c.txt": usual}
    assert call("check", "a.txt", "--fail-on", "error").exit_code == 0
    assert call("check", "sport/b.txt", "--fail-on", "error").exit_code == 1


def test_options_go_before_the_settings_of_files(here):
    settings(here, f'[[files]]\nglob = "*"\nignore = ["{RULE}"]\nlang = "zh"\n')
    assert call("check", "a.txt").exit_code == 0
    assert call("check", "a.txt", "--select", RULE, "--lang", "en").exit_code == 1
    assert json.loads(call("check", "a.txt", "--format", "json").stdout)["documents"][0]["articles"][0]["lang"] == "zh"
    assert json.loads(call("check", "a.txt", "--format", "json", "--lang", "en").stdout)["documents"][0]["articles"][0]["lang"] == "en"


def test_workers_know_the_settings_of_files(here):
    settings(here, f'select = ["{RULE}"]\n[[files]]\nglob = "sport/*"\nignore = ["{RULE}"]\n')
    assert found("--jobs", "2") == {"a.txt": BOTH[1:], "sport/b.txt": [], "sport/old/c.txt": []}


NAMES = {
    'select = ["doubled-words"]': "select",
    'ignore = ["doubled-words"]': "ignore",
    '[severity]\ndoubled-words = "info"': "severity",
    '[[files]]\nglob = "a"\nselect = ["doubled-words"]': "files[1].select",
    '[[files]]\nglob = "a"\nseverity = { doubled-words = "info" }': "files[1].severity",
}


@pytest.mark.parametrize("text", NAMES)
def test_rules_that_there_are_none_of_are_named_with_their_key(here, text):
    settings(here, text)
    made = call("check", "a.txt")
    (line,) = made.stderr.splitlines()
    assert made.exit_code == 2 and f"factcheck.toml: {NAMES[text]}: no rule is named 'doubled-words' (did you mean 'doubled-word'?)" in line


# The environment


def test_options_are_read_from_the_environment(here):
    assert call("check", "a.txt", FACTCHECK_FAIL_ON="never").exit_code == 0
    assert call("check", "a.txt", "--fail-on", "error", FACTCHECK_FAIL_ON="never").exit_code == 1
    assert json.loads(call("check", "a.txt", FACTCHECK_FORMAT="json", FACTCHECK_SELECT=f"doubled-word,{RULE}").stdout)["schema"] == 1
    assert call("quantities", "a.txt", FACTCHECK_FORMAT="sarif", FACTCHECK_OUTPUT="x.json").exit_code == 0
    assert "不是95%" in call("check", "a.txt", FACTCHECK_MESSAGES="zh", FACTCHECK_CONFIG="").stdout
    settings(here, 'fail-on = "error"')
    assert call("check", "a.txt", FACTCHECK_FAIL_ON="never").exit_code == 0
    assert call("--version", FACTCHECK_VERSION="1").exit_code == 0 and call("rules", FACTCHECK_VERSION="1").stdout.count("\n") > 10


def test_a_bad_value_of_the_environment_names_its_variable(here):
    for name, value in {"FACTCHECK_LANG": "fr", "FACTCHECK_FORMAT": "pdf", "FACTCHECK_JOBS": "many"}.items():
        made = call("check", "a.txt", **{name: value})
        assert made.exit_code == 2 and made.stderr.rstrip().endswith(f"It comes from the environment variable {name}.")
    assert "environment" not in call("check", "a.txt", "--lang", "fr").stderr


# Where a value comes from


def shown(*args, **env):
    made = call("check", "--show-config", *args, **env)
    assert made.exit_code == 0 and not made.stderr
    rows = dict(line.split(" = ", 1) for line in made.stdout.splitlines() if not line.startswith("#"))
    assert tuple(rows) == KEYS
    values = tomllib.loads(made.stdout)
    return {key: (values[key], row.rsplit("  # ", 1)[1]) for key, row in rows.items()}, made.stdout


def test_each_value_and_its_source(here):
    path = here / "factcheck.toml"
    settings(here, 'lang = "zh"\nedition = false\nignore = ["doubled-word"]\nrules = ["factcheck-rules"]\n[severity]\nimpossible-date = "info"\n[[files]]\nglob = "sport/*"\nlang = "en"\n')
    call("init")
    values, said = shown("sport/b.txt", "a.txt", "--fail-on", "error", "--ignore", "cut-off,impossible-date".replace("cut-off", "paragraph-cut-off"), FACTCHECK_FORMAT="json")
    assert values["lang"] == ("zh", str(path)) and values["edition"] == (False, str(path))
    assert values["fail-on"] == ("error", "--fail-on") and values["format"] == ("json", "FACTCHECK_FORMAT")
    assert values["ignore"] == (["doubled-word", "paragraph-cut-off", "impossible-date"], f"{path}, --ignore")
    assert values["rules"] == ([str(here / "factcheck-rules")], str(path)) and values["select"] == ([], "default")
    assert values["severity"] == ({"impossible-date": "info"}, str(path)) and values["files"][0] == [{"glob": "sport/*", "lang": "en"}]
    assert said.startswith(f"# settings: {path}\n")
    every = len(load()) + 1
    assert f"# sport/b.txt: {every - 3} of {every} rules, lang en, files[1]\n" in said and f"# a.txt: {every - 3} of {every} rules, lang zh\n" in said
    assert shown("--select", RULE)[0]["ignore"] == ([], "default")


def test_defaults_where_nothing_is_set(here):
    values, said = shown()
    assert {origin for _, origin in values.values()} == {"default"} and said.startswith("# settings: no factcheck.toml")
    assert (values["lang"][0], values["fail-on"][0], values["format"][0]) == ("auto", "warning", "text")


def test_settings_that_cannot_be_are_not_shown(here):
    settings(here, 'fail-no = "error"')
    made = call("check", "--show-config")
    assert made.exit_code == 2 and not made.stdout and "fail-on" in made.stderr


# The schema of the settings

SCHEMA = json.loads((ROOT / "factcheck" / "schemas" / "config.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_accepts_the_template():
    Draft202012Validator.check_schema(SCHEMA)
    text = (folder("templates") / "factcheck.toml").read_text(encoding="utf-8")
    assert [error.message for error in VALIDATOR.iter_errors(tomllib.loads(text))] == []
    whole = tomllib.loads(everything(text))
    assert [error.message for error in VALIDATOR.iter_errors(whole)] == []
    assert set(whole) == set(SCHEMA["properties"])


def test_the_schema_knows_the_keys_that_the_program_knows():
    assert set(SCHEMA["properties"]) == {*KEYS, "email"}
    assert tuple(SCHEMA["properties"]["format"]["enum"]) == FORMATS
    from dataclasses import fields

    from factcheck.config import FileSettings, IgnoredFinding
    from factcheck.house import Identity, Term, Unit, Wording
    from factcheck.mailing import Settings

    tables = {"files": FileSettings, "ignore-finding": IgnoredFinding, "email": Settings, "term": Term, "identity": Identity, "unit": Unit, "wording": Wording}
    for name, table in tables.items():
        keys = {"from" if item.name == "sender" else item.name.replace("_", "-") for item in fields(table)}
        assert set(SCHEMA["$defs"][name]["properties"]) == keys


@pytest.mark.parametrize("text", [text for text in MISTAKES if text != "lang = "])
def test_the_schema_refuses_what_the_program_refuses(text):
    assert not VALIDATOR.is_valid(tomllib.loads(text))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(here, shell):
    around = {**os.environ, "PYTHONPATH": str(ROOT), "_FACTCHECK_COMPLETE": f"{shell}_source"}
    code = "from factcheck.cli import main; main(prog_name='factcheck')"
    made = subprocess.run([sys.executable, "-c", code], env=around, capture_output=True, text=True)
    if shell == "bash" and "Bash" in made.stderr:
        pytest.skip("an old Bash")
    assert made.returncode == 0 and "factcheck" in made.stdout
    around |= {"_FACTCHECK_COMPLETE": f"{shell}_complete", "COMP_WORDS": "factcheck check --fail-on e", "COMP_CWORD": "3" if shell != "fish" else "e"}
    made = subprocess.run([sys.executable, "-c", code], env=around, capture_output=True, text=True)
    assert made.returncode == 0 and "error" in made.stdout
