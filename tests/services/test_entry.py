"""Entering records: what is typed stays, undo gives back, nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.wording import Words
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.errors import Refused
from bianmin_desktop.store.keeping import Entry


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    program = start(tmp_path, FixedClock(datetime(2024, 4, 8, 9)))
    program.make_book("370212005007")
    opened = program.open()
    yield opened
    opened.close()


def _saved(application: Application, stored: Record | None = None, **texts: str) -> Record:
    record = stored or application.entry.blank("outlet")
    return application.entry.save(Draft("outlet", texts), record).record


def _last(application: Application, record: Record) -> Entry:
    return application.history.events(record.id)[0].entry


def _stored(application: Application, record: Record) -> Record:
    return application.entry.record("outlet", record.id)


def test_that_undoing_a_new_record_puts_it_whole_into_the_recycle_bin(
    application: Application,
) -> None:
    made = _saved(application, name="李村便利店", area="大概八九十", staff="3")
    undone = application.entry.undo(_last(application, made)).record
    assert undone.deleted
    assert undone.values == made.values
    assert undone.typed == {"area": "大概八九十"}
    application.entry.restore("outlet", made.id)
    restored = _stored(application, made)
    assert not restored.deleted
    assert restored.values == made.values


def test_that_an_undo_can_be_undone(application: Application) -> None:
    made = _saved(application, name="李村便利店")
    application.entry.undo(_last(application, made))
    application.entry.undo(_last(application, made))
    assert not _stored(application, made).deleted


def test_that_undo_gives_back_typed_text_values_blanks_and_absences(
    application: Application,
) -> None:
    made = _saved(application, name="李村便利店", area="大概八九十", staff="未采集", brand="")
    now = _saved(application, made, area="85", staff="4", brand="邻家优选", opened="2019年5月")
    undone = application.entry.undo(_last(application, now)).record
    assert undone.typed == {"area": "大概八九十"}
    assert undone.get("staff") is Absence.NOT_COLLECTED
    assert undone.get("brand") is None
    assert undone.get("opened") is None
    assert undone.level is Level.BLOCKING
    assert undone.revision == 3


def test_that_undo_of_a_change_that_was_changed_again_is_refused(application: Application) -> None:
    made = _saved(application, name="李村便利店", area="10")
    first = _saved(application, made, area="20")
    entry = _last(application, first)
    second = _saved(application, first, area="30")
    with pytest.raises(Refused, match="“经营面积”后来又改过"):
        application.entry.undo(entry)
    assert _stored(application, made).values == second.values
    application.entry.undo(_last(application, second))
    assert application.entry.undo(entry).record.get("area") == made.get("area")


def test_that_later_changes_of_other_fields_do_not_stand_in_the_way_of_an_undo(
    application: Application,
) -> None:
    made = _saved(application, name="李村便利店", area="10", staff="2")
    entry = _last(application, _saved(application, made, area="20"))
    _saved(application, _stored(application, made), staff="5")
    undone = application.entry.undo(entry).record
    assert undone.get("area") == made.get("area")
    assert undone.get("staff") == 5


def test_that_undo_of_a_remark_takes_the_remark_away(application: Application) -> None:
    made = _saved(application, name="李村便利店")
    draft = Draft("outlet", {}, notes={"area": "房东说的"})
    noted = application.entry.save(draft, made).record
    assert noted.notes == {"area": "房东说的"}
    assert application.entry.undo(_last(application, noted)).record.notes == {}


def test_that_undo_of_a_deletion_restores(application: Application) -> None:
    made = _saved(application, name="李村便利店")
    application.entry.delete("outlet", made.id)
    assert application.ledgers.count(application.ledgers.listing("outlet")) == 0
    application.entry.undo(_last(application, made))
    assert application.ledgers.count(application.ledgers.listing("outlet")) == 1


def test_that_a_save_over_a_deleted_or_changed_record_is_refused(application: Application) -> None:
    made = _saved(application, name="李村便利店")
    application.entry.delete("outlet", made.id)
    with pytest.raises(Refused, match="在您打开之后被改过"):
        _saved(application, made, area="20")
    assert _stored(application, made).deleted


def test_that_a_record_nobody_has_cannot_be_deleted_or_read(application: Application) -> None:
    for act in (application.entry.delete, application.entry.restore, application.entry.record):
        with pytest.raises(Refused, match="不在台账里"):
            act("outlet", "no-such-record")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("𠮷野家便利店", "𠮷野家便利店"),
        ("好邻居😀👨‍👩‍👧便利店", "好邻居😀👨‍👩‍👧便利店"),
        ("李\x00村便利店", "李村便利店"),
        ("李村\ud83d便利店", "李村便利店"),
        ("\ud83d\ude00便利店", "😀便利店"),
        ("李村\u202e便利店\u200f", "李村便利店"),
        (" 李村　 便利店\t", "李村 便利店"),
        ("=1+1便利店", "=1+1便利店"),
    ],
)
def test_that_odd_characters_survive_or_are_tidied_with_a_note(
    application: Application, typed: str, kept: str
) -> None:
    blank = application.entry.blank("outlet")
    saved = application.entry.save(Draft("outlet", {"name": typed}, notes={"name": typed}), blank)
    again = _stored(application, saved.record)
    assert again.text("name") == kept
    assert again.notes["name"] == kept
    removed = len(typed.replace("\ud83d\ude00", "😀").split()) == len(kept.split()) and (
        "\x00" in typed or "\u202e" in typed or ("\ud83d" in typed and "\ude00" not in typed)
    )
    assert bool(saved.tidied) == removed


@pytest.mark.parametrize("typed", ["半个\ud83d字", "零\x00字节", "𠮷😀", "反\u202e向"])
def test_that_unsaved_input_is_remembered_whatever_it_holds(
    application: Application, typed: str
) -> None:
    application.entry.remember(Draft("outlet", {"name": typed, "area": ""}, record_id="x"))
    (unsaved,) = application.entry.unsaved()
    assert unsaved.texts["name"] == typed.replace("\ud83d", "")
    application.entry.forget("outlet", "x")
    assert application.entry.unsaved() == []


def test_that_ten_megabytes_are_kept_word_for_word_and_refused_in_words(
    application: Application,
) -> None:
    huge = "便民" * 1_750_000
    saved = application.entry.save(
        Draft("outlet", {"name": "某店", "address": huge}), application.entry.blank("outlet")
    )
    assert _stored(application, saved.record).typed["address"] == huge
    issue = next(issue for issue in saved.issues if issue.place.field == "address")
    assert issue.level is Level.BLOCKING
    assert "共 3,500,000 个字" in issue.message
    assert len(issue.message) < 200


def test_that_a_huge_name_does_not_spread_through_lists_and_history(
    application: Application,
) -> None:
    saved = _saved(application, name="店" * 1_000_000)
    (event,) = application.history.events(saved.id)
    assert len(event.record) < 200
    record_type = application.edition.record_type("outlet")
    assert len(_stored(application, saved).name(record_type)) <= 100


@pytest.mark.parametrize("type_id", ["unit", "community", "circle", "outlet", "event"])
def test_that_a_record_without_a_single_answer_is_kept_too(
    application: Application, type_id: str
) -> None:
    saved = application.entry.save(Draft(type_id, {}), Record(type_id, "new-one"))
    assert application.entry.record(type_id, "new-one") == saved.record
    assert [event.action for event in application.history.events("new-one")] == ["新增"]
    application.entry.remember(Draft(type_id, {}, "new-one"))
    assert [unsaved.texts for unsaved in application.entry.unsaved()] == [{}]


def test_that_a_message_naming_what_nobody_knows_is_still_a_message(
    application: Application,
) -> None:
    edition = application.edition
    words = Words(Record("outlet", "x", {"name": "甲店"}), edition, {"limit": "10%"})
    assert "{name}{limit}{nonsense}".format_map(words) == "甲店10%{nonsense}"


def test_that_the_history_says_an_absent_reference_in_words(application: Application) -> None:
    record = _saved(application, name="李村便利店", circle="不适用")
    (event,) = application.history.events(record.id)
    assert ("所属生活圈", "不适用") in [(step.label, step.after) for step in event.steps]
