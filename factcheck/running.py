"""One run of `factcheck check`: from settings and options to reports and an exit status."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.checking import Checker, Outcome, check_documents
from factcheck.choice import Choice, adopt, choose
from factcheck.config import Config
from factcheck.excluding import Excluded
from factcheck.model import DocumentReport, Revisions, Severity
from factcheck.newsroom import newsroom_of
from factcheck.output import Output, OutputError, safe, show, target, write
from factcheck.readers import InputError, fault
from factcheck.report import FORMATS, Options, usual
from factcheck.report.view import NO_LANGUAGE, Words, notice_line
from factcheck.rulebook import Rule
from factcheck.sifting import Filter, Sieve
from factcheck.sources import count, documents
from factcheck.terminal import Progress, columns, has_links, is_colored

if TYPE_CHECKING:
    from factcheck.annotation import Copies
    from factcheck.baseline import Baseline

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit statuses: nothing to report, findings, something could not be checked."""
READ_BY_PEOPLE = ("text", "markdown", "html")
"""Formats that a quiet run leaves away when there is nothing to report; a program wants its document all the same."""
WITH_NOTICES = (*READ_BY_PEOPLE, "json")
"""Formats that say what is wrong with comments that silence findings; without any of these, standard error does."""
_RANK: Mapping[Severity | str, int] = {"info": 0, "warning": 1, "error": 2, "never": 3}


def run(config: Config, options: Mapping[str, Any], tell: Callable[[object], None]) -> int:
    """Check what the options name and write the reports; the exit status.

    What an option says goes before what the settings say. tell: takes each line
    for standard error. Raises ConfigError, RuleError or OutputError for what
    makes the whole run impossible.
    """
    choice = choose(config, options)
    messages = options["messages"] or config.messages or None
    outputs = _outputs(config, options, messages, choice.anywhere)
    copies = _copies(options)
    written = {os.path.realpath(path) for path in (*(output.path for output in outputs), options["annotate"]) if path}
    excluded = Excluded(
        config, forced=options["force_exclude"], is_written=lambda path: bool(written) and os.path.realpath(path) in written
    )
    items = documents(options["paths"], options["stdin_filename"], excluded, options["revisions"])
    edition = config.edition if options["edition"] is None else options["edition"]
    known, filters = filters_of(config, options, choice)
    sieve = Sieve(choice, filters, edition=edition)
    reports = sieve.sift(check_documents(items, Checker(choice, messages), edition=edition, jobs=options["jobs"]))
    words = Words(messages or NO_LANGUAGE)
    has_room = any(output.name in WITH_NOTICES for output in outputs)
    progress = None if options["quiet"] else Progress(words, lambda: count(options["paths"], Excluded(config)))
    work = Run(outputs, options["fail_on"] or config.fail_on or "warning", tell, copies, None if has_room else words, progress)
    status = work.finish(reports, excused=lambda: bool(excluded.named))
    if excluded.named:
        tell(f"not checked, as the settings or ignore files leave it out: {', '.join(excluded.named)}")
    for notice in sieve.entries():
        tell(notice_line(notice, str(config.path), words))
    for notice in known.gone() if known else ():
        tell(notice_line(notice, str(known.path) if known else "", words))
    return status


def filters_of(config: Config, options: Mapping[str, Any], choice: Choice) -> tuple[Baseline | None, list[Filter]]:
    """The baseline, if there is one, and all that keeps findings out of the reports. Raises BaselineError or ChangesError."""
    known: Baseline | None = None
    filters: list[Filter] = []
    path = options.get("baseline") or config.baseline
    if path is not None:
        from factcheck import baseline

        known = baseline.read(path, {rule.id for rule in choice.rules})
        filters.append(known)
    if options.get("diff"):
        from factcheck.changed_lines import Changes

        filters.append(Changes(options["diff"], options["paths"]))
    return known, filters


def accept(config: Config, options: Mapping[str, Any], tell: Callable[[object], None]) -> int:
    """Write today's findings as a baseline; the exit status.

    Nothing is written where something could not be checked. Raises ConfigError,
    RuleError or OutputError for what makes the whole run impossible.
    """
    from factcheck import baseline

    choice = choose(config, options)
    path = options["output"] or config.baseline or Path(baseline.NAME)
    safe([str(path)], options["paths"])
    edition = config.edition if options["edition"] is None else options["edition"]
    items = documents(options["paths"], options["stdin_filename"], Excluded(config))
    reports: list[DocumentReport] = []
    has_failed = False
    for outcome in Sieve(choice, edition=edition).sift(check_documents(items, Checker(choice), edition=edition, jobs=options["jobs"])):
        if isinstance(outcome, DocumentReport):
            reports.append(outcome)
        else:
            has_failed = True
            tell(outcome)
    if has_failed or not reports:
        tell(f"{path}: not written, as {'not all' if reports else 'nothing'} could be checked; mend or exclude what is named")
        return FAILED
    write(baseline.written(reports, path), str(path))
    found = sum(len(article.findings) for report in reports for article in report.articles)
    show(f"{path}: {found} {'finding' if found == 1 else 'findings'} of {len(reports)} {'file' if len(reports) == 1 else 'files'} accepted\n")
    return CLEAN


class Run:
    """Reports on their way to the outputs, and what the exit status will be."""

    def __init__(
        self,
        outputs: Sequence[Output],
        fail_on: str,
        tell: Callable[[object], None],
        copies: Copies | None = None,
        words: Words | None = None,
        progress: Progress | None = None,
    ) -> None:
        """words: of notices, where no report has room for them. progress: what shows how far the run is."""
        self._progress = progress
        self._outputs, self._fail_on, self._tell, self._copies, self._words = list(outputs), fail_on, tell, copies, words
        self._errors: list[str] = []
        self._has_failed = False
        self._has_found = False
        self._documents = 0

    def finish(self, reports: Iterable[Outcome], excused: Callable[[], bool] = lambda: False) -> int:
        """Write everything; the exit status. excused: whether there is a good reason if nothing was checked."""
        try:
            self._each(Output.begin)
            for report in reports:
                if not self._outputs and self._copies is None:
                    break
                self._clear()
                if isinstance(report, DocumentReport):
                    self._add(report)
                else:
                    self._error(report)
            self._clear()
            self._each(lambda output: output.end(self._errors))
        finally:
            self._clear()
            for output in self._outputs:
                output.discard()
        if not self._documents and not self._has_failed and not excused():
            self._error("nothing to check: no articles were found")
        if self._has_failed:
            return FAILED
        return FOUND if self._has_found else CLEAN

    def _add(self, report: DocumentReport) -> None:
        self._documents += 1
        severities = {finding.severity for article in report.articles for finding in article.findings}
        self._has_found |= any(_RANK[severity] >= _RANK[self._fail_on] for severity in severities)
        try:
            self._each(lambda output: output.document(report))
        except (BrokenPipeError, MemoryError):
            raise
        except Exception as problem:  # one odd document must not cost the others their report
            self._error(fault(report.document.path, problem))
        for notice in report.notices if self._words else ():
            self._tell(notice_line(notice, report.document.path, self._words or Words(NO_LANGUAGE)))
        if self._copies is not None:
            self._annotate(self._copies, report)
        if self._progress is not None:
            self._progress.step(report)

    def _clear(self) -> None:
        if self._progress is not None:
            self._progress.clear()

    def _annotate(self, copies: Copies, report: DocumentReport) -> None:
        try:
            copies.add(report)
        except InputError as problem:
            self._error(problem)
        except OutputError as problem:
            self._tell(problem)
            self._has_failed = True

    def _each(self, act: Callable[[Output], None]) -> None:
        """Do it with every output; one that cannot be written is told of and given up, the others go on."""
        for output in list(self._outputs):
            try:
                act(output)
            except OutputError as problem:
                self._tell(problem)
                self._has_failed = True
                self._outputs.remove(output)
                output.discard()

    def _error(self, problem: object) -> None:
        self._tell(problem)
        self._errors.append(str(problem))
        self._has_failed = True


def _copies(options: Mapping[str, Any]) -> Copies | None:
    """Where annotated Word files go, if they are asked for."""
    if options["annotate"] is None:
        return None
    from factcheck.annotation import Copies

    safe([str(options["annotate"])], options["paths"])
    return Copies(options["annotate"])


def _outputs(config: Config, options: Mapping[str, Any], messages: str | None, rules: tuple[Rule, ...]) -> list[Output]:
    """The files that are asked for, and standard output if a format is asked for it or there is no file."""
    wanted = [target(value, tuple(FORMATS)) for value in options["outputs"]]
    safe([path for _, path in wanted], options["paths"])
    style = options["style"]
    if not style and not wanted:
        style = config.known("format", config.format, tuple(FORMATS)) if config.format else usual()
    if style:
        wanted.append((style, ""))
    newsroom = newsroom_of(config)
    plain = Options(messages, verbose=options["verbose"], rules=rules, newsroom=newsroom)
    own = Options(messages, is_colored(options["color"]), max(40, min(columns(), 120)), options["verbose"], options["quiet"], rules, newsroom, has_links())
    quiet = options["quiet"]
    return [Output(FORMATS[name](plain if path else own), path, quiet and name in READ_BY_PEOPLE, name) for name, path in wanted]


def list_figures(
    paths: Sequence[str], stdin_filename: str, style: str, lang: str, config: Config, tell: Callable[[object], None], revisions: Revisions = "accepted"
) -> int:
    """Write every figure of the documents to standard output; the exit status."""
    from factcheck.figures import Listing

    adopt(config)
    listing = Listing(style, lang)
    show(listing.begin())
    read = failed = False
    for item in documents(paths, stdin_filename, Excluded(config), revisions):
        problem = item if isinstance(item, Exception) else None
        if not isinstance(item, Exception):
            try:
                show(listing.document(item))
                read = True
            except (OutputError, BrokenPipeError):
                raise
            except Exception as found:  # one odd document must not cost the others their list
                problem = fault(item.path, found)
        if problem is not None:
            failed = True
            tell(problem)
    show(listing.end())
    return FAILED if failed or not read else CLEAN
