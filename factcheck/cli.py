"""The command line: thin commands over the modules that do the work."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from factcheck import __version__

if TYPE_CHECKING:
    from factcheck.checking import Checker
    from factcheck.config import Config
    from factcheck.model import Document, DocumentReport
    from factcheck.output import Output
    from factcheck.readers import InputError
    from factcheck.rulebook import Rule

FORMATS = ("text", "markdown", "html", "json", "jsonl")
SEVERITIES = ("error", "warning", "info", "never")
_RANK = {"info": 0, "warning": 1, "error": 2, "never": 3}
CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit statuses: nothing to report, findings, something could not be checked."""


class _Commands(click.Group):
    """Turns every foreseen failure into one line on standard error and exit status 2."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
        except click.exceptions.Exit as stop:
            sys.exit(stop.exit_code)
        except click.ClickException as problem:
            problem.show()
            sys.exit(FAILED)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(FAILED)
        sys.exit(status or CLEAN)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck", message="%(prog)s %(version)s")
def main() -> None:
    """Check the figures of news copy against each other, in Chinese and English."""


def _fail(problem: object) -> NoReturn:
    click.echo(f"factcheck: {problem}", err=True)
    raise click.exceptions.Exit(FAILED)


def _several(values: Sequence[str]) -> tuple[str, ...]:
    """Values that were given one by one or with commas between them."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


_PATHS = click.argument("paths", nargs=-1, metavar="[PATHS…|-]")
_LANG = click.option("--lang", type=click.Choice(("auto", "zh", "en")), help="Language of the articles; found by itself.")
_STDIN = click.option("--stdin-filename", default="<stdin>", metavar="NAME", help="What standard input is called.")
_MESSAGES = click.option("--messages", type=click.Choice(("zh", "en")), help="Language of the report; that of the article if left out.")


@main.command()
@_PATHS
@click.option("--format", "style", type=click.Choice(FORMATS), help="Format on standard output; text if left out.")
@click.option("-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write a report to FILE, or FORMAT:FILE; may be repeated.")
@_LANG
@_MESSAGES
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules; may be repeated, or a list with commas.")
@click.option("--ignore", multiple=True, metavar="RULE", help="All but these rules.")
@click.option("--rules", "folders", multiple=True, metavar="DIR", type=click.Path(path_type=Path), help="A folder with rules of your own.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="From which severity on the exit status is 1; warning if left out.")
@click.option("--edition", is_flag=True, default=None, help="The files are one issue of a paper: compare them with each other.")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="How many processes share the work.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings; factcheck.toml or pyproject.toml if left out.")
@_STDIN
@click.option("-q", "--quiet", is_flag=True, help="Print nothing when there is nothing to report.")
@click.option("-v", "--verbose", is_flag=True, help="List what held and what was left unchecked, too.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colours of a terminal.")
def check(**options: Any) -> int:
    """Check articles and report what does not agree.

    PATHS are files, folders, or - for standard input.
    Exit status: 0 nothing found, 1 findings, 2 something could not be checked.
    """
    from factcheck.config import ConfigError, load
    from factcheck.output import OutputError
    from factcheck.rulebook import RuleError

    gc.set_threshold(100_000)  # nearly all that is made has no cycles: collecting it often only costs time
    try:
        return _check(load(options["config"]), options)
    except (ConfigError, RuleError, OutputError) as problem:
        _fail(problem)


def _check(config: Config, options: dict[str, Any]) -> int:
    from factcheck.checking import Checker, check_documents
    from factcheck.rulebook import load

    rules = load(
        (*config.rules, *options["folders"]),
        _several(options["select"]) or config.select,
        (*config.ignore, *_several(options["ignore"])),
    )
    messages = options["messages"] or config.messages or None
    checker: Checker = Checker(rules, options["lang"] or config.lang or "auto", messages)
    outputs = _outputs(options, messages, options["style"] or config.format)
    items = _documents(options["paths"], options["stdin_filename"], config.exclude)
    edition = config.edition if options["edition"] is None else options["edition"]
    reports = check_documents(items, checker, edition=edition, jobs=options["jobs"])
    run = _Run(outputs, options["fail_on"] or config.fail_on or "warning", options["quiet"])
    return run.finish(reports)


class _Run:
    """Reports on their way to the outputs, and what the exit status will be."""

    def __init__(self, outputs: Sequence[Output], fail_on: str, quiet: bool) -> None:
        self.outputs, self.fail_on, self.quiet = outputs, fail_on, quiet
        self.errors: list[str] = []
        self.documents = 0
        self.found = False

    def finish(self, reports: Iterator[DocumentReport | InputError]) -> int:
        """Write everything; the exit status."""
        from factcheck.model import DocumentReport

        try:
            for output in self.outputs:
                output.begin()
            for report in reports:
                if isinstance(report, DocumentReport):
                    self._add(report)
                else:
                    self.errors.append(str(report))
                    click.echo(f"factcheck: {report}", err=True)
            for output in self.outputs:
                output.end(self.errors)
        finally:
            for output in self.outputs:
                output.discard()
        if self.errors or not self.documents:
            return FAILED
        return FOUND if self.found else CLEAN

    def _add(self, report: DocumentReport) -> None:
        self.documents += 1
        severities = {finding.severity for article in report.articles for finding in article.findings}
        self.found |= any(_RANK[severity] >= _RANK[self.fail_on] for severity in severities)
        for output in self.outputs:
            if severities or output.path or not self.quiet:
                output.document(report)


def _outputs(options: dict[str, Any], messages: str | None, style: str) -> list[Output]:
    from factcheck.output import Output, OutputError, target
    from factcheck.report import FORMATS as MAKERS
    from factcheck.report import Options

    if style and style not in MAKERS:
        raise OutputError(f"{style}: no such format; use one of {', '.join(MAKERS)}")
    width = max(40, min(_columns(), 120))
    plain = Options(messages, False, 80, options["verbose"])
    own = Options(messages, _colored(options["color"]), width, options["verbose"])
    outputs = []
    for value in options["outputs"]:
        name, path = target(value, tuple(MAKERS))
        outputs.append(Output(MAKERS[name](plain), path))
    if style or not outputs:
        outputs.append(Output(MAKERS[style or "text"](own), quiet=options["quiet"]))
    return outputs


def _columns() -> int:
    """How wide the terminal is; 80 where there is none."""
    try:
        return os.get_terminal_size().columns
    except OSError:
        return 80


def _colored(choice: str) -> bool:
    """Whether the terminal is to show colours: by option, NO_COLOR, FORCE_COLOR, and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _documents(paths: Sequence[str], stdin_filename: str, exclude: Sequence[str] = ()) -> Iterator[Document | InputError]:
    from factcheck.sources import documents

    if not paths:
        if sys.stdin.isatty():
            _fail("nothing to check: name files or folders, or - for standard input")
        paths = ("-",)
    return documents(paths, stdin_filename, exclude)


@main.command()
@_PATHS
@click.option("--format", "style", type=click.Choice(("table", "json", "jsonl", "csv")), default="table", help="Format of the list.")
@_LANG
@_STDIN
def quantities(paths: Sequence[str], style: str, lang: str | None, stdin_filename: str) -> int:
    """List every figure that is read, with the values that it can stand for."""
    from factcheck.figures import write

    failed = read = False
    items: list[Document] = []
    for item in _documents(paths, stdin_filename):
        if isinstance(item, Exception):
            failed = True
            click.echo(f"factcheck: {item}", err=True)
            continue
        read = True
        if style == "jsonl":
            click.echo(write([item], style, lang or "auto"), nl=False)
        else:
            items.append(item)
    if style != "jsonl" and items:
        click.echo(write(items, style, lang or "auto"), nl=False)
    return FAILED if failed or not read else CLEAN


@main.command()
@_MESSAGES
@click.option("--rules", "folders", multiple=True, metavar="DIR", type=click.Path(path_type=Path), help="A folder with rules of your own.")
@click.option("--markdown", is_flag=True, help="As a Markdown table.")
def rules(messages: str | None, folders: Sequence[Path], markdown: bool) -> int:
    """List all rules."""
    found = _load(folders)
    lang = messages or "en"
    if markdown:
        click.echo("| rule | severity | what it finds |\n|---|---|---|")
        for rule in found:
            click.echo(f"| `{rule.id}` | {rule.severity} | {rule.title[lang]} |")
        return CLEAN
    width = max(len(rule.id) for rule in found)
    for rule in found:
        click.echo(f"{rule.id:<{width}}  {rule.severity:<7}  {rule.title[lang]}")
    return CLEAN


def _load(folders: Sequence[Path], whole: bool = False) -> tuple[Rule, ...]:
    from factcheck.rulebook import RuleError, load

    try:
        return load(folders, whole=whole)
    except RuleError as problem:
        _fail(problem)


@main.command()
@click.argument("rule")
@_MESSAGES
@click.option("--rules", "folders", multiple=True, metavar="DIR", type=click.Path(path_type=Path), help="A folder with rules of your own.")
def explain(rule: str, messages: str | None, folders: Sequence[Path]) -> int:
    """Say what RULE compares, when it is excused, and show its examples."""
    from difflib import get_close_matches

    found = {item.id: item for item in _load(folders, whole=True)}
    if rule not in found:
        close = get_close_matches(rule, found, n=1)
        hint = f"; did you mean {close[0]}?" if close else "; `factcheck rules` lists them all"
        _fail(f"no rule is named {rule}{hint}")
    from factcheck.explaining import explanation

    click.echo(explanation(found[rule], messages or "en"), nl=False)
    return CLEAN


@main.command("test-rules")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def test_rules(folder: Path) -> int:
    """Prove the rules in DIR by their own examples, with all rules on."""
    from factcheck.proof import failures
    from factcheck.rulebook import RuleError, load, read_folder

    try:
        own = list(read_folder(folder))
        built_in = load()
    except RuleError as problem:
        _fail(problem)
    names = {rule.id for rule in own}
    failed = list(failures(own, (*(rule for rule in built_in if rule.id not in names), *own)))
    for line in failed:
        click.echo(line)
    examples = sum(len(rule.examples) for rule in own)
    click.echo(f"{len(own)} rules, {examples} examples, {len(failed)} failed")
    return FOUND if failed else CLEAN


@main.command()
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Write a factcheck.toml and a first rule of your own into DIR."""
    from factcheck.starting import start

    try:
        for line in start(folder):
            click.echo(line)
    except OSError as problem:
        _fail(f"{problem.filename}: cannot be written ({problem.strerror})")
    return CLEAN
