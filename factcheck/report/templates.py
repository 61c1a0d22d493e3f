"""Where the templates come from, those of a newsroom first, and what they may do: print escaped text and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from factcheck.files import folder
from factcheck.report import NOBODY, Newsroom
from factcheck.report.wrap import visible

if TYPE_CHECKING:
    from jinja2 import Environment


class TemplateProblem(ValueError):
    """A template of a newsroom that cannot be used; its text is one line that names the file and what to do."""


def environment(newsroom: Newsroom = NOBODY) -> Environment:
    """The templates, closed in a sandbox. Everything that they print is escaped, except in plain text (.txt.j2)."""
    from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, select_autoescape
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    own = [FileSystemLoader(newsroom.templates)] if newsroom.templates else []
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*own, FileSystemLoader(folder("templates"))]),
        autoescape=select_autoescape(enabled_extensions=(), disabled_extensions=("txt.j2",), default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finished(value: object) -> object:
    """What a template prints, without characters that no page may hold or that steer the display."""
    return visible(value) if isinstance(value, str) else value


class Templates:
    """The templates with what a newsroom changed of them."""

    def __init__(self, newsroom: Newsroom = NOBODY) -> None:
        self._newsroom = newsroom
        self._environment = environment(newsroom)

    def filled(self, name: str, facts: Mapping[str, Any]) -> str:
        """A template filled with the facts. Raises TemplateProblem where one of the newsroom cannot be used."""
        from jinja2 import TemplateError

        try:
            return self._environment.get_template(name).render(newsroom=self._newsroom, **facts)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as problem:
            place = _where(problem)
            if self._newsroom.templates is None or (place and not place.startswith(str(self._newsroom.templates))):
                raise
            raise TemplateProblem(f"{place or self._newsroom.templates}: {problem}; mend the template") from problem


def _where(problem: BaseException) -> str:
    """File and line of the template in which it went wrong; empty if it is in none."""
    if (line := getattr(problem, "lineno", None)) and (name := getattr(problem, "filename", None)):
        return f"{name}:{line}"
    found, trace = "", problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            found = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
