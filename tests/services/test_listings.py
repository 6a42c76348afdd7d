"""Lists as files: what is shown and nothing else, as an official reads it, and importable again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.catalogue.definitions import Field, Level
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.errors import EnvironmentFault, Refused, WrongUse
from bianmin_desktop.progress import Cancelled
from bianmin_desktop.services.ledgers import Query

_outlets = (
    {
        "name": "李村便利店",
        "uscc": "91370212MA3C0000X1",
        "area": "1234.5",
        "opened": "2021-03-01",
        "chain": "是",
        "business_type": "便利店",
        "contact": "王小明",
        "phone": "13812345678",
        "address": "京口路8号",
    },
    {
        "name": "=1+1小店",
        "number": "007",
        "area": "约八十",
        "contact": "孟华",
        "phone": "电话：13987654321 孟",
        "address": "找13700001111领路 <后门>&",
        "chain": "否",
    },
    {"name": "便民水果", "area": "不适用", "contact": "李", "phone": "0532-88881234"},
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    program = start(tmp_path_factory.mktemp("名单"), FixedClock(datetime(2024, 5, 20, 9, 30)))
    program.make_book("370212005000")
    opened = program.open()
    community = opened.ledgers.records(opened.ledgers.listing("community"))[0].text("name")
    for texts in _outlets:
        placed = texts if texts["name"] == "便民水果" else {**texts, "community": community}
        opened.entry.save(Draft("outlet", placed), opened.entry.blank("outlet"))
    circle = {"name": "岭上生活圈", "street": "370212005000", "communities": community}
    opened.entry.save(Draft("circle", circle), opened.entry.blank("circle"))
    yield opened
    opened.close()


def fields(application: Application, *ids: str) -> list[Field]:
    return [application.edition.field("outlet", field_id) for field_id in ids]


def sheet_of(path: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(
    application: Application, target: Path, ids: Sequence[str], query: Query | None = None
) -> Path:
    listing = application.ledgers.asked(query or Query("outlet"))
    application.listings.save(listing, target, fields(application, *ids))
    return target


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_that_a_file_has_the_columns_chosen_in_the_order_chosen(
    application: Application, tmp_path: Path
) -> None:
    wanted = ("phone", "name", "area")
    sheet = sheet_of(saved(application, tmp_path / "名单.xlsx", wanted))
    header = [cell.value for cell in sheet[3]]
    assert header == ["记录编号", "联系电话", "网点名称", "经营面积（㎡）"]
    text = saved(application, tmp_path / "名单.csv", wanted).read_text(encoding="utf-8-sig")
    assert next(csv.reader(io.StringIO(text))) == header


def test_that_a_file_holds_what_the_list_shows_in_its_order(
    application: Application, tmp_path: Path
) -> None:
    query = Query("outlet", order="area", descending=True, where=(("chain", ""),))
    sheet = sheet_of(saved(application, tmp_path / "a.xlsx", ("name",), query))
    assert [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["便民水果"]
    query = Query("outlet", search="店", order="name", descending=True)
    sheet = sheet_of(saved(application, tmp_path / "b.xlsx", ("name",), query))
    names = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert names == ["李村便利店", "=1+1小店"]


def test_that_the_head_says_whose_list_it_is_and_what_was_asked_for(
    application: Application, tmp_path: Path
) -> None:
    query = Query("outlet", (("chain", "是"),), "李村", (Level.BLOCKING, Level.VERIFY))
    sheet = sheet_of(saved(application, tmp_path / "a.xlsx", ("name",), query))
    assert sheet["B1"].value == "金家岭街道商业网点台账"
    told = sheet["B2"].value
    assert told.startswith("筛选条件：是否连锁为“是”；搜索“李村”；有强制、核实问题")
    assert told.endswith("2024年5月20日")


def test_that_codes_are_texts_numbers_numbers_and_days_days(
    application: Application, tmp_path: Path
) -> None:
    wanted = ("name", "uscc", "phone", "number", "area", "opened")
    sheet = sheet_of(saved(application, tmp_path / "a.xlsx", wanted))
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=4)}
    shop, other = rows["李村便利店"], rows["=1+1小店"]
    assert [cell.number_format for cell in shop[2:4]] == ["@", "@"]
    assert (shop[2].data_type, shop[2].value) == ("s", "91370212MA3C0000X1")
    assert (other[4].data_type, other[4].value) == ("s", "007")
    assert (shop[5].value, shop[5].number_format) == (1234.5, "#,##0.00")
    assert (shop[6].value.date(), shop[6].number_format) == (date(2021, 3, 1), "yyyy-mm-dd")
    assert other[1].data_type == "s"
    assert other[5].value == "约八十"


def test_that_a_workbook_is_ready_to_be_read_printed_and_filled_in(
    application: Application, tmp_path: Path
) -> None:
    sheet = sheet_of(saved(application, tmp_path / "a.xlsx", ("number", "name", "business_type")))
    assert sheet.freeze_panes == "D4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.column_dimensions["A"].hidden
    assert sheet.auto_filter.ref == "A3:D6"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.oddFooter.left.text == "金家岭街道商业网点台账"
    assert sheet.protection.sheet
    assert sheet["C3"].protection.locked
    assert not sheet["C4"].protection.locked
    (offer,) = sheet.data_validations.dataValidation
    assert str(offer.sqref).startswith("D4:D")


def test_that_the_same_list_gives_the_same_bytes(application: Application, tmp_path: Path) -> None:
    first = saved(application, tmp_path / "a.xlsx", ("name", "area")).read_bytes()
    assert saved(application, tmp_path / "b.xlsx", ("name", "area")).read_bytes() == first


def test_that_a_pdf_shows_conditions_count_and_page_numbers(
    application: Application, tmp_path: Path
) -> None:
    query = Query("outlet", (("chain", "是"),))
    text = text_of(saved(application, tmp_path / "a.pdf", ("name", "phone"), query))
    for words in ("金家岭街道商业网点台账", "是否连锁为“是”", "共 1 条", "13812345678"):
        assert words in text
    assert "第 1 页 共 1 页" in text
    assert "便民水果" not in text


def test_that_a_division_is_called_by_its_name_and_found_by_it(
    application: Application, tmp_path: Path
) -> None:
    listing = application.ledgers.listing("circle", [("street", "金家岭街道")])
    target = tmp_path / "圈.csv"
    assert application.listings.save(listing, target) == 1
    text = target.read_text(encoding="utf-8-sig")
    assert "金家岭街道" in text
    assert "370212005000" not in text
    imported = application.importing.run("circle", [target])
    assert {fate.value: n for fate, n in imported.counts.items() if n} == {"same": 1}


def test_that_the_code_of_a_community_stays_a_code(
    application: Application, tmp_path: Path
) -> None:
    target = tmp_path / "社区.csv"
    application.listings.save(application.ledgers.listing("community"), target)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert all(len(row["社区代码"]) == 12 for row in rows)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_that_a_list_that_comes_back_changes_nothing(
    application: Application, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"名单{suffix}"
    application.listings.save(application.ledgers.listing("outlet"), target)
    imported = application.importing.run("outlet", [target])
    assert {fate.value: n for fate, n in imported.counts.items() if n} == {"same": 3}


def test_that_a_character_without_a_glyph_is_named_before_anything_is_printed(
    application: Application, tmp_path: Path
) -> None:
    blank = application.entry.blank("outlet")
    record = application.entry.save(Draft("outlet", {"name": "笑脸\U0001f600超市"}), blank).record
    target = tmp_path / "a.pdf"
    with pytest.raises(Refused, match="网点名称”列“笑脸\U0001f600超市”里的"):
        saved(application, target, ("name",), Query("outlet", search="笑脸"))
    assert not target.exists()
    saved(application, tmp_path / "a.xlsx", ("name",), Query("outlet", search="笑脸"))
    application.entry.delete("outlet", record.id)


def test_that_another_ending_is_refused_in_words(application: Application, tmp_path: Path) -> None:
    listing = application.ledgers.listing("outlet")
    with pytest.raises(WrongUse, match=r"要是 \.xlsx、\.csv 或 \.pdf"):
        application.listings.save(listing, tmp_path / "名单.doc")


def test_that_a_place_that_is_gone_is_named(application: Application, tmp_path: Path) -> None:
    listing = application.ledgers.listing("outlet")
    with pytest.raises(EnvironmentFault, match="没有了的文件夹"):
        application.listings.save(listing, tmp_path / "没有了的文件夹" / "名单.xlsx")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".pdf"])
@pytest.mark.parametrize("steps", [0, 1, 2])
def test_that_a_cancelled_export_leaves_the_old_file(
    application: Application, tmp_path: Path, suffix: str, steps: int
) -> None:
    class Impatient:
        def __init__(self) -> None:
            self.left = steps

        def report(self, done: int, total: int, note: str = "") -> None:
            if not self.left:
                raise Cancelled
            self.left -= 1

    target = tmp_path / f"名单{suffix}"
    target.write_text("原来的", encoding="utf-8")
    with pytest.raises(Cancelled):
        application.listings.save(
            application.ledgers.listing("outlet"), target, progress=Impatient()
        )
    assert target.read_text(encoding="utf-8") == "原来的"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
