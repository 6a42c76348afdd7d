"""The exported figures, counted once more from the raw rows by a second, independent method.

Nothing of the program's own reading and counting is used here: the book is read by plain
SQLite, the lists by plain TOML, the workbook by calamine, the PDF by pdftotext.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bianmin_desktop.bootstrap import start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock

policy = Path(__file__).parents[2] / "resources" / "policy" / "qingdao-2022"
before, end = "2023-12-31", "2024-03-31"
comes, goes = {"opened", "moved_in", "reopened"}, {"closed", "moved_out"}


@dataclass
class Outlet:
    """A raw row with its raw events."""

    row: sqlite3.Row
    events: list[sqlite3.Row] = field(default_factory=list)

    def was_there(self, day: str) -> bool:
        status = self.row["status"]
        if status == "planned":
            return False
        steps = [(e["on"], e["kind"] in comes) for e in self.events if e["kind"] in comes | goes]
        moved_in_first = (
            bool(steps) and min(self.events, key=lambda e: e["on"])["kind"] == "moved_in"
        )
        if self.row["opened"] and not moved_in_first:
            steps.append((self.row["opened"], True))
        if self.row["closed"]:
            steps.append((self.row["closed"], False))
        steps.sort(key=lambda step: step[0])
        is_counted = status in ("open", "paused")
        if not is_counted and (not steps or steps[-1][1]):
            last_seen = self.row["verified"] or (steps[-1][0] if steps else "0001-01-01")
            steps.append((max(last_seen, steps[-1][0] if steps else last_seen), False))
        past = [appears for on, appears in steps if on <= day]
        if past:
            return past[-1]
        return not steps[0][1] if steps else is_counted

    def type_on(self, day: str, ids: Mapping[str, str]) -> str:
        kind = str(self.row["business_type"])
        for event in sorted(self.events, key=lambda e: str(e["on"]), reverse=True):
            if event["kind"] == "type_changed" and event["on"] > day:
                kind = ids[event["before"]]
        return kind


@dataclass(frozen=True)
class Found:
    """The files of the export, and everything read from the raw book."""

    workbook: Path
    pdf_text: str
    outlets: list[Outlet]
    ids: dict[str, str]
    lists: dict[str, list[dict[str, object]]]

    def flow(self, holds: Callable[[Outlet, str], bool]) -> tuple[int, int, int, int]:
        """上期、新增、减少、期末 of the outlets for which `holds` on a day."""
        old = {o.row["id"] for o in self.outlets if o.was_there(before) and holds(o, before)}
        new = {o.row["id"] for o in self.outlets if o.was_there(end) and holds(o, end)}
        return len(old), len(new - old), len(old - new), len(new)

    def sheet(self, name: str) -> list[list[object]]:
        book = CalamineWorkbook.from_path(str(self.workbook))
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    def figures(self) -> dict[tuple[str, str], list[object]]:
        """The rows of 季度进展 by section and label."""
        section, found = "", {}
        for row in self.sheet("季度进展")[3:]:
            if row[1] == "" and row[5] == "":
                section = str(row[0])
            else:
                found[section, str(row[0])] = row[2:6]
        return found


def raw_outlets(path: Path) -> Iterator[Outlet]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM outlet WHERE NOT deleted")
        known = {row["id"]: Outlet(row) for row in rows}
        for event in connection.execute('SELECT * FROM event WHERE NOT deleted ORDER BY "on"'):
            known[event["outlet"]].events.append(event)
    yield from known.values()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    folder = tmp_path_factory.mktemp("金家岭")
    program = start(folder / "data", FixedClock(datetime(2024, 4, 8, 9, 30)))
    program.make_book("370212005000", is_demo=True)
    application = program.open()
    exported = application.exporting.export(Quarter(2024, 1), folder / "out")
    application.close()
    workbook, pdf = exported.files
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    types = tomllib.loads((policy / "business_types.toml").read_text(encoding="utf-8"))
    ids = {
        word: kind["id"]
        for kind in reversed(types["business_type"])
        for word in (*kind.get("aliases", ()), kind["label"], kind["id"])
    }
    lists = tomllib.loads((policy / "business_lists.toml").read_text(encoding="utf-8"))
    items = {
        one["label"]: one["items"] for one in lists["business_list"] if one["id"][:8] != "national"
    }
    return Found(workbook, text, list(raw_outlets(program.book_path)), ids, items)


def expected(found: Found) -> dict[tuple[str, str], tuple[int, ...]]:
    """Figures about outlets, counted anew."""
    counted: dict[tuple[str, str], tuple[int, ...]] = {
        ("商业网点", "商业网点数"): found.flow(lambda o, _: True),
        ("商业网点", "其中：商户"): found.flow(lambda o, _: o.row["kind"] == "shop"),
        ("商业网点", "其中：设施"): found.flow(lambda o, _: o.row["kind"] == "facility"),
        ("连锁、一店多能与智慧服务", "连锁网点数"): found.flow(lambda o, _: o.row["chain"] == 1),
        ("连锁、一店多能与智慧服务", "24小时营业网点数"): found.flow(
            lambda o, _: o.row["open_24h"] == 1
        ),
        ("连锁、一店多能与智慧服务", "一店多能网点数"): found.flow(
            lambda o, _: bool(json.loads(o.row["extra_services"] or "[]"))
        ),
    }
    for label, items in found.lists.items():
        every = {leaf for item in items for leaf in item["covers"]}
        total = ("商业网点", f"{label}网点数")
        counted[total] = found.flow(lambda o, d, e=every: o.type_on(d, found.ids) in e)
        for item in items:
            covers = set(item["covers"])
            counted[label, str(item["label"])] = found.flow(
                lambda o, d, c=covers: o.type_on(d, found.ids) in c
            )
    return counted


def test_that_the_workbook_has_the_numbers_counted_from_the_raw_rows(found: Found) -> None:
    counted = expected(found)
    assert len(counted) == 6 + 4 + 6 + 12 + 4 + 5
    shown = found.figures()
    for place, numbers in counted.items():
        assert tuple(shown[place]) == numbers, place
    opening, added, removed, closing = counted["商业网点", "商业网点数"]
    assert closing == opening + added - removed > 300
    assert added > 0
    assert removed > 0


def test_that_the_pdf_has_the_same_numbers(found: Found) -> None:
    lines = [line.split() for line in found.pdf_text.splitlines()]
    places = [n for n, words in enumerate(lines) if words[:1] == ["附件1"]]
    body = [words for words in lines[places[0] :] if words]
    start_at = 0
    for (section, label), numbers in expected_in_print_order(found):
        wanted = [label, "个", *(f"{number:,}" for number in numbers)]
        at = next((n for n in range(start_at, len(body)) if body[n] == wanted), None)
        assert at is not None, (section, wanted)
        start_at = at


def expected_in_print_order(
    found: Found,
) -> list[tuple[tuple[str, str], tuple[int, ...]]]:
    counted = expected(found)
    return [(place, counted[place]) for place in found.figures() if place in counted]


def test_that_the_chain_rate_follows_from_both_its_parts(found: Found) -> None:
    chained = found.flow(lambda o, _: o.row["chain"] == 1)[3]
    every = found.flow(lambda o, _: True)[3]
    shown = found.figures()["连锁、一店多能与智慧服务", "连锁化率"][3]
    assert shown == pytest.approx(100 * chained / every, rel=1e-12)
    assert f"{round(Decimal(100 * chained) / every, 1)}" in found.pdf_text


def test_that_areas_add_up(found: Found) -> None:
    there = [o for o in found.outlets if o.was_there(end) and o.row["area"] is not None]
    total = sum((Decimal(o.row["area"]) for o in there), Decimal())
    assert found.figures()["经营规模", "经营面积"][3] == pytest.approx(float(total))
    assert f"{total:,.2f}" in found.pdf_text


def test_that_the_list_of_outlets_is_the_one_the_total_counts(found: Found) -> None:
    rows = found.sheet("网点明细")
    header, listed = rows[2], rows[3:]
    names, codes = header.index("网点名称"), header.index("统一社会信用代码")
    moves = [row[header.index("本季变动")] for row in listed]
    belonging = [o for o in found.outlets if o.was_there(before) or o.was_there(end)]
    assert sorted((str(row[names]), str(row[codes])) for row in listed) == sorted(
        (o.row["name"], o.row["uscc"] or "") for o in belonging
    )
    _, added, removed, _ = found.flow(lambda o, _: True)
    assert (moves.count("新增"), moves.count("减少")) == (added, removed)


def test_that_every_outlet_row_is_traced_to_its_record(found: Found) -> None:
    meta = [row for row in found.sheet("_meta") if row[0] == "row" and row[1] == "outlet"]
    rows = found.sheet("网点明细")
    names = {o.row["id"]: o.row["name"] for o in found.outlets}
    assert len(meta) == len(rows) - 3
    for _, _, number, record, *_ in meta:
        assert rows[int(str(number)) - 1][rows[2].index("网点名称")] == names[record]


def test_that_libreoffice_reads_the_same_workbook(found: Found, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", profile, "--headless", "--convert-to", every_sheet]
    command += ["--outdir", str(tmp_path), str(found.workbook)]
    subprocess.run(command, check=True, capture_output=True)
    for name in ("网点明细", "季度进展"):
        (path,) = tmp_path.glob(f"*-{name}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        ours = found.sheet(name)
        assert len(rows) == len(ours)
        for row, our in zip(rows, ours, strict=True):
            pairs = zip(row, our, strict=False)
            assert all(text == said(cell, text) for text, cell in pairs), (row, our)


def said(cell: object, text: str) -> str:
    """What LibreOffice should show for a cell; a number with as many places as it shows."""
    if isinstance(cell, float):
        places = len(text.partition(".")[2])
        return f"{cell:,.{places}f}" if "," in text else f"{cell:.{places}f}"
    return str(cell)


def test_that_no_private_number_or_name_leaves_the_office(found: Found) -> None:
    rows = found.sheet("网点明细")
    phones = {str(row[rows[2].index("联系电话")]) for row in rows[3:]} - {""}
    people = {str(row[rows[2].index("联系人")]) for row in rows[3:]} - {""}
    assert phones
    assert all(re.search(r"\*{3,4}\d{4}", phone) for phone in phones)
    assert all(person.endswith("**") for person in people)
    for outlet in found.outlets[:500]:
        if outlet.row["phone"]:
            assert outlet.row["phone"] not in found.pdf_text


def test_that_the_letter_says_the_figures_of_the_tables(found: Found) -> None:
    text = re.sub(r"\s", "", found.pdf_text.split("附件1\n")[0])
    _, added, removed, closing = found.flow(lambda o, _: True)
    assert text.startswith("金家岭街道关于2024年第一季度一刻钟便民生活圈建设工作情况的总结")
    assert "崂山区商务局：截至2024年3月31日，金家岭街道共有" in text
    assert f"商业网点{closing:,}个" in text
    assert f"商业网点新增{added:,}个、减少{removed:,}个" in text
