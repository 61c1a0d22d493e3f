"""What the README shows is what the program says."""

import re
from pathlib import Path

from click.testing import CliRunner

from factcheck.cli import main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_rule_table_is_that_of_the_program():
    shown = re.search(r"<!-- rules -->\n(.*?)\n<!-- end of rules -->", README, re.DOTALL)
    assert shown is not None
    assert shown.group(1) == CliRunner().invoke(main, ["rules", "--markdown"]).output.strip()


def test_files_that_it_names_are_there():
    for name in re.findall(r"(?:examples|tests)/[\w./-]+", README):
        assert (Path(__file__).parent.parent / name.rstrip(".")).exists(), name
