"""Records as odd as the gate admits: every kind of field, everything people type into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.parsing.codes import with_check_digits
from bianmin_desktop.domain.records import Record
from bianmin_desktop.store.keeping import new_id
from bianmin_desktop.store.work import Origin

# fmt: off
nasty = (
    "=1+1", "+86 532", "-", "-5", "@店", "'引号", "'=1", "''", "=cmd|'/c calc'!A0", "#N/A",
    "#REF!", "不适用", "未采集", "N/A", "0", "00123", "1e5", "9.137E+17", "1.50", "TRUE",
    "45321", "45321.0", "合计", "小计", "序号", "网点名称", "记录编号", "2024-3-5",
    "2024年3月", "是", "无", "  两  边  ", "_x0041_", "_x005F_x0041_", "a\tb", "一\n二",
    "一\r\n二\n\n\n三\n", "“”‘’", "\"", "\"\"", ",", "、", "𠮷野家", "👨\u200d👩\u200d👧",
    "e\u0301", "\u200f右", "Ω≈ç√", "\ufeff头", "ﷺ", "\u3000全角\u3000空格\u3000", "１２３",
    "金家岭、大埠东", "甲;乙", "长" * 60, "<b>&amp;</b>", "x" * 200, "http://x.cn/?a=1&b=2",
    "null", "138****1234", "王**", "0532-****1234", "*", "**", "联系13812345678或者", "100%",
    "1,200", "１．５",
)
# fmt: on
_phones = (
    "13812345678",
    "0532-88990000",
    "0532-88990000-101",
    "95588",
    "４００１２３４５６７",
    "8899",
)
_numbers = ("0", "1", "-3", "85.5", "85.50", "1200", "1,200.25", "0.1", "123456.789", "99999999")
_absences = ("不适用", "未采集")


class Oddities:
    """Makes drafts of any record type from a stock of odd texts."""

    def __init__(self, application: Application, texts: Sequence[str], seed: int) -> None:
        """`texts` are used besides the stock; the same seed makes the same drafts."""
        self._application = application
        self._texts = (*nasty, *texts)
        self._random = Random(seed)

    def drafts(self, record_type: RecordType, count: int) -> Iterator[Draft]:
        """So many drafts, some of them nearly blank."""
        for _ in range(count):
            share = self._random.choice((0.05, 0.4, 0.8, 1.0))
            texts = {
                field.id: self._text(field)
                for field in record_type.fields
                if self._random.random() < share
            }
            notes = {name: self._any() for name in texts if self._random.random() < 0.02}
            yield Draft(record_type.id, texts, notes=notes)

    def _text(self, field: Field) -> str:
        roll = self._random.random()
        if roll < 0.1:
            return self._random.choice(_absences)
        if roll < 0.25 or field.kind in (Kind.TEXT, Kind.LINES):
            return self._any()
        return self._fitting(field)

    def _any(self) -> str:
        if self._random.random() < 0.1:
            return "很长的内容，" * self._random.randrange(1, 400)
        return self._random.choice(self._texts)

    def _fitting(self, field: Field) -> str:
        if field.choices:
            return "、".join(self._some(self._labels(field), field.kind is Kind.CHOICES))
        if field.target:
            known = [text for text, _ in self._application.entry.answers(field)]
            return "、".join(self._some(known, field.kind is Kind.REFERENCES))
        return self._of_kind(field.kind)

    def _of_kind(self, kind: Kind) -> str:
        if kind is Kind.DATE:
            day = date(1900, 1, 1) + timedelta(days=self._random.randrange(70_000))
            return self._random.choice((day.isoformat(), f"{day.year}年{day.month}月"))
        if kind is Kind.USCC:
            body = "".join(self._random.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=14))
            return with_check_digits(f"92{body}")
        pools = {
            Kind.PHONE: _phones,
            Kind.YES_NO: ("是", "否", "√"),
            Kind.DIVISION: ("370212005", "370212005007", "金家岭街道", "370212"),
            Kind.QUARTER: ("2024Q1", "2023年第四季度"),
        }
        return self._random.choice(pools.get(kind, _numbers))

    def _labels(self, field: Field) -> list[str]:
        listed = self._application.edition.choice_list(field.choices).choices
        return [choice.label for choice in listed]

    def _some(self, offered: Sequence[str], several: bool) -> list[str]:  # noqa: FBT001
        if not offered:
            return []
        return self._random.sample(offered, min(len(offered), 3 if several else 1))


def keep(application: Application, drafts: Iterable[Draft]) -> list[Record]:
    """Admit the drafts and store them as they come through the gate."""
    entry = application.entry
    admitted = [entry.review(draft, Record(draft.type, new_id())).record for draft in drafts]
    origin = Origin("新增", "录入", application.clock.now())
    with application._book.writing() as work:
        stored = work.put_all([(record, None) for record in admitted], origin)
        changes = work.changes
    application._names.refresh(changes)
    return stored
