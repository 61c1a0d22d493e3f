"""JUnit XML, which most build servers show: a suite for each document, a case for each finding and each clean article."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from factcheck.kept import compiled
from factcheck.model import ArticleReport, DocumentReport, Finding
from factcheck.report import Options
from factcheck.report.machine import lines_of, other_places, path_of, region_of, short, spans_of, words_for
from factcheck.report.view import Tally, Words, coverage_line, is_checked, name_of

_NOT_XML = compiled("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub("�", text)


class JUnit:
    """Suites as they come. Errors and warnings fail, notes pass, an article without any check is skipped."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def begin(self) -> str:
        """The head."""
        return '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="factcheck">\n'

    def document(self, report: DocumentReport) -> str:
        """The suite of one document."""
        suite = Element("testsuite", name=xml(path_of(name_of(report))))
        for number, article in enumerate(report.articles, 1):
            for finding in article.findings:
                self._finding(suite, article, finding, report)
            if not article.findings:
                self._article(suite, article, number, report)
        return _closed(suite)

    def end(self, errors: Sequence[str]) -> str:
        """A suite of what could not be read, and the end."""
        made = ""
        if errors:
            suite = Element("testsuite", name="factcheck")
            for error in errors:
                case = SubElement(suite, "testcase", classname="factcheck", name=xml(short(error, 200)))
                SubElement(case, "error", message=xml(error))
            made = _closed(suite)
        return made + "</testsuites>\n"

    def _finding(self, suite: Element, article: ArticleReport, finding: Finding, report: DocumentReport) -> None:
        words, spans = words_for(finding, article, self._options), spans_of(finding, report)
        first = spans[:1]
        where = "".join(f" {span.field if span.field != 'text' else ''}{span.place or f'{span.line}:{span.column}'}" for span in first)
        case = _case(suite, report, finding.rule + where)
        region = region_of(first[0], report) if first else None
        if region:
            case.set("line", str(region.line))
        lines = lines_of(finding, words)
        text = xml("\n".join((*lines, *other_places(spans, report, words))))
        if finding.severity == "info":
            SubElement(case, "system-out").text = text
        else:
            SubElement(case, "failure", message=xml(lines[0]), type=xml(finding.severity)).text = text

    def _article(self, suite: Element, article: ArticleReport, number: int, report: DocumentReport) -> None:
        words = Words(self._options.messages or article.article.lang)
        case = _case(suite, report, f"{number}. {short(article.article.title) or words('frame', 'untitled')}")
        if is_checked(article.coverage):
            SubElement(case, "system-out").text = coverage_line(article.coverage, words)
        else:
            tally = Tally()
            tally.add_article(article)
            SubElement(case, "skipped", message=tally.verdict(words))


def _case(suite: Element, report: DocumentReport, name: str) -> Element:
    path = path_of(report.document.path)
    return SubElement(suite, "testcase", classname=suite.get("name", ""), name=xml(name), file=xml(path))


def _closed(suite: Element) -> str:
    """The suite with its counts."""
    suite.set("tests", str(len(suite)))
    for counted, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(counted, str(len(suite.findall(f"testcase/{tag}"))))
    return tostring(suite, encoding="unicode") + "\n"
