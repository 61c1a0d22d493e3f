"""What the README shows is what the program says."""

import re
from pathlib import Path

import yaml
from click.testing import CliRunner

from factcheck.cli import FORMATS, main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_rule_table_is_that_of_the_program():
    shown = re.search(r"<!-- rules -->\n(.*?)\n<!-- end of rules -->", README, re.DOTALL)
    assert shown is not None
    assert shown.group(1) == CliRunner().invoke(main, ["rules", "--markdown"]).output.strip()


def test_files_that_it_names_are_there():
    for name in re.findall(r"(?:examples|tests)/[\w./-]+|(?<=\]\()(?!http)[^)]+", README):
        assert (Path(__file__).parent.parent / name.rstrip(".")).exists(), name


def test_the_hook_is_the_one_that_init_writes():
    shown = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    template = Path(__file__).parent.parent / "templates" / "pre-commit-config.yaml"
    assert yaml.safe_load(shown.group(1)) == yaml.safe_load(template.read_text(encoding="utf-8"))
    hooks = {hook["id"] for hook in yaml.safe_load((Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert set(re.findall(r"`(factcheck-\w+)`", README)) <= hooks


def test_options_and_formats_that_it_names_are_there():
    said = " ".join(CliRunner().invoke(main, [command, "--help"]).output for command in ("check", "email", "init"))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= set(re.findall(r"--[a-z][a-z-]+", said)), "an option"
    formats = re.search(r"`--format (.*?) \|", README)
    assert formats is not None and set(re.findall(r"\w+", formats.group(1))) <= set(FORMATS)
