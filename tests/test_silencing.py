"""Findings that a comment, a mark in the text or the settings silence: what is hidden, counted, and told of when it is out of date."""

import email
import email.policy
import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from test_formats import schema

from factcheck.cli import main
from factcheck.model import Document
from factcheck.readers.comments import comments
from factcheck.readers.markdown import read_markdown
from factcheck.silencing import silences

RULE = "percentage-contradicts-counts"
WRONG = "The panel approved 45 of 50 requests, or 95%."
OTHER = "The board granted 30 of 40 permits, or 85%."


def call(*args):
    return CliRunner().invoke(main, list(map(str, args)))


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(here, text, *args, name="a.md"):
    """Exit status, the figures of what is shown, why the rest is hidden, and the notices."""
    (here / name).write_text(text, encoding="utf-8")
    made = call("check", name, "--format", "json", *args)
    whole = json.loads(made.stdout)
    assert [error.message for error in Draft202012Validator(schema(strict=True)).iter_errors(whole)] == []
    (document,) = whole["documents"]
    shown = [finding["spans"][0]["text"] for article in document["articles"] for finding in article["findings"]]
    hidden = [(item["by"], item["reason"]) for article in document["articles"] for item in article.get("hidden", ())]
    assert sum(whole.get("hidden", {}).values()) == len(hidden)
    return made.exit_code, shown, hidden, [(notice["kind"], notice.get("line")) for notice in document.get("notices", ())]


SILENT = {
    "same line": f"{WRONG} <!-- factcheck: ignore {RULE} -- old base -->\n",
    "next line": f"<!-- factcheck: ignore {RULE} -- old base -->\n{WRONG}\n",
    "next line that has text": f"<!-- factcheck: ignore {RULE} -- old base -->\n\n<!-- TODO: call the desk -->\n{WRONG}\n",
    "in the line": f"The panel approved 45 <!-- factcheck: ignore {RULE} -- old base --> of 50 requests, or 95%.\n",
    "every rule": f"{WRONG} <!-- factcheck: ignore -- old base -->\n",
    "all by name": f"{WRONG} <!-- factcheck: ignore all -- old base -->\n",
    "one of several": f"{WRONG} <!-- factcheck:ignore {RULE} — old base -->\n",
    "dashes of Chinese": f"{WRONG} <!-- factcheck：ignore {RULE}——old base -->\n",
    "over lines": f"<!-- factcheck: ignore {RULE}\n  -- old\n  base -->\n{WRONG}\n",
    "block": f"<!-- factcheck: ignore-start {RULE} -- old base -->\n\nText.\n\n{WRONG}\n\n<!-- factcheck: ignore-end -->\n",
    "file": f"{WRONG}\n\n<!-- factcheck: ignore-file {RULE} -- old base -->\n",
    "lines of Windows": f"<!-- factcheck: ignore {RULE} -- old base -->\r\n\r\n{WRONG}\r\nText.\r\n",
    "item": f"- <!-- factcheck: ignore {RULE} -- old base -->\n- {WRONG}\n",
    "heading": f"# {WRONG} <!-- factcheck: ignore {RULE} -- old base -->\n\nText follows here.\n",
    "quotation": f"> <!-- factcheck: ignore {RULE} -- old base -->\n> {WRONG}\n",
}


@pytest.mark.parametrize("name", SILENT)
def test_a_comment_silences(here, name):
    assert checked(here, SILENT[name]) == (0, [], [("comment", "old base")], [])


LOUD = {
    "another line": f"{WRONG}\n\n{OTHER.replace('30 of 40 permits, or 85%', '30 of 40 permits, or 75%')} <!-- factcheck: ignore {RULE} -- x -->\n",
    "behind a block": f"<!-- factcheck: ignore-start {RULE} -- x -->\nText.\n<!-- factcheck: ignore-end -->\n\n{WRONG}\n",
    "another rule": f"{WRONG} <!-- factcheck: ignore doubled-word -- x -->\n",
    "a rule that there is none of": f"{WRONG} <!-- factcheck: ignore percentage-contradict-counts -- x -->\n",
    "no such instruction": f"{WRONG} <!-- factcheck: disable {RULE} -- x -->\n",
    "an end alone": f"<!-- factcheck: ignore-end -->\n\n{WRONG}\n",
}
NOTICES = {
    "another line": [("unused", 3)],
    "behind a block": [("unused", 1)],
    "another rule": [("unused", 1)],
    "a rule that there is none of": [("unknown-rule", 1)],
    "no such instruction": [("unknown-instruction", 1)],
    "an end alone": [("lone-end", 1)],
}


@pytest.mark.parametrize("name", LOUD)
def test_a_comment_that_silences_nothing_is_told_of(here, name):
    assert checked(here, LOUD[name]) == (1, ["45"], [], NOTICES[name])


def test_code_is_no_comment(here):
    shown = f"```\n<!-- factcheck: ignore-file {RULE} -- x -->\n```\n\n`<!-- factcheck: ignore-file -->` does it.\n\n{WRONG}\n"
    assert checked(here, shown) == (1, ["45"], [], [])


def test_a_reason_is_asked_for_and_a_block_must_end(here):
    assert checked(here, f"<!-- factcheck: ignore-start {RULE} -->\n\n{WRONG}\n") == (
        0, [], [("comment", "")], [("unexplained", 1), ("open-block", 1)],
    )  # fmt: skip


def test_rules_that_were_off_are_not_called_unused(here):
    text = f"{WRONG} <!-- factcheck: ignore doubled-word, {RULE} -- x -->\n\nText. <!-- factcheck: ignore -- x -->\n"
    assert checked(here, text, "--select", RULE) == (0, [], [("comment", "x")], [])
    assert checked(here, text)[3] == [("unused", 1), ("unused-all", 3)]


def test_several_rules_in_one_comment(here):
    text = f"The the panel approved 45 of 50 requests, or 95%. <!-- factcheck: ignore doubled-word, {RULE} -- quoted -->\n"
    status, shown, hidden, notices = checked(here, text)
    assert (status, shown, notices) == (0, [], []) and hidden == [("comment", "quoted")] * 2


def test_blocks_may_stand_in_each_other(here):
    text = (
        f"<!-- factcheck: ignore-start doubled-word -- a -->\n<!-- factcheck: ignore-start {RULE} -- b -->\n{WRONG}\n"
        f"<!-- factcheck: ignore-end -->\n\n{OTHER}\n<!-- factcheck: ignore-end -->\n"
    )
    assert checked(here, text) == (1, ["30"], [("comment", "b")], [("unused", 1)])


def test_comments_are_no_text_and_move_nothing():
    text = (
        "# Head <!-- a -->\n\nOne<!-- b | 5 -->的 two 45\n<!-- 99% -->\nand <!-- c\n77 --> 3.\n\n| a | b | <!-- d | 4 -->\n|---|---|\n| 1 | 2 | <!-- 6 -->\n"
        "\n- <!-- 8 -->\n- item\n\nx <!-- not closed, 12\n"
    )
    document = read_markdown("a.md", text, "utf-8")
    assert [block.text for block in document.blocks] == ["Head", "One的 two 45 and 3.", "a|b", "1|2", "item", "x <!-- not closed, 12"]
    for block in document.blocks:
        for word in ("Head", "two", "45", "3", "b", "2", "item", "12"):
            if word in block.text and len(word) > 1:
                start, end = block.source(block.text.index(word), block.text.index(word) + len(word))
                assert text[start:end] == word
    assert [text[start:end] for start, end in document.comments] == [
        "<!-- a -->", "<!-- b | 5 -->", "<!-- 99% -->", "<!-- c\n77 -->", "<!-- d | 4 -->", "<!-- 6 -->", "<!-- 8 -->",
    ]  # fmt: skip
    assert read_markdown("a.md", "Text.\n\n<!-- never\n\nclosed 5%", "utf-8").comments == ((7, 28),)


ORIGINAL = {
    "English": "The panel approved 45 of 50 requests, or 95% [sic].\n",
    "tight": "The panel approved 45 of 50 requests, or 95%[SIC].\n",
    "round": "The panel approved 45 of 50 requests, or 95% (sic).\n",
    "bold": "The panel approved 45 of 50 requests, or **95%** [*sic*].\n".replace("*sic*", "sic"),
    "Chinese": "收集意见建议582个，办结579个，办结率98.48%（原文如此）。\n",
    "square": "收集意见建议582个，办结579个，办结率98.48%［原文如此］。\n",
}


@pytest.mark.parametrize("name", ORIGINAL)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_a_mark_behind_a_figure_silences_it(here, name, suffix):
    assert checked(here, ORIGINAL[name], name=f"a.{suffix}") == (0, [], [("sic", "")], [])


def test_a_mark_elsewhere_silences_nothing(here):
    assert checked(here, f"They teh [sic] said so. {WRONG}\n", name="a.txt")[:3] == (1, ["45"], [])


def test_a_mark_in_an_archive(here):
    rows = [{"id": 1, "text": ORIGINAL["English"]}, {"id": 2, "text": WRONG}]
    (here / "x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for extra in ((), ("--edition",), ("--jobs", "2")):
        first, second = map(json.loads, call("check", "x.jsonl", "--format", "jsonl", *extra).stdout.splitlines())
        assert not first["findings"] and first["hidden"][0]["by"] == "sic" and second["findings"] and "hidden" not in second


ENTRIES = {
    'glob = "a.md"\nrule = "percentage-contradicts-counts"': True,
    'rule = "percentage-contradicts-counts"': True,
    'glob = "*.md"\ntexts = ["95%", "45"]': True,
    'glob = "b.md"\nrule = "percentage-contradicts-counts"': False,
    'glob = "*.md"\ntexts = ["95%", "46"]': False,
    'rule = "doubled-word"': False,
    'rule = "doubled-word"\ntexts = ["95%"]': False,
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_settings_silence_a_finding(here, entry):
    (here / "factcheck.toml").write_text(f'[[ignore-finding]]\n{entry}\nreason = "as quoted"\n', encoding="utf-8")
    expected = (0, [], [("settings", "as quoted")], []) if ENTRIES[entry] else (1, ["45"], [], [])
    assert checked(here, WRONG) == expected


def test_a_finding_is_silenced_by_its_fingerprint(here):
    (here / "a.txt").write_text(WRONG, encoding="utf-8")
    (finding,) = json.loads(call("check", "a.txt", "--format", "jsonl").stdout)["findings"]
    (here / "factcheck.toml").write_text(f'[[ignore-finding]]\nfingerprint = "{finding["fingerprint"]}"\nreason = "as quoted"\n', encoding="utf-8")
    made = call("check", "a.txt")
    assert made.exit_code == 0 and "1 silenced by the settings" in " ".join(made.stdout.split()) and not made.stderr


def test_an_entry_that_fits_no_finding_is_told_of(here):
    (here / "factcheck.toml").write_text('[[ignore-finding]]\nglob = "a.md"\ntexts = ["77"]\n[[ignore-finding]]\nglob = "b.md"\ntexts = ["78"]\n', encoding="utf-8")
    (here / "a.md").write_text(WRONG, encoding="utf-8")
    made = call("check", "a.md")
    (line,) = made.stderr.splitlines()
    assert "[[ignore-finding]] 1 (a.md, 77) fits no finding" in line and line.startswith("factcheck: ")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_entry_without_a_reason_is_told_of(here, lang):
    (here / "factcheck.toml").write_text(f'messages = "{lang}"\n[[ignore-finding]]\ntexts = ["95%"]\n', encoding="utf-8")
    (here / "a.md").write_text(WRONG, encoding="utf-8")
    made = call("check", "a.md")
    (line,) = made.stderr.splitlines()
    assert made.exit_code == 0 and "[[ignore-finding]]" in line and "95%" in line and {"en": "gives no reason", "zh": "没有写理由"}[lang] in line


WRONG_ENTRIES = {
    "[[ignore-finding]]\nglob = 'a.md'": "ignore-finding[1]: needs rule or texts or fingerprint",
    "[[ignore-finding]]\nrules = 'a'": "ignore-finding[1].rules: unknown key (did you mean 'rule'?)",
    "[[ignore-finding]]\nfingerprint = 'abc'": "ignore-finding[1].fingerprint: is no fingerprint",
    "[[ignore-finding]]\nrule = 'doubled-words'": "ignore-finding[1].rule: no rule is named 'doubled-words' (did you mean 'doubled-word'?)",
    "[ignore-finding]\nrule = 'doubled-word'": "ignore-finding: must be tables; write [[ignore-finding]]",
}


@pytest.mark.parametrize("text", WRONG_ENTRIES)
def test_an_entry_that_cannot_be_is_one_line(here, text):
    (here / "factcheck.toml").write_text(text, encoding="utf-8")
    (here / "a.md").write_text(WRONG, encoding="utf-8")
    made = call("check", "a.md")
    (line,) = made.stderr.splitlines()
    assert made.exit_code == 2 and not made.stdout and f"factcheck.toml: {WRONG_ENTRIES[text]}" in line


def test_reports_for_people_count_what_was_silenced_and_show_notices(here):
    (here / "a.md").write_text(f"{WRONG} <!-- factcheck: ignore {RULE} -->\n\nText. <!-- factcheck: ignore-file doubled-word -- x -->\n", encoding="utf-8")
    for style in ("text", "markdown", "html"):
        made = call("check", "a.md", "--format", style)
        said = " ".join(made.stdout.replace("\\", "").split())
        assert made.exit_code == 0 and not made.stderr
        assert "Not shown: 1 silenced by a comment." in said, style
        assert "No contradiction but those that are not shown." in said, style
        assert "a.md:1: the comment gives no reason" in said and "a.md:3: the comment silences nothing of doubled-word" in said, style
        said = call("check", "a.md", "--format", style, "--messages", "zh").stdout
        assert "未列出：1处由注释免检。" in said and "这条注释没有写理由" in said
    assert "45 of 50 is 90%, not 95% (silenced by a comment)" in " ".join(call("check", "a.md", "-v").stdout.split())
    made = call("check", "a.md", "--format", "sarif")
    assert [line.split(": ")[1] for line in made.stderr.splitlines()] == ["a.md:1", "a.md:3"]


def test_a_comment_holds_across_the_articles_of_an_issue(here):
    (here / "one.md").write_text("# 一\n\n前10月，全市对东盟国家出口326.7亿元，同比增长8.3%。<!-- factcheck: ignore one-figure-two-labels -- 已核 -->\n", encoding="utf-8")
    (here / "two.md").write_text("# 二\n\n前10月全市对东盟国家进出口326.7亿元，东盟成为第一大贸易伙伴。\n", encoding="utf-8")
    made = call("check", "one.md", "two.md", "--edition", "--format", "json")
    whole = json.loads(made.stdout)
    assert made.exit_code == 0 and whole["hidden"] == {"comment": 1} and not any("notices" in document for document in whole["documents"])


def test_other_reports_count_it_too(here):
    (here / "a.md").write_text(f"{WRONG} <!-- factcheck: ignore {RULE} -- old base -->\n\nOf 50 seats, 45 were taken, or 90%.\n", encoding="utf-8")
    (log,) = json.loads(call("check", "a.md", "--format", "sarif").stdout)["runs"]
    assert log["results"] == [] and log["properties"]["hidden"] == {"comment": 1}
    assert "Not shown: 1 silenced by a comment." in call("check", "a.md", "--format", "junit").stdout
    made = call("email", "a.md", "--eml", "a.eml")
    message = email.message_from_string((here / "a.eml").read_text(encoding="utf-8"), policy=email.policy.default)
    assert made.exit_code == 0 and message["subject"].startswith("Nothing found but what is not shown, 1 in all: ")
    assert "Not shown: 1 silenced by a comment." in " ".join(message.get_body(("plain",)).get_content().split())


def test_a_call_from_a_program_heeds_a_mark():
    import factcheck

    assert factcheck.check(WRONG).findings and not factcheck.check(ORIGINAL["English"]).findings
    assert factcheck.check(ORIGINAL["Chinese"]).articles[0].hidden[0].by == "sic"


def test_markdown_of_any_length_is_read_in_linear_time():
    import time

    for text in ("a <!-- " * 200_000, "a `b ``" * 50_000, "x <!-- c -->" * 50_000, "<!--" * 200_000):
        start = time.perf_counter()
        read_markdown("a.md", text, "utf-8")
        assert time.perf_counter() - start < 10  # seconds; it took minutes when each opening looked for its end


def test_comments_of_web_pages():
    page = (
        f"<title><!-- no --></title><script>var a = '<!-- no -->';</script>\n<!-- factcheck: ignore {RULE} -- old base -->\n<p>{WRONG}</p>\n<!--><b>\n<!-- open"
    )
    found = comments(page)
    assert [page[start:end] for start, end in found] == [f"<!-- factcheck: ignore {RULE} -- old base -->", "<!-->", "<!-- open"]
    document = Document("a.html", {"text": page}, (), comments=found)
    (silence,), notices = silences(document, {RULE})
    assert page[silence.start : silence.end] == f"<p>{WRONG}</p>" and silence.reason == "old base" and not notices
    assert comments("<p>No comment.</p>") == () and comments("<script><!-- x") == ()
