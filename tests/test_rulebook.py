"""Rule files: what they hold, and errors that name file, line and key."""

import os

import pytest

from factcheck.rulebook import FACTS, RELATIONS, RuleError, load, placeholders, read, read_folder

GOOD = '''title    = "Seats do not add up"
title_zh = "席位之和不符"
severity = "error"
relation = "sum"
holds    = "sum(parts) = total"

[message]
en = "{parts} add up to {total.computed}, not {total}"
zh = "{parts}相加是{total.computed}，不是{total}"

[explain]
en = "What is compared."
zh = "比较什么。"

[[examples]]
lang = "en"
text = "They won 12 seats and 15 seats, a total of 28 seats."
finds = ["12 seats", "15 seats", "28 seats"]

[[examples]]
lang = "en"
text = "They won 12 seats and 15 seats, a total of 27 seats."
finds = []
'''


@pytest.fixture
def own(tmp_path):
    def write(text, name="seats.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_rule_is_read_whole(own):
    rule = read(own(GOOD))
    assert (rule.id, rule.severity, rule.relation, rule.holds) == ("seats", "error", "sum", "sum(parts) = total")
    assert rule.title["zh"] == "席位之和不符" and not rule.is_built_in
    assert [(example.note, example.finds) for example in rule.examples] == [("wrong", ("12 seats", "15 seats", "28 seats")), ("right", ())]


def test_line_ends_and_marks_of_windows_do_no_harm(own):
    path = own("")
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read(path).id == "seats"


WRONG = {
    "unknown key": ('severity = "error"', 'severity = "error"\nseverty = "x"', 4, "severty", "did you mean 'severity'?"),
    "unknown severity": ('"error"', '"eror"', 3, "severity", "did you mean 'error'?"),
    "unknown relation": ('"sum"', '"sums"', 4, "relation", "did you mean 'sum'?"),
    "no title": ('title    = "Seats do not add up"\n', "", 0, "title", "is missing"),
    "empty title": ('"Seats do not add up"', '" "', 1, "title", "not empty"),
    "title that is no text": ('"Seats do not add up"', "3", 1, "title", "must be a text"),
    "no formula": ('holds    = "sum(parts) = total"\n', "", 0, "holds", "is missing"),
    "formula that cannot be read": ('"sum(parts) = total"', '"sum(parts) ="', 5, "holds", ""),
    "formula with another role": ('"sum(parts) = total"', '"sum(parts) = totl"', 5, "holds", "did you mean 'total'?"),
    "relation and check": ('relation = "sum"', 'relation = "sum"\ncheck = "weekday"', 5, "check", "either"),
    "placeholder": ("not {total}", "not {totals}", 8, "message.en", "did you mean 'total'?"),
    "lone brace": ("not {total}", "not {total", 8, "message.en", "brace"),
    "language of a message": ("zh = \"{parts}", "fr = \"{parts}", 9, "message.fr", "unknown language"),
    "no message": ('[message]\nen = "{parts} add up to {total.computed}, not {total}"\nzh = "{parts}相加是{total.computed}，不是{total}"\n', "", 0, "message", "add a table"),
    "no explanation": ('en = "What is compared."\n', "", 11, "explain.en", "is missing"),
    "unknown key of an example": ("finds = []", 'finds = []\nfind = "x"', 24, "examples[2].find", "unknown key"),
    "text that does not stand there": ('"28 seats"]', '"29 seats"]', 18, "examples[1].finds", "does not stand in the text"),
    "finds that is no list": ("finds = []", 'finds = ""', 23, "examples[2].finds", "must be a list"),
    "note against finds": ("finds = []", 'finds = []\nnote = "wrong"', 24, "examples[2].note", "does not go with finds"),
    "language of an example": ('lang = "en"\ntext = "They won 12 seats and 15 seats, a total of 27', 'lang = "eng"\ntext = "They won 12 seats and 15 seats, a total of 27', 21, "examples[2].lang", "did you mean 'en'?"),
    "only right examples": ('finds = ["12 seats", "15 seats", "28 seats"]', "finds = []", 15, "examples", "at least one that is wrong"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_with_file_line_and_key(own, name):
    before, after, line, key, words = WRONG[name]
    assert before in GOOD
    path = own(GOOD.replace(before, after, 1))
    with pytest.raises(RuleError) as caught:
        read(path)
    told = str(caught.value)
    assert "\n" not in told and words in told
    assert told.startswith(f"{path}:{line}: {key}: " if line else f"{path}: {key}: ")


def test_toml_that_cannot_be_read_is_named_with_its_line(own):
    with pytest.raises(RuleError, match=r"seats\.toml: is not valid TOML: .*line 3"):
        read(own(GOOD.replace('severity = "error"', "severity = error")))


def test_a_file_that_is_not_utf8_is_named(own):
    path = own("")
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(RuleError, match=r"seats\.toml: is not UTF-8"):
        read(path)


@pytest.mark.parametrize("name", ["Seats.toml", "seats_total.toml", "1-seats.toml", "seats-.toml"])
def test_a_rule_is_named_in_plain_words(own, name):
    with pytest.raises(RuleError, match="rename the file"):
        read(own(GOOD, name))


def test_folders_that_hold_no_rules(tmp_path):
    with pytest.raises(RuleError, match="no such folder"):
        list(read_folder(tmp_path / "nowhere"))
    with pytest.raises(RuleError, match="holds no rule"):
        list(read_folder(tmp_path))


def test_own_rules_come_beside_the_built_in_ones(own):
    found = load([own(GOOD).parent])
    assert [rule.id for rule in found] == sorted(rule.id for rule in found)
    assert [rule.id for rule in found if not rule.is_built_in] == ["seats"]


def test_no_two_rules_have_one_name(own):
    with pytest.raises(RuleError, match="another rule is named 'parts-miss-total' already"):
        load([own(GOOD, "parts-miss-total.toml").parent])


def test_select_and_ignore():
    assert [rule.id for rule in load(select=["doubled-word", "parts-miss-total"])] == ["doubled-word", "parts-miss-total"]
    assert "doubled-word" not in [rule.id for rule in load(ignore=["doubled-word"])]
    assert load(select=["doubled-word"], ignore=["doubled-word"]) == ()
    for choice in ({"select": ["double-word"]}, {"ignore": ["double-word"]}):
        with pytest.raises(RuleError, match=r"did you mean 'doubled-word'\?"):
            load(**choice)


def test_the_heads_that_a_check_reads_say_what_the_whole_files_say():
    heads, whole = load(), load(whole=True)
    assert len(heads) == len(whole)
    for head, rule in zip(heads, whole):
        assert (head.id, head.title, head.severity, head.message) == (rule.id, rule.title, rule.severity, rule.message)
        assert (head.relation, head.check, head.holds) == (rule.relation, rule.check, rule.holds)
        assert not head.examples and rule.examples and rule.explain and rule.is_built_in


def test_every_check_is_there_and_has_a_rule():
    from factcheck.checks import CHECKS

    assert set(CHECKS) == set(FACTS)
    rules = load()
    assert {rule.check for rule in rules if rule.check} == set(FACTS)
    assert {rule.relation for rule in rules if rule.relation} <= set(RELATIONS)


def test_placeholders_of_rules():
    rule = next(rule for rule in load() if rule.id == "share-contradicts-total")
    assert list(placeholders(rule)) == ["part", "part.computed", "whole", "whole.computed", "share", "share.computed"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be read here")
def test_a_file_that_cannot_be_read_is_named(own):
    path = own(GOOD)
    path.chmod(0)
    with pytest.raises(RuleError, match="cannot be read"):
        read(path)
