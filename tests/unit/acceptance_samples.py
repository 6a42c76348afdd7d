"""A small ledger around one circle, and its checklist by any template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.acceptance.assembling import Filled, sheet_of
from bianmin_desktop.domain.acceptance.grounds import Surroundings
from bianmin_desktop.domain.acceptance.sheet import Sheet, SheetLine
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import Reporter
from bianmin_desktop.domain.values import Value
from bianmin_desktop.environment.paths import resources

day = date(2024, 5, 20)
essential = ("market", "supermarket", "convenience", "pharmacy", "restaurant", "recycling")
reporter = Reporter("370212005000", "金家岭街道", "street", ("青岛市", "崂山区", "金家岭街道"))


def edition() -> Edition:
    return load_edition(resources() / "policy" / "qingdao-2022")


def outlets(*types: str, **answers: Value) -> list[Record]:
    """Open shops of these types in the circle's community."""
    return [
        Record(
            "outlet",
            f"o-{kind}-{place}",
            {
                "name": f"{kind}{place}",
                "community": "c1",
                "business_type": kind,
                "kind": "shop",
                "status": "open",
                **answers,
            },
        )
        for place, kind in enumerate(types)
    ]


def community(record_id: str = "c1", **answers: Value) -> Record:
    return Record("community", record_id, {"name": f"{record_id}社区", "kind": "old", **answers})


def circle(**answers: Value) -> Record:
    values: dict[str, Value] = {"name": "样例圈", "communities": ("c1",), "stage": "self_check"}
    return Record("circle", "k1", values | answers)


def sheet(
    held: Edition,
    records: Mapping[str, list[Record]],
    rows: Mapping[str, Record] | None = None,
    *,
    template: str = "standard",
    points: Mapping[str, Decimal] | None = None,
) -> Sheet:
    """The checklist of the one circle among the records."""
    ledger = Ledger({"community": [community()], "circle": [circle()], **records})
    [whole] = ledger.of("circle")
    grounds = Surroundings.of(ledger, held, day).grounds(whole)
    filled = Filled(None, rows or {}, (), points or {})
    return sheet_of(held.checklists[template], grounds, filled, reporter)


def line(held: Sheet, line_id: str) -> SheetLine:
    found = held.line(line_id)
    assert found is not None
    return found


def row(line_id: str, **answers: Value) -> Record:
    return Record("checklist_row", f"r-{line_id}", {"row": line_id, **answers})
