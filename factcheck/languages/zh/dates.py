"""How Chinese copy writes dates, periods, clock times and scores."""

from __future__ import annotations

import re

from factcheck.kept import compiled
from factcheck.languages.reading import Found, parts_of, score, undetermined
from factcheck.languages.zh.lexicon import lexicon
from factcheck.languages.zh.numerals import read_numeral

_DASH = r"[-—–~～－至到]{1,2}"
_MONTH = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_DAY = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
NUMBERED = (
    "线|楼|院|门|文|店|机|令|公告|选手|球|种子|车|台|馆|厅|桌|房|坑|井|墓|基地|提案|议案|公路|高速|干线|航站|桥|矿|岛|泊位|码头|仓|库|舱|船|艇|舰|飞船|卫星|火箭|核|炉|泵"
    "|工厂|标段|地块|隧道|斜井|闸|出口|入口|路|街|地铁|风球|病例|汽油|柴油|燃油"
)
"""What 号 gives a number to, rather than being a day: 3号公路."""
_NO_DAY = f"(?!{NUMBERED})"
_DATE = compiled(
    r"(?P<y3>(?:1[5-9]|20)\d0|\d{2}|[一二三四五六七八九]十)年代"
    r"|(?P<century>\d{1,2}|二十一?|十[一二三四五六七八九])世纪(?!性)(?:(?P<y6>\d0|[一二三四五六七八九]十)年代)?"
    rf"|(?P<y>\d{{4}}|[一二][〇零○一二三四五六七八九]{{3}})年(?!多|余|左右|以上|代|间|历史|的历史|之久)(?:(?P<m>{_MONTH})月份?(?:(?P<d>{_DAY})[日号])?)?"
    rf"|(?P<m2>\d{{1,2}})月份?(?:(?P<d2>\d{{1,2}})[日号])?"
    rf"|(?P<m4>十[一二]|[一二三四五六七八九十])月份?(?P<d4>{_DAY})[日号]"
    rf"|(?P<d3>\d{{1,2}})[日号]{_NO_DAY}"
    r"|(?P<y4>\d{4})(?P<sep>[-/.])(?P<m5>\d{1,2})(?P=sep)(?P<d5>\d{1,2})(?!\d)"
    rf"|(?P<y2>(?:1[6-9]|20)\d{{2}})(?={_DASH}(?:1[6-9]|20)\d{{2}}[年])"
)
_PERIOD = compiled(
    rf"(?P<a>\d{{1,2}})月?份?{_DASH}(?P<b>\d{{1,2}})月份?(?!\d*[日号])"
    r"|第?(?P<q>[一二三四1-4])季度(?!个)|第?(?P<q2>[一二三四])季(?=同比|环比|净|营收)"
    r"|(?P<season>(?:19|20)?\d{2}[-/／—–至](?:19|20)?\d{2})(?=赛季|财年|学年|年度)"
    r"|(?<=[上下])(?P<half>半年)(?!报|刊)"
    r"|(?<=[前头])(?<![此之以目日提眼]前)(?P<first>\d{1,2}|十[一二]?|[两二三四五六七八九])个月(?!大|后|前|来|以)"
    r"|(?P<fiscal>\d{4})(?=财年|学年|赛季)"
)
_CLOCK = compiled(
    r"\d{1,2}[:：]\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d)|(?:[01]?\d|2[0-4])[时點点](?:\d{1,2}分|半|整|钟|许)?(?!间|期|空|节|[\d个])"
    r"|(?:十[一二]?|[一二两三四五六七八九])点(?:[二三四五]?十[一二三四五六七八九]?分?|钟|半|整|许|一刻)(?!之)"
)
_SIGNED = compiled(r"(?<![A-Za-z0-9])(?:(?P<sign>[QH][1-4])|FY(?P<year>20\d\d|\d\d))(?![A-Za-z0-9])")
_DIGITS = compiled(r"\d+")
_SCORE = compiled(r"(?P<a>\d{1,3})\s?[比赔:：∶]\s?(?P<b>\d{1,8}(?!\d)(?:\.\d+)?)(?P<more>(?:[:：∶]\d{1,3})*)")
_RESULT = compiled(r"(?P<a>\d{1,3})[-－](?P<b>\d{1,3})(?![\d.]|[-－]\d)")
_RESULT_BEFORE = compiled("(?:以|比分|总分|大比分|战成|扳成|改写为|改写成|定格在|[大完险小惨]胜)(?:总比分)?[为是]?$")
_RESULT_AFTER = compiled("(?:的比分)?(?:战?胜|击败|力克|大胜|完胜|横扫|逆转|领先|落后|击退|淘汰|战平|负于|不敌|告负|险胜|轻取|获胜|取胜|拿下|晋级|出线|出局|夺冠|惜败)")


_IN_WORDS = frozenset("年月季点时世")
"""One of these is in every date and time in words, a little behind its beginning."""


def signed(text: str, start: int) -> Found | None:
    """The quarter, half or fiscal year whose digits behind its sign begin at `start`: Q3, H1, FY2025."""
    match = _SIGNED.match(text, max(0, start - 2)) or _SIGNED.match(text, start - 1)
    if match is None:
        return None
    name = match.group() if match["sign"] else f"FY{match['year'] if len(match['year']) == 4 else '20' + match['year']}"
    return Found(undetermined("period", match.start(), match.end(), name))


def dated(text: str, start: int, free: int) -> Found | None:
    """The date, period, time or score at `start`; `free` is where the last figure ended."""
    if text[start].isdigit():
        return _in_digits(text, start, free)
    if _IN_WORDS.isdisjoint(text[start : start + 7]):
        return None
    if quarter := _PERIOD.match(text, start):
        return _period(start, quarter)
    if clock := _CLOCK.match(text, start):
        return _timed(clock)
    if (match := _DATE.match(text, start)) and (match["y"] or match["y4"] or match["m4"] or match["y3"] or match["century"]):
        return _date(text, start, match, free)
    return None


_PARTS = (("y", "y2", "y4"), ("m", "m2", "m4", "m5"), ("d", "d2", "d3", "d4", "d5"))
_POSSIBLE = compiled(r"\d{1,4}(?:[年月日号时點点:：∶比/／\-—–~～－至到季财赛学赔]|个月|世纪|\s?[比:：]|\.\d{1,2}\.\d)")


def _in_digits(text: str, start: int, free: int) -> Found | None:
    if not _POSSIBLE.match(text, start):
        return None
    if period := _PERIOD.match(text, start):
        return _period(start, period)
    if (match := _DATE.match(text, start)) and (found := _date(text, start, match, free)):
        return found
    if match := _SCORE.match(text, start):
        clock = _CLOCK.match(text, start)
        if clock and not match["more"] and int(match["a"]) <= 24 and not _RESULT_BEFORE.search(text[max(0, start - 5) : start]):
            return _timed(clock)
        return _scored(match)
    if clock := _CLOCK.match(text, start):
        return _timed(clock)
    result = _RESULT.match(text, start)
    if result and (_RESULT_BEFORE.search(text[max(0, start - 6) : start]) or _RESULT_AFTER.match(text, result.end())):
        return _scored(result)
    return None


def _timed(match: re.Match[str]) -> Found:
    numbers = [(*one.span(), int(one.group())) for one in _DIGITS.finditer(match.string, match.start(), match.end())]
    return Found(undetermined("time", match.start(), match.end()), ends=parts_of("time", numbers))


def _scored(match: re.Match[str]) -> Found:
    return score(match.start(), match.end(), [(*match.span("a"), match["a"]), (*match.span("b"), match["b"])])


def _period(start: int, match: re.Match[str]) -> Found:
    if match["a"]:
        name = f"{int(match['a'])}-{int(match['b'])}"
    elif match["season"]:
        name = match["season"]
    elif match["half"] or match["first"]:
        last = _small(match["first"]) if match["first"] else 6
        name = f"1-{last}" if match["first"] or match.string[start - 1] == "上" else "7-12"
        return Found(undetermined("period", start - 1, match.end(), name))
    elif match["fiscal"]:
        name = f"FY{match['fiscal']}"
    else:
        quarter = match["q"] or match["q2"]
        name = "Q" + str("一二三四".find(quarter) + 1 or quarter)
        if match.string[max(0, start - 1) : start] == "前":
            return Found(undetermined("period", start - 1, match.end(), f"Q1-{name[1:]}"))
    return Found(undetermined("period", start, match.end(), name))


def _date(text: str, start: int, match: re.Match[str], free: int) -> Found | None:
    if match["y3"]:
        return Found(undetermined("period", start, match.end(), f"{_small(match['y3'])}s"))
    if match["century"]:
        century, decade = _small(match["century"]) or 0, match["y6"]
        name = f"{century - 1}{_small(decade):02}s" if decade else f"{century}c"
        return Found(undetermined("period", start, match.end(), name))
    if lexicon().lunar.search(text, max(0, start - 8), start):
        return Found(undetermined("date", start, match.end()))  # of another calendar: nothing to reckon with
    if match["m2"] and not match["d2"] and text[max(free, start - 1) : start] == "前":
        return Found(undetermined("period", start - 1, match.end(), f"1-{int(match['m2'])}"))
    names = [next((name for name in group if match[name]), "") for group in _PARTS]
    year, month, day = (_small(match[name]) if name else None for name in names)
    if year is not None and not 1000 <= year <= 2200:
        return None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    parts = [(*match.span(name), value) for name, value in zip(names, (year, month, day)) if name]
    return Found(undetermined("date", start, match.end(), date=(year, month, day)), ends=parts_of("date", parts))


def _small(printed: str | None) -> int | None:
    if printed is None or printed.isdigit():
        return int(printed) if printed else None
    numeral = read_numeral(printed, 0)
    return int(numeral.value) if numeral and numeral.value is not None and numeral.end == len(printed) else None
