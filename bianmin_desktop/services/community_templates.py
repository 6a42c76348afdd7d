"""One community's template: its drop-downs, and the rows that the ledger holds of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.exchange.excel.template import Asked, Template
from bianmin_desktop.exchange.submission.parts import Column, Line, Look
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.services.importing.headers import record_id_header
from bianmin_desktop.services.list_cells import ListCells
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.templates import TemplateService

community_type = "community"

_too_many = "outlet"
"""No drop-down takes all outlets of a street."""
_id_column = Column("", record_id_header, Look.CODE, 38)
_office = re.compile(r"(?<=社区)(?:居民委员会|居委会)$")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be sent: rows as they are or none, for which unit's communities and quarter.

    Without a unit: all communities; without a quarter: that of today. Names and telephone numbers
    of persons are starred unless `is_open`.
    """

    is_filled: bool = True
    unit: str = ""
    quarter: Quarter | None = None
    is_open: bool = False


def called(community: Record) -> str:
    """What a community is called in a file's name: 金家岭社区."""
    return _office.sub("", community.text("name")) or community.text("code")


def field_of_community(record_type: RecordType) -> Field | None:
    """The field that says to which community a record belongs."""
    return next((field for field in record_type.fields if field.target == community_type), None)


def belonging(record_type: RecordType) -> Callable[[Record], tuple[str, ...]]:
    """Tells the ids of the communities that a record belongs to.

    Raises `WrongUse` for a record type that belongs to none.
    """
    if record_type.id == community_type:
        return lambda record: (record.id,)
    field = field_of_community(record_type)
    if field is None:
        raise WrongUse(
            f"{record_type.name}里没有“社区”这一项，不能按社区分发；请导出一份模板。", code="BM-340"
        )
    name, is_one = field.id, field.kind is Kind.REFERENCE

    def told(record: Record) -> tuple[str, ...]:
        held = record.get(name)
        if is_one:
            return (held,) if isinstance(held, str) else ()
        return held if isinstance(held, tuple) else ()

    return told


class CommunityTemplates:
    """Makes the templates of one record type for its communities."""

    def __init__(
        self, gate: Gate, names: BookNames, templates: TemplateService, record_type: RecordType
    ) -> None:
        """By the names that the book's records have now."""
        self._gate = gate
        self._names = names
        self._templates = templates
        self._type = record_type

    def template(
        self, community: Record, records: Sequence[Record], facts: TemplateFacts, order: Order
    ) -> Template:
        """The template of one community; `facts` of its book are completed by what it holds."""
        asked = self._asked(community)
        label = Quarter.parse(facts.period).label
        return Template(
            self._type.name,
            asked,
            replace(
                facts,
                unit=community.text("code"),
                community=community.id,
                community_name=community.text("name"),
                records=tuple(record.id for record in records),
            ),
            title=f"{called(community)}{self._type.name}台账　{label}",
            notes=_notes(self._type, order),
            id_column=_id_column if order.is_filled else None,
            naming=self._type.title,
            lines=self._lines(asked, records, order),
        )

    def _asked(self, community: Record) -> list[Asked]:
        known = {
            field.target: tuple(
                self._gate.answers.write(field, record_id, self._names)
                for record_id, _ in self._names.all_of(field.target)
            )
            for field in self._type.fields
            if field.target not in ("", _too_many, community_type)
        }
        field = field_of_community(self._type)
        if field is not None:
            only = self._gate.answers.write(field, community.id, self._names)
            known[community_type] = (only,)
        return self._templates.asked(self._type.id, known)

    def _lines(
        self, asked: Sequence[Asked], records: Iterable[Record], order: Order
    ) -> tuple[Line, ...]:
        cells = ListCells(self._gate, self._names, self._type)
        row = cells.row([part.field for part in asked], masked=not order.is_open)
        return tuple(Line((record.id, *row(record)), record=record.id) for record in records)


def _notes(record_type: RecordType, order: Order) -> tuple[str, ...]:
    if not order.is_filled:
        return ()
    gone = "请在备注里写明"
    if record_type.has_field("status"):
        gone = f"请改“{record_type.field('status').label}”这一列"
    notes = [
        "表里已有的是台账现有的内容：有变化的直接改，没有变化的不用动；新增的接在下面写。",
        f"不要删除整行：已经没有的，{gone}；少交的行不会从台账里删除。",
        "要照着一行写新的，可以复制整行再改名称、地址，改后的一行算新增。",
    ]
    if not order.is_open and any(field.personal for field in record_type.fields):
        notes.append("姓名和电话带 * 的是隐去了一部分：没有变化不用改，有变化写完整的。")
    return tuple(notes)
