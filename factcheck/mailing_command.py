"""The command `factcheck email`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

_FILE = click.Path(path_type=Path)


def _tell(problem: object) -> None:
    """One line on standard error."""
    click.echo(f"factcheck: {' '.join(str(problem).splitlines())}", err=True)


@click.command(context_settings={"auto_envvar_prefix": "FACTCHECK"})
@click.argument("paths", nargs=-1, metavar="[PATHS…|-]")
@click.option("--to", multiple=True, metavar="ADDRESS", help="Who gets it; repeatable.")
@click.option("--cc", multiple=True, metavar="ADDRESS", help="Who gets a copy; repeatable.")
@click.option("--from", "sender", envvar="FACTCHECK_SMTP_FROM", metavar="ADDRESS", help="Who sends it; the login if that is an address.")
@click.option("--subject", metavar="TEXT", help="Subject; the verdict and the name of the article if left out.")
@click.option("--eml", metavar="FILE", help="Write the message to FILE and send nothing.")
@click.option("--host", envvar="FACTCHECK_SMTP_HOST", metavar="NAME", help="Mail server.")
@click.option(
    "--port", envvar="FACTCHECK_SMTP_PORT", type=click.IntRange(1, 65535), metavar="N", help="Its port; the usual one if left out."
)
@click.option(
    "--security",
    envvar="FACTCHECK_SMTP_SECURITY",
    type=click.Choice(("starttls", "tls", "plain")),
    help="How the way there is secured; starttls if left out, tls on port 465.",
)
@click.option("--ca-file", envvar="FACTCHECK_SMTP_CA_FILE", type=_FILE, metavar="FILE", help="Certificates to trust, in PEM.")
@click.option("--retry-wait", type=click.FloatRange(0, 600), default=5.0, metavar="S", help="Seconds before the second of three tries; 5.")
@click.option("--lang", type=click.Choice(("auto", "zh", "en")), help="Language of the articles; found by itself.")
@click.option("--messages", type=click.Choice(("zh", "en")), help="Language of the report; that of the article if left out.")
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules; repeatable, or with commas.")
@click.option("--ignore", multiple=True, metavar="RULE", help="All but these rules; repeatable, or with commas.")
@click.option(
    "--rules", "folders", multiple=True, metavar="DIR", type=_FILE, envvar="FACTCHECK_RULES", allow_from_autoenv=False,
    help="Folder with your own rules; repeatable.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(("error", "warning", "info", "never")), help="Least severity for exit status 1; warning if left out."
)
@click.option("--edition/--no-edition", default=None, help="The files are one issue of a paper: compare across them.")
@click.option("--config", type=_FILE, metavar="FILE", help="Settings; else the nearest factcheck.toml or pyproject.toml.")
@click.option("--stdin-filename", default="<stdin>", metavar="NAME", help="What standard input is called.")
def email(**options: Any) -> int:
    """Check articles and send the report by e-mail.

    The message has the gravest findings as text and as HTML; the full report is
    attached. The login is taken from the environment, FACTCHECK_SMTP_USER and
    FACTCHECK_SMTP_PASSWORD, or from [email] in the settings.

    Exit status: 0 sent and nothing found, 1 sent with findings, 2 something
    could not be checked or sent.
    """
    if not options["paths"]:
        if sys.stdin is None or sys.stdin.isatty():
            click.get_current_context().fail("nothing to check: name files or folders, or - for standard input")
        options["paths"] = ("-",)
    from factcheck.config import load
    from factcheck.mailing import run

    return run(load(options["config"]), options, _tell)
