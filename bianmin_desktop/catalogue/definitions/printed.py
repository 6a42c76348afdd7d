"""Documents to be printed (打印文书): what each is made from, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

import msgspec

from bianmin_desktop.catalogue.definitions.definition import Definition
from bianmin_desktop.catalogue.definitions.reporting import Condition


class Source(StrEnum):
    """Where the rows of a document come from."""

    RECORD = "record"
    """The records of one type; the columns are its fields."""
    MATRIX = "matrix"
    """Circles by the items of business-type lists (业态“有没有”)."""
    ITEMS = "items"
    """A row for every item of the lists in every circle."""
    GAPS = "gaps"
    """Those items of which a circle has nothing."""
    TARGETS = "targets"
    TASKS = "tasks"
    """Tasks and safeguards with their responsible units."""
    DUTIES = "duties"
    """Responsible units by tasks and safeguards."""
    SEATS = "seats"
    """The seats of the joint meeting."""
    OVERDUE = "overdue"
    """Reports that are due and were not handed in."""
    UNRETURNED = "unreturned"
    """Templates that went out to communities and did not come back."""
    FROZEN = "frozen"
    """The newest version of every report that was handed in."""


class PrintedColumn(Definition, frozen=True):
    """A column: one of the source's, or a share of numbers of the record.

    A share adds up the fields in `share` and divides by `of`, in per cent; with a `threshold` it
    is told whether the share reaches that limit. It is a dash where one of its numbers is blank.
    """

    id: str
    label: str = ""
    share: tuple[str, ...] = ()
    of: str = ""
    threshold: str = ""


class Chapter(Definition, frozen=True):
    """A part of a letter; left out as a whole when the data give it nothing to say.

    `says` are sentences of one paragraph, each said only if the data have everything it names.
    `item` is the heading of each row's own part, `told` are its paragraphs. Conditions in `where`
    choose among the rows of a record type.
    """

    heading: str = ""
    says: tuple[str, ...] = ()
    item: str = ""
    told: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()


class Wording(Definition, frozen=True):
    """What a letter says around its rows.

    `addressees` name by the unit's level whom it goes to, else `addressee` does; a letter of which
    neither can be said has none. `each` makes one letter for every answer in that column (`id`:
    for every row), `signer` stands at its end, with room for a seal if it is `sealed`; one with a
    `header` bears the unit's own, if the unit configured any.
    """

    title: str
    subtitle: str = ""
    addressee: str = ""
    addressees: dict[str, str] = msgspec.field(default_factory=dict)
    each: str = ""
    chapters: tuple[Chapter, ...] = ()
    signer: str = "{unit}"
    sealed: bool = True
    header: bool = False


class Printed(Definition, frozen=True):
    """One document: a table, or a letter (`letter`) with its `columns` as a table behind it.

    `where` and `within` choose records by their answers and by the day in a field, `before` those
    whose day in a field is over. `period` says whether a period may or must be named for it.
    `signers` leave lines to sign on below a table, `empty` is said of one without rows. Records
    of the type `remedies` are about to fill a gap in their circle while `remedied_while` holds.
    """

    id: str
    name: str
    source: Source
    help: str
    record: str = ""
    where: tuple[Condition, ...] = ()
    within: str = ""
    before: str = ""
    lists: tuple[str, ...] = ()
    columns: tuple[PrintedColumn, ...] = ()
    grouped_by: str = ""
    total: bool = False
    orientation: Literal["auto", "upright", "landscape"] = "auto"
    period: Literal["none", "optional", "required"] = "none"
    title: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""
    signers: tuple[str, ...] = ()
    remedies: str = ""
    remedied_while: tuple[Condition, ...] = ()
    letter: Wording | None = None
    clause: str = ""
    template: bool = False


source_columns: Mapping[Source, Mapping[str, str]] = {
    Source.RECORD: {},
    Source.MATRIX: {"circle": "生活圈", "items": "业态", "missing": "缺项"},
    Source.ITEMS: {
        "circle": "生活圈",
        "list": "类别",
        "item": "业态",
        "has": "有没有",
        "count": "数量",
        "outlets": "网点",
        "stand_ins": "可叠加的一店多能",
        "covering": "现有叠加网点",
        "projects": "补建项目",
        "clause": "依据",
    },
    Source.TARGETS: {
        "year": "年度",
        "city_added": "全市目标（当年）",
        "city_cumulative": "全市目标（累计）",
        "own_added": "本单位目标（当年）",
        "own_cumulative": "本单位目标（累计）",
        "added": "完成（当年）",
        "cumulative": "完成（累计）",
        "added_rate": "完成率（当年）",
        "cumulative_rate": "完成率（累计）",
        "note": "目标依据",
    },
    Source.TASKS: {
        "group": "类别",
        "task": "任务",
        "clause": "依据",
        "lead": "列第一位的单位",
        "others": "其他责任单位",
        "units": "责任单位",
    },
    Source.DUTIES: {
        "unit": "单位",
        "tasks": "任务",
        "issuer": "印发单位",
        "member": "联席会议成员",
        "note": "说明",
    },
    Source.SEATS: {"role": "席位", "holder": "单位或岗位", "clause": "依据"},
    Source.OVERDUE: {
        "unit": "单位",
        "report": "报表",
        "period_label": "报告期",
        "due": "截止日期",
        "days": "已逾期（天）",
        "basis": "时限依据",
        "state": "状态",
    },
    Source.UNRETURNED: {
        "community": "社区",
        "ledger": "台账",
        "period_label": "季度",
        "sent": "发出日期",
        "days": "已发出（天）",
    },
    Source.FROZEN: {
        "report": "材料",
        "period_label": "报告期",
        "version": "版本",
        "fingerprint": "一致码",
        "on": "导出日期",
    },
}
source_columns = {**source_columns, Source.GAPS: source_columns[Source.ITEMS]}
"""The columns of the sources that are no records, and what each is called."""

letter_words: Mapping[str, str] = {
    "unit": "本单位名称",
    "above": "上级单位名称",
    "period": "报告期",
    "end": "报告期末（或今天）",
    "today": "今天",
    "year": "年份",
    "count": "条数",
    "basis": "口径文件的文号",
    "circle_name": "所选生活圈",
    "subject": "这一份是给谁（关于什么）的",
}
"""What every sentence may name beside the columns."""

counted, first, last, total, named = ".counts", ".first", ".last", ".total", ".names"
"""What may be said of a column over all rows, behind its id."""
