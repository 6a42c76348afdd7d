"""`rules` and `editions`: the rules on screen and on paper, packs loaded and chosen by command."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2

from tests.cli.conftest import Run
from tests.services.edition_samples import edition_folder, newer, shipped, zipped


def test_that_rules_are_listed_by_group_with_level_blanks_and_clause(run: Run) -> None:
    told = run("rules", "--search", "一店多能")
    assert told.code == 0
    assert "青商字〔2022〕9号" in told.out.splitlines()[0]
    assert "商业网点（填写时核对）" in told.out
    assert "【强制】一店多能以安全卫生为前提：叠加了“〔一店多能〕”" in told.out
    assert "空白即不符合；四（二）补齐一刻钟便民生活圈短板" in told.out
    (rule,) = [r for r in run("rules", "--json").value if r["id"] == "community.in_no_circle"]
    assert rule["level"] == "hint"
    assert rule["clause"] == "2"
    assert rule["message"].startswith("“〔社区名称〕”还不在任何一个生活圈里")


def test_that_rules_go_into_a_workbook_and_on_paper(run: Run, tmp_path: Path) -> None:
    count = len(run("rules", "--json").value)
    book, paper = tmp_path / "规则.xlsx", tmp_path / "规则.pdf"
    assert run("rules", "--out", book, "--json").value == {"file": str(book), "count": count}
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert sheet.max_row == count + 3
    assert [cell.value for cell in sheet[3]][:3] == ["核对什么", "级别", "规则"]
    assert run("rules", "--out", paper).code == 0
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper))
    assert "outlet.hygiene_confirmed" in text
    refused = run("rules", "--out", tmp_path / "规则.docx")
    assert refused.code == 2
    assert "BM-309" in refused.err


def test_that_a_pack_is_loaded_with_its_fingerprint_and_chosen_by_its_id(
    run: Run, tmp_path: Path
) -> None:
    path = zipped(edition_folder(tmp_path))
    looked = run("editions", "load", path)
    assert looked.code == 0
    assert "新增：商业网点·营业时间" in looked.out
    assert "还没有载入" in looked.out
    assert [held["id"] for held in run("editions", "--json").value] == [shipped]
    mark = run("editions", "load", path, "--json").value["fingerprint"]
    assert run("editions", "load", path, "--confirm", "AAAA").code == 1
    loaded = run("editions", "load", path, "--confirm", mark)
    assert "已载入，还没有启用" in loaded.out
    assert "还没有填〔没有填的项目〕" not in run("rules").out
    used = run("editions", "use", newer)
    assert "以前上报的季度仍按当时的口径" in used.out
    assert "还没有填〔没有填的项目〕" in run("rules").out
    held = {one["id"]: one["in_force"] for one in run("editions", "--json").value}
    assert held == {shipped: False, newer: True}


def test_that_a_missing_edition_opens_no_book_and_says_the_way_out(
    run: Run, tmp_path: Path
) -> None:
    folder = edition_folder(tmp_path)
    mark = run("editions", "load", folder, "--json").value["fingerprint"]
    assert run("editions", "load", folder, "--confirm", mark).code == 0
    assert run("editions", "use", newer).code == 0
    kept = tmp_path / "数据" / "editions" / newer
    kept.rename(tmp_path / "移走")
    closed = run("list", "outlets")
    assert closed.code == 3
    assert f"bianmin-desktop editions use {shipped}" in closed.err
    assert run("editions").code == 0
    assert run("editions", "use", shipped).code == 0
    assert run("list", "outlets").code == 0


def test_that_wrong_words_are_told(run: Run, tmp_path: Path) -> None:
    for words, said in (
        (("change",), "可以是 load 或 use"),
        (("load",), "后面要写口径包的位置"),
        (("use",), "后面要写口径的编号"),
        (("load", tmp_path / "none.zip"), "找不到文件"),
    ):
        ended = run("editions", *words)
        assert ended.code == 2
        assert said in ended.err
    assert run("editions", "use", "../evil").code == 1
