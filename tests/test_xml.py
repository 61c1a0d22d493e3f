"""News in XML: RSS and Atom, NITF and NewsML-G2, InCopy and InDesign; each figure at its place in the file."""

import zipfile
from io import BytesIO

import pytest
from sources import documents, kinds, one, refusal, sources

from factcheck.readers import InputError, read
from factcheck.segment import articles

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Feed 1</title><link>https://news.example/</link><description>All news 2</description>
<item><title>Sales &amp;amp; costs up 5&#37;</title><guid>one</guid><pubDate>Mon, 06 May 2024 08:00:00 +0800</pubDate>
<media:title>Picture 9</media:title><description>The short form, 9</description>
<content:encoded><![CDATA[<p>收集582个，占4&#37;。</p><ul><li>办结<b>57</b>9个</ul><script>8</script>]]></content:encoded></item>
<item><title>二</title><link>https://news.example/2</link><description>&lt;p&gt;Sales rose &lt;b&gt;4&lt;/b&gt;5&amp;#37; of &#x35;0.&lt;/p&gt;</description></item>
<item><title>Plain</title><description>Line 1 &amp;amp; more

Line 2 &lt; 3</description></item>
</channel></rss>"""


def test_each_item_of_a_feed_is_an_article():
    first, second, third = documents("a.rss", RSS.encode())
    assert (first.title, first.date, first.id) == ("Sales & costs up 5%", "2024-05-06", "a.rss#one") and second.id == "a.rss#https://news.example/2"
    assert kinds(first) == [("heading", "Sales & costs up 5%"), ("paragraph", "收集582个，占4%。"), ("item", "办结579个")]
    assert sources(first) == [("5%", "5&#37;"), ("582", "582"), ("4%", "4&#37;"), ("579", "57</b>9")]
    assert kinds(second) == [("heading", "二"), ("paragraph", "Sales rose 45% of 50.")]
    assert sources(second) == [("45%", "4&lt;/b&gt;5&amp;#37;"), ("50.", "&#x35;0.")]
    assert kinds(third) == [("heading", "Plain"), ("paragraph", "Line 1 & more"), ("paragraph", "Line 2 < 3")]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><entry><title type="html">Up &lt;b&gt;5&lt;/b&gt;%</title><id>tag:1</id>
<updated>2024-05-06T08:00:00Z</updated><summary>9</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Part</h2><p>Sales rose 5<i>0</i>%.</p></div></content></entry></feed>"""


def test_atom():
    document = one("a.atom", ATOM.encode("utf-16"))
    assert kinds(document) == [("heading", "Up 5%"), ("heading", "Part"), ("paragraph", "Sales rose 50%.")]
    assert sources(document) == [("5%", "5&lt;/b&gt;%"), ("50%", "5<i>0</i>%")] and document.date == "2024-05-06"
    assert [block.level for block in document.blocks] == [1, 3, 0]


NITF = """<?xml version="1.0" encoding="GB18030"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.6/specification/dtd/nitf-3-6.dtd">
<nitf><head><title>Slug 7</title><docdata><date.issue norm="20240506T080000Z"/><key-list><keyword key="8"/></key-list></docdata></head>
<body><body.head><hedline><hl1>产值增长<num>5</num>%</hl1><hl2>副题</hl2></hedline><byline>By <person>A. Reporter</person></byline>
<dateline><location>ASHBY</location></dateline></body.head>
<body.content><block><p lede="true">收集意见建议<num>582</num>个，办结579&nbsp;个，约<frac><frac-num>1</frac-num><frac-den>2</frac-den></frac>。</p>
<hl2>Results</hl2><ul><li>one 1</li></ul>
<table><tr><th>place</th><th>km</th></tr><tr><td>Ashby</td><td>1,250</td></tr></table>
<media media-type="image"><media-reference source="a9.jpg"/><media-caption>22 people</media-caption></media></block></body.content>
<body.end><tagline>End 3</tagline></body.end></body></nitf>"""


@pytest.mark.parametrize("path", ["a.xml", "a.nitf"])
def test_nitf(path):
    document = one(path, NITF.encode("gb18030"))
    assert kinds(document) == [
        ("heading", "产值增长5%"), ("heading", "副题"), ("paragraph", "By A. Reporter"), ("paragraph", "ASHBY"),
        ("paragraph", "收集意见建议582个，办结579\xa0个，约1/2。"), ("heading", "Results"), ("item", "one 1"), ("row", "place|km"), ("row", "Ashby|1,250"),
        ("caption", "22 people"), ("paragraph", "End 3"),
    ]  # fmt: skip
    assert sources(document)[:3] == [("5%", "5</num>%"), ("582", "582"), ("579", "579")] and document.date == "2024-05-06"
    assert document.encoding == "gb18030" and document.blocks[7].header


def test_an_abstract_that_the_text_repeats_is_read_once():
    page = "<nitf><body><body.head><hedline><hl1>News</hl1></hedline><abstract><p>{}</p></abstract></body.head><body.content><p>(Ashby) - It rose\n 5%.</p></body.content></body></nitf>"
    assert [block.text for block in one("a.xml", page.format("It rose 5%.").encode()).blocks] == ["News", "(Ashby) - It rose 5%."]
    assert [block.text for block in one("a.xml", page.format("It rose 6%.").encode()).blocks] == ["News", "It rose 6%.", "(Ashby) - It rose 5%."]


NEWSML = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:news:1" version="2" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2024-05-07T00:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2024-05-06T08:00:00Z</contentCreated><headline>Panel approves 45 requests</headline><slugline>x-9</slugline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T 8</title></head><body>{body}</body></html></inlineXML>"""


def test_newsml_reads_a_story_once():
    forms = XHTML.format(body="<h1>Panel approves 45 requests</h1><p>It had 5<b>0</b>.</p>") + '<inlineData contenttype="text/plain">It had 50.</inlineData>'
    document = one("a.xml", NEWSML.format(content=forms).encode())
    assert kinds(document) == [("heading", "Panel approves 45 requests"), ("paragraph", "It had 50.")]
    assert sources(document) == [("45", "45"), ("50.", "5<b>0</b>.")] and document.date == "2024-05-06" and document.id == "a.xml"
    plain = one("a.newsml", NEWSML.format(content='<inlineData contenttype="text/plain">One 1.\n\nTwo &lt; 2.</inlineData>').encode())
    assert kinds(plain) == [("heading", "Panel approves 45 requests"), ("paragraph", "One 1."), ("paragraph", "Two < 2.")]


def test_newsml_message_of_several_items():
    text = NEWSML.format(content=f'<inlineXML contenttype="application/nitf+xml">{NITF[NITF.index("<nitf>") :].replace("&nbsp;", "")}</inlineXML>')
    far = NEWSML.replace("urn:news:1", "urn:news:2").format(content='<remoteContent href="a.xml"/>')
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{text}{far}</itemSet></newsMessage>'
    document, _, problem = read("a.xml", message.encode())
    assert document.id == "a.xml#urn:news:1" and [block.level for block in document.blocks if block.kind == "heading"] == [1, 2, 3, 3]
    assert isinstance(problem, InputError) and "the text of item urn:news:2 is in another file" in str(problem)


STORY = """<Story Self="u1"><ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/Headline"><CharacterStyleRange>
<Content>Panel approves 45</Content><Br/></CharacterStyleRange></ParagraphStyleRange>
<ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/Body"><CharacterStyleRange><Content>The panel had 5</Content></CharacterStyleRange>
<CharacterStyleRange FontStyle="Bold"><Change ChangeType="DeletedText"><Content>9</Content></Change><Change ChangeType="InsertedText"><Content>0</Content></Change>
<Content> requests&#8212;95%.</Content><Footnote><ParagraphStyleRange><CharacterStyleRange><Content>Note 3</Content></CharacterStyleRange></ParagraphStyleRange></Footnote>
<Br/><Content>Next 7</Content><Note><Content>hidden 8</Content></Note><Br/>
<Table HeaderRowCount="1"><Cell Name="1:0"><ParagraphStyleRange><CharacterStyleRange><Content>km</Content></CharacterStyleRange></ParagraphStyleRange></Cell>
<Cell Name="0:0"><ParagraphStyleRange><CharacterStyleRange><Content>place</Content></CharacterStyleRange></ParagraphStyleRange></Cell>
<Cell Name="1:1"><ParagraphStyleRange><CharacterStyleRange><Content>12</Content></CharacterStyleRange></ParagraphStyleRange></Cell></Table>
</CharacterStyleRange></ParagraphStyleRange></Story>"""
STORY_BLOCKS = [
    ("heading", "Panel approves 45"), ("paragraph", "The panel had 50 requests—95%."), ("paragraph", "Note 3"), ("paragraph", "Next 7"),
    ("row", "place|km"), ("row", "|12"),
]  # fmt: skip


def test_icml():
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?aid style="50" type="snippet"?>'
    document = one("a.icml", f'{head}<Document DOMVersion="8.0">{STORY}</Document>'.encode())
    assert kinds(document) == STORY_BLOCKS and document.blocks[4].header
    assert [text for text, _ in sources(document)] == ["45", "50", "95%", "3", "7", "12"] and ("95%", "95%") in sources(document)


def idml(**parts):
    taken = BytesIO()
    with zipfile.ZipFile(taken, "w") as made:
        made.writestr("mimetype", "application/vnd.adobe.indesign-idml-package")
        for name, text in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", text)
    return taken.getvalue()


PACKAGING = '<idPkg:Story xmlns:idPkg="http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging">{}</idPkg:Story>'


def test_idml():
    second = '<Story><ParagraphStyleRange><CharacterStyleRange><Content>Other 4</Content></CharacterStyleRange></ParagraphStyleRange></Story>'
    document = one(
        "a.idml",
        idml(designmap='<Document StoryList="u9 u1"/>', Stories__Story_u1=PACKAGING.format(STORY), Stories__Story_u9=PACKAGING.format(second)),
    )
    assert kinds(document) == [("paragraph", "Other 4"), *STORY_BLOCKS]
    assert [block.place for block in document.blocks][-3:] == ["paragraph 5", "table 1, row 1", "table 1, row 2"]
    assert all(text == there for text, there in sources(document))


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("path", "raw", "said"),
    [
        ("a.xml", b"", "empty"), ("a.xml", b"<rss><item></rss>", "no well-formed XML (mismatched tag, line 1)"), ("a.rss", b"no xml", "no well-formed XML"),
        ("a.xml", BOMB.encode(), "declares entities"), ("a.xml", b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf>&x;</nitf>', "declares entities"),
        ("a.xml", b"<nitf>" + b"<p>" * 100_000, "elements in each other"), ("a.xml", b"<project><p>5</p></project>", "of a kind that is not read (<project>)"),
        ("a.rss", b"<rss><channel/></rss>", "a feed without items"), ("a.nitf", b"<nitf><body/></nitf>", "NITF without text"),
        ("a.xml", NEWSML.format(content="").replace("headline", "x").encode(), "NewsML without a text"), ("a.icml", b"<Document/>", "an InCopy file without text"),
        ("a.xml", b"<rss " + b'a="1" ' * 3_000_001 + b"/>", "tags and attributes"), ("a.xml", b"\x00\x01\x02<rss/>", "a binary file"),
        ("a.idml", b"PK no zip", "no InDesign file, or a damaged one"), ("a.idml", idml(other="<x/>"), "no InDesign file"),
        ("a.idml", idml(designmap="<Document/>", Stories__Story_u1=PACKAGING.format("0" * 9_000_000)), "no InDesign file"),
        ("a.idml", idml(designmap=BOMB), "declares entities"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_line(path, raw, said):
    if len(raw) > 9_000_000 and path.endswith(".idml"):
        taken = BytesIO()
        with zipfile.ZipFile(taken, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("designmap.xml", "<Document/>" + " " * 9_000_000)
        raw, said = taken.getvalue(), "unpacks to more than 200 times its size"
    assert said in refusal(path, raw)


def test_an_item_without_anything_is_named():
    found = list(read("a.rss", b"<rss><item><guid>1</guid></item><item><title>Up 5%</title></item></rss>"))
    assert "item 1 has no title and no text" in str(found[0]) and [article.title for article in articles(found[1])] == ["Up 5%"]
