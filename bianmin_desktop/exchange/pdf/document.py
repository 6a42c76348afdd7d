"""What a printed document consists of: plain values, free of fonts and coordinates.

Every text is drawn letter by letter as given: nothing in it is read as markup. A line feed
ends a line (in a cell) or a paragraph (in a letter).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class RowKind(StrEnum):
    """How a table row is drawn."""

    PLAIN = "plain"
    GROUP = "group"
    """The first cell's text runs across the whole width, on grey."""
    TOTAL = "total"
    """Set in 黑体, on grey."""


class Paper(StrEnum):
    """What a table is printed on."""

    APPENDIX = "appendix"
    """An official letter's appendix, sideways or upright as the table says."""
    LIST_UPRIGHT = "list-upright"
    LIST = "list"
    """A4 sideways with narrow margins."""
    LIST_LARGE = "list-large"
    """A3 sideways with narrow margins."""


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title, 2号小标宋, centred; wrapped into lines of similar length."""

    text: str
    subtitle: str = ""
    """A line in 楷体 below it, such as the period in brackets."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """主送机关, flush left; the caller writes the full-width colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a line of its own, numbered by the caller.

    Level 1 is 黑体 (一、), level 2 楷体 (（一）), deeper levels 仿宋.
    """

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Body:
    """A paragraph of 仿宋, first line indented by two characters."""

    text: str
    lead: str = ""
    """Words in 楷体 that open the paragraph, such as 「（一）补齐短板。」."""


@dataclass(frozen=True, slots=True)
class AttachmentList:
    """附件说明: 「附件：1.×××」, one name a line, numbered only if there are several."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期, with room for a seal; kept together with the last text lines."""

    unit: str
    date: str
    """As printed: 「2024年4月8日」."""
    sealed: bool = True
    """Whether 「（盖章）」 is printed after the unit."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A row of people to sign, such as 填表人, 审核人, 单位负责人, 联系电话.

    ``entries`` are pairs of a label and a value; an empty value leaves a line to write on.
    """

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty body lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = (
    Title | Addressee | Heading | Body | AttachmentList | Signature | SignOff | Blank | PageBreak
)


@dataclass(frozen=True, slots=True)
class Column:
    """A table column."""

    header: str
    align: Align = Align.LEFT
    weight: float | None = None
    """Share of the width. Only used if every column has one; else contents decide."""
    group: str = ""
    """Neighbours with the same group share a header cell above their own."""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row of already formatted texts; missing cells at the end are empty."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """An appendix: label (附件1), title, a table over as many pages as it needs."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    label: str = ""
    caption_left: str = ""
    """Above the table on the left, such as 「填报单位：…」."""
    caption_right: str = ""
    """Above the table on the right, such as 「单位：个、万元」."""
    notes: tuple[str, ...] = ()
    sign_off: SignOff | None = None
    landscape: bool = True
    paper: Paper = Paper.APPENDIX
    size: float = 0.0
    """Type size of the cells in points; 0 chooses 五号, or 小五 for many columns."""

    def __post_init__(self) -> None:
        """Raise ``ValueError`` if there is no column, or a row has more cells than columns."""
        if not self.columns:
            raise ValueError(self.title)
        for row in self.rows:
            if len(row.cells) > len(self.columns):
                raise ValueError(row.cells)


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands at the foot of every page beside the page number."""

    text: str = ""
    """Unit · period · version · 一致码."""
    qr: str = ""
    """Content of a QR symbol, or empty for none."""


@dataclass(frozen=True, slots=True)
class Head:
    """版头 and 版记 of a unit's own letters: what it configured, and what was typed for this one.

    Nothing of it is ever made up; what is empty is left out.
    """

    mark: str
    """发文机关标志 in red, such as 「×××街道办事处文件」."""
    number: str = ""
    """发文字号, such as 「×街办〔2024〕9号」; its place stays free without one."""
    signer: str = ""
    """签发人 of a report to the level above; the number moves to the left then."""
    is_letter: bool = False
    """Whether it is a 信函: double lines, the number on the right, the first page not numbered."""
    copies_to: str = ""
    """抄送机关."""
    printed_by: str = ""
    """印发机关."""
    printed_on: str = ""
    """印发日期, such as 「2024年4月8日」."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The paper of appendix tables, chosen by the clerk."""

    is_large: bool = False
    """Tables that stand sideways are set on A3."""
    is_narrow: bool = False
    """Margins as narrow as a binder allows, in place of those of the standard."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Properties of the file as a viewer shows them."""

    author: str = ""
    subject: str = ""
    keywords: str = ""
    creator: str = "bianmin-desktop"


@dataclass(frozen=True, slots=True)
class Document:
    """A letter (may be empty) followed by appendix tables."""

    title: str
    """Title in the file's properties; the printed one is a :class:`Title` block."""
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    footer: Footer = field(default_factory=Footer)
    metadata: Metadata = field(default_factory=Metadata)
    head: Head | None = None
    """The unit's own header over the letter; none: the plain face."""
    setup: Setup = field(default_factory=Setup)
