"""A wheel, by way of an sdist and installed in a fresh environment, has its rules, templates and language packs."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("factcheck", "rules", "templates", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")
OWN = {
    "factcheck": ("*.py", "py.typed", "*.toml"),
    "factcheck/languages/zh": ("*.toml",),
    "factcheck/languages/en": ("*.toml",),
    "factcheck/schemas": ("*.json",),
    "factcheck/units": ("*.txt", "*.toml"),
    "rules": ("*.toml",),
    "templates": ("*",),
}
"""Folders of the checkout, and the files in them that a wheel must hold."""


def python(*args, cwd, executable=sys.executable, **env):
    around = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # a checkout on it would pass for the wheel
    made = subprocess.run([executable, *map(str, args)], cwd=cwd, capture_output=True, text=True, env={**around, **env}, encoding="utf-8")
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from an sdist that was built from a copy, so that nothing left over in the checkout gets into it."""
    copy, made = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("made")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    if find_spec("setuptools") and find_spec("build"):  # without a look at the network
        python("-m", "build", "--no-isolation", "--skip-dependency-check", "--sdist", "--outdir", made, cwd=copy)
        (sdist,) = made.glob("*.tar.gz")
        with tarfile.open(sdist) as archive:
            archive.extractall(made, filter="data")
        copy = made / sdist.name.removesuffix(".tar.gz")
    isolated = [] if find_spec("setuptools") and find_spec("wheel") else ["--use-pep517"]
    extra = isolated or ["--no-build-isolation"]
    python("-m", "pip", "wheel", "--quiet", "--no-deps", *extra, "--wheel-dir", made, copy, cwd=made)
    (path,) = made.glob("factcheck-*.whl")
    return path


NO_NETWORK = re.compile("No matching distribution|Could not find a version|[Ff]ailed to (?:fetch|establish)|error sending request|connect|timed out|resolution", re.IGNORECASE)
"""What pip and uv say where no index can be reached."""
RUNNERS = {"pipx": ("pipx", "run", "--spec"), "uv": ("uvx", "--from")}


@pytest.mark.parametrize("tool", RUNNERS)
def test_wheel_is_run_without_being_installed(wheel, tmp_path, tool):
    scripts = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    command, *options = RUNNERS[tool]
    program = shutil.which(command, path=scripts)
    if program is None:
        pytest.skip(f"{tool} is not installed")
    around = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    around |= {"PIPX_HOME": str(tmp_path / "pipx"), "UV_CACHE_DIR": str(tmp_path / "uv"), "UV_PYTHON": sys.executable, "PIPX_DEFAULT_PYTHON": sys.executable}
    (tmp_path / "a.txt").write_text("The panel approved 45 of 50 requests, or 95%.\n", encoding="utf-8")
    made = subprocess.run([program, *options, wheel, "factcheck", "check", "a.txt"], cwd=tmp_path, env=around, capture_output=True, text=True, encoding="utf-8")
    if made.returncode != 1 and NO_NETWORK.search(made.stderr):
        pytest.skip(f"{tool} reaches no index")
    assert made.returncode == 1 and "45 of 50 is 90%" in made.stdout, made.stderr


def test_extras_that_messages_name_are_there(wheel):
    named = {name for path in (ROOT / "factcheck").rglob("*.py") for found in EXTRA.findall(path.read_text(encoding="utf-8")) for name in found.split(",")}
    named |= {name for path in ("README.md", "action.yml", "templates/gitlab-ci.yml") for found in EXTRA.findall((ROOT / path).read_text(encoding="utf-8")) for name in found.split(",")}
    (metadata,) = (name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("METADATA"))
    offered = set(re.findall(r"^Provides-Extra: (\S+)$", zipfile.ZipFile(wheel).read(metadata).decode(), re.MULTILINE))
    assert {"docx", "pdf", "xlsx"} <= named <= offered


EXTRA = re.compile(r"(?:factcheck|ACTION)\[([\w,]+)\]")


def test_python_runs_the_package():
    made = python("-m", "factcheck", "--version", cwd=ROOT)
    assert made.startswith("factcheck ")


def test_wheel_holds_data_and_licence(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, patterns in OWN.items():
        inside = folder if folder.startswith("factcheck") else f"factcheck/{folder}"
        files = [path for pattern in patterns for path in (ROOT / folder).glob(pattern) if path.is_file()]
        assert files
        assert {f"{inside}/{path.name}" for path in files} <= names
    assert any(name.endswith("LICENSE") for name in names)
    assert not any(name.startswith("tests/") or "__pycache__" in name for name in names)


def test_wheel_holds_every_module(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "factcheck").rglob("*.py")} <= names


def test_wheel_works_in_a_fresh_environment(wheel, tmp_path):
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    own = scripts / ("python.exe" if os.name == "nt" else "python")
    python("-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=tmp_path, executable=own)
    environment = {"PYTHONPATH": sysconfig.get_path("purelib")}  # the dependencies, as they are installed here

    def run(*args):
        return subprocess.run([scripts / "factcheck", *args], cwd=tmp_path, env={**os.environ, **environment}, capture_output=True, text=True, encoding="utf-8")

    where = python("-c", "import factcheck; print(factcheck.__file__)", cwd=tmp_path, executable=own, **environment)
    assert str(home) in where
    assert "share-contradicts-total" in run("rules").stdout
    assert "part / whole = share" in run("explain", "share-contradicts-total").stdout
    (tmp_path / "a.txt").write_text("The panel approved 45 of 50 requests, or 95%.\n", encoding="utf-8")
    made = run("check", "a.txt", "--format", "html")
    assert made.returncode == 1 and "<html" in made.stdout, made.stderr
    assert run("init").returncode == 0 and run("test-rules", "factcheck-rules").returncode == 0
    if find_spec("mypy"):  # its types are seen from outside, by the marker in the wheel
        (tmp_path / "user.py").write_text("import factcheck\nfactcheck.check('Text').findings[0].rule + 1\n", encoding="utf-8")
        around = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MYPYPATH")}
        command = [sys.executable, "-m", "mypy", "--cache-dir", os.devnull, "--python-executable", str(own), "user.py"]
        said = subprocess.run(command, cwd=tmp_path, env=around, capture_output=True, text=True).stdout
        assert 'Unsupported operand types for + ("str" and "int")' in said and said.count("error:") == 1
