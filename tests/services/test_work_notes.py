"""工作信息: numbered, printed and frozen at any time, and written again as it was."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import Refused, WrongUse
from tests.services.annual_samples import add

_text = "3月5日，社区引进两处早餐点。\n居民步行五分钟可到。"


def words_of(path: Path) -> str:
    command = ["pdftotext", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return "".join(text.split())


def test_that_a_note_is_numbered_printed_and_marked_as_sent(
    application: Application, out: Path
) -> None:
    note = add(
        application,
        "work_note",
        name="新开两处早餐点",
        text=_text,
        problem="缺少用房。",
        enclosures="照片1、照片2",
        author="张三",
    )
    assert str(note.get("on")) == "2024-04-08"
    exported = application.work_notes.export(note.id, out)
    assert [path.name for path in exported.files] == [
        "金家岭社区居民委员会_工作信息_2024-001_新开两处早餐点_v1.pdf"
    ]
    kept = application.entry.record("work_note", note.id)
    assert (kept.get("number"), kept.get("state")) == ("2024-001", "sent")
    words = words_of(exported.files[0])
    places = [
        words.index(part)
        for part in (
            "新开两处早餐点",
            "金家岭街道：",
            "3月5日，社区引进两处早餐点。",
            "居民步行五分钟可到。",
            "一、存在问题",
            "缺少用房。",
            "附件：1.照片1",
            "2.照片2",
            "（盖章）",
            "撰稿人：张三",
        )
    ]
    assert places == sorted(places)
    assert "建议" not in words


def test_that_every_note_has_a_number_of_its_own_and_versions_stay(
    application: Application, out: Path
) -> None:
    first = add(application, "work_note", name="甲", text="一。")
    second = add(application, "work_note", name="乙", text="二。")
    before = application.work_notes.export(first.id, out)
    old = before.files[0].read_bytes()
    application.work_notes.export(second.id, out)
    assert application.entry.record("work_note", second.id).get("number") == "2024-002"
    assert not application.work_notes.export(first.id, out).is_new_version
    stored = application.entry.record("work_note", first.id)
    application.entry.save(Draft("work_note", {"text": "改过。"}, first.id), stored)
    after = application.work_notes.export(first.id, out)
    assert (after.version, after.is_new_version) == (2, True)
    again = application.work_notes.reexport(first.id, 1, out / "旧")
    assert again.files[0].read_bytes() == old
    with pytest.raises(WrongUse, match="“甲”没有第 9 版"):
        application.work_notes.reexport(first.id, 9, out)


def test_that_a_number_given_once_is_never_given_again(application: Application, out: Path) -> None:
    first = add(application, "work_note", name="甲", text="一。")
    application.work_notes.export(first.id, out)
    application.entry.delete("work_note", first.id)
    second = add(application, "work_note", name="乙", text="二。")
    application.work_notes.export(second.id, out)
    assert application.entry.record("work_note", second.id).get("number") == "2024-002"


def test_that_an_unfinished_note_is_refused_and_nothing_is_kept(
    application: Application, out: Path
) -> None:
    note = add(application, "work_note", name="只有标题")
    with pytest.raises(Refused, match="“只有标题”还不能导出：正文还没有写"):
        application.work_notes.export(note.id, out)
    assert application.entry.record("work_note", note.id).get("number") is None
    assert list(out.iterdir()) == []
    with pytest.raises(Refused, match="不在台账里"):
        application.work_notes.export("没有", out)


def test_that_a_preview_keeps_nothing(application: Application) -> None:
    note = add(application, "work_note", name="甲", text="一。")
    assert application.work_notes.preview(note).startswith(b"%PDF")
    assert application.work_notes.versions(note) == []


def test_that_notes_do_not_enter_the_quarterly_submission(application: Application) -> None:
    add(application, "work_note", name="甲", text="一。")
    snapshot = application.exporting.as_it_is(Quarter(2024, 1))
    assert "work_note" not in snapshot.records
