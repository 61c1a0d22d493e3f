"""The checks that are no formula, each on its own: what they mark, what holds, and where they say nothing."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import rulebook
from factcheck.checks import CHECKS
from factcheck.quantities import quantities
from factcheck.readers import read_text
from factcheck.segment import articles

RULES = [rule for rule in rulebook.load(whole=True) if rule.check]
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


def run(check, text, lang="zh", date=None):
    """What a check sees in a text: (verdict, the marked texts, observation)."""
    document = read_text(text, lang=lang, markdown=text.startswith("#") or "\n#" in text or "\n- " in text)
    found = articles(document)
    if date:
        found = tuple(replace(article, date=datetime.date.fromisoformat(date)) for article in found)
    figures = [quantities(article, number) for number, article in enumerate(found)]
    return [
        (seen.verdict, [found[mark.article].blocks[mark.block].text[mark.start : mark.end] for mark in seen.marks], seen)
        for seen in CHECKS[check](found, figures)
    ]


def verdicts(check, text, lang="zh", date=None):
    return [verdict for verdict, _, _ in run(check, text, lang, date)]


def test_every_check_has_its_facts():
    assert set(CHECKS) == set(rulebook.FACTS)


@pytest.mark.parametrize("rule,example", EXAMPLES, ids=[f"{rule.id}-{example.lang}-{example.note}" for rule, example in EXAMPLES])
def test_example_of_a_rule(rule, example):
    wrong = [marked for verdict, marked, _ in run(rule.check, example.text, example.lang) if verdict == "inconsistent"]
    if example.finds:
        assert sorted(example.finds) in [sorted(marked) for marked in wrong]
    else:
        assert wrong == []


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_facts_are_those_that_messages_may_name(rule):
    for example in rule.examples:
        for verdict, _, seen in run(rule.check, example.text, example.lang):
            assert set(seen.facts) == set(rulebook.FACTS[rule.check])
            if verdict == "inconsistent":
                assert all(seen.facts.values())


def test_no_check_fails_on_nothing():
    for check in CHECKS.values():
        assert list(check((), ())) == []
    for check in CHECKS:
        assert verdicts(check, "。") == []


# list-count

LISTS_THAT_FIT = [
    ("zh", "会议明确了三项重点任务：稳就业、扩消费、强产业。", ["三项", "稳就业", "扩消费", "强产业"]),
    ("zh", "会议明确了三项重点任务：稳就业、扩消费、强产业，确保实现全年目标。", ["三项", "稳就业", "扩消费", "强产业"]),
    ("zh", "公司拿出四种颜色——桃红、浅紫、米白、墨黑。", ["四种", "桃红", "浅紫", "米白", "墨黑"]),
    ("zh", "入选的三个村分别是柳湾村、石桥村和杨林村，都在河边。", ["三个", "柳湾村", "石桥村", "杨林村"]),
    ("zh", "评审组在山东、河南、四川和贵州四省暗访。", ["四省", "山东", "河南", "四川", "贵州"]),
    ("zh", "评审会从设计、选材、施工三方面打分。", ["三方面", "设计", "选材", "施工"]),
    ("zh", "剧院今年推出《春江》《秋夜》、《雪路》两部大戏。", None),
    ("zh", "前三季度，甲国、乙国、丙国为全市前三大贸易伙伴。", ["前三大", "甲国", "乙国", "丙国"]),
    ("zh", "村里立了三条规矩：一是不占河道，二是不毁林木，三是不乱排污。", ["三条", "一是", "二是", "三是"]),
    ("zh", "主要有两个原因，其一是雨水少，其二是渠道老。", ["两个", "其一是", "其二是"]),
    ("en", "The mayor named three priorities: housing, schools and transit.", ["three", "housing", "schools", "transit"]),
    ("en", "The bridge links three areas, namely the old town, the port and the university.", None),
    ("en", "Peru, Chile and Japan were the three largest markets abroad.", ["three", "Peru", "Chile", "Japan"]),
    ("en", "The board gave two reasons. First, the roof leaks. Second, the heating has failed.", ["two", "First, ", "Second, "]),
]


@pytest.mark.parametrize("lang,text,marked", LISTS_THAT_FIT, ids=[text for _, text, _ in LISTS_THAT_FIT])
def test_list_that_fits(lang, text, marked):
    found = run("list-count", text, lang)
    assert "inconsistent" not in [verdict for verdict, _, _ in found]
    if marked is not None:
        assert [(verdict, texts) for verdict, texts, _ in found] == [("consistent", marked)]


LISTS_THAT_DO_NOT = [
    ("zh", "会议明确了四项重点任务：稳就业、扩消费、强产业。", "3"),
    ("zh", "会议明确了两项重点任务：稳就业、扩消费、强产业、惠民生，确保完成。", None),
    ("zh", "会议明确了三项重点任务：稳就业、扩消费、强产业、惠民生，确保完成。", "4"),
    ("zh", "评审组在山东、河南、四川和贵州五省暗访。", "4"),
    ("zh", "柳湾村、石桥村、杨林村四个村修通了公路。", "3"),
    ("zh", "方队由工程学院、指挥学院和士官学校8所院校编成。", "3"),
    ("zh", "前三季度，甲国、乙国、丙国为全市前四大贸易伙伴。", "3"),
    ("zh", "消费、投资、出口四大需求都在回升。", "3"),
    ("zh", "村里立了四条规矩：一是不占河道，二是不毁林木，三是不乱排污。", "3"),
    ("zh", "村里立了三条规矩：\n\n一是不占河道。\n\n二是不毁林木。", "2"),
    ("zh", "# 规矩\n\n村里立了三条规矩：\n\n- 不占河道\n- 不毁林木\n", "2"),
    ("en", "The mayor named four priorities: housing, schools and transit.", "3"),
    ("en", "Peru, Chile and Laos were the four largest markets abroad.", "3"),
    ("en", "The board gave three reasons. First, the roof leaks. Second, the heating has failed.", "2"),
    ("en", "# Plan\n\nThe council set four priorities:\n\n- housing\n- schools\n- transit\n", "3"),
]


@pytest.mark.parametrize("lang,text,listed", LISTS_THAT_DO_NOT, ids=[text for _, text, _ in LISTS_THAT_DO_NOT])
def test_list_that_does_not_fit(lang, text, listed):
    found = run("list-count", text, lang)
    if listed is None:  # twice as many: each item may be a pair
        assert found == []
    else:
        assert [(verdict, seen.facts["listed"]) for verdict, _, seen in found] == [("inconsistent", listed)]


UNCOUNTED_LISTS = [
    ("zh", "全县评出三个示范村，包括柳湾村、石桥村。"),
    ("zh", "会上提到三个问题：招工、用电等。"),
    ("zh", "农业农村局、水利局等五部门联合发文。"),
    ("zh", "方针有八个字：引导、扶持、协调、建制。"),
    ("zh", "四大试验：高原科学试验、海上季风试验、流域能量与水分循环试验和海峡两岸及邻近地区暴雨试验。"),
    ("zh", "贵州、湖南和江西两省南部有雨。"),
    ("zh", "浙江、江苏、安徽三省一市共同出资。"),
    ("zh", "各民主党派、工商联成员和无党派人士要为完成十五大提出的任务努力。"),
    ("zh", "甲国、乙国居全国前三位。"),
    ("zh", "北京、上海、广州五大机场客流回升。"),
    ("zh", "市面上有1、5、10、50戈比和1、2、5卢布七种硬币。"),
    ("zh", "针对三大问题，一是修路，二是架桥。"),
    ("zh", "村里立了四条规矩：一是不占河道，二是不毁林木，三是不乱排污，此外还有不赌博。"),
    ("en", "The grant will go to five counties, including Ashford, Milton and Grove."),
    ("en", "He spent three hours: walking, talking, reading and eating."),
    ("en", "Two cities will host the games: Portland, Oregon, Austin, Texas."),
    ("en", "Five people were killed: a mother, her sister and three children."),
    ("en", "The firm has two divisions: food and drink, and clothing."),
    ("en", "Lima and Quito are two of the three largest markets."),
    ("en", "The board gave three reasons. First, the roof leaks. Second, the heating has failed. Finally, the lease is up."),
]


@pytest.mark.parametrize("lang,text", UNCOUNTED_LISTS, ids=[text for _, text in UNCOUNTED_LISTS])
def test_list_that_cannot_be_counted(lang, text):
    assert "inconsistent" not in verdicts("list-count", text, lang)


def test_items_below_others_are_not_counted_with_them():
    text = "# Plan\n\nThe council set three priorities:\n\n- housing\n- schools\n  - primary\n  - secondary\n- transit\n"
    ((verdict, marked, _),) = run("list-count", text, "en")
    assert verdict == "consistent"
    assert marked == ["three", "housing", "schools", "transit"]


@given(st.integers(2, 9), st.integers(2, 9))
def test_list_fits_if_and_only_if_it_has_as_many_items(announced, listed):
    names = ["修渠", "架桥", "铺路", "植树", "清淤", "通电", "改水", "建房", "办学"][:listed]
    text = f"全县办成{'〇一两三四五六七八九'[announced]}件实事：{'、'.join(names)}。"
    found = verdicts("list-count", text)
    assert found == (["consistent"] if announced == listed else [] if listed == 2 * announced else ["inconsistent"])


# respectively

PAIRS = [
    ("zh", "全市对越南、泰国出口分别增长6.8%、3.5%。", "consistent", ["越南、泰国", "6.8%", "3.5%"]),
    ("zh", "产量、销量分别增长6.8%和下降3.5%。", "consistent", ["产量、销量", "6.8%", "3.5%"]),
    ("zh", "出口“新品”、“老品”都有起色，比上年分别增长6.8%、3.5%。", "consistent", None),
    ("zh", "粮食和蔬菜产量分别为12万吨和8万吨。", "consistent", ["粮食和蔬菜产量", "12万吨", "8万吨"]),
    ("zh", "粮油和副食类、家纺类、五金类零售额分别增长6.1%、3.9%和1.7%。", "consistent", None),
    ("zh", "全市对越南、泰国、老挝出口分别增长6.8%、3.5%。", "inconsistent", ["越南、泰国、老挝", "6.8%", "3.5%"]),
    ("zh", "全市对越南、泰国和老挝出口分别增长6.8%、3.5%。", "inconsistent", ["越南、泰国和老挝", "6.8%", "3.5%"]),
    ("zh", "越南、泰国出口分别增长6.8%、3.5%和1.9%。", "inconsistent", ["越南、泰国", "6.8%", "3.5%", "1.9%"]),
    ("en", "Sales in Peru and Chile rose 6.8% and 3.5%, respectively.", "consistent", ["Peru and Chile", "6.8%", "3.5%"]),
    ("en", "Sales in Peru, Chile and Laos rose 6.8% and 3.5% respectively.", "inconsistent", ["Peru, Chile and Laos", "6.8%", "3.5%"]),
]


@pytest.mark.parametrize("lang,text,verdict,marked", PAIRS, ids=[text for _, text, _, _ in PAIRS])
def test_paired_lists(lang, text, verdict, marked):
    ((seen, texts, observation),) = run("respectively", text, lang)
    assert seen == verdict
    assert [mark.role for mark in observation.marks] == ["names"] + ["figures"] * (len(texts) - 1)
    if marked is not None:
        assert texts == marked


UNPAIRED = [
    ("zh", "全市对越南、泰国、老挝等出口分别增长6.8%、3.5%。"),
    ("zh", "越南、泰国、老挝出口分别增长6.8%、3.5%和基本持平。"),
    ("zh", "北京、上海房价、租金分别上涨6.8%、3.5%。"),
    ("zh", "甲、乙两市新房、二手房价格分别上涨6.8%、3.5%。"),
    ("zh", "全县钢铁、水泥产量、销量分别增长6.8%、3.5%。"),
    ("zh", "两人分别来自越南、泰国、老挝，用时3小时、2小时。"),
    ("zh", "越南、泰国、老挝出口分别增长6.8%。"),
    ("en", "Sales in Portland, Maine, and Boston rose 6.8% and 3.5%, respectively."),
    ("en", "On Monday, Ford, Fiat and Renault rose 6.8%, 3.5% and 1.9%, respectively."),
    ("en", "Sales in Peru, Chile and others rose 6.8% and 3.5%, respectively."),
]


@pytest.mark.parametrize("lang,text", UNPAIRED, ids=[text for _, text in UNPAIRED])
def test_lists_that_cannot_be_paired(lang, text):
    assert "inconsistent" not in verdicts("respectively", text, lang)


# weekday and impossible-date

ZH_DAYS = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


@given(DATES, st.integers(0, 6))
def test_weekday_is_held_against_the_calendar(date, printed):
    zh = f"会议定于{date.year}年{date.month}月{date.day}日（{ZH_DAYS[printed]}）举行。"
    en_day = (date + datetime.timedelta(days=(printed - date.weekday()) % 7)).strftime("%A")
    en = f"The hearing is set for {en_day}, {date.strftime('%B')} {date.day}, {date.year}, at the county office."
    for lang, text, actual in (("zh", zh, ZH_DAYS[date.weekday()]), ("en", en, date.strftime("%A"))):
        ((verdict, _, seen),) = run("weekday", text, lang)
        assert verdict == ("consistent" if printed == date.weekday() else "inconsistent")
        if verdict == "inconsistent":
            assert seen.facts["actual"] == actual
            assert (actual, "weekday-of-date") in seen.suggestions


@pytest.mark.parametrize(
    "lang,text,printed,actual,word",
    [
        ("zh", "2025年6月14日（五）开馆。", "星期五", "星期六", "六"),
        ("zh", "2025年6月14日（礼拜五）开馆。", "礼拜五", "礼拜六", "礼拜六"),
        ("zh", "2025年6月14日周五开馆。", "周五", "周六", "周六"),
        ("zh", "2025年6月14日(星期天)开馆。", "星期天", "星期六", "星期六"),
        ("en", "It opens on Thurs 12 June 2024.", "Thurs", "Weds", "Weds"),
        ("en", "It opens on June 14, 2025 (Weds).", "Weds", "Sat", "Sat"),
        ("en", "It opens on Fri, 14 June 2025.", "Friday", "Saturday", "Sat"),
        ("en", "It opens on Wed., June 14, 2025.", "Wed.", "Sat.", "Sat."),
    ],
)
def test_forms_of_weekdays(lang, text, printed, actual, word):
    ((verdict, _, seen),) = run("weekday", text, lang)
    assert (verdict, seen.facts["weekday"], seen.facts["actual"]) == ("inconsistent", printed, actual)
    assert (word, "weekday-of-date") in seen.suggestions


@pytest.mark.parametrize("text", ["农历2025年6月14日（星期五）团圆。", "农历六月十四（五）团圆。", "规定第6条（五）说。"])
def test_no_weekday_of_another_calendar(text):
    assert run("weekday", text, "zh") == []


def test_year_of_a_weekday_comes_from_the_article_or_the_text():
    text = "会议定于5月18日（星期五）举行。"
    assert verdicts("weekday", text) == ["undecided"]
    assert verdicts("weekday", text, date="2018-05-02") == ["consistent"]
    assert verdicts("weekday", text, date="2024-05-02") == ["inconsistent"]
    assert verdicts("weekday", f"2018年5月2日，通知发出。{text}") == ["consistent"]
    assert verdicts("weekday", f"{text}报名于2024年5月10日截止。") == ["inconsistent"]
    assert verdicts("weekday", "会议定于去年5月18日（星期四）举行。", date="2024-05-02") == ["consistent"]


@pytest.mark.parametrize("text", ["庙会定于农历五月18日（星期五）开市。", "展期为5月12日至14日（周二至周四）。"])
def test_weekdays_that_are_left_alone(text):
    assert "inconsistent" not in verdicts("weekday", text, date="2024-05-02")


@given(DATES)
def test_days_of_the_calendar_are_possible(date):
    assert verdicts("impossible-date", f"报名截至{date.year}年{date.month}月{date.day}日。") == []
    assert verdicts("impossible-date", f"Applications close on {date.strftime('%B')} {date.day}, {date.year}.", "en") == []


IMPOSSIBLE = [
    ("zh", "报名截至4月31日，逾期不候。", ["4月31日"]),
    ("zh", "报名截至2023年2月29日。", ["2023年2月29日"]),
    ("zh", "报名截至2024年2月29日。", None),
    ("zh", "列车将于明早8时75分开出。", ["8时75分"]),
    ("zh", "列车将于晚25:10开出。", ["25:10"]),
    ("zh", "灯会从农历2月30日开始。", None),
    ("zh", "主队以31:28取胜。", None),
    ("en", "Applications close on June 31.", ["June 31"]),
    ("en", "The train leaves at 25:10.", ["25:10"]),
    ("en", "She ran the race in 31:28.", None),
]


@pytest.mark.parametrize("lang,text,marked", IMPOSSIBLE, ids=[text for _, text, _ in IMPOSSIBLE])
def test_impossible_dates(lang, text, marked):
    assert [texts for _, texts, _ in run("impossible-date", text, lang)] == ([marked] if marked else [])


# repeated-passage

LONG = "会议要求，各乡镇要把防汛备汛摆在突出位置，逐库逐坝落实责任人，物资储备和抢险队伍务必在四月底前全部到位。"
OTHER = "县水利局随后说明了具体安排，并公布了联系电话。"


def repeated(text, lang="zh"):
    return [(seen.facts["count"], texts) for _, texts, seen in run("repeated-passage", text, lang)]


def test_passage_that_stands_three_times_is_seen_once():
    text = f"{LONG}\n\n{OTHER}\n\n{LONG}\n\n村里连夜开会。\n\n{LONG}\n"
    assert repeated(text) == [("3", [LONG] * 3)]


def test_line_breaks_and_bold_type_make_no_difference():
    broken = LONG[:20] + "\n" + LONG[20:38] + "\n" + LONG[38:]
    ((count, marked),) = repeated(f"# 防汛\n\n**{LONG}**\n\n{OTHER}\n\n{broken}\n")
    assert count == "2"
    assert "".join("".join(marked).split()) == LONG * 2


def test_passage_is_found_across_articles():
    text = f"# 防汛会议召开\n\n{LONG}\n\n{OTHER}\n\n# 各地备汛忙\n\n{LONG}\n\n村里连夜开会。\n"
    assert [count for count, _ in repeated(text)] == ["2"]


def test_text_that_goes_round_in_circles_is_marked_from_a_sentence_on():
    tail = "这样就实现了从被动应付向主动防范的转变。"
    text = f"随后推进了分级负责，{tail}{LONG}{tail}{LONG}{tail}如今河道通畅。"
    assert repeated(text) == [("2", [LONG + tail, LONG + tail])]


@pytest.mark.parametrize(
    "text",
    [
        f"李明说，{LONG[5:]}\n\n{OTHER}\n\n{LONG[5:]}\n",
        f"文件写道：“{LONG}”\n\n{OTHER}\n\n{LONG}\n",
        f"{LONG[:20]}。\n\n{OTHER}\n\n{LONG[:20]}。\n",
        f"《{LONG}》\n\n{OTHER}\n\n《{LONG}》\n",
        "。" * 200 + "\n\n" + "。" * 200,
    ],
    ids=["he said", "quoted", "short", "title", "signs"],
)
def test_repetition_that_is_meant(text):
    assert repeated(text) == []


@given(st.permutations(range(12)), st.integers(0, 11), st.integers(0, 12))
def test_a_paragraph_pasted_twice_is_found_wherever_it_stands(order, chosen, place):
    makings = ["修好水渠", "清理河道", "加固堤坝", "更换闸门", "疏通涵洞", "储备沙袋", "检修泵站", "演练转移", "值守巡查", "排查隐患", "培训骨干", "公布电话"]
    letters = "甲乙丙丁戊己庚辛壬癸子丑"
    paragraphs = [
        f"{letters[number]}镇干部{makings[number]}，又到{letters[-number - 1]}村同村民{makings[number - 3]}，忙到深夜才算完工；"
        f"随行的{letters[number - 5]}队{makings[number - 7]}，{letters[number - 2]}队{makings[number - 1]}，雨前都收了尾。"
        for number in order
    ]
    pasted = paragraphs[chosen]
    paragraphs.insert(place, pasted)
    assert repeated("\n\n".join(paragraphs)) == ([("2", [pasted, pasted])])


# doubled-word and malformed-number

DOUBLED = [
    ("zh", "镇里新建了服务站站、食堂和诊所。", "站站"),
    ("zh", "干部们件件有回音，实实在在帮忙。", None),
    ("zh", "她款款的步子引人注目。", None),
    ("en", "The station opened to the the public.", "the the"),
    ("en", "The players were in the line-up up to an hour before the match.", None),
    ("en", "The plan they had had in mind was dropped.", None),
    ("en", "Paris Paris is the name of a shop.", None),
]


@pytest.mark.parametrize("lang,text,marked", DOUBLED, ids=[text for _, text, _ in DOUBLED])
def test_doubled_words(lang, text, marked):
    assert [texts for _, texts, _ in run("doubled-word", text, lang)] == ([[marked]] if marked else [])


MALFORMED = [
    ("zh", "总投资1,2500万元。", "1,2500"),
    ("zh", "总投资12.345.6万元。", "12.345.6"),
    ("zh", "总投资12,500万元，均价1,234.56元。", None),
    ("zh", "系统升级到4.12.3版。", None),
    ("zh", "地址为192.168.1.10。", None),
    ("en", "The repairs will cost $1,2500.", "1,2500"),
    ("en", "The budget is Rs 1,23,45,678, or 12.3 million rupees.", None),
    ("en", "He won 6,4 and 7,5 in the final.", None),
]


@pytest.mark.parametrize("lang,text,marked", MALFORMED, ids=[text for _, text, _ in MALFORMED])
def test_malformed_numbers(lang, text, marked):
    assert [texts for _, texts, _ in run("malformed-number", text, lang)] == ([[marked]] if marked else [])


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_numbers_grouped_by_threes_are_well_formed(whole, cents):
    assert verdicts("malformed-number", f"The repairs will cost ${whole:,}.{cents:02}, the board said.", "en") == []


# figure-hedged-twice

HEDGED_TWICE = [
    ("zh", "全年接待游客超过700多万人次。", "超过700多万人次"),
    ("zh", "现场来了近300余人。", "近300余人"),
    ("zh", "至少需要不低于30%以上的资金。", "不低于30%以上"),
    ("zh", "现场来了高达300余人。", None),
    ("zh", "超过300人，其中多为老人。", None),
    ("en", "At least 20 or more seats are free.", "At least 20 or more"),
    ("en", "More than 300-odd homes burned.", "More than 300-odd"),
    ("en", "Up to 300 or so people came.", None),
    ("en", "More than 300 people came, or 5 percent more.", None),
]


@pytest.mark.parametrize("lang,text,marked", HEDGED_TWICE, ids=[text for _, text, _ in HEDGED_TWICE])
def test_figures_hedged_twice(lang, text, marked):
    assert [texts for _, texts, _ in run("figure-hedged-twice", text, lang)] == ([[marked]] if marked else [])
