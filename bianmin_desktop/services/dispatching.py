"""Templates out to the communities: a workbook each, with what the ledger holds of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.timeline import Life, Timeline
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.files import file_name, write_bytes
from bianmin_desktop.errors import Refused, WrongUse, environment_fault
from bianmin_desktop.exchange.excel.template import template_workbook
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.community_templates import (
    CommunityTemplates,
    Order,
    belonging,
    called,
    community_type,
)
from bianmin_desktop.services.importing.arrivals import sent_key, sent_kind
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.templates import TemplateService
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import Holder, holder_of
from bianmin_desktop.store.reading import Reading

__all__ = ["DispatchService", "Dispatched", "Order"]

_prefixes = {"city": 4, "district": 6, "street": 9, community_type: 12}
"""Digits of a division code that all units below share, by level."""
_named_files = 3
_as_ordered = Order()


@dataclass(frozen=True, slots=True)
class Dispatched:
    """A workbook that was made: for whom, where it lies, how many rows it holds."""

    community: str
    path: Path
    rows: int


@dataclass(frozen=True, slots=True)
class _State:
    """The book as of one moment: its marks, the communities asked for, their records."""

    holder: Holder
    communities: Sequence[Record]
    records: dict[str, list[Record]]


class DispatchService:
    """Makes the workbooks that go out to the communities."""

    def __init__(
        self, book: Book, gate: Gate, names: BookNames, templates: TemplateService, clock: Clock
    ) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._templates = templates
        self._clock = clock

    def save_each(
        self,
        type_id: str,
        folder: Path,
        order: Order = _as_ordered,
        progress: Progress = silent,
    ) -> list[Dispatched]:
        """Write a workbook for every community into `folder`, which is made if need be.

        Nothing is written when one of the files is there already: it may be one that came back.
        Raises `WrongUse` for an unknown unit, a record type that belongs to no community or a unit
        without communities, `Refused`, `EnvironmentFault`, and what `progress` raises; the files
        written until then stay.
        """
        record_type = self._gate.edition.record_type(type_id)
        quarter = order.quarter or Quarter.of(self._clock.today())
        state = self._state(record_type, order, quarter)
        targets = _targets(record_type, state.communities, folder, quarter)
        maker = CommunityTemplates(self._gate, self._names, self._templates, record_type)
        sent: list[Dispatched] = []
        for place, (community, target) in enumerate(zip(state.communities, targets, strict=True)):
            progress.report(place, len(targets), "正在生成模板")
            facts = self._facts(type_id, state.holder, quarter)
            rows = state.records[community.id]
            template = maker.template(community, rows, facts, order)
            write_bytes(target, template_workbook(template, self._clock.now()))
            self._remember(template.facts)
            sent.append(Dispatched(community.text("name"), target, len(rows)))
        progress.report(len(targets), len(targets), "正在生成模板")
        return sent

    def _state(self, record_type: RecordType, order: Order, quarter: Quarter) -> _State:
        belongs = belonging(record_type)
        below = self._prefix(order.unit)
        with self._book.reading() as reading:
            holder = holder_of(reading.connection)
            communities = [
                record
                for record in reading.records(community_type)
                if record.text("code").startswith(below)
            ]
            kept = list(self._kept(record_type, reading, quarter)) if order.is_filled else []
        if not communities:
            raise WrongUse("这个单位下面没有社区，没有生成模板。请先登记社区。", code="BM-341")
        records: dict[str, list[Record]] = {community.id: [] for community in communities}
        for record in sorted(kept, key=lambda one: (one.name(record_type), one.id)):
            for community_id in belongs(record):
                if community_id in records:
                    records[community_id].append(record)
        communities.sort(key=lambda one: (one.text("code"), one.id))
        return _State(holder, communities, records)

    def _prefix(self, unit: str) -> str:
        division = self._templates.division(unit) if unit else None
        return division.code[: _prefixes[division.level]] if division else ""

    def _kept(
        self, record_type: RecordType, reading: Reading, quarter: Quarter
    ) -> Iterator[Record]:
        """What a community is to look through: shops gone before the last quarter are left out."""
        records = reading.records(record_type.id)
        if record_type.id != "outlet":
            yield from records
            return
        events = Ledger({"event": reading.records("event")}).events_of
        timeline, before = Timeline.of(self._gate.edition), quarter.previous.start
        for record in records:
            if not _ended(timeline.life(record, events.get(record.id, ())), before):
                yield record

    def _facts(self, type_id: str, holder: Holder, quarter: Quarter) -> TemplateFacts:
        return TemplateFacts(
            self._gate.edition.id,
            type_id,
            period=str(quarter),
            id=keeping.new_id(),
            counter=holder.counter,
            chain=holder.chain,
            made_at=self._clock.now().isoformat(timespec="minutes"),
        )

    def _remember(self, facts: TemplateFacts) -> None:
        told = {"id": facts.id, "period": facts.period, "made_at": facts.made_at}
        with self._book.writing() as work:
            keeping.remember(work.connection, sent_kind, sent_key(facts), told, self._clock.now())


def _ended(life: Life, before: date) -> bool:
    if not life.marks or life.is_closing_undated:
        return False
    day, _, appears = life.marks[-1]
    return not appears and day < before


def _targets(
    record_type: RecordType, communities: Sequence[Record], folder: Path, quarter: Quarter
) -> list[Path]:
    """Where each community's workbook will lie. Raises `Refused` when a file is there already."""
    counts = Counter(called(community).casefold() for community in communities)
    ledger = f"{record_type.name}台账"
    targets = []
    for community in communities:
        name = called(community)
        code = community.text("code") if counts[name.casefold()] > 1 else ""
        targets.append(folder / file_name(name, code, ledger, quarter.file_label, suffix=".xlsx"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise environment_fault(error, f"建立文件夹“{folder.name}”", folder) from error
    there = [target.name for target in targets if target.exists()]
    if there:
        named = "、".join(there[:_named_files])
        raise Refused(
            f"文件夹“{folder.name}”里已经有 {len(there)} 个同名文件（{named}），可能是交回来的，"
            "没有覆盖，也没有生成新的。请换一个空文件夹。",
            code="BM-342",
        )
    return targets
