"""上级加了一列: added by form, in force at the next opening, and nothing filled in is ever lost."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application, Program
from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.environment.paths import DataFolder, resources
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.additions import AdditionService, Wanted

clock = FixedClock(datetime(2024, 4, 9, 10, 30))
radius = Wanted("outlet", "配送半径", Kind.INTEGER, unit="米", minimum="0", maximum="5000")
nature = Wanted("fund", "资金性质", Kind.CHOICE, options=("专项资金", "自筹"), source="财政所口头")


def program(folder: Path, shipped: Path | None = None) -> Program:
    return Program(DataFolder(folder), shipped or resources(), clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    program(tmp_path).make_book("370212005007")
    return tmp_path


@pytest.fixture
def service(folder: Path) -> AdditionService:
    made = program(folder)
    return AdditionService(made.loaded, made.folder.additions, made.keys.initials, clock)


def opened(folder: Path, shipped: Path | None = None) -> Application:
    return program(folder, shipped).open()


def entered(application: Application, type_id: str, **texts: str) -> str:
    blank = application.entry.blank(type_id)
    return application.entry.save(Draft(type_id, texts, blank.id), blank).record.id


def test_that_an_added_column_is_in_force_at_the_next_opening(
    folder: Path, service: AdditionService
) -> None:
    assert not service.is_pending
    column = service.add(radius)
    service.add(nature)
    assert service.is_pending
    assert [(c.record, c.id) for c in service.all()] == [("outlet", "x_psbj1"), ("fund", "x_zjxz1")]
    application = opened(folder)
    assert application.edition.field("outlet", column.id).label == "配送半径"
    assert not application.additions.is_pending
    labels = [
        label
        for _, label in application.entry.answers(application.edition.field("fund", "x_zjxz1"))
    ]
    assert labels == ["专项资金", "自筹"]
    application.close()


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted("outlet", " ", Kind.TEXT), "请写上列名"),
        (Wanted("outlet", "好" * 31, Kind.TEXT), "最多 30 个字"),
        (Wanted("outlet", "经营面积", Kind.DECIMAL), "已经有“经营面积”这一列，"),
        (Wanted("outlet", "店铺 面积", Kind.DECIMAL), "就是“经营面积”"),
        (Wanted("outlet", "夜间", Kind.CHOICE, options=("有", " 有 ")), "至少要写两个"),
        (Wanted("outlet", "夜间", Kind.INTEGER, minimum="很多"), "最小值"),
        (Wanted("outlet", "夜间", Kind.INTEGER, minimum="9", maximum="2"), "还大"),
        (Wanted("outlet", "夜间", Kind.CHOICE, options=tuple(map(str, range(300)))), "最多 200 个"),
    ],
)
def test_that_what_cannot_be_added_is_said_and_not_written(
    service: AdditionService, wanted: Wanted, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        service.add(wanted)
    assert not service.path.exists()


def test_that_an_id_is_never_given_twice(service: AdditionService) -> None:
    first = service.add(Wanted("outlet", "夜间经济", Kind.YES_NO))
    service.retire(first)
    second = service.add(Wanted("outlet", "夜景节假", Kind.YES_NO))
    third = service.add(Wanted("fund", "夜间经济", Kind.YES_NO))
    assert [first.id, second.id, third.id] == ["x_yjjj1", "x_yjjj2", "x_yjjj3"]
    with pytest.raises(Refused, match="已经停用，可以直接恢复"):
        service.add(Wanted("outlet", "夜间经济", Kind.TEXT))


def test_that_words_may_change_and_options_only_be_added(service: AdditionService) -> None:
    column = service.add(nature)
    wanted = Wanted("outlet", "资金类别", Kind.TEXT, options=("财政拨款", "自筹"), help="按账目")
    changed = service.change(column, wanted)
    assert (changed.id, changed.record, changed.kind) == (column.id, "fund", Kind.CHOICE)
    assert (changed.label, changed.help) == ("资金类别", "按账目。")
    assert service.options_of(changed) == ("专项资金", "自筹", "财政拨款")
    with pytest.raises(Refused, match="刚才被改过"):
        service.change(column, wanted)


def test_that_a_retired_column_keeps_what_was_filled_in(
    folder: Path, service: AdditionService
) -> None:
    column = service.add(radius)
    application = opened(folder)
    outlet = entered(application, "outlet", name="岭上快送", x_psbj1="800")
    application.additions.retire(column)
    application.close()

    application = opened(folder)
    record = application.entry.record("outlet", outlet)
    assert "x_psbj1" not in application.entry.texts(record)
    saved = application.entry.save(Draft("outlet", {"name": "岭上快送二店"}, outlet), record).record
    (last, first) = application.history.events(outlet)
    assert [step.label for step in last.steps] == ["网点名称"]
    assert ("配送半径", "800") in [(step.label, step.after) for step in first.steps]
    retired = application.additions.all()[0]
    application.additions.retire(retired, retired=False)
    application.close()

    application = opened(folder)
    record = application.entry.record("outlet", outlet)
    assert record.get("x_psbj1") == 800
    assert record.revision == saved.revision
    application.close()


def test_that_fields_an_edition_gives_up_are_not_lost_at_the_next_save(
    folder: Path, tmp_path: Path
) -> None:
    application = opened(folder)
    texts = {
        "name": "岭上快送",
        "hours": "7:00-22:00",
        "number": "A-17",
        "contact": "未采集",
    }
    outlet = entered(application, "outlet", **texts)
    application.close()
    shorter = tmp_path / "精简"
    shutil.copytree(resources(), shorter, ignore=shutil.ignore_patterns("fonts"))
    path = shorter / "policy" / "qingdao-2022" / "records" / "outlet.toml"
    head, *fields = path.read_text(encoding="utf-8").split("[[record.fields]]")
    gone = ('id = "hours"', 'id = "number"', 'id = "contact"')
    kept = [field for field in fields if not any(name in field for name in gone)]
    head = head.replace('["number"], ', "")
    path.write_text("[[record.fields]]".join([head, *kept]), encoding="utf-8")

    application = opened(folder, shorter)
    record = application.entry.record("outlet", outlet)
    assert not {"hours", "number", "contact"} & set(record.values)
    application.entry.save(Draft("outlet", {"note": "改了备注"}, outlet), record)
    application.close()

    application = opened(folder)
    texts_now = application.entry.texts(application.entry.record("outlet", outlet))
    assert {name: texts_now[name] for name in texts} == texts
    application.close()


def test_that_a_broken_file_is_told_and_never_overwritten(folder: Path) -> None:
    path = DataFolder(folder).additions
    path.write_text("[[addition]]\nrecord = 1\n", encoding="utf-8")
    application = opened(folder)
    assert application.ledgers.columns("outlet")
    fault = application.additions.fault
    assert fault is not None
    assert "addition[0].record" in fault.message
    with pytest.raises(Refused, match="请改正这个文件"):
        application.additions.add(radius)
    assert path.read_text(encoding="utf-8") == "[[addition]]\nrecord = 1\n"
    application.close()
