"""The command line: thin commands over the modules that do the work."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from factcheck import __version__
from factcheck.mailing_command import email

if TYPE_CHECKING:
    from factcheck.config import Config
    from factcheck.model import Revisions
    from factcheck.rulebook import Rule

FORMATS = ("text", "markdown", "html", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "csv")
SEVERITIES = ("error", "warning", "info", "never")
CLEAN, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: nothing to report, findings, something could not be checked, stopped by the user."""


def _tell(problem: object) -> None:
    """One line on standard error."""
    click.echo(f"factcheck: {' '.join(str(problem).splitlines())}", err=True)


def _fail(problem: object) -> NoReturn:
    _tell(problem)
    raise click.exceptions.Exit(FAILED)


class _Commands(click.Group):
    """Turns every failure into one line on standard error and exit status 2."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and leave with the exit status."""
        _mend_streams()
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
        except click.exceptions.Exit as stop:
            status = stop.exit_code
        except click.ClickException as problem:
            _with_variable(problem).show()
            status = FAILED
        except (click.Abort, KeyboardInterrupt):
            status = INTERRUPTED
        sys.exit(status if isinstance(status, int) else CLEAN)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click itself would leave with 1 where nobody reads on, which means findings here."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            from factcheck.output import deafen

            deafen()
            raise click.exceptions.Exit(FAILED) from None
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except OSError as problem:
            _fail(f"{ctx.invoked_subcommand}: {problem.filename or 'standard output'}: {problem.strerror}; check it and try again")
        except Exception as problem:
            from factcheck.readers import fault

            _fail(problem if isinstance(problem, _foreseen()) else fault(ctx.invoked_subcommand or "", problem))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named, with a hint where a file stands in its place."""
        if args and self.get_command(ctx, args[0]) is None and os.path.exists(args[0]):
            ctx.fail(f"{args[0]!r} is no command; to check it: factcheck check {args[0]}")
        return super().resolve_command(ctx, args)


def _with_variable(problem: click.ClickException) -> click.ClickException:
    """A failure that says which variable a bad value comes from, if it comes from the environment."""
    if type(problem) is not click.BadParameter or not problem.ctx or not problem.param or not problem.param.name:
        return problem
    if problem.ctx.get_parameter_source(problem.param.name) is not click.core.ParameterSource.ENVIRONMENT:
        return problem
    message = f"{problem.message} It comes from the environment variable {_variable(problem.param)}."
    return click.BadParameter(message, problem.ctx, problem.param, problem.param_hint)


def _foreseen() -> tuple[type[Exception], ...]:
    """Failures of a whole run that say in one line what to do."""
    from factcheck.baseline import BaselineError
    from factcheck.changed_lines import ChangesError
    from factcheck.config import ConfigError
    from factcheck.output import OutputError
    from factcheck.report.templates import TemplateProblem
    from factcheck.rulebook import RuleError

    return ConfigError, OutputError, RuleError, BaselineError, ChangesError, TemplateProblem


def _mend_streams() -> None:
    """Streams that take any text: in UTF-8 unless a terminal or PYTHONIOENCODING says otherwise, odd characters escaped."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_free = not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
            stream.reconfigure(encoding="utf-8" if is_free else stream.encoding, errors="backslashreplace")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck", message="%(prog)s %(version)s")
def main() -> None:
    """Check the figures of news copy against each other, in Chinese and English.

    Every option may be set in the environment as well: --fail-on by
    FACTCHECK_FAIL_ON. Options go before the environment, and that before
    factcheck.toml; `factcheck check --show-config` tells what holds.

    For completion in the shell: eval "$(_FACTCHECK_COMPLETE=bash_source factcheck)",
    or zsh_source, or fish_source.
    """


_PREFIX = "FACTCHECK"
_FROM_ENVIRONMENT = {"auto_envvar_prefix": _PREFIX}
"""Of a command: --fail-on may also be set by FACTCHECK_FAIL_ON, and so on."""
_FOLDER = click.Path(path_type=Path)
_PATHS = click.argument("paths", nargs=-1, metavar="[PATHS…|-]")
_LANG = click.option("--lang", type=click.Choice(("auto", "zh", "en")), help="Language of the articles; found by itself.")
_STDIN = click.option("--stdin-filename", default="<stdin>", metavar="NAME", help="What standard input is called.")
_MESSAGES = click.option("--messages", type=click.Choice(("zh", "en")), help="Language of the report; that of the article if left out.")
_RULES = click.option(
    "--rules", "folders", multiple=True, metavar="DIR", type=_FOLDER, envvar="FACTCHECK_RULES", allow_from_autoenv=False,
    help="Folder with your own rules; repeatable.",
)  # fmt: skip
_SELECT = click.option("--select", multiple=True, metavar="RULE", help="Only these rules; repeatable, or with commas.")
_IGNORE = click.option("--ignore", multiple=True, metavar="RULE", help="All but these rules; repeatable, or with commas.")
_EDITION = click.option("--edition/--no-edition", default=None, help="The files are one issue of a paper: compare across them.")
_JOBS = click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Processes that share the work; 1 if left out.")
_REVISIONS = click.option(
    "--revisions", type=click.Choice(("accepted", "original")), default="accepted", help="Tracked changes of Word files; accepted if left out."
)
_CONFIG = click.option("--config", type=_FOLDER, metavar="FILE", help="Settings; else the nearest factcheck.toml or pyproject.toml.")


@main.command(context_settings=_FROM_ENVIRONMENT)
@_PATHS
@click.option("--format", "style", type=click.Choice(FORMATS), envvar="FACTCHECK_FORMAT", allow_from_autoenv=False, help="Format on standard output; if left out text, and annotations inside of GitHub Actions.")
@click.option("-o", "--output", "outputs", multiple=True, metavar="FILE", envvar="FACTCHECK_OUTPUT", allow_from_autoenv=False, help="Write to FILE, or FORMAT:FILE; repeatable.")
@_LANG
@_MESSAGES
@_SELECT
@_IGNORE
@_RULES
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Least severity for exit status 1; warning if left out.")
@_EDITION
@_JOBS
@click.option("--diff", metavar="REV", help="Only findings on lines that changed since this revision of git (with three full stops behind it: since HEAD left it), or in files new to it.")
@click.option("--baseline", type=_FOLDER, metavar="FILE", help="Leave out the findings accepted in FILE; see `factcheck baseline`.")
@click.option("--force-exclude", is_flag=True, help="Leave out what settings and ignore files exclude even if it is named, as hooks do.")
@_CONFIG
@_STDIN
@click.option("-q", "--quiet", is_flag=True, help="Print nothing when there is nothing to report.")
@click.option("-v", "--verbose", is_flag=True, help="Also list what held and what was left unchecked.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colours; on a terminal if left out.")
@click.option("--annotate", type=_FOLDER, metavar="OUT", help="Write a copy of a Word file with comments to OUT, a file or a folder.")
@_REVISIONS
@click.option("--show-config", is_flag=True, allow_from_autoenv=False, help="Print every setting with its source, and check nothing.")
def check(**options: Any) -> int:
    """Check articles and report what does not agree.

    PATHS are files, folders, or - for standard input. In folders, what
    .gitignore, .factcheckignore and the settings exclude is left out.

    A comment of Markdown or HTML silences what is meant so, on its line or,
    alone on a line, on the next: <!-- factcheck: ignore RULE -- reason -->.
    ignore-start … ignore-end do so for a block, ignore-file for a file, [sic]
    or its like behind a figure for that figure, [[ignore-finding]] in the
    settings for files that must stay as they are.

    Exit status: 0 nothing found, 1 findings, 2 something could not be checked.
    """
    import gc

    gc.set_threshold(100_000)  # nearly all that is made has no cycles: collecting it often only costs time
    options["paths"] = options["paths"] if options["show_config"] else _sources(options["paths"])
    from factcheck.config import load
    from factcheck.running import run

    if options["show_config"]:
        return _show_config(load(options["config"]), options)
    return run(load(options["config"]), options, _tell)


def _show_config(settings: Config, options: Mapping[str, Any]) -> int:
    """Print what this run is set to, and where from."""
    from factcheck.choice import choose
    from factcheck.provenance import lines

    context = click.get_current_context()

    def source(name: str) -> str:
        (parameter,) = (parameter for parameter in context.command.params if parameter.name == name)
        origin = context.get_parameter_source(name)
        if origin is click.core.ParameterSource.ENVIRONMENT:
            return _variable(parameter)
        return max(parameter.opts, key=len) if origin is click.core.ParameterSource.COMMANDLINE else ""

    for line in lines(settings, options, source, choose(settings, options)):
        click.echo(line)
    return CLEAN


def _variable(parameter: click.Parameter) -> str:
    """The variable of the environment that an option is read from."""
    return str(parameter.envvar or f"{_PREFIX}_{str(parameter.name).upper()}")


def _sources(paths: Sequence[str]) -> Sequence[str]:
    """The paths, or standard input where there are none and it is no terminal."""
    if not paths and (sys.stdin is None or sys.stdin.isatty()):
        click.get_current_context().fail("nothing to check: name files or folders, or - for standard input")
    return paths or ("-",)


@main.command(context_settings=_FROM_ENVIRONMENT)
@_PATHS
@click.option("-o", "--output", type=_FOLDER, metavar="FILE", allow_from_autoenv=False, help="Where to write it; factcheck-baseline.json if left out.")
@_LANG
@_SELECT
@_IGNORE
@_RULES
@_EDITION
@_JOBS
@_CONFIG
@_STDIN
def baseline(**options: Any) -> int:
    """Accept today's findings, so that only new ones are reported.

    `factcheck check --baseline FILE` leaves out what is accepted in FILE. Findings are known again by rule and figures, wherever these move in their file,
    and as often as they came.

    Exit status: 0 written, 2 something could not be checked, so nothing was written.
    """
    options["paths"] = _sources(options["paths"])
    from factcheck.config import load
    from factcheck.running import accept

    return accept(load(options["config"]), options, _tell)


@main.command(context_settings=_FROM_ENVIRONMENT)
@_PATHS
@click.option("--format", "style", type=click.Choice(("table", "json", "jsonl", "csv")), default="table", allow_from_autoenv=False, help="Format of the list.")
@_LANG
@_CONFIG
@_STDIN
@_REVISIONS
def quantities(
    paths: Sequence[str], style: str, lang: str | None, config: Path | None, stdin_filename: str, revisions: Revisions
) -> int:
    """List every figure that is read, with its possible values."""
    paths = _sources(paths)
    from factcheck.config import load
    from factcheck.running import list_figures

    settings = load(config)
    return list_figures(paths, stdin_filename, style, lang or settings.lang or "auto", settings, _tell, revisions)


def _settings(config: Path | None, folders: Sequence[Path]) -> tuple[Config, tuple[Path, ...]]:
    """The settings, and all folders with rules of a newsroom."""
    from factcheck.config import load

    settings = load(config)
    return settings, (*settings.rules, *folders)


@main.command(context_settings=_FROM_ENVIRONMENT)
@_MESSAGES
@_RULES
@_CONFIG
@click.option("--markdown", is_flag=True, allow_from_autoenv=False, help="As a Markdown table.")
def rules(messages: str | None, folders: Sequence[Path], config: Path | None, markdown: bool) -> int:
    """List all rules."""
    from factcheck.explaining import table
    from factcheck.rulebook import load

    settings, places = _settings(config, folders)
    click.echo(table(load(places), messages or settings.messages or "en", markdown), nl=False)
    return CLEAN


@main.command(context_settings=_FROM_ENVIRONMENT)
@click.argument("rule")
@_MESSAGES
@_RULES
@_CONFIG
def explain(rule: str, messages: str | None, folders: Sequence[Path], config: Path | None) -> int:
    """Say what RULE compares and show its examples."""
    from factcheck.explaining import explanation
    from factcheck.rulebook import load

    settings, places = _settings(config, folders)
    (found,) = load(places, (rule,), whole=True)
    click.echo(explanation(found, messages or settings.messages or "en"), nl=False)
    return CLEAN


@main.command("test-rules")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@_CONFIG
def test_rules(folder: Path, config: Path | None) -> int:
    """Prove the rules in DIR by their own examples.

    The wordings of the settings are proved by theirs.
    """
    from factcheck.choice import adopt
    from factcheck.files import folder as own_folder
    from factcheck.proof import failures, unmet
    from factcheck.rulebook import load, read_folder

    settings, _ = _settings(config, ())
    adopt(settings)
    own: Sequence[Rule] = list(read_folder(folder))
    is_built_in = folder.resolve() == own_folder("rules").resolve()
    failed = [*failures(own, load(() if is_built_in else (folder,))), *unmet(settings)]
    for line in failed:
        click.echo(line)
    examples = sum(len(rule.examples) for rule in own) + sum(bool(wording.example) for wording in settings.wording)
    click.echo(f"rules: {len(own)}, examples: {examples}, failed: {len(failed)}")
    return FOUND if failed else CLEAN


@main.command()
@click.argument("folder", default=".", metavar="[DIR]", type=_FOLDER)
@click.option("--templates", is_flag=True, help="Copy the templates of the page and of the e-mail into DIR/factcheck-templates, to be changed.")
def init(folder: Path, templates: bool) -> int:
    """Write settings and a first rule of your own into DIR."""
    from factcheck.starting import start

    try:
        for line in start(folder, templates):
            click.echo(line)
    except OSError as problem:
        _fail(f"{problem.filename}: cannot be written ({problem.strerror}); check the folder and its permissions")
    return CLEAN


main.add_command(email)
