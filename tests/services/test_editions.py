"""口径包: checked like a shipped edition, accepted by a person, never exchanged unseen."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from bianmin_desktop.bootstrap import Program, start
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.errors import EnvironmentFault, Refused
from bianmin_desktop.services.editions import EditionService, Pack
from tests.services.edition_samples import (
    change,
    edition_folder,
    newer,
    shipped,
    tree,
    zipped,
)

moment = datetime(2024, 4, 8, 9, 30)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "数据"


def _program(data: Path) -> Program:
    return start(data, FixedClock(moment))


@pytest.fixture
def editions(data: Path) -> EditionService:
    return _program(data).editions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return edition_folder(tmp_path)


@pytest.fixture
def pack(editions: EditionService, folder: Path) -> Pack:
    return editions.examine(zipped(folder))


def test_that_a_pack_says_what_it_is_and_what_it_changes(pack: Pack, data: Path) -> None:
    assert pack.edition.title.name == "青岛市一刻钟便民生活圈（新口径）"
    assert len(pack.edition.rules) == len(_program(data).edition.rules) + 1
    assert len(pack.fingerprint) == 14
    told = {one.kind: (one.added, one.removed, one.changed) for one in pack.differences}
    assert told == {
        "封面": ((), (), ("口径名称",)),
        "审核规则": (("商业网点·营业时间",), (), ()),
        "限值": ((), (), ("生活圈服务半径",)),
    }
    assert pack.differences[1].told() == ("  审核规则：新增 1", "    新增：商业网点·营业时间")
    assert not data.exists()


def test_that_a_pack_is_loaded_only_with_the_fingerprint_a_person_confirms(
    editions: EditionService, pack: Pack, data: Path
) -> None:
    with pytest.raises(Refused, match="没有载入") as caught:
        editions.accept(pack, "ABCD-EFGH-JKMN")
    assert caught.value.code == "BM-496"
    assert not data.exists()
    editions.accept(pack, pack.fingerprint.replace("-", " ").lower())
    assert tree(data / "editions" / newer) == dict(pack.files)
    assert [held.id for held in editions.all()] == [shipped, newer]
    assert [held.id for held in editions.all() if held.is_in_force] == [shipped]
    assert editions.examine(data / "editions" / newer).is_held


def test_that_an_edition_is_in_force_when_it_was_chosen_and_not_before(
    editions: EditionService, pack: Pack, data: Path
) -> None:
    editions.accept(pack, pack.fingerprint)
    assert _program(data).edition.id == shipped
    assert [one.kind for one in editions.differences(newer)] == ["封面", "审核规则", "限值"]
    editions.use(newer)
    assert _program(data).edition.id == newer
    assert _program(data).edition.threshold("circle_radius").value == 1000
    editions.use(shipped)
    assert _program(data).edition.id == shipped
    chosen = [(one.edition, one.at) for one in editions.choices]
    assert chosen == [(newer, moment), (shipped, moment)]
    with pytest.raises(Refused, match="现在用的就是"):
        editions.use(shipped)


class _Slip(NamedTuple):
    """What is written instead of what in a pack, the key that is told, and a word of the fault."""

    file: str
    right: str
    wrong: str
    key: str
    said: str


@pytest.mark.parametrize(
    "slip",
    [
        _Slip("rules.toml", "填{missing}。", "{no}", "rule[outlet.hours_known].message", "no"),
        _Slip("rules.toml", '["hours"]', '["ours"]', "rule[outlet.hours_known].fields", "ours"),
        _Slip("edition.toml", f'"{newer}"', '"../evil"', "edition.id", "../evil"),
        _Slip("tasks.toml", "[[task]]", "[[tusk]]", "tusk", "不认识的键"),
        _Slip("records/outlet.toml", 'id = "area"', 'id = "room"', "", "area"),
        _Slip("choices.toml", '"passed", label', '"pass", label', "", "passed"),
    ],
    ids=lambda slip: slip.wrong,
)
def test_that_a_broken_pack_is_refused_with_file_and_key_and_nothing_is_kept(
    editions: EditionService, folder: Path, data: Path, slip: _Slip
) -> None:
    change(folder / slip.file, slip.right, slip.wrong)
    with pytest.raises(PolicyFault) as caught:
        editions.examine(zipped(folder))
    assert caught.value.details["file"]
    assert caught.value.details["key"]
    assert slip.key in str(caught.value.details["key"])
    assert slip.said in caught.value.message
    assert not data.exists()


def test_that_a_hostile_pack_writes_nowhere(
    editions: EditionService, folder: Path, tmp_path: Path, data: Path
) -> None:
    path = zipped(folder)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"{newer}/../../evil.toml", "x = 1")
    before = tree(tmp_path)
    with pytest.raises(Refused, match="不该有的文件"):
        editions.examine(path)
    assert tree(tmp_path) == before
    assert not data.exists()


def test_that_what_was_asked_may_be_asked_for_no_longer_but_not_forgotten(
    editions: EditionService, folder: Path
) -> None:
    path = folder / "records" / "outlet.toml"
    head, *fields = path.read_text(encoding="utf-8").split("[[record.fields]]")
    kept = [field for field in fields if 'id = "walking_minutes"' not in field]
    path.write_text("[[record.fields]]".join([head, *kept]), encoding="utf-8")
    change(folder / "rules.toml", 'fields = ["walking_minutes"]', 'fields = ["area"]')
    change(folder / "rules.toml", "步行时间{walking_minutes}", "面积{area}")
    with pytest.raises(PolicyFault, match="缺少“步行时间”（walking_minutes）") as caught:
        editions.examine(folder)
    assert caught.value.details == {
        "file": "records/outlet.toml",
        "key": "record[outlet].fields",
    }


def test_that_a_field_may_not_turn_into_another_kind(
    editions: EditionService, folder: Path
) -> None:
    change(folder / "records" / "fund.toml", 'kind = "text"', 'kind = "lines"')
    with pytest.raises(PolicyFault, match="原来是 text，不能改成 lines"):
        editions.examine(folder)


def test_that_the_fingerprint_is_of_what_is_said_and_not_of_how_it_is_written(
    editions: EditionService, folder: Path, pack: Pack
) -> None:
    path = folder / "rules.toml"
    content = path.read_bytes().replace(b"\n", b"\r\n") + "# 注释\r\n".encode()
    path.write_bytes(content)
    assert editions.examine(zipped(folder)).fingerprint == pack.fingerprint
    change(folder / "rules.toml", "还没有填{missing}。", "还没有填{missing}！")
    assert editions.examine(zipped(folder)).fingerprint != pack.fingerprint


def test_that_an_edition_is_never_exchanged_for_another_of_the_same_id(
    editions: EditionService, folder: Path, pack: Pack, tmp_path: Path, data: Path
) -> None:
    editions.accept(pack, pack.fingerprint)
    before = tree(data)
    change(folder / "thresholds.toml", "value = 1000", "value = 900")
    with pytest.raises(Refused, match="请让制作口径的人换一个编号") as caught:
        editions.examine(zipped(folder))
    assert caught.value.code == "BM-495"
    like_shipped = edition_folder(tmp_path / "同名", shipped)
    with pytest.raises(Refused, match="不能替换"):
        editions.examine(like_shipped)
    assert tree(data) == before


def test_that_a_loaded_edition_changed_behind_ones_back_opens_no_book(
    editions: EditionService, pack: Pack, data: Path
) -> None:
    editions.accept(pack, pack.fingerprint)
    editions.use(newer)
    change(data / "editions" / newer / "thresholds.toml", "value = 1000", "value = 5000")
    with pytest.raises(EnvironmentFault, match="载入以后被改动过") as caught:
        _ = _program(data).edition
    assert f"editions use {shipped}" in caught.value.message
    assert "改动过" in {held.id: held.fault for held in editions.all()}[newer]
    editions.use(shipped)
    assert _program(data).edition.id == shipped


def test_that_an_interrupted_loading_leaves_no_edition(
    editions: EditionService, pack: Pack, data: Path
) -> None:
    half = data / "editions" / newer
    half.mkdir(parents=True)
    (half / "edition.toml").write_bytes(pack.files["edition.toml"])
    assert [held.id for held in editions.all()] == [shipped]
    with pytest.raises(Refused, match="要先载入"):
        editions.use(newer)
    editions.accept(pack, pack.fingerprint)
    assert tree(half) == dict(pack.files)


def test_that_old_quarters_keep_the_edition_they_were_handed_in_under(
    program: Program, tmp_path: Path
) -> None:
    quarter = Quarter(2024, 1)
    application = program.open()
    exported = application.exporting.export(quarter, tmp_path / "当时")
    application.close()
    editions = program.editions
    pack = editions.examine(edition_folder(tmp_path))
    editions.accept(pack, pack.fingerprint)
    editions.use(newer)
    again = start(program.folder.path, program.clock).open()
    assert again.edition.id == newer
    reopened = again.exporting.reexport(quarter, 1, tmp_path / "现在")
    assert reopened.fingerprint == exported.fingerprint
    for before, after in zip(exported.files, reopened.files, strict=True):
        assert before.read_bytes() == after.read_bytes()
    compared = again.versions.compare(quarter, (1, 0))
    assert {found.field_label for found in compared.found} == {"口径版本"}
    new = again.exporting.export(quarter, tmp_path / "新口径")
    assert (new.version, new.is_new_version) == (2, True)
    again.close()
    editions.use(shipped)
    back = start(program.folder.path, program.clock).open()
    second = back.exporting.reexport(quarter, 2, tmp_path / "换回")
    assert second.files[0].read_bytes() == new.files[0].read_bytes()
    back.close()
