"""What the formats for readers share: the words of the frame, verdicts, coverage and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import get_args

from factcheck.languages import data
from factcheck.model import ArticleReport, Check, Coverage, DocumentReport, Finding, Notice, Quantity, Severity, Span, Withheld
from factcheck.readers.kinds import COMMENTED, COMMENTED_XML, WORD
from factcheck.report import Options

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
WITHHELD: tuple[Withheld, ...] = get_args(Withheld)
NO_LANGUAGE = "en"
"""The frame's language if there is no article to take it from."""
_PLACE = r"(?:(?P<name>page|paragraph|footnote|endnote)|(?P<table>table)) (?P<n>\d+)(?(table), row (?P<row>\d+))"
_SHEET = r"(?P<sheet>.+), row (?P<row>\d+)"


class Words:
    """The words of the frame in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._table = data(lang, "interface")
        self.tag: str = self._table["tag"]
        """The language as HTML names it."""
        self.mark: tuple[str, str] = (self._table["mark"][0], self._table["mark"][1])
        self.comma: str = self._table["comma"]
        self.colon: str = self._table["colon"]

    def __call__(self, section: str, key: str, **facts: object) -> str:
        """The words under `key`, filled with the facts."""
        return str(self._table[section][key]).format(**facts)

    def count(self, key: str, number: int) -> str:
        """So many of something, in singular or plural."""
        forms = self._table["count"][key]
        form = forms.get("one", forms["other"]) if number == 1 else forms["other"]
        return str(form).format(n=number)

    def call(self, key: str, number: int, **facts: object) -> str:
        """The verdict in a few words, as a headline has it; in singular or plural by the number."""
        form = self._table["call"][key]
        text = form if isinstance(form, str) else form.get("one", form["other"]) if number == 1 else form["other"]
        return str(text).format(n=number, **facts)

    def checked(self, rule: str) -> str:
        """What a rule looks at; the id of a rule that a newsroom made."""
        return str(self._table["checked"].get(rule, rule))


def words_of(options: Options, reports: Iterable[ArticleReport]) -> Words:
    """The words in the language asked for, else that of the first article."""
    return Words(options.messages or next((report.article.lang for report in reports), NO_LANGUAGE))


def total(coverages: Iterable[Coverage]) -> Coverage:
    """Coverages added up."""
    rows = [(each.quantities, each.checked, each.consistent, each.inconsistent, each.undecided) for each in coverages]
    sums = [sum(column) for column in zip(*rows, strict=True)] or [0] * 5
    return Coverage(*sums)


class Tally:
    """What was found and covered so far, without keeping the reports."""

    def __init__(self, reports: Iterable[DocumentReport] = ()) -> None:
        self.documents = self.articles = self.unread = 0
        self.coverage = total(())
        self.severities: Counter[Severity] = Counter()
        self.hidden: Counter[Withheld] = Counter()
        for report in reports:
            self.add(report)

    def add(self, report: DocumentReport) -> None:
        """Counts one document."""
        self.documents += 1
        for article in report.articles:
            self.add_article(article)

    def add_article(self, report: ArticleReport) -> None:
        """Counts one article."""
        self.articles += 1
        self.unread += not is_checked(report.coverage)
        self.coverage = total((self.coverage, report.coverage))
        self.severities.update(finding.severity for finding in report.findings)
        self.hidden.update(hidden.by for hidden in report.hidden)

    @property
    def checks(self) -> int:
        """How many were made."""
        return self.coverage.consistent + self.coverage.inconsistent + self.coverage.undecided

    @property
    def state(self) -> str:
        """found, hidden (found, but not shown), clean, nothing (figures, but no check), empty (no figures) or none (no article)."""
        if self.severities.total():
            return "found"
        if self.hidden.total():
            return "hidden"
        if is_checked(self.coverage):
            return "clean"
        if not self.articles:
            return "none"
        return "nothing" if self.coverage.quantities else "empty"

    @property
    def worst(self) -> str:
        """The gravest severity found, else the state."""
        return next((severity for severity in SEVERITIES if self.severities[severity]), self.state)

    def verdict(self, words: Words) -> str:
        """One sentence: what there is to look at, or that nothing contradicts itself, or that nothing was checked."""
        if self.state != "found":
            return words("verdict", self.state, figures=words.count("figures", self.coverage.quantities))
        places = words.count("places", self.severities.total())
        return words("verdict", "found", places=places, severities=by_severity(self.severities, words))

    def call(self, words: Words, has_failed: bool = False) -> str:
        """The verdict in a few words. Ready is said only where every article was checked and all held.

        has_failed: whether there is anything that could not be checked.
        """
        facts = {"articles": self.articles}
        if self.state == "found":
            return words.call("found", self.severities.total(), **facts)
        if self.state != "hidden" and (self.state != "clean" or not self.coverage.consistent):
            return words.call("nothing", 0, **facts)
        if has_failed:
            return words.call("failed", 0, **facts)
        if self.unread:
            return words.call("partly", self.unread, **facts)
        return words.call(self.state, self.hidden.total(), **facts)


def by_severity(counts: Counter[Severity], words: Words) -> str:
    """Such as "1 error, 2 notes"."""
    return words.comma.join(words.count(severity, counts[severity]) for severity in SEVERITIES if counts[severity])


def hidden_line(counts: Counter[Withheld], words: Words) -> str:
    """How many findings are not shown and why, in one sentence; empty if none."""
    parts = words.comma.join(words.count(f"by-{by}", counts[by]) for by in WITHHELD if counts[by])
    return words("frame", "hidden", parts=parts) if parts else ""


def hidden_lines(report: ArticleReport, words: Words) -> list[str]:
    """Each finding of an article that is not shown, in one line: what it says, its rule, and why it is not shown."""
    return [
        words.colon.join((hidden.finding.rule, hidden.finding.message or hidden.finding.title))
        + words("by", "frame", by=words.comma.join(filter(None, (words("by", hidden.by), hidden.reason))))
        for hidden in report.hidden
    ]


def silencers(finding: Finding, report: DocumentReport, words: Words) -> list[tuple[str, str]]:
    """What silences a finding that is meant so: where to write it, and what. A comment where the format has any, and the settings."""
    suffix = PurePath(report.document.path).suffix.lower()
    text = f"factcheck: ignore {finding.rule} {'—' if suffix in COMMENTED_XML else '--'} {words('silence', 'reason')}"
    found = []
    if suffix in WORD:
        found.append((words("silence", "remark"), text))
    elif suffix in (*COMMENTED, *COMMENTED_XML) and not report.document.is_record:
        found.append((words("silence", "comment"), f"<!-- {text} -->"))
    setting = f'[[ignore-finding]] fingerprint = "{finding.fingerprint}"'
    return [*found, (words("silence", "settings" if found else "settings-only"), setting)]


def notice_line(notice: Notice, path: str, words: Words) -> str:
    """What is wrong with an instruction of the newsroom, in one line that says where it stands."""
    facts = dict(notice.facts)
    facts["hint"] = words("notice", "hint", **facts) if facts.get("close") else ""
    where = f"{path}{words.comma}{place_words(notice.place, words)}" if notice.place else f"{path}:{notice.line}" if notice.line else path
    return f"{where}{words.colon}{words('notice', notice.key, **facts)}"


def is_checked(coverage: Coverage) -> bool:
    """Whether any check came to a verdict."""
    return coverage.consistent + coverage.inconsistent > 0


def coverage_line(coverage: Coverage, words: Words) -> str:
    """How much was read and checked, in one sentence."""
    return words(
        "frame",
        "coverage",
        figures=words.count("figures", coverage.quantities),
        checked=coverage.checked,
        checks=words.count("checks", coverage.consistent + coverage.inconsistent + coverage.undecided),
        consistent=coverage.consistent,
        inconsistent=coverage.inconsistent,
        undecided=coverage.undecided,
    )


def name_of(report: DocumentReport) -> str:
    """How a document is called: by its path, a record by that of its archive and its id."""
    document = report.document
    return f"{document.path}#{document.id}" if document.is_record else document.path


def place(span: Span, report: DocumentReport, words: Words) -> str:
    """path:line:column, which editors and terminals open; page or paragraph where a source has no lines."""
    is_own = span.path == report.document.path
    path = name_of(report) if is_own else span.path
    if span.place:
        return f"{path}{words.comma}{short_place(span, words)}"
    if span.field != "text":
        return f"{path}:{span.field}:{span.column}"
    return f"{path}:{span.line}:{span.column}"


def short_place(span: Span, words: Words) -> str:
    """The line, page, paragraph, table row or note in words."""
    if span.place:
        return place_words(span.place, words)
    return words("place", "title") if span.field == "title" else words("place", "line", n=span.line)


def place_words(place: str, words: Words) -> str:
    """The place of a source without lines, in words."""
    if found := re.fullmatch(_PLACE, place):
        return words("place", found["name"] or found["table"], n=found["n"], row=found["row"])
    if found := re.fullmatch(_SHEET, place):
        return words("place", "sheet", sheet=found["sheet"], row=found["row"])
    return place


def with_verdict(report: ArticleReport, verdict: str) -> list[Check]:
    """Its checks with one verdict, each sum once."""
    found: dict[tuple[str, str], Check] = {}
    for check in report.checks:
        if check.verdict == verdict:
            found.setdefault((check.rule, check.working), check)
    return list(found.values())


def by_reason(report: ArticleReport) -> list[tuple[str, list[Quantity]]]:
    """The figures left unchecked under the key of the reason; what might have been checked comes first."""
    groups: dict[str, list[Quantity]] = {"open": [], "alone": [], "date": []}
    for figure, reason in report.unchecked:
        groups.setdefault(reason, []).append(figure)
    return [(reason, figures) for reason, figures in groups.items() if figures]


def listed(figures: Sequence[Quantity]) -> list[str]:
    """Their texts, each once, with how often it comes."""
    return [text if times == 1 else f"{text} ×{times}" for text, times in Counter(figure.text for figure in figures).items()]


def is_titled(report: DocumentReport, articles: Sequence[ArticleReport]) -> bool:
    """Whether the articles need their titles: there are several, or the only one has a title."""
    return len(report.articles) > 1 or any(article.article.title for article in articles)
