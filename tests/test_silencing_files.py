"""Silencing in files of every kind: comments of web pages, XML and Word, notes of InDesign, marks in the text, entries of the settings."""

import json
import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from test_pdf import line, pdf
from test_xml import NEWSML, PACKAGING
from word import SPACES, p, tbl
from word import docx as word

from factcheck.cli import main
from factcheck.readers.comments import comments_of_xml
from factcheck.readers.docx import read_docx

RULE = "percentage-contradicts-counts"
WRONG = "The panel approved 45 of 50 requests, or 95%."
OTHER = "The board granted 30 of 40 permits, or 85%."
IGNORE = f"factcheck: ignore {RULE} — as quoted"
"""With a dash that comments of XML may hold, as two hyphens may not stand in them."""


def call(*args):
    return CliRunner().invoke(main, list(map(str, args)))


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def checked(here, name, raw, *args):
    """Exit status, the figures of what is shown, why the rest is hidden, and the messages of notices."""
    (here / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    made = call("check", name, "--format", "json", *args)
    assert made.exit_code < 2, made.stderr
    documents = json.loads(made.stdout)["documents"]
    articles = [article for document in documents for article in document["articles"]]
    shown = [finding["spans"][0]["text"] for article in articles for finding in article["findings"]]
    hidden = [(item["by"], item["reason"]) for article in articles for item in article.get("hidden", ())]
    return made.exit_code, shown, hidden, [notice["message"] for document in documents for notice in document.get("notices", ())]


# Web pages and XML: the comments of the markup


ITEM = "<item><guid>{0}</guid><title>News {0}</title><description>{1}</description></item>\n"
MARKED_UP = {
    "a.html": "<!DOCTYPE html><title>News</title>\n<!-- {} -->\n<p>{}</p>\n<p>{}</p>",
    "a.xhtml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>News</h1>\n<!-- {} -->\n<p>{}</p>\n<p>{}</p></body></html>',
    "a.nitf": "<nitf><body><body.content><!-- {} --><p>{}</p>\n<p>{}</p></body.content></body></nitf>",
    "a.newsml": NEWSML.format(content='<inlineData contenttype="text/plain"><!-- {} -->{}\n\n{}</inlineData>'),
    "a.rss": "<rss><channel>" + ITEM.format(1, "<!-- {} -->{}") + ITEM.format(2, "{}") + "</channel></rss>",
}


@pytest.mark.parametrize("name", MARKED_UP)
def test_a_comment_of_the_markup_silences_its_line(here, name):
    status, shown, hidden, notices = checked(here, name, MARKED_UP[name].format(IGNORE, WRONG, OTHER))
    assert (status, shown, hidden, notices) == (1, ["30"], [("comment", "as quoted")], [])
    right = WRONG.replace("95%", "90%")
    status, shown, hidden, notices = checked(here, name, MARKED_UP[name].format(IGNORE.partition(" — ")[0], right, OTHER))
    assert (status, shown, hidden) == (1, ["30"], [])
    assert ["gives no reason" in notices[0], f"silences nothing of {RULE}" in notices[1]] == [True, True] and len(notices) == 2


def test_a_comment_in_a_story_of_indesign(here):
    text = f'<?aid style="50"?><Document><Story><!-- {IGNORE} -->' + "".join(
        f"<ParagraphStyleRange><CharacterStyleRange><Content>{each}</Content><Br/></CharacterStyleRange></ParagraphStyleRange>\n" for each in (WRONG, OTHER)
    )
    assert checked(here, "a.icml", text + "</Story></Document>") == (1, ["30"], [("comment", "as quoted")], [])


def paragraph(text, note=""):
    """A paragraph of a story; with a note as InDesign keeps it, in front of the text or behind it."""
    kept = f"<Note Collapsed='false'><ParagraphStyleRange><CharacterStyleRange><Content>{note}</Content></CharacterStyleRange></ParagraphStyleRange></Note>"
    before, behind = (kept, "") if note.startswith("factcheck") else ("", kept if note else "")
    return f"<ParagraphStyleRange><CharacterStyleRange>{before}<Content>{text}</Content>{behind}<Br/></CharacterStyleRange></ParagraphStyleRange>\n"


@pytest.mark.parametrize("kind", ["icml", "idml"])
def test_a_note_of_indesign_silences_its_paragraph(here, kind):
    def made(*paragraphs):
        story = f"<Story>{''.join(paragraphs)}</Story>"
        return f'<?aid style="50"?><Document>{story}</Document>' if kind == "icml" else packed(PACKAGING.format(story))

    name = f"a.{kind}"
    assert checked(here, name, made(paragraph("News"), paragraph(WRONG, IGNORE), paragraph(OTHER))) == (1, ["30"], [("comment", "as quoted")], [])
    assert checked(here, name, made(paragraph("News"), paragraph(WRONG), paragraph(OTHER, " " + IGNORE))) == (1, ["45"], [("comment", "as quoted")], [])
    assert checked(here, name, made(paragraph(WRONG, "Call 45 people"), paragraph(OTHER)))[1:3] == (["45", "30"], [])
    (notice,) = checked(here, name, made(paragraph("News"), paragraph(WRONG), paragraph(OTHER, "factcheck: ignore doubled-word — x")))[3]
    assert "silences nothing of doubled-word" in notice and notice.startswith("a.icml:3: " if kind == "icml" else "a.idml, paragraph 3: ")


def test_a_note_in_a_cell_is_not_printed():
    from sources import kinds, one

    cell = "<Cell Name='{}:0'><ParagraphStyleRange><CharacterStyleRange><Content>{}</Content>{}</CharacterStyleRange></ParagraphStyleRange></Cell>"
    story = f"<Story><Table>{cell.format(0, 'a', '<Note><Content>9</Content></Note>')}{cell.format(1, '5', '')}</Table></Story>"
    assert kinds(one("a.icml", f'<?aid style="50"?><Document>{story}</Document>'.encode())) == [("row", "a|5")]


FEED = "<rss><channel><!-- {} -->" + ITEM.format(1, WRONG) + "<!-- {} -->\n" + ITEM.format(2, OTHER) + "</channel></rss>"


@pytest.mark.parametrize("edition", [(), ("--edition",)])
def test_a_comment_above_an_item_of_a_feed_is_that_of_the_item(here, edition):
    whole = IGNORE.replace("ignore", "ignore-file")
    assert checked(here, "a.rss", FEED.format(whole, "x"), *edition) == (1, ["30"], [("comment", "as quoted")], [])
    assert checked(here, "a.rss", FEED.format("x", whole), *edition) == (1, ["45"], [("comment", "as quoted")], [])
    assert checked(here, "a.rss", FEED.format(whole, whole), *edition)[:2] == (0, [])
    assert checked(here, "a.rss", FEED.format("x", IGNORE.replace("ignore", "ignore-start")), *edition)[:2] == (1, ["45"])


def test_characters_that_are_no_markup_hold_no_comment():
    text = "<a><![CDATA[<!-- no -->]]><!-- yes --><b/></a>"
    assert [text[start:end] for start, end in comments_of_xml(text)] == ["<!-- yes -->"]


# Word


def saved(made):
    taken = BytesIO()
    made.save(taken)
    return taken.getvalue()


def commented(said, *, on=0, also="", author="Desk"):
    """A file of Word with two wrong paragraphs, and a comment on the first run of one."""
    made = docx.Document()
    runs = [made.add_paragraph().add_run(text) for text in ("News", WRONG, OTHER)]
    for text in filter(None, (said, also)):
        made.add_comment(runs[on + 1], text=text, author=author, initials="D")
    return saved(made)


def test_a_comment_of_word_silences_its_paragraph(here):
    assert checked(here, "a.docx", commented(IGNORE)) == (1, ["30"], [("comment", "as quoted")], [])
    assert checked(here, "a.docx", commented(IGNORE, on=1)) == (1, ["45"], [("comment", "as quoted")], [])
    assert checked(here, "a.docx", commented("factcheck：ignore——照录")) == (1, ["30"], [("comment", "照录")], [])
    assert checked(here, "a.docx", commented("factcheck: ignore-file -- as quoted"))[:2] == (0, [])
    assert checked(here, "a.docx", commented("Check this, please.", also="Factcheck said nothing.")) == (1, ["45", "30"], [], [])


def test_a_comment_of_word_that_is_out_of_date_is_told_of_by_its_paragraph(here):
    _, shown, hidden, notices = checked(here, "a.docx", commented("factcheck: ignore doubled-word", on=1))
    assert shown == ["45", "30"] and not hidden
    assert notices == [
        "a.docx, paragraph 3: the comment gives no reason; write it behind -- or —",
        "a.docx, paragraph 3: the comment silences nothing of doubled-word; remove it",
    ]
    assert checked(here, "a.docx", commented("factcheck: ignore doubled-words -- x", on=0))[3][0].startswith("a.docx, paragraph 2: no rule is named doubled-words")
    assert "第2段" in checked(here, "a.docx", commented("factcheck: ignore", on=0), "--messages", "zh")[3][0]


def test_an_annotated_copy_keeps_the_comment_and_has_none_of_ours_there(here):
    (here / "a.docx").write_bytes(commented(IGNORE))
    assert call("check", "a.docx", "--annotate", "b.docx").exit_code == 1
    comments = list(docx.Document(str(here / "b.docx")).comments)
    assert [comment.author for comment in comments] == ["Desk", *["factcheck"] * 3]
    assert checked(here, "b.docx", (here / "b.docx").read_bytes())[:2] == (1, ["30"])


def marks(key, text):
    return f'<w:commentRangeStart w:id="{key}"/>{text}<w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'


def comments_part(**said):
    made = "".join(f'<w:comment w:id="{key[1:]}" w:author="D"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>' for key, text in said.items())
    return {"word/comments.xml": f"<w:comments {SPACES}>{made}</w:comments>"}


def test_places_of_comments_of_word():
    def found(*body, **said):
        document = read_docx("a.docx", word(*body, extra=comments_part(**said)))
        text = document.fields["text"]
        return [(text[remark.start : remark.end], remark.text, remark.place) for remark in document.remarks]

    run = "<w:r><w:t>{}</w:t></w:r>".format
    assert found(p(run("One 1 "), marks(1, run("two 2")), run(" three")), c1="factcheck: ignore") == [("two 2", "factcheck: ignore", "paragraph 1")]
    body = p(run("One "), '<w:commentRangeStart w:id="1"/>', run("two")), p(run("three"), '<w:commentRangeEnd w:id="1"/>', run(" four"))
    assert found(*body, c1="factcheck: ignore x") == [("two\nthree", "factcheck: ignore x", "paragraph 2")]
    point = p(run("One"), '<w:r><w:commentReference w:id="1"/></w:r>', run(" two"))
    assert found(point, c1="factcheck: ignore") == [("", "factcheck: ignore", "paragraph 1")]
    assert found(tbl(["a", p(marks(1, run("20")))]), c1="factcheck: ignore") == [("20", "factcheck: ignore", "table 1, row 1")]
    assert found(p(marks(1, run("1")), marks(2, run("2"))), c2="factcheck: ignore-end", c1="no") == [("2", "factcheck: ignore-end", "paragraph 1")]
    assert found(p(run("1")), c1="factcheck: ignore") == []  # attached to nothing


def test_a_block_of_word_reaches_from_comment_to_comment(here):
    made = docx.Document()
    runs = [made.add_paragraph().add_run(text) for text in ("News", WRONG, OTHER, "The council heard 12 of 60 speakers, or 35%.")]
    made.add_comment(runs[1], text="factcheck: ignore-start -- quoted", author="D")
    made.add_comment(runs[2], text="factcheck: ignore-end", author="D")
    assert checked(here, "a.docx", saved(made)) == (1, ["12"], [("comment", "quoted")] * 2, [])


# Kinds without comments: the mark in the text, and the settings


SIC = "The panel approved 45 of 50 requests, or 95% [sic]."


def workbook(text):
    book = openpyxl.Workbook()
    book.active.append(["note", "more"])
    book.active.append([text, "x"])
    taken = BytesIO()
    book.save(taken)
    return taken.getvalue()


def packed(story):
    """An InDesign file of one story."""
    taken = BytesIO()
    with zipfile.ZipFile(taken, "w") as made:
        made.writestr("designmap.xml", '<Document StoryList="u1"/>')
        made.writestr("Stories/Story_u1.xml", story)
    return taken.getvalue()


KINDS = {
    "a.txt": str,
    "a.md": str,
    "a.jsonl": lambda text: json.dumps({"id": 1, "text": text}),
    "a.json": lambda text: json.dumps({"headline": "News", "body_text": text}),
    "a.html": "<h1>News</h1><p>{}</p>".format,
    "a.xml": "<nitf><body><body.content><p>{}</p></body.content></body></nitf>".format,
    "a.atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>News</title><content>{}</content></entry></feed>'.format,
    "a.newsml": lambda text: NEWSML.format(content=f'<inlineData contenttype="text/plain">{text}</inlineData>'),
    "a.icml": '<?aid style="50"?><Document><Story><ParagraphStyleRange><CharacterStyleRange><Content>{}</Content></CharacterStyleRange></ParagraphStyleRange></Story></Document>'.format,
    "a.idml": lambda text: packed(PACKAGING.format(f"<Story>{paragraph(text)}</Story>")),
    "a.aml": "headline: News\nbody: {}\n".format,
    "a.eml": "Subject: News\nContent-Type: text/plain; charset=utf-8\n\n{}\n".format,
    "a.rtf": "{{\\rtf1\\ansi {}}}".format,
    "a.pdf": lambda text: pdf(line(text)),
    "a.docx": lambda text: word(p("News"), p(text)),
    "a.csv": 'note,more\n"{}",x\n'.format,
    "a.xlsx": workbook,
}  # fmt: skip


def test_no_kind_is_forgotten():
    from factcheck.readers.kinds import MARKED, SUFFIXES, TABLES

    alike = {".markdown", ".docm", ".htm", ".xhtml", ".rss", ".nitf", ".ninjs", ".archieml", ".tsv", ".xlsm"}
    assert {f".{name.partition('.')[2]}" for name in KINDS} == {*SUFFIXES, *MARKED, *TABLES} - alike


@pytest.mark.parametrize("name", KINDS)
def test_a_mark_behind_the_figure_silences_in_every_kind_of_file(here, name):
    assert checked(here, name, KINDS[name](WRONG)) == (1, ["45"], [], [])
    assert checked(here, name, KINDS[name](SIC)) == (0, [], [("sic", "")], [])


@pytest.mark.parametrize("name", KINDS)
def test_an_entry_of_the_settings_silences_in_every_kind_of_file(here, name):
    settings = here / "factcheck.toml"
    settings.write_text(f'[[ignore-finding]]\nglob = "a.*"\nrule = "{RULE}"\ntexts = ["45", "95%"]\nreason = "as quoted"\n', encoding="utf-8")
    assert checked(here, name, KINDS[name](WRONG)) == (0, [], [("settings", "as quoted")], [])
    settings.write_text(settings.read_text(encoding="utf-8").replace('"45", ', '"46", '), encoding="utf-8")
    made = call("check", name)
    assert made.exit_code == 1 and "[[ignore-finding]] 1" in made.stderr and "fits no finding" in made.stderr
