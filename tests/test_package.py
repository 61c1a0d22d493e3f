"""The wheel, installed in a fresh environment, has its rules, templates and language packs."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    made = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    (path,) = folder.glob("factcheck-*.whl")
    return path


def test_wheel_holds_data_and_licence(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert sum(name.startswith("factcheck/rules/") and name.endswith(".toml") for name in names) >= 20
    assert "factcheck/templates/report.html.j2" in names
    assert "factcheck/languages/zh/wordings.toml" in names and "factcheck/units/definitions.txt" in names
    assert "factcheck/py.typed" in names and "factcheck/subjects.toml" in names
    assert any(name.endswith("LICENSE") for name in names)


def test_wheel_works_in_a_fresh_environment(wheel, tmp_path):
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True, env=environment)
    environment["PYTHONPATH"] = sysconfig.get_path("purelib")  # the dependencies, as they are installed here
    def run(*args):
        return subprocess.run([scripts / "factcheck", *args], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert "share-contradicts-total" in run("rules").stdout
    (tmp_path / "a.txt").write_text("The panel approved 45 of 50 requests, or 95%.\n", encoding="utf-8")
    made = run("check", "a.txt", "--format", "html")
    assert made.returncode == 1 and "<html" in made.stdout, made.stderr
