"""One direction: a module imports only from those above it, and only the language packs know a language."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "factcheck"
ORDER = [
    "interval", "model", "formula", "hedges", "printing", "units", "dates", "files", "config", "languages", "readers",
    "joining", "segment", "quantities", "operands", "relate", "checks", "rulebook", "diagnose", "wording", "places", "engine",
    "report", "sources", "proof", "checking", "output", "figures", "explaining", "starting", "api", "cli", "__main__",
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
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.body[0].value) for node in ast.walk(tree) if hasattr(node, "body") and isinstance(node.body, list) and node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            for item in getattr(node, field, None) or [] if isinstance(getattr(node, field, None), list) else []:
                if isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant):
                    docs.add(id(item.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) != "languages"], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_word_of_chinese_outside_the_language_packs(path):
    assert not [text for text in literals(path) if re.search("[\u4e00-\u9fff]{2,}", text) and len(text) > 2]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 430
