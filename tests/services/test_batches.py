"""Many records at once: taking a whole import back, and one text into one field of many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.errors import Refused
from bianmin_desktop.progress import Cancelled
from tests.services.import_samples import (
    fates,
    first,
    header,
    new_book,
    outlets,
    second,
    workbook,
)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    opened = new_book(tmp_path / "数据")
    opened.importing.run("outlet", [workbook(tmp_path / "a.xlsx", header, first, second)])
    yield opened
    opened.close()


def changed(application: Application, tmp_path: Path) -> str:
    """An import that changes one outlet and adds another; its batch."""
    rows = [*first[:4], 90, *first[5:]], ["新店", "药店", "山东头路8号", "金家岭", 70, None, "无照"]
    file = workbook(tmp_path / "b.xlsx", header, *rows)
    imported = application.importing.run("outlet", [file])
    assert fates(imported) == {"new": 1, "changed": 1}
    return imported.batch


def test_that_an_import_is_listed_with_what_it_wrote(
    application: Application, tmp_path: Path
) -> None:
    batch = changed(application, tmp_path)
    newest, older = application.batches.recent()
    assert (newest.id, newest.action, newest.source) == (batch, "导入", "导入 b.xlsx")
    assert (newest.count, newest.type, newest.is_undone) == (2, "outlet", False)
    assert older.count == 2


def test_that_a_whole_import_is_taken_back_as_new_changes(
    application: Application, tmp_path: Path
) -> None:
    before = outlets(application)
    batch = changed(application, tmp_path)
    length = len(application.history.events())
    undone = application.batches.undo(batch)
    assert undone.kept == ()
    after = outlets(application)
    assert {name: record.values for name, record in after.items()} == {
        name: record.values for name, record in before.items()
    }
    assert len(application.history.events()) == length + 2
    assert [b.is_undone for b in application.batches.recent() if b.id == batch] == [True]
    with pytest.raises(Refused, match="已经撤销过"):
        application.batches.undo(batch)


def test_that_taking_back_can_itself_be_taken_back(
    application: Application, tmp_path: Path
) -> None:
    batch = changed(application, tmp_path)
    wanted = outlets(application)
    undone = application.batches.undo(batch)
    application.batches.undo(undone.batch)
    assert {n: r.values for n, r in outlets(application).items()} == {
        n: r.values for n, r in wanted.items()
    }
    assert [b.is_undone for b in application.batches.recent() if b.id == batch] == [False]


def test_that_what_was_changed_again_since_is_kept_and_named(
    application: Application, tmp_path: Path
) -> None:
    batch = changed(application, tmp_path)
    for name, texts in (("岭上便利店", {"area": "95"}), ("新店", {"staff": "3"})):
        record = outlets(application)[name]
        application.entry.save(Draft("outlet", texts, record.id), record)
    undone = application.batches.undo(batch)
    assert {kept.name for kept in undone.kept} == {"岭上便利店", "新店"}
    assert str(outlets(application)["岭上便利店"].get("area")) == "95"
    assert "新店" in outlets(application)


def test_that_a_later_change_of_another_field_stays_when_an_import_is_taken_back(
    application: Application, tmp_path: Path
) -> None:
    batch = changed(application, tmp_path)
    record = outlets(application)["岭上便利店"]
    application.entry.save(Draft("outlet", {"staff": "3"}, record.id), record)
    assert application.batches.undo(batch).kept == ()
    stored = outlets(application)["岭上便利店"]
    assert (str(stored.get("area")), stored.get("staff")) == ("85.5", 3)


def test_that_stopping_to_take_back_leaves_everything_as_it_was(
    application: Application, tmp_path: Path
) -> None:
    class Stopping:
        def report(self, done: int, total: int, note: str = "") -> None:
            if note == "正在保存":
                raise Cancelled

    batch = changed(application, tmp_path)
    wanted = outlets(application)
    with pytest.raises(Cancelled):
        application.batches.undo(batch, Stopping())
    assert outlets(application) == wanted


def test_that_a_batch_nobody_wrote_is_refused(application: Application) -> None:
    with pytest.raises(Refused, match="不在历史里"):
        application.batches.undo("nobody")


def test_that_one_text_goes_into_a_field_of_many_records_through_the_gate(
    application: Application,
) -> None:
    ids = [record.id for record in outlets(application).values()]
    trial = application.batches.try_field("outlet", ids, "business_type", "药房")
    assert (trial.changed, trial.same, trial.issues) == (1, 1, 0)
    changes = application.batches.set_field("outlet", ids, "business_type", "药房")
    assert len(changes.touched["outlet"]) == 1
    kinds = {record.text("business_type") for record in outlets(application).values()}
    assert len(kinds) == 1
    newest = application.batches.recent()[0]
    assert (newest.action, newest.count) == ("批量修改", 1)
    application.batches.undo(newest.id)
    kinds = {record.text("business_type") for record in outlets(application).values()}
    assert len(kinds) == 2


def test_that_a_trial_of_a_bad_text_says_what_the_gate_says_and_writes_nothing(
    application: Application,
) -> None:
    before = outlets(application)
    ids = [record.id for record in before.values()]
    trial = application.batches.try_field("outlet", ids, "area", "很大")
    assert (trial.changed, trial.issues, len(trial.messages)) == (2, 2, 1)
    assert "很大" in trial.messages[0]
    assert outlets(application) == before
    application.batches.set_field("outlet", ids, "area", "")
    assert all(record.get("area") is None for record in outlets(application).values())
