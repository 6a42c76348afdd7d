"""The checklist on the command line: shown, filled in, printed, found by a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def circle(demo: Run) -> str:
    return str(demo("checklist", "--all", "--json").value[0]["circle"])


def test_that_a_circle_is_shown_with_what_the_ledgers_say(demo: Run, circle: str) -> None:
    shown = demo("checklist", circle, "--json").value
    market = next(line for line in shown["lines"] if line["id"] == "301")
    assert market["veto"]
    assert market["derivation"].startswith("现有")
    assert {one["id"] for one in shown["steps"]} != set()
    assert {"line": "101", "material": "建设方案"} in shown["lacking"]
    told = demo("checklist", shown["name"]).out
    assert "★必备业态：菜市场" in told
    assert "还缺佐证材料" in told


def test_that_a_line_is_filled_in_and_found_by_its_code(demo: Run, circle: str) -> None:
    saved = demo("checklist", circle, "--set", "104", "self_score=1.5", "备注=已整理", "--json")
    assert (saved.code, saved.value["self_score"], saved.value["note"]) == (0, "1.5", "已整理")
    lines = demo("checklist", circle, "--json").value["lines"]
    code = next(line["code"] for line in lines if line["id"] == "104")
    found = demo("checklist", "--code", code.lower(), "--json").value
    assert (found["circle"], [line["id"] for line in found["lines"]]) == (circle, ["104"])
    wrong = demo("checklist", "--code", "AAAAA-101-A")
    assert (wrong.code, "不是行代码" in wrong.err) == (1, True)


def test_that_it_is_printed_filled_and_blank(demo: Run, circle: str, tmp_path: Path) -> None:
    for name, *options in (("a.pdf",), ("b.pdf", "--blank"), ("a.xlsx",), ("b.xlsx", "--blank")):
        target = tmp_path / name
        assert demo("checklist", circle, "--out", target, *options).code == 0
        assert target.read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")
    written = demo("checklist", "--all", "--blank", "--out", tmp_path / "全街道", "--json").value
    assert len(written["files"]) == len(demo("checklist", "--all", "--json").value)
    assert demo("checklist", "--all", "--out", tmp_path / "全街道.pdf").code == 0


def test_that_evidence_is_attached(demo: Run, circle: str, tmp_path: Path) -> None:
    paper = tmp_path / "公约.txt"
    paper.write_text("公约", encoding="utf-8")
    options = ("--attach", paper, "--line", "603", "--material", "商户自律公约", "--json")
    [attached] = demo("checklist", circle, *options).value
    assert Path(attached["file"]).read_text(encoding="utf-8") == "公约"
    line = next(x for x in demo("checklist", circle, "--json").value["lines"] if x["id"] == "603")
    assert (line["evidence"], line["lacking"]) == ([attached["number"]], [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "请写明生活圈编号"),
        (("没有这个圈",), "没有编号或名称是"),
        (("--all", "--template", "none"), "没有“none”这份清单模板"),
        (("--points", "101=9"), "各项分值合计 106 分"),
        (("--points", "101"), "不是“项=分”的写法"),
    ],
)
def test_that_wrong_uses_are_told(demo: Run, arguments: tuple[str, ...], said: str) -> None:
    ended = demo("checklist", *arguments)
    assert ended.code in (1, 2)
    assert said in ended.err


def test_that_a_step_waits_for_its_marks(demo: Run) -> None:
    circles = demo("checklist", "--all", "--json").value
    waiting = next(one for one in circles if one["stage"] == "building")
    taken = demo("checklist", waiting["circle"], "--step", "self_check", "--json").value
    assert (taken["stage"], taken["version"]) == ("self_check", None)
    refused = demo("checklist", waiting["circle"], "--step", "report")
    assert (refused.code, "没有打分" in refused.err) == (1, True)
    unknown = demo("checklist", waiting["circle"], "--step", "rewarded")
    assert (unknown.code, "现在不能走“rewarded”这一步" in unknown.err) == (2, True)
