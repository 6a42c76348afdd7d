"""Templates out to the communities: a workbook each, with what the ledger holds of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.exchange.tables import read_tables
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.progress import Cancelled
from bianmin_desktop.services.dispatching import Order

first_quarter = Quarter(2024, 1)


@pytest.fixture(scope="module")
def folder(demo: Application, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("发出")
    demo.dispatching.save_each("outlet", folder, Order(quarter=first_quarter))
    return folder


@pytest.fixture(scope="module")
def sheet(folder: Path) -> Worksheet:
    file = folder / "金家岭社区_商业网点台账_2024年第1季度.xlsx"
    return openpyxl.load_workbook(file).worksheets[0]


def _column(sheet: Worksheet, label: str) -> list[object]:
    (place,) = [cell.column for cell in sheet[1] if str(cell.value).rstrip("*") == label]
    return [row[place - 1].value for row in sheet.iter_rows(min_row=2)]


def test_that_every_community_gets_a_workbook_named_after_it(
    demo: Application, folder: Path
) -> None:
    communities = demo.ledgers.count(demo.ledgers.listing("community"))
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == communities
    assert "金家岭社区_商业网点台账_2024年第1季度.xlsx" in names


def test_that_the_rows_are_what_the_ledger_holds_of_that_community(
    demo: Application, sheet: Worksheet
) -> None:
    listing = demo.ledgers.listing("outlet", [("community", "金家岭社区居民委员会")])
    held = {record.id: record for record in demo.ledgers.records(listing)}
    ids = [str(held_id) for held_id in _column(sheet, "记录编号")]
    assert len(ids) == len(set(ids)) > 50
    assert set(ids) <= set(held)
    assert _column(sheet, "网点名称") == [held[record_id].text("name") for record_id in ids]
    assert set(_column(sheet, "所属社区")) == {"金家岭社区居民委员会"}


def test_that_the_column_of_ids_is_hidden_and_free_so_that_rows_can_be_sorted(
    sheet: Worksheet,
) -> None:
    assert sheet["A1"].value == "记录编号"
    assert sheet.column_dimensions["A"].hidden
    assert all(not cell.protection.locked for row in sheet["A2:AF20"] for cell in row)
    assert all(cell.protection.locked for cell in sheet[1])
    assert sheet.auto_filter.ref.startswith("A1:")


def test_that_persons_are_starred_unless_the_clerk_wants_them_whole(
    demo: Application, sheet: Worksheet, tmp_path: Path
) -> None:
    starred = [str(phone) for phone in _column(sheet, "联系电话") if phone]
    assert starred
    assert all("*" in phone for phone in starred)
    order = Order(unit="370212005007", quarter=first_quarter, is_open=True)
    (sent,) = demo.dispatching.save_each("outlet", tmp_path, order)
    whole = _column(openpyxl.load_workbook(sent.path).worksheets[0], "联系电话")
    assert not any("*" in str(phone) for phone in whole)


def test_that_a_community_can_choose_no_other_community(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "大麦岛社区_商业网点台账_2024年第1季度.xlsx")
    sheet = book.worksheets[0]
    (letter,) = [cell.column_letter for cell in sheet[1] if cell.value == "所属社区*"]
    (offer,) = [
        offer
        for offer in sheet.data_validations.dataValidation
        if str(offer.sqref).startswith(f"{letter}2:")
    ]
    place = str(offer.formula1).partition("!")[2].replace("$", "")
    assert [row[0].value for row in book["_lists"][place]] == ["大麦岛社区居民委员会"]


def test_that_a_template_says_what_it_is_on_its_hidden_sheet(
    demo: Application, folder: Path, sheet: Worksheet
) -> None:
    file = folder / "金家岭社区_商业网点台账_2024年第1季度.xlsx"
    facts = TemplateFacts.of(read_tables(file)[0].facts)
    assert facts is not None
    assert (facts.type, facts.edition) == ("outlet", demo.edition.id)
    assert (facts.unit, facts.period) == ("370212005007", "2024Q1")
    assert facts.community_name == "金家岭社区居民委员会"
    assert list(facts.records) == _column(sheet, "记录编号")
    assert facts.counter > 0
    assert openpyxl.load_workbook(file)["_meta"].sheet_state == "hidden"


def test_that_shops_closed_long_ago_are_not_sent_and_those_closed_of_late_are(
    own_demo: Application, tmp_path: Path
) -> None:
    listing = own_demo.ledgers.listing("outlet", [("community", "金家岭社区居民委员会")])
    old, late, *_ = own_demo.ledgers.records(listing)
    for record, day in ((old, "2023-08-01"), (late, "2023-12-20")):
        texts = {"status": "注销", "closed": day, "opened": "2020-01-01"}
        own_demo.entry.save(Draft("outlet", texts, record.id), record)
    order = Order(unit="370212005007", quarter=first_quarter)
    (sent,) = own_demo.dispatching.save_each("outlet", tmp_path, order)
    ids = _column(openpyxl.load_workbook(sent.path).worksheets[0], "记录编号")
    assert old.id not in ids
    assert late.id in ids


def test_that_more_than_one_cell_of_ids_is_written_and_read_back() -> None:
    ids = tuple(f"{number:036d}" for number in range(2_000))
    facts = TemplateFacts("版本", "outlet", id="一份", counter=7, chain="a", records=ids)
    pairs = dict(facts.pairs())
    assert max(map(len, pairs.values())) < 32_767
    assert TemplateFacts.of(pairs) == facts
    assert TemplateFacts.of({"format": "bianmin-submission"}) is None


def test_that_an_empty_template_of_a_community_has_no_rows_and_no_ids(
    demo: Application, tmp_path: Path
) -> None:
    order = Order(is_filled=False, unit="370212005007")
    (sent,) = demo.dispatching.save_each("outlet", tmp_path, order)
    sheet = openpyxl.load_workbook(sent.path).worksheets[0]
    assert sheet.max_row == 1
    assert sheet["A1"].value == "网点编号"


def test_that_other_ledgers_are_sent_by_their_community_too(
    demo: Application, tmp_path: Path
) -> None:
    (own,) = demo.dispatching.save_each("community", tmp_path, Order(unit="370212005007"))
    assert own.rows == 1
    circles = demo.dispatching.save_each("circle", tmp_path)
    assert sum(sent.rows for sent in circles) > len(circles) / 3
    with pytest.raises(WrongUse, match="不能按社区分发"):
        demo.dispatching.save_each("fund", tmp_path)


def test_that_a_file_that_may_have_come_back_is_never_overwritten(
    demo: Application, folder: Path, tmp_path: Path
) -> None:
    name = "金家岭社区_商业网点台账_2024年第1季度.xlsx"
    shutil.copy(folder / name, tmp_path / name)
    before = (tmp_path / name).read_bytes()
    with pytest.raises(Refused, match="没有覆盖"):
        demo.dispatching.save_each("outlet", tmp_path, Order(quarter=first_quarter))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == before


def test_that_it_can_be_stopped_between_two_communities(demo: Application, tmp_path: Path) -> None:
    class Stopping:
        def report(self, done: int, total: int, note: str = "") -> None:
            if done == 2 and note == "正在生成模板" and total > 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        demo.dispatching.save_each("community", tmp_path / "社区", progress=Stopping())
    assert len(list((tmp_path / "社区").iterdir())) == 2
