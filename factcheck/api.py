"""factcheck in a program of one's own: a text in, findings out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from factcheck import engine
from factcheck.choice import choose
from factcheck.config import Config, load
from factcheck.languages import LANGUAGES
from factcheck.model import ArticleReport, Check, Coverage, DocumentReport, Finding
from factcheck.readers import read_text
from factcheck.records import dataclass
from factcheck.report import FORMATS, Options
from factcheck.segment import articles
from factcheck.sifting import Sieve


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a text.

    >>> from factcheck import check
    >>> result = check("The panel approved 45 of 50 requests, or 95%.")
    >>> finding = result.findings[0]
    >>> finding.rule, finding.severity, finding.working
    ('percentage-contradicts-counts', 'error', '45 ÷ 50 = 90%; the text has 95%')

    Spans lead back to the text, in code points from 0:

    >>> [(span.role, span.text, span.start, span.end) for span in finding.spans]
    [('part', '45', 19, 21), ('whole', '50', 25, 27), ('share', '95%', 41, 44)]
    """

    document: DocumentReport
    messages: str | None = None

    @property
    def articles(self) -> tuple[ArticleReport, ...]:
        """One report for each article of the text.

        >>> from factcheck import check
        >>> page = check("# Seats\\n\\nIt has 45 seats.\\n\\n# Roads\\n\\nIt has 7 km.", markdown=True)
        >>> [report.article.title for report in page.articles]
        ['Seats', 'Roads']
        """
        return self.document.articles

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order; what is silenced is under `articles`, as `hidden`.

        >>> from factcheck import check
        >>> check("The panel approved 45 of 50 requests, or 95% [sic].").findings
        ()
        """
        return tuple(finding for article in self.articles for finding in article.findings)

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks that were made, in order."""
        return tuple(check for article in self.articles for check in article.checks)

    @property
    def coverage(self) -> Coverage:
        """How much of the text was checked: no findings prove nothing where nothing was.

        >>> from factcheck import check
        >>> check("The hall has 45 seats.").coverage.checked
        0
        """
        found = [article.coverage for article in self.articles]
        return Coverage(
            sum(part.quantities for part in found),
            sum(part.checked for part in found),
            sum(part.consistent for part in found),
            sum(part.inconsistent for part in found),
            sum(part.undecided for part in found),
        )

    def to_html(self) -> str:
        """The report as one self-contained HTML page."""
        return self._written("html")

    def to_markdown(self) -> str:
        """The report in Markdown."""
        return self._written("markdown")

    def to_json(self) -> str:
        """The report as JSON, as the command line writes it."""
        return self._written("json")

    def _written(self, name: str) -> str:
        made = FORMATS[name](Options(self.messages))
        return made.begin() + made.document(self.document) + made.end(())


def _names(given: Collection[str]) -> Collection[str]:
    """Ids of rules, of which one may be given as it is."""
    return (given,) if isinstance(given, str) else given


def check(
    text: str,
    title: str = "",
    lang: str | None = None,
    *,
    messages: str | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    rules: Path | str | Sequence[Path | str] = (),
    config: Path | str | None = None,
    markdown: bool = False,
) -> Result:
    """Check a text, with its headline if there is one.

    >>> [finding.rule for finding in check("The mill will take on 560 people.", title="Mill to hire 650 people").findings]
    ['headline-contradicts-body']
    >>> check("办结579个，占582个的98.48%。", select=["doubled-word"]).findings
    ()

    lang: "zh" or "en"; found by itself if None. messages: the language of the
    wording; that of the article if None. select, ignore: ids of rules, only
    these or all but these. rules: folders with rules of one's own. config: a
    file of settings that hold as well. markdown: whether a text without `title`
    is Markdown. A figure with [sic] or its like behind it is left alone.
    Raises ValueError for a language that there is none of; rulebook.RuleError,
    which is one, for rules that cannot be used, or names that no rule has; and
    config.ConfigError, which is one, for settings that cannot be used.
    """
    for given in (lang, messages):
        if given is not None and given not in LANGUAGES:
            raise ValueError(f"no language {given!r}; use {' or '.join(map(repr, LANGUAGES))}, or None")
    folders = [rules] if isinstance(rules, (str, Path)) else rules
    settings = load(Path(config)) if config is not None else Config()
    options = {"select": _names(select), "ignore": _names(ignore), "folders": [Path(folder) for folder in folders], "lang": lang}
    choice = choose(settings, options)
    document = read_text(text, title=title, lang=lang or "", markdown=markdown)
    messages = messages or settings.messages or None
    found = articles(document, choice.lang_for(document.path))
    report = DocumentReport(document, engine.check(found, choice.rules_for(document.path), messages))
    (shown,) = Sieve(choice).sift([report])
    assert isinstance(shown, DocumentReport)  # only filters make an error of a report, and there are none
    return Result(shown, messages)
