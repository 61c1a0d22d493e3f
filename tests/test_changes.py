"""Changes and their levels over several sentences: what is tied, and what keeps silent."""

import pytest

from factcheck import engine, rulebook
from factcheck.readers import read_text
from factcheck.segment import articles

RULES = rulebook.load()


def _marked(text, lang):
    """The texts that each finding marks."""
    reports = engine.check(articles(read_text(text, lang=lang)), RULES)
    return [(finding.rule, [span.text for span in finding.spans]) for report in reports for finding in report.findings]


@pytest.mark.parametrize(
    "lang,text,found",
    [
        ("en", "The surplus rose to 1.31 billion Canadian dlrs in May, double April's 655 mln dlrs.", []),
        ("en", "The surplus rose to 1.31 billion Canadian dlrs in May, double April's 565 mln dlrs.", ["1.31 billion Canadian dlrs", "double", "565 mln dlrs"]),
        ("en", "The stock was up $2.50 at $52.50, a gain of 9.0 percent.", ["$2.50", "$52.50", "9.0 percent"]),
        ("en", "Imports jumped by 36 pct over January's figure. They totalled 131 mln dlrs compared with last month's 100 mln dlrs.", ["36 pct", "131 mln dlrs", "100 mln dlrs"]),
        ("en", "Exports rose 5 pct to 540 mln dlrs, and imports rose 3 pct. In 1985 imports were 380 mln dlrs.", []),
        ("en", "The fee went up to $50 from $40 - a 29% rise.", ["$50", "$40", "29%"]),
        ("zh", "派息约120亿元；与上年同期400亿元的派息额相比，骤减近30%。", ["约120亿元", "400亿元", "近30%"]),
        ("zh", "一季度和二季度产值分别达到40.0亿元和42.0亿元，二季度比一季度增长8%。", ["40.0亿元", "42.0亿元", "8%"]),
        ("zh", "上周成交400套，前一周为500套，环比下降24%。", ["400套", "500套", "24%"]),
        ("zh", "出口1146亿元，同比增长3.7%；进口864亿元，同比下降0.1%。", []),
    ],
)
def test_changes(lang, text, found):
    marked = _marked(text, lang)
    assert [sorted(texts) for _, texts in marked] == ([sorted(found)] if found else [])


@pytest.mark.parametrize("lang,piece", [("en", "In May sales rose 5 percent to {} units. "), ("zh", "5月份销量增长5%，达到{}套。")])
def test_long_texts_take_no_more_than_their_length(lang, piece):
    """Each change looks at a bounded number of levels, however many tell of the same thing."""
    from factcheck.quantities import quantities
    from factcheck.relate.context.figures import text_of
    from factcheck.relate.context.labels import labels
    from factcheck.relate.context.vocabulary import vocabulary

    def most(count):
        (article,) = articles(read_text("".join(piece.format(1000 + number) for number in range(count)), lang=lang))
        text = text_of(article, labels(article, quantities(article, 0)), vocabulary(lang))
        return max(len(text.around(figure)) for figure in text.figures)

    assert most(400) == most(100)
