"""Pages to articles: joined lines, headlines, datelines, languages and sentences."""

from factcheck.readers import read
from factcheck.segment import articles


def found(text, path="a.txt"):
    (document,) = read(path, text.encode())
    return articles(document)


def test_lines_broken_by_layout_are_joined():
    (article,) = found("县里今年修通了三条公路，总长四十二\n\n公里，沿线十二个村的群众出行方便了。\n\n目前，第四条公路正在勘测。")
    assert [block.text for block in article.blocks] == [
        "县里今年修通了三条公路，总长四十二公里，沿线十二个村的群众出行方便了。",
        "目前，第四条公路正在勘测。",
    ]


def test_hard_wrapped_english_is_joined_with_spaces():
    (article,) = found("The council met on Monday and approved the plan to mend the\nold bridge over the river by the end of next year.\n\nWork begins in May.\n")
    assert article.blocks[0].text == "The council met on Monday and approved the plan to mend the old bridge over the river by the end of next year."
    assert article.blocks[1].text == "Work begins in May."


def test_a_paragraph_a_line_is_left_alone():
    (article,) = found("第一段说的是修路，一共修了三条。\n第二段说的是架桥，一共架了两座。\n")
    assert len(article.blocks) == 2


def test_paragraph_that_breaks_off_is_marked():
    (article,) = found("# 标题一则\n\n全县组织党员干部走村入户，帮助困难群众解决取暖问题，建立了由乡镇统一\n\n## 小标题\n\n其他内容都写完了。", "a.md")
    assert [block.cut for block in article.blocks] == [False, True, False, False]


def test_by_lines_and_short_lines_are_not_cut_off():
    (article,) = found("# 标题一则\n\n本报记者 张三 李四\n\n全县都行动起来了。\n\n摄影：王五", "a.md")
    assert not any(block.cut for block in article.blocks)


def test_page_is_split_at_datelines_and_headlines():
    page = (
        "# 第一篇标题\n\n青浔日报5月6日讯（记者 张三）第一篇的内容在这里，写得很完整。\n\n"
        "# 第二篇标题\n\n青浔日报5月6日讯（记者 李四）第二篇的内容在这里，也很完整。\n\n## 第二篇小标题\n\n小标题下的内容。"
    )
    first, second = found(page, "a.md")
    assert first.title == "第一篇标题" and second.title == "第二篇标题"
    assert [block.kind for block in second.blocks] == ["heading", "paragraph", "heading", "paragraph"]


def test_one_headline_with_sections_is_one_article():
    (article,) = found("# Budget\n\nThe budget is out.\n\n## Schools\n\nSchools get more.\n\n## Roads\n\nRoads get less.\n", "a.md")
    assert article.title == "Budget"


def test_first_short_line_of_plain_text_is_the_headline():
    (article,) = found("Council mends bridge\n\nThe council met on Monday and approved the plan to mend the old bridge.\n")
    assert article.blocks[0].kind == "heading" and article.title == "Council mends bridge"


def test_language_is_found_per_article():
    page = "# 第一篇标题\n\n青浔日报5月6日讯（记者 张三）内容在这里，写得很完整。\n\n# Second story\n\nASHFORD, May 6 (Agency) - The council met on Monday.\n"
    assert [article.lang for article in found(page, "a.md")] == ["zh", "en"]


def test_dateline_gives_the_date():
    (article,) = found("# Story\n\nASHFORD, May 6 - The council met on Monday.\n", "a.md")
    assert article.date is None
    (article,) = found("---\ndate: 2024-05-06\n---\n# Story\n\nThe council met.\n", "a.md")
    assert str(article.date) == "2024-05-06"


def test_abbreviations_end_no_sentence():
    (article,) = found("Mr. Hall of Acme Inc. paid $3.5 million on Jan. 5. The U.S. firm said so.\n")
    texts = [article.blocks[s.block].text[s.start : s.end].strip() for s in article.sentences]
    assert texts == ["Mr. Hall of Acme Inc. paid $3.5 million on Jan. 5.", "The U.S. firm said so."]


def test_chinese_sentences_keep_their_closing_quotes():
    (article,) = found("“修好了。”村民说。路有多长？四十二公里。")
    texts = [article.blocks[s.block].text[s.start : s.end] for s in article.sentences]
    assert texts == ["“修好了。”", "村民说。", "路有多长？", "四十二公里。"]
