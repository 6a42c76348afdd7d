"""Records on the command line: listing, showing, setting, history, summaries, units."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Run


def _new_outlet(run: Run, **values: str) -> str:
    pairs = [f"{name}={text}" for name, text in values.items()]
    made = run("set", "outlets:new", *pairs, "--json").value
    return str(made["id"])


def test_that_units_are_found_by_name_initials_and_code(empty: Run) -> None:
    for text in ("金家岭街道", "jjljd", "370212005"):
        found = empty("units", text, "--json").value
        assert any(unit["code"] == "370212005000" for unit in found)
    nothing = empty("units", "不存在的地方")
    assert nothing.code == 1
    assert empty("units", "--limit", "3", "--json").value[0]["level"] == "city"


def test_that_a_record_is_made_changed_shown_and_its_history_told(run: Run) -> None:
    outlet = _new_outlet(run, name="岭上便利店", 业态="便利店")
    changed = run("set", outlet, "经营面积=８５.５", "--note", "area=按租赁合同", "--json").value
    assert changed["area"] == "85.5"
    assert changed["field_notes"] == {"area": "按租赁合同"}
    shown = run("show", outlet, "--json").value
    assert shown["name"] == "岭上便利店"
    assert shown["record_type"] == "outlet"
    assert {issue["field"] for issue in shown["issues"]} >= {"address", "community"}
    assert "岭上便利店" in run("show", outlet).out
    events = run("history", outlet, "--json").value
    assert [event["action"] for event in events] == ["修改", "新增"]
    assert events[0]["changes"]["area"] == [None, "85.5"]


def test_that_what_cannot_be_read_is_kept_and_listed(run: Run) -> None:
    outlet = _new_outlet(run, name="甲店")
    ended = run("set", outlet, "area=大概八九十", "--json")
    assert ended.code == 1
    assert ended.value["area"] is None
    assert ended.value["typed"] == {"area": "大概八九十"}
    assert any(i["field"] == "area" and i["level"] == "blocking" for i in ended.value["issues"])


def test_that_a_change_is_undone_and_a_record_deleted_and_restored(run: Run) -> None:
    outlet = _new_outlet(run, name="甲店", area="80")
    run("set", outlet, "area=90")
    entry = run("history", outlet, "--json").value[0]["id"]
    assert run("history", "--undo", entry, "--json").value["area"] == "80"
    assert run("set", outlet, "--delete").code == 0
    assert run("list", "outlets", "--json").value == []
    (binned,) = run("list", "outlets", "--deleted", "--json").value
    assert binned["id"] == outlet
    assert run("set", outlet, "--restore").code == 0
    assert len(run("list", "outlets", "--json").value) == 1


def test_that_lists_are_filtered_searched_and_cut(demo: Run) -> None:
    everything = demo("list", "outlets", "--json").value
    shops = demo("list", "outlets", "--where", "业态=便利店", "--json").value
    assert {record["business_type"] for record in shops} == {shops[0]["business_type"]}
    assert 0 < len(shops) < len(everything)
    chains = demo(
        "list", "outlets", "--where", "chain=是", "--where", "业态=便利店", "--json"
    ).value
    assert all(record["chain"] is True for record in chains)
    assert 0 < len(chains) < len(shops)
    name = everything[0]["name"]
    found = demo("list", "outlets", "--search", name, "--json").value
    assert any(record["id"] == everything[0]["id"] for record in found)
    assert len(demo("list", "outlets", "--limit", "7", "--json").value) == 7
    assert demo("list", "outlets", "--limit", "7").out.endswith("共 7 条\n")


def test_that_a_list_written_as_text_is_complete_and_no_formula(run: Run, tmp_path: Path) -> None:
    _new_outlet(run, name="=1+1 小店", address="@路1号", area="85.25")
    target = tmp_path / "网点.csv"
    assert run("list", "outlets", "--out", target, "--json").value["count"] == 1
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    cells = dict(zip(header, row, strict=True))
    assert cells["网点名称"] == "'=1+1 小店"
    assert cells["地址"] == "'@路1号"
    assert cells["经营面积（㎡）"] == "85.25"


def test_that_every_exported_list_comes_back_as_it_went(demo: Run, tmp_path: Path) -> None:
    for kind in ("communities", "circles", "outlets"):
        for suffix in (".xlsx", ".csv"):
            target = tmp_path / f"{kind}{suffix}"
            count = demo("list", kind, "--out", target, "--json").value["count"]
            back = demo("import", kind, target, "--dry-run", "--json")
            assert back.code == 0
            assert back.value["same"] == count > 0
            assert back.value["problems"] == []


def test_that_a_submitted_workbook_comes_back_as_it_went(demo: Run, tmp_path: Path) -> None:
    files = demo("export", "2024Q1", "--out", tmp_path, "--json").value["files"]
    workbook = next(name for name in files if name.endswith(".xlsx"))
    for kind in ("communities", "circles", "outlets"):
        back = demo("import", kind, workbook, "--dry-run", "--json")
        assert back.value["same"] > 0
        for other in ("new", "changed", "doubtful", "refused", "skipped"):
            assert back.value[other] == 0, back.value["problems"][:3]


def test_that_a_summary_is_opened_filled_shown_and_carried_over(run: Run) -> None:
    assert run("summary", "open", "2024Q1", "--json").value["period"] == "2024Q1"
    ended = run("summary", "set", "2024Q1", "jobs=35", "problems=停车位不足。", "--json")
    assert ended.value["jobs"] == 35
    shown = run("summary", "show", "2024Q1", "--json").value
    assert shown["problems"] == "停车位不足。"
    assert {row["id"] for row in shown["figures"]}
    assert shown["versions"] == []
    drafted = run("summary", "draft", "2024Q2", "--json").value
    assert drafted["drafted"] == ["problems"]
    assert drafted["record"]["problems"] == "停车位不足。"
    assert drafted["record"]["jobs"] is None
    again = run("summary", "draft", "2024Q2")
    assert again.code == 0
    assert "没有可以如实带入的内容" in again.out


def test_that_a_template_is_made_with_and_without_a_book(empty: Run, tmp_path: Path) -> None:
    for kind in ("communities", "circles", "outlets"):
        target = tmp_path / f"{kind}.xlsx"
        assert empty("template", kind, target, "--unit", "370212005").code == 0
        assert target.stat().st_size > 5_000
    assert empty("init", "--unit", "370212005").code == 0
    assert empty("template", "outlets", tmp_path / "b.xlsx", "--json").value["type"] == "outlet"


def test_that_problems_of_an_import_are_listed_and_written_as_a_table(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "台账.csv"
    file.write_text("网点名称,业态,地址,经营面积\n甲店,便利店,1号,大概\n,药店,2号,\n", "utf-8")
    report = tmp_path / "问题.csv"
    tried = run("import", "outlets", file, "--dry-run", "--json")
    ended = run("import", "outlets", file, "--report", report, "--json")
    assert tried.code == ended.code == 1
    assert ended.value["new"] == ended.value["skipped"] == 1
    assert tried.value["problems"] == ended.value["problems"]
    keys = {"file", "sheet", "row", "column", "field", "code", "message"}
    assert all(set(problem) == keys for problem in ended.value["problems"])
    with report.open(encoding="utf-8-sig", newline="") as table:
        head, *rows = csv.reader(table)
    assert head == ["文件", "工作表", "行", "列", "项目", "问题"]
    assert len(rows) == len(ended.value["problems"])
    assert ["2", "D", "经营面积"] in [row[2:5] for row in rows]
    assert run("import", "outlets", file, "--report", tmp_path / "问题.xlsx").code == 1
    assert (tmp_path / "问题.xlsx").read_bytes().startswith(b"PK")


def test_that_a_number_too_long_to_be_stored_is_kept_as_it_was_typed(run: Run) -> None:
    outlet = _new_outlet(run, name="甲店")
    ended = run("set", outlet, "staff=" + "9" * 20, "--json")
    assert ended.code == 1
    assert ended.value["typed"] == {"staff": "9" * 20}
    assert any("最多 18 位" in issue["message"] for issue in ended.value["issues"])


def test_that_half_a_character_names_no_record_and_breaks_nothing(run: Run) -> None:
    for command in (("show",), ("history",), ("set",)):
        ended = run(*command, "\udcff", "--json")
        assert ended.code == 2
        assert ended.value["error"]["code"] == "BM-306"
    assert run("list", "outlets", "--search", "\udcff", "--where", "name=\udcff").code == 0
    assert run("check", "1900Q1").code == 1
