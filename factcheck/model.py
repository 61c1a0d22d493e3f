"""What flows through the program: frozen records, no logic beyond properties.

    Document -> Article -> Quantity -> Relation -> Check and Finding -> Report

Offsets are 0-based code points, ends exclusive. `Block` text is what a reader
sees (markup gone, broken lines joined); `Block.origin` leads back to the source.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from factcheck.interval import Interval
from factcheck.records import dataclass, field

Verdict = Literal["consistent", "inconsistent", "undecided"]
Severity = Literal["error", "warning", "info"]
Revisions = Literal["accepted", "original"]
"""How tracked changes of a Word file are read: the text with all of them, or without any."""
Withheld = Literal["comment", "sic", "settings", "baseline", "unchanged"]
"""Why a finding is not shown: silenced by a comment, by a mark such as [sic] or by the settings, accepted before, or on unchanged lines."""


def located(origin: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Where the text from `start` to `end` stands in the source, by runs such as those of a block."""
    first = _source_of(origin, start)
    if end <= start:
        return first, first
    run = bisect_left(origin, (end,))
    if run + 1 < len(origin) and origin[run + 1][0] == end:
        return first, origin[run][1]
    return first, _source_of(origin, end - 1) + 1


def _source_of(origin: Sequence[tuple[int, int]], offset: int) -> int:
    text_start, source_start = origin[max(bisect_right(origin, (offset, 1 << 60)) - 1, 0)]
    return source_start + offset - text_start


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, caption or table row, as a person reads it."""

    kind: Literal["heading", "paragraph", "item", "row", "caption"]
    text: str
    origin: tuple[tuple[int, int], ...]
    """Runs (offset in text, offset in source), ascending: inside a run both advance together.

    Two runs at one offset of the text: the first says where what stands before it ends in the source,
    as needed behind a character that the source writes in more than one, such as &amp;.
    """
    field: str = "text"
    """The field of the document that the origin counts in: "text", "title" of a record, or the path of a table beside it."""
    level: int = 0
    """Of a heading: 1 is the highest."""
    cells: tuple[tuple[int, int], ...] = ()
    """Of a table row: where each cell stands in text."""
    header: bool = False
    """Whether a table row names the columns."""
    cut: bool = False
    """Whether it stops in mid-sentence and is not continued below."""
    place: str = ""
    """Where sources without offsets have it, such as "page 3"."""
    path: str = ""
    """The file it stands in, if that is not the one of the document."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where the text from `start` to `end` stands in the source."""
        return located(self.origin, start, end)

    def clipped(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The origin of the text from `start` to `end`, as a text of its own."""
        runs = ((place - start, source) for place, source in self.origin if start < place < end)
        return ((0, _source_of(self.origin, start)), *runs)


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """A comment that stands beside the text, as in Word files: what it is attached to, and what it says."""

    start: int
    end: int
    text: str
    place: str = ""
    """Where that is, as of a block."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file, one record of an archive, or one text handed in."""

    path: str
    fields: Mapping[str, str]
    """The decoded source by field; "text" is always there, a record has "title" as well, and each table beside it its path."""
    blocks: tuple[Block, ...]
    id: str = ""
    """The id of a record; the path of anything else."""
    title: str = ""
    """The title as its front matter or record gives it, else empty."""
    lang: str = ""
    date: str = ""
    encoding: str = "utf-8"
    is_record: bool = False
    line: int = 0
    """Of a record: the line of its archive that it stands on, from 1; 0 if it has none."""
    comments: tuple[tuple[int, int], ...] = ()
    """Where the source has comments of its markup, which no reader sees."""
    remarks: tuple[Remark, ...] = ()
    """Comments beside the text that speak to this program."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading, or a table cell: where it stands in its block."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document: a headline and what stands below it."""

    document: Document
    title: str
    lang: str
    date: datetime.date | None
    blocks: tuple[Block, ...]
    """Headline included, as blocks of kind heading; broken lines joined."""
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed, and the set of values that it can stand for."""

    kind: str
    """number, count, money, percent, point, multiple, measure, duration, age, ordinal, date, time, score."""
    text: str
    """The figure with its hedge and unit, exactly as it stands in the block."""
    block: int
    start: int
    end: int
    value: Fraction | None
    """In the unit as written, magnitude words worked out: 3.5亿元 is 350000000, 15.4% is 15.4."""
    interval: Interval
    """What `value` can stand for: rounding and hedge included."""
    unit: str
    """ISO code of a currency, "%", "pp", a unit symbol, a measure word or a noun; may be empty."""
    hedge: str = "exact"
    """exact, about, over, under, atleast, atmost, range or vague."""
    step: Fraction = Fraction(1)
    """The size of one unit of the last printed digit."""
    date: tuple[int | None, int | None, int | None] | None = None
    """Year, month, day as far as printed, of a date."""
    weekday: int | None = None
    """0 is Monday."""
    derived: str = ""
    """Of a figure that the text implies but does not print: how it is worked out, in figures."""
    article: int = 0
    is_fraction: bool = False
    """Whether it is a share that the text tells as a part of one, such as 四分之一 or one in five; its value is in per cent all the same."""

    @property
    def is_printed(self) -> bool:
        """Whether the text prints it, rather than implying it."""
        return not self.derived

    @property
    def is_attribute(self) -> bool:
        """Whether it is a time that only describes something: the five-year average."""
        return self.kind == "duration" and "-" in self.text


@dataclass(frozen=True, slots=True)
class Mark:
    """A role and the place of an article that plays it."""

    role: str
    article: int
    """Position in the run of articles that are checked together."""
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """Figures that the text ties together, each with its role, and why."""

    kind: str
    roles: tuple[tuple[str, Quantity], ...]
    """A role may come more than once ("parts"). A rate that falls is negative by `signs`."""
    stated: bool
    """Whether the sentence itself says the tie; else it is inferred from labels."""
    why: str
    """Key of the reason, worded in the language packs."""
    details: Mapping[str, str] = field(default_factory=dict)
    """What the wording of the reason and the message may name, such as labels."""
    negative: frozenset[str] = frozenset()
    """Roles whose printed figure counts downwards: a fall of 7 % is a change of -7 %."""
    holds: str = ""
    """A formula of its own, of identities; else the rule has it."""
    bases: tuple[tuple[str, Quantity], ...] = ()
    """Other figures, by label, that could be meant where this one stands as whole or base."""
    choice: str = ""
    """Readings of one figure that exclude each other share a name here; the likeliest comes first."""
    is_firm: bool = True
    """Whether figures that nearly fit count as a contradiction; else only a fit tells anything."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check that is no formula saw at some places: a verdict and the facts of it."""

    verdict: Verdict
    marks: tuple[Mark, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the message may name, ready to print."""
    suggestions: tuple[tuple[str, str], ...] = ()
    """(replacement text, key of a note in the language packs)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked place, in the source (contract) and in the block (for reports)."""

    role: str
    field: str
    start: int
    end: int
    text: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    article: int
    block: int
    block_start: int
    block_end: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would make the figures agree: a text and what it is."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A ratio as the text states it, and as the other figures give it; both bounded, in the unit it is printed in."""

    stated: Interval
    computed: Interval
    stated_text: str
    computed_text: str
    unit: str


@dataclass(frozen=True, slots=True)
class Check:
    """One rule applied to one relation or place."""

    rule: str
    verdict: Verdict
    working: str
    spans: tuple[Span, ...]
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not agree, in words an editor can act on."""

    rule: str
    severity: Severity
    title: str
    message: str
    working: str
    stated: str
    expected: str
    why: str
    suggestions: tuple[Suggestion, ...]
    spans: tuple[Span, ...]
    fingerprint: str
    lang: str = ""
    """The language that it is worded in."""
    comparison: Comparison | None = None
    """Of a share, a growth or another ratio: what can be drawn of it."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an article was checked. Figures first, then checks."""

    quantities: int
    checked: int
    consistent: int
    inconsistent: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A finding that is counted but not shown."""

    finding: Finding
    by: Withheld
    reason: str = ""
    """What the person who silenced it gives as the reason."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is wrong with an instruction of the newsroom to this program, such as a comment that silences nothing."""

    severity: Severity
    key: str
    """Key of the wording in the language packs."""
    line: int = 0
    """The line of the document that it stands on, from 1; 0 if it stands elsewhere."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the wording names."""
    place: str = ""
    """Where sources without lines have it, as of a block."""


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What became of one article."""

    article: Article
    quantities: tuple[Quantity, ...]
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    coverage: Coverage
    unchecked: tuple[tuple[Quantity, str], ...] = ()
    """Figures that no check could use, each with the key of the reason why."""
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document: its articles in order."""

    document: Document
    articles: tuple[ArticleReport, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run: documents in order, and one line for each input that could not be checked."""

    documents: tuple[DocumentReport, ...]
    errors: tuple[str, ...] = ()
