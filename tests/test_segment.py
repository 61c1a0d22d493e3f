"""Pages to articles: joined lines, headlines, datelines, languages, sentences, and every character's place."""

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.readers import read, read_text
from factcheck.segment import articles


def found(text, path="a.txt", lang="auto"):
    (document,) = read(path, text.encode())
    return articles(document, lang)


def texts(article):
    return [block.text for block in article.blocks]


def kinds(article):
    return [(block.kind, block.level) if block.kind == "heading" else block.kind for block in article.blocks]


def sentences(article):
    return [article.blocks[one.block].text[one.start : one.end] for one in article.sentences]


# Lines that were broken.


def test_lines_broken_by_layout_are_joined():
    (article,) = found("县里今年修通了三条公路，总长四十二\n\n公里，沿线十二个村的群众出行方便了。\n\n目前，第四条公路正在勘测。")
    assert texts(article) == ["县里今年修通了三条公路，总长四十二公里，沿线十二个村的群众出行方便了。", "目前，第四条公路正在勘测。"]


def test_narrow_column_is_joined():
    column = ["今年春天雨水多，县里的水库", "蓄水量比上年增加了两成，群", "众浇地不再发愁，早稻插秧也", "提前了十天。"]
    (article,) = found("# 标题一则\n\n" + "\n\n".join(column) + "\n\n下一段另外说一件事情。", "a.md")
    assert texts(article)[1:] == ["".join(column), "下一段另外说一件事情。"]


WRAPPED_ENGLISH = """The council of Port Elling voted on Monday night to spend 12 million on
the old bridge, which was closed in 2019 after an inspector from New
York found cracks. Work begins in May and will be finished by March.
The money comes from the state, said Mayor Ann Lee, who has led the
city since 2015.
"""
SECOND_ENGLISH = """Traffic will be sent over Mill Road for the whole of that time, and the
bus line No. 5 will turn back at the station.
"""


def test_hard_wrapped_english_is_joined_with_spaces():
    (article,) = found(f"{WRAPPED_ENGLISH}\n{SECOND_ENGLISH}")
    assert texts(article) == [" ".join(WRAPPED_ENGLISH.split()), " ".join(SECOND_ENGLISH.split())]


def test_hard_wrapped_english_below_a_headline():
    (article,) = found(f"Council mends bridge\n\n{WRAPPED_ENGLISH}\n{SECOND_ENGLISH}")
    assert article.title == "Council mends bridge"
    assert kinds(article) == [("heading", 1), "paragraph", "paragraph"]


def test_hard_wrapped_english_with_indented_paragraphs():
    (article,) = found(f"   {WRAPPED_ENGLISH}   {SECOND_ENGLISH}")
    assert texts(article) == [" ".join(WRAPPED_ENGLISH.split()), " ".join(SECOND_ENGLISH.split())]


WRAPPED_CHINESE = [
    "县里今年修通了三条公路，总长四十二公里，沿线十二个村的群众",
    "出行方便了。县交通局还新开了五条公交线路，覆盖全县一百二十",
    "个行政村，村民坐车进城只要半个小时，票价两块钱。这些线路从",
    "今年五月起开通。",
]
SECOND_CHINESE = ["第四条公路也在勘测，预计明年三月动工建设，总投资一亿二千万", "元，其中省里补助六千万元。"]


@pytest.mark.parametrize("parting", ["\n\n", "\n　　"])
def test_hard_wrapped_chinese_is_joined_without_spaces(parting):
    (article,) = found("\n".join(WRAPPED_CHINESE) + parting + "\n".join(SECOND_CHINESE) + "\n")
    assert texts(article) == ["".join(WRAPPED_CHINESE), "".join(SECOND_CHINESE)]


def test_hyphen_at_the_end_of_a_line():
    (article,) = found("The mill makes paper for the whole of the North and was let on a 12-\nmonth lease that its owner had signed without reading it.\n")
    assert "a 12-month lease" in article.blocks[0].text


@pytest.mark.parametrize(
    "text",
    [
        "第一段说的是修路，一共修了三条。\n第二段说的是架桥，一共架了两座。\n",
        "“路修好了。”村民说，路有四十二公里\n目前，第四条公路正在勘测，明年动工。\n",
        "全县今年修通了三条公路，总长四十二公里\n青浔日报5月6日讯（记者 张三）第四条公路正在勘测。\n",
        "The council approved the plan to mend the old bridge over the river.\nWork begins in May.\n",
        "The council approved the plan to mend the old bridge over the river\nWork begins in May and ends in March of the year after.\n",
    ],
)
def test_a_paragraph_a_line_is_left_alone(text):
    (article,) = found(text)
    assert texts(article) == text.split("\n")[:-1]


@pytest.mark.parametrize("broken", ["馆长在《一座图书馆的“夜生活”和它的\n\n“老读者”》里写了这件事。", "全县有五百家企业（其中大型企业\n\n目前为二十家），还在增加。"])
def test_open_bracket_is_continued_whatever_follows(broken):
    (article,) = found("# 标题一则\n\n" + broken, "a.md")
    assert texts(article)[1:] == [broken.replace("\n\n", "")]


@pytest.mark.parametrize("end", ["over the", "of Ashby,", 'to the "great'])
def test_english_capital_continues_only_a_sentence_that_is_plainly_open(end):
    (article,) = found(f"# Story\n\nThe council approved the plan to mend the bridge {end}\n\nMerrow River in May.\n", "a.md")
    assert texts(article)[1:] == [f"The council approved the plan to mend the bridge {end} Merrow River in May."]


def test_lines_that_stand_alone_are_not_joined():
    lines = ["山村里的大变化 一条路带来的新生活", "李家村坐落在大山深处，全村有一百多户人家。", "青浔日报记者 沈既白 摄", "全村今年都用上了自来水。"]
    (article,) = found("# 标题一则\n\n" + "\n\n".join(lines), "a.md")
    assert texts(article)[1:] == lines


def test_items_rows_and_captions_are_not_joined_with_others():
    (article,) = found(
        "# 标题一则\n\n- 全年接待游客一百万人次，同比增长百分之十二，创下新高\n- 收入三亿元\n\n专家认为明年会更好。\n\n| 县 | 人 |\n|---|---|\n| 甲县 | 12 |\n",
        "a.md",
    )
    assert kinds(article) == [("heading", 1), "item", "item", "paragraph", "row", "row"]


def test_item_that_is_plainly_open_is_continued():
    (article,) = found("# 标题一则\n\n- 全年接待游客一百万人次，同比增长百分之十二，\n\n创下新高。\n", "a.md")
    assert texts(article)[1:] == ["全年接待游客一百万人次，同比增长百分之十二，创下新高。"]


def test_table_set_with_spaces_is_not_joined():
    rows = ["县区    2022年    2023年", "望塘县    12.5    13.4", "柳溪县    22.5    23.4"]
    (article,) = found("下表是各县的数据，供大家参考使用。\n" + "\n".join(rows) + "\n数据由统计局提供。\n")
    assert texts(article)[1:4] == rows


def test_numbered_points_are_not_run_into_their_text():
    (article,) = found("# 标题一则\n\n一、强化组织领导，落实工作责任\n\n各县区要高度重视，成立专班，全力推进工作。\n", "a.md")
    assert len(article.blocks) == 3


# Paragraphs that break off.


def test_paragraph_that_breaks_off_is_marked():
    (article,) = found("# 标题一则\n\n全县组织党员干部走村入户，帮助困难群众解决取暖问题，建立了由乡镇统一\n\n## 小标题\n\n其他内容都写完了。", "a.md")
    assert [block.cut for block in article.blocks] == [False, True, False, False]


def test_english_paragraph_that_breaks_off_is_marked():
    (article,) = found("# Story\n\nThe yard sold nine boats. Two went to Korea, and the others found their buyers in Chile and New\n\n## More\n\nAll is written.\n", "a.md")
    assert [block.cut for block in article.blocks] == [False, True, False, False]


@pytest.mark.parametrize(
    "line",
    [
        "青浔日报全媒体记者 张三 通讯员 李四",
        "摄影：王五",
        "图为全县干部群众在水库工地上参加义务劳动的场面，人人干劲十足（资料图）",
        "责编：张三，一审：李四，二审：王五，三审：赵六，终审：孙七",
        "地址：青浔市石塘区湖滨路十二号，邮编四一〇〇〇〇，电话另查",
        "全县要抓好三件大事，一件也不能少，件件都要落到实处：",
        "大江东去，浪淘尽，千古人物",
        "全县干部都行动起来了，效果很好。青浔日报记者 张三",
        "全县干部都行动起来了，效果很好，详情请看 https://example.org/a/b",
        "一、强化组织领导，落实工作责任，抓好工作落实",
        "全县上下都行动起来，一天也不停",
        "By Jane Roe and John Doe, Merrow County Courier and Daily Herald of Ashby",
        "Photo by Dan Ferris, who has taken pictures for the paper since 1998, for the county",
        "The council named three goals for the coming year, and all of them are about roads:",
    ],
)
def test_what_is_not_cut_off(line):
    page = f"# 标题一则\n\n全县都行动起来了。\n\n{line}\n\n## 小标题\n\n其他内容都写完了。"
    for article in found(page, "a.md", "zh" if line > "\u2fff" else "en"):
        assert not any(block.cut for block in article.blocks)


def test_text_that_sets_no_stops_is_not_cut_off():
    (article,) = found("今天一家人去了海边，看到了很多海鸥和渔船，孩子们很高兴\n\n近日在渔村吃饭，点了八个菜，一共花了三百二十块钱，划算\n\n目前已经回家，准备明天上班，大家都很累但也开心\n", lang="zh")
    assert not any(block.cut for block in article.blocks)


# Articles.


def test_page_is_split_at_datelines_and_headlines():
    page = (
        "# 第一篇标题\n\n青浔日报5月6日讯（记者 张三）第一篇的内容在这里，写得很完整。\n\n"
        "# 第二篇标题\n\n青浔日报5月6日讯（记者 李四）第二篇的内容在这里，也很完整。\n\n## 第二篇小标题\n\n小标题下的内容。"
    )
    first, second = found(page, "a.md")
    assert first.title == "第一篇标题" and second.title == "第二篇标题"
    assert kinds(second) == [("heading", 1), "paragraph", ("heading", 2), "paragraph"]


def test_plain_page_is_split_at_datelines():
    page = "石塘区修通三条公路\n青浔日报5月6日讯（记者 张三）石塘区今年修通了三条公路，总长四十二公里。\n柳溪县架起两座新桥\n青浔日报5月6日讯（记者 李四）柳溪县今年架起了两座新桥，一座在镇上。\n"
    first, second = found(page)
    assert (first.title, second.title) == ("石塘区修通三条公路", "柳溪县架起两座新桥")
    assert kinds(second) == [("heading", 3), "paragraph"]


def test_dateline_without_headline_begins_an_article():
    page = "LONDON, May 3 (Agency) - The bank kept its rate at five percent on Monday.\n\nPARIS, May 3 (Agency) - The price of bread rose by a tenth in one year.\n"
    assert [len(article.blocks) for article in found(page)] == [1, 1]


@pytest.mark.parametrize(
    "start",
    [
        "青浔日报12月12日讯（记者 张三）",
        "本报讯 ",
        "新华社北京5月3日电（记者 张三）",
        "中新社长沙5月3日电 ",
        "本报记者 张三\n\n",
        "LONDON, May 3 (Agency) - ",
        "NEW YORK, N.Y., Feb. 6, 2024 — ",
        "ST. LOUIS (AP) -- ",
        "By Jane Roe\n\n",
    ],
)
def test_datelines_and_bylines_begin_an_article(start):
    rest = "The council met and approved the plan to mend the old bridge." if start.isascii() or "—" in start else "内容在这里，写得很完整。"
    page = f"## 第一篇\n\n内容在这里，写得很完整。\n\n### 第二篇\n\n{start}{rest}\n"
    assert [article.title for article in found(page, "a.md")] == ["第一篇", "第二篇"]


@pytest.mark.parametrize("start", ["青浔日报通讯员队伍今年扩大了。", "本报电子版今天上线了。", "NATO—the alliance of the West—met."])
def test_what_looks_like_a_dateline(start):
    page = f"## 第一篇\n\n内容在这里，写得很完整。\n\n{start}\n\n内容在这里，写得很完整。\n"
    assert len(found(page, "a.md")) == 1


@pytest.mark.parametrize(("end", "count"), [("（张三 李四）", 2), ("（周小满 章 牧）", 2), ("（本报记者 张三）", 2), ("（见附表）", 1), ("（一）", 1)])
def test_article_ends_with_the_names_of_its_writers(end, count):
    page = f"# 大标题\n\n全县都行动起来了。{end}\n\n## 小标题\n\n还有别的事情要说。"
    assert len(found(page, "a.md")) == count


def test_adjacent_headings_are_one_headline():
    page = "# 第一篇\n\n内容在这里，写得很完整。\n\n## 山村夜话——\n\n# 一条新路通到家门口\n\n内容在这里，写得很完整。\n\n## 小标题\n\n内容在这里。"
    assert [article.title for article in found(page, "a.md")] == ["第一篇", "山村夜话—— 一条新路通到家门口"]


def test_one_headline_with_sections_is_one_article():
    (article,) = found("# Budget\n\nThe budget is out.\n\n## Schools\n\nSchools get more.\n\n## Roads\n\nRoads get less.\n", "a.md")
    assert article.title == "Budget"


def test_sections_with_sections_are_no_articles():
    sections = "".join(f"## Part {part}\n\n### Detail {part}\n\nText is here.\n\n" for part in "abcd")
    (article,) = found("# Report\n\n" + sections, "a.md")
    assert article.title == "Report"
    (article,) = found("---\ntitle: Report\n---\n" + sections, "a.md")
    assert article.title == "Report"


def test_record_is_one_article():
    text = "青浔日报5月6日讯 第一篇的内容在这里，写得很完整。\n青浔日报5月6日讯 第二篇的内容在这里，也很完整。"
    (article,) = found(json.dumps({"id": "1", "title": "标题", "text": text, "date": "2024-05-06"}), "a.jsonl")
    assert article.title == "标题" and str(article.date) == "2024-05-06"
    assert kinds(article) == [("heading", 1), "paragraph", "paragraph"]
    assert article.blocks[0].field == "title"


def test_empty_record_is_an_article_too():
    (article,) = found(json.dumps({"id": "1", "title": "", "text": ""}), "a.jsonl")
    assert article.blocks == () and article.sentences == ()


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Council mends bridge", "The council met on Monday and approved the plan to mend the old bridge."),
        ("Who pays for the bridge?", "The council met on Monday and approved the plan to mend the old bridge."),
        ("老街开出“新花”", "石塘区的老街今年新开了四十多家铺子，游人比上年多了三成，夜里也热闹。"),
    ],
)
def test_first_short_line_of_plain_text_is_the_headline(headline, body):
    (article,) = found(f"{headline}\n\n{body}\n")
    assert kinds(article) == [("heading", 1), "paragraph"] and article.title == headline


@pytest.mark.parametrize("text", ["第一段很短。\n第二段说的是架桥，一共架了两座，都在镇上。\n", "It rained.\nThe council met on Monday and approved the plan to mend the old bridge.\n"])
def test_first_sentence_is_no_headline(text):
    (article,) = found(text)
    assert article.title == "" and kinds(article) == ["paragraph", "paragraph"]


def test_title_of_the_front_matter_is_only_a_title():
    (article,) = found("---\ntitle: Front\n---\nThe council met on Monday.\n", "a.md")
    assert article.title == "Front" and texts(article) == ["The council met on Monday."]


# Languages and dates.


def test_language_is_found_per_article():
    page = "# 第一篇标题\n\n青浔日报5月6日讯（记者 张三）内容在这里，写得很完整。\n\n## Second story\n\nASHFORD, May 6 (Agency) - The council met on Monday.\n"
    assert [article.lang for article in found(page, "a.md")] == ["zh", "en"]


def test_language_that_is_given_wins():
    assert [article.lang for article in found("The council met on Monday.", lang="zh")] == ["zh"]
    (article,) = found(json.dumps({"id": "1", "title": "T", "text": "The council met.", "lang": "zh-CN"}), "a.jsonl")
    assert article.lang == "zh"
    (article,) = found(json.dumps({"id": "1", "title": "T", "text": "The council met.", "lang": "fr"}), "a.jsonl")
    assert article.lang == "en"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("ASHFORD, May 6 - The council met on Monday.", "None"),
        ("ASHFORD, May 6, 2024 (Agency) - The council met on Monday.", "2024-05-06"),
        ("新华社北京2024年5月6日电 内容在这里，写得很完整。", "2024-05-06"),
        ("新华社北京5月6日电 2023年1月2日，内容在这里，写得很完整。", "None"),
        ("---\ndate: 2024-05-06\n---\n# Story\n\nASHFORD, May 7, 2024 - The council met.\n", "2024-05-06"),
        ("---\ndate: spring\n---\n# Story\n\nASHFORD, May 7, 2024 - The council met.\n", "2024-05-07"),
        ("ASHFORD, Feb. 31, 2024 - The council met on Monday.", "None"),
    ],
)
def test_date(text, date):
    (article,) = found(text, "a.md")
    assert str(article.date) == date


# Sentences.


def test_abbreviations_end_no_sentence():
    (article,) = found('Mr. Hall of Acme Inc. paid $3.5 million on Jan. 5. The U.S. firm said so. "Dr. J. R. Wu" of Washington, D.C. Council agreed! It did.\n')
    assert sentences(article) == [
        "Mr. Hall of Acme Inc. paid $3.5 million on Jan. 5.",
        "The U.S. firm said so.",
        '"Dr. J. R. Wu" of Washington, D.C. Council agreed!',
        "It did.",
    ]


def test_chinese_sentences_keep_their_closing_quotes():
    (article,) = found("“修好了！！”村民说。路有多长？四十二公里……真长；真好。")
    assert sentences(article) == ["“修好了！！”", "村民说。", "路有多长？", "四十二公里……", "真长；", "真好。"]


def test_heading_and_cells_are_sentences():
    (article,) = found("# One. Two. Three\n\n| Town | People |\n|---|---|\n| Ashby. Far | 1,250 |\n", "a.md")
    assert sentences(article) == ["One. Two. Three", "Town", "People", "Ashby. Far", "1,250"]


# Places.


def places(article):
    """Every character that is no space, with what stands at its place in the source."""
    for block in article.blocks:
        for at, char in enumerate(block.text):
            start, end = block.source(at, at + 1)
            assert end == start + 1
            if not char.isspace():
                yield block, char, start


PAGE = """# A **bold** headline

青浔日报5月6日讯（记者 张三）全县今年修通了 **三条** 公路，总长四十二

公里，沿线[十二个村](https://example.org)的群众出行方便了&mdash;真的。

The council approved the plan to mend the old bridge over the Merrow River by the

end of the year.

| place | visitors |
|---|---:|
| Ashby | 1,250 |
"""


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
@pytest.mark.parametrize("text", [PAGE, PAGE.replace("\n", "\r\n"), f"Council mends bridge\n\n{WRAPPED_ENGLISH}\n{SECOND_ENGLISH}", "\n".join(WRAPPED_CHINESE)])
def test_every_character_leads_back_to_the_source(path, text):
    document = next(iter(read(path, text.encode())))
    for article in articles(document):
        assert all(a[1] <= b[1] for block in article.blocks for a, b in zip(block.origin, block.origin[1:]))
        for block, char, start in places(article):
            source = document.fields[block.field]
            assert source[start] == char or html.unescape(source[start : source.find(";", start) + 1]) == char or (block.cells and char == "|")


def test_space_at_a_join_leads_to_the_break():
    text = "The council approved the plan to mend the bridge over the\n\nMerrow River in May.\n"
    (article,) = found("# Story\n\n" + text, "a.md")
    block = article.blocks[1]
    at = block.text.index(" Merrow")
    assert article.document.fields["text"][block.source(at, at + 1)[0]] == "\n"


LINES = st.lists(
    st.one_of(
        st.text(alphabet="一二年月日的，。；：“”（）《》、 aB1.-\t", max_size=40),
        st.sampled_from(["", "　　目前，", "本报讯（记者 张三）", "By Jane Roe", "LONDON (AP) - ", "# 标题", "- item", *WRAPPED_CHINESE, *WRAPPED_ENGLISH.splitlines()]),
    ),
    max_size=14,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r"]), st.sampled_from(["auto", "zh", "en"]))
def test_no_character_is_lost_or_moved(lines, ending, lang):
    text = ending.join(lines) + "一"
    (document,) = read("a.txt", text.encode())
    kept = []
    for article in articles(document, lang):
        for block, char, start in places(article):
            assert document.fields[block.field][start] == char
            kept.append((start, char))
    assert kept == sorted(kept)
    assert "".join(char for _, char in kept) == "".join(document.fields["text"].split())


@given(LINES, st.sampled_from(["auto", "zh", "en"]))
def test_sentences_cover_their_blocks(lines, lang):
    (document,) = read("a.txt", ("\n".join(lines) + "一").encode())
    for article in articles(document, lang):
        joined = [article.blocks[one.block].text[one.start : one.end] for one in article.sentences]
        assert all(text and not text[0].isspace() for text in joined)
        assert "".join("".join(joined).split()) == "".join("".join(block.text for block in article.blocks).split())


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("柳河大桥昨日通车 全长1.2公里本报讯 记者从市交通局获悉，大桥双向六车道，总投资3.6亿元。", "柳河大桥昨日通车 全长1.2公里"),
        ("柳河大桥昨日通车岚江日报6月12日讯（记者 周小满）大桥双向六车道，总投资3.6亿元。", "柳河大桥昨日通车"),
        ("原标题：柳河大桥昨日通车，全长1.2公里，总投资3.6亿元，沿线三个乡镇受益    来源：岚江日报\n柳河大桥昨日正式通车。大桥双向六车道，由市交通局建设，历时三年，沿线三个乡镇的居民进城可少绕二十公里，农产品出山也更快。", None),
    ],
)
def test_headline_that_is_told_by_what_stands_beside_it(text, headline):
    document = read_text(text)
    (article,) = articles(document)
    assert article.blocks[0].kind == "heading"
    assert article.blocks[0].text == (headline or text.split("\n")[0])
    for block in article.blocks:
        start, end = block.source(0, len(block.text))
        assert document.fields["text"][start:end] == block.text


@pytest.mark.parametrize(
    "text",
    [
        "昨天下午本报记者 周小满在柳河边看到，三百人正在清扫河道，两岸的垃圾装满了六辆车。",
        "据岚江日报讯 柳河大桥昨日通车，全长1.2公里，双向六车道，总投资3.6亿元。",
        "近日，本报讯息部收到读者来信，说柳河大桥夜里没有灯，三百人签了名。",
    ],
)
def test_prose_that_names_a_paper_has_no_headline(text):
    (article,) = articles(read_text(text))
    assert [block.kind for block in article.blocks] == ["paragraph"]
