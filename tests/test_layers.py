"""One direction: a module imports only from those above it, and only the language packs know a language."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "factcheck"
ORDER = [
    "records", "tuning", "kept", "house", "interval", "model", "formula", "hedges", "printing", "units", "dates", "files", "config", "languages", "readers",
    "joining", "segment", "quantities", "operands", "relate", "checks", "rulebook", "vetting", "choice", "silencing", "diagnose", "wording", "uniting", "places", "engine",
    "report", "beside", "excluding", "sources", "proof", "checking", "changed_lines", "baseline", "sifting", "provenance", "output", "annotation", "figures", "explaining", "starting", "newsroom", "terminal", "running",
    "post", "mail", "mailing", "mailing_command", "api", "cli", "__main__",
]  # fmt: skip
"""From what stands on nothing to what stands on all."""
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def part(path):
    """The name in ORDER that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("factcheck."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "factcheck":
            yield from (alias.name for alias in node.names if not alias.name.startswith("__"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    own = ORDER.index(part(path))
    below = {name for name in imported(path) if ORDER.index(name) > own}
    assert not below


def literals(path):
    """The texts in the code of a module, without those that explain it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


HAN = re.compile("[\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
RANGES = ("readers/encoding.py", "readers/tracing.py", "joining.py", "segment.py")
"""Modules that tell Chinese from other text; they name the ends of the range of its characters."""
ENDS = ("\u2e80", "\u4e00", "\u9fff")


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) != "languages"], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_word_of_chinese_outside_the_language_packs(path):
    found = [char for text in literals(path) for char in HAN.findall(text)]
    allowed = ENDS if path.relative_to(PACKAGE).as_posix() in RANGES else ()
    assert [char for char in found if char not in allowed] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("name", ["pint", "dateutil"])
def test_each_has_one_module_that_imports_it(name):
    users = [path.relative_to(PACKAGE).as_posix() for path in MODULES if name in {found.split(".")[0] for found in outside(path)}]
    assert len(users) <= 1


HEAVY = ("pint", "jinja2", "yaml", "dateutil", "markdown_it", "rapidfuzz", "css_inline", "lxml", "pathspec", "pypdfium2", "openpyxl", "subprocess")


def outside(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_slow_to_import_is_imported_where_it_is_used(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {name.split(".")[0] for name in names} & set(HEAVY)
