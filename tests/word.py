"""Word files for tests, written part by part, and what is marked in an annotated one."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from factcheck.model import Article, ArticleReport, Coverage, DocumentReport, Finding, Span, Suggestion

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="House headline"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="li"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
</w:styles>"""


def p(*runs, style="", properties=""):
    """A paragraph; plain strings become runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text, form=""):
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text):
    return f'<w:ins w:id="90" w:author="A">{r(text)}</w:ins>'


def dele(text):
    return f'<w:del w:id="91" w:author="A">{r(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")}</w:del>'


def tbl(*rows, header=False):
    made = []
    for number, row in enumerate(rows):
        named = "<w:trPr><w:tblHeader/></w:trPr>" if header and not number else ""
        cells = "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        made.append(f"<w:tr>{named}{cells}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def docx(*body, footnotes="", extra=None, main="word/document.xml"):
    """The bytes of a file with such a body. extra: more parts, by name; kinds of relations by part name."""
    parts = {"word/styles.xml": STYLES}
    if footnotes:
        parts["word/footnotes.xml"] = f"<w:footnotes {SPACES}>{footnotes}</w:footnotes>"
    parts |= extra or {}
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{name.split("/")[-1].removesuffix(".xml")}" Target="{name.split("/")[-1]}"/>'
        for number, name in enumerate(parts, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in [(main, "document.main"), *((name, name.split("/")[-1].removesuffix(".xml")) for name in parts)]
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        main: f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        **parts,
    }
    return zipped(files)


def zipped(files):
    taken = BytesIO()
    with ZipFile(taken, "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return taken.getvalue()


def unzipped(raw):
    with ZipFile(BytesIO(raw)) as made:
        return {name: made.read(name) for name in made.namelist()}


def report(document, *marks, lang="en"):
    """A report with one finding for each tuple of (start, end) places in the extracted text."""
    findings = []
    for number, places in enumerate(marks):
        places = places if isinstance(places[0], tuple) else (places,)
        text = document.fields["text"]
        spans = tuple(
            Span("part", "text", start, end, text[start:end], document.path, 1, 1, 1, 1, 0, 0, 0, 0) for start, end in places
        )
        findings.append(
            Finding("rule", "error", "Title", f"message {number}", f"1 + 1 = {number}", "", "", "", (Suggestion("2", "perhaps"),), spans, "0", lang)
        )
    article = Article(document, "", "en", None, document.blocks, ())
    return DocumentReport(document, (ArticleReport(article, (), tuple(findings), (), Coverage(0, 0, 0, 0, 0)),))


def places(document, *texts):
    """Where each text stands first."""
    text = document.fields["text"]
    return [(text.index(each), text.index(each) + len(each)) for each in texts]


def local(element):
    return etree.QName(element).localname


def marked(raw, author="factcheck"):
    """(marked text, text of the comment) of each comment of an author, in order of its id."""
    files = unzipped(raw)
    if "word/comments.xml" not in files:
        return []
    comments = etree.fromstring(files["word/comments.xml"])
    attribute = "{" + etree.QName(comments).namespace + "}"
    said = {
        each.get(attribute + "id"): "\n".join("".join(text.text for text in line.iter(attribute + "t")) for line in each)
        for each in comments
        if each.get(attribute + "author") == author
    }
    opened, found, referred = set(), {}, set()
    for element in etree.fromstring(files["word/document.xml"]).iter():
        key = element.get(attribute + "id")
        if local(element) == "commentRangeStart":
            opened.add(key)
            found[key] = ""
        elif local(element) == "commentRangeEnd":
            opened.remove(key)
        elif local(element) == "commentReference":
            referred.add(key)
        elif local(element) in ("t", "delText"):
            for each in opened:
                found[each] += element.text or ""
    assert not opened and set(found) == referred
    assert set(said) <= set(found)
    return [(found[key], said[key]) for key in sorted(said, key=int)]


def printed(raw):
    """All text of the main part, in order, and the forms of its runs character by character."""
    found = []
    for run in etree.fromstring(unzipped(raw)["word/document.xml"]).iter("{*}r"):
        form = run.find("{*}rPr")
        plain = "" if form is None else re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(form, with_tail=False).decode())
        for part in run:
            if local(part) in ("t", "delText"):
                found += [(char, plain, local(run.getparent())) for char in part.text or ""]
            elif local(part) not in ("rPr", "commentReference"):
                found.append((local(part), plain, local(run.getparent())))
    return found
