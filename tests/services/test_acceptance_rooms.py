"""验收清单 over the example book: filled in, attached, moved from stage to stage."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.errors import EnvironmentFault, Refused, WrongUse
from bianmin_desktop.services.evidence import Proof
from tests.services.acceptance_desk import fill, sheet, standard


def test_that_what_is_filled_in_is_kept_through_the_gate(
    own_demo: Application, circle: str
) -> None:
    checklists = own_demo.acceptance.checklists
    saved = checklists.answer(circle, standard, "101", {"self_score": "２．５", "verdict": "达标"})
    assert saved.issues == ()
    line = sheet(own_demo, circle).line("101")
    assert line is not None
    assert (str(line.self_score), line.verdict) == ("2.5", "ok")
    kept = checklists.answer(circle, standard, "101", {"city_score": "满分"})
    assert [issue.place.field for issue in kept.issues] == ["city_score"]
    assert checklists.row(circle, standard, "101").typed == {"city_score": "满分"}
    with pytest.raises(WrongUse, match="没有编号为“999”的项目"):
        checklists.answer(circle, standard, "999", {"note": "x"})


def test_that_undo_takes_back_an_answer(own_demo: Application, circle: str) -> None:
    checklists = own_demo.acceptance.checklists
    checklists.answer(circle, standard, "101", {"self_score": "3"})
    checklists.answer(circle, standard, "101", {"self_score": "1"})
    own_demo.entry.undo(own_demo.history.events(limit=1)[0].entry)
    line = sheet(own_demo, circle).line("101")
    assert line is not None
    assert line.self_score == 3


def test_that_points_change_only_when_they_add_up(own_demo: Application, circle: str) -> None:
    checklists = own_demo.acceptance.checklists
    with pytest.raises(Refused, match="各项分值合计 101 分，应是 100 分"):
        checklists.set_points(standard, {"101": "4"})
    assert checklists.points(standard)["101"] == 3
    checklists.set_points(standard, {"101": "4", "102": "2"})
    line = sheet(own_demo, circle).line("101")
    assert line is not None
    assert line.points == 4
    checklists.set_points(standard, {"101": "", "102": ""})
    assert checklists.points(standard)["101"] == 3


def test_that_an_acceptance_freezes_the_checklist_and_moves_the_circle(
    own_demo: Application, circle: str
) -> None:
    room = own_demo.acceptance
    with pytest.raises(Refused, match=r"区评还有 .* 项没有打分"):
        room.steps.advance(circle, standard, "district_passed")
    with pytest.raises(WrongUse, match="现在不能走“city_passed”这一步"):
        room.steps.advance(circle, standard, "city_passed")
    fill(own_demo, circle, "district")
    panel = {"leader": "组长甲", "members": "乙、丙", "on": "2026-11-20"}
    room.checklists.describe(circle, standard, panel)
    advanced = room.steps.advance(circle, standard, "district_passed")
    assert advanced.version is not None
    assert own_demo.entry.record("circle", circle).text("stage") == "city_check"
    assert room.checklists.head(circle, standard).text("leader") == "", "the next panel is another"
    [kept] = room.steps.records(circle)
    assert (kept.get("version"), kept.text("verdict")) == (1, "passed")
    assert kept.text("fingerprint") == advanced.version.fingerprint
    frozen = room.checklists.frozen(circle, standard, 1)
    assert (frozen.sheet.panel.leader, frozen.accepted.on.isoformat()) == ("组长甲", "2026-11-20")


def test_that_a_failed_acceptance_leads_through_repairs_to_another_one(
    own_demo: Application, circle: str
) -> None:
    room = own_demo.acceptance
    fill(own_demo, circle, "district", 0)
    room.steps.advance(circle, standard, "district_failed")
    assert own_demo.entry.record("circle", circle).text("stage") == "rectifying"
    wrong = {"verdict": "不合格", "fix": "补公约", "due": "2026-12-1", "responsible": "社区"}
    room.checklists.answer(circle, standard, "603", wrong)
    with pytest.raises(Refused, match="还有 1 项没有复验合格：6-3"):
        room.steps.advance(circle, standard, "recheck_district")
    right = {"fixed_on": "2026-11-22", "rechecked_on": "2026-11-23", "recheck": "复验合格"}
    room.checklists.answer(circle, standard, "603", right)
    room.steps.advance(circle, standard, "recheck_district")
    fill(own_demo, circle, "district")
    room.checklists.answer(circle, standard, "603", {"verdict": "合格"})
    room.steps.advance(circle, standard, "district_passed")
    fill(own_demo, circle, "city")
    room.steps.advance(circle, standard, "city_passed")
    room.steps.advance(circle, standard, "rewarded")
    assert own_demo.entry.record("circle", circle).text("stage") == "rewarded"
    assert [v.version for v in room.checklists.versions(circle, standard)] == [1, 2, 3]


def test_that_a_step_is_taken_back_as_one(own_demo: Application, circle: str) -> None:
    room = own_demo.acceptance
    fill(own_demo, circle, "district")
    room.checklists.describe(circle, standard, {"leader": "组长甲"})
    room.steps.advance(circle, standard, "district_passed")
    deed = own_demo.history.deed_before()
    assert deed is not None
    own_demo.batches.undo(deed.batch)
    assert own_demo.entry.record("circle", circle).text("stage") == "district_check"
    assert room.checklists.head(circle, standard).text("leader") == "组长甲"
    assert room.steps.records(circle) == []


def test_that_evidence_is_copied_numbered_and_its_number_never_given_again(
    own_demo: Application, circle: str, tmp_path: Path
) -> None:
    room = own_demo.acceptance
    first, second = tmp_path / "方案.docx", tmp_path / "照片 1.JPG"
    first.write_bytes(b"plan")
    second.write_bytes(b"picture")
    attached = room.evidence.attach(Proof(circle, standard, ("101",), "建设方案"), [first, second])
    first.unlink()
    kept = [room.evidence.path(record) for record in attached.records]
    assert [path.name for path in kept] == ["佐证-01_方案.docx", "佐证-02_照片 1.jpg"]
    assert all(own_demo.folder.evidence in path.parents for path in kept)
    assert kept[0].read_bytes() == b"plan"
    assert attached.records[0].get("sha256") == hashlib.sha256(b"plan").hexdigest()
    line = sheet(own_demo, circle).line("101")
    assert line is not None
    assert (line.evidence, line.lacking) == (("佐证-01", "佐证-02"), ())
    room.evidence.remove(attached.records[1].id)
    assert kept[1].exists(), "a file that was removed can come back"
    [third] = room.evidence.attach(Proof(circle, standard), [second]).records
    assert third.text("number") == "佐证-03"


def test_that_files_that_went_or_were_altered_are_found(
    own_demo: Application, circle: str, tmp_path: Path
) -> None:
    room = own_demo.acceptance
    files = [tmp_path / name for name in ("甲.txt", "乙.txt", "丙.txt")]
    for file in files:
        file.write_text("1234", encoding="utf-8")
    records = list(room.evidence.attach(Proof(circle, standard), files).records)
    room.evidence.path(records[0]).unlink()
    room.evidence.path(records[1]).write_text("4321", encoding="utf-8")
    assert [r.text("number") for r in room.evidence.gone(records)] == ["佐证-01"]
    assert [r.text("number") for r in room.evidence.altered(records)] == ["佐证-01", "佐证-02"]


def test_that_all_files_are_attached_or_none(
    own_demo: Application, circle: str, tmp_path: Path
) -> None:
    good = tmp_path / "好.txt"
    good.write_text("1", encoding="utf-8")
    evidence = own_demo.acceptance.evidence
    for bad in (tmp_path, tmp_path / "没有.txt"):
        with pytest.raises((Refused, EnvironmentFault)):
            evidence.attach(Proof(circle, standard), [good, bad])
    assert evidence.of(circle, standard) == []
    assert [path for path in own_demo.folder.evidence.rglob("*") if path.is_file()] == []
