"""填写总结 with live figures: drafted, kept in step with the data, and never in a typist's way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.pick_reference import PickReference
from bianmin_desktop.gui.forms.editors.lines_box import LinesBox
from bianmin_desktop.gui.summary.drafting_bar import DraftingBar
from bianmin_desktop.gui.summary.writing_tab import WritingTab
from bianmin_desktop.services.drafting import Known
from tests.gui.conftest import Answers, Heard, compose, demo_moment

running = Quarter(2024, 2)
eye = 1 / 30
"""Seconds within which a sign must stand on the screen to be felt as at once."""


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example book of one community: small, so that its figures are derived at once."""
    folder = tmp_path_factory.mktemp("社区")
    start(folder, FixedClock(demo_moment)).make_book("370212005007", is_demo=True)
    return folder


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> WritingTab:
    """The running quarter, of which nothing is written; its figures are derived."""
    made = WritingTab(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    made.show_quarter(running)
    with qtbot.waitSignal(bar_of(made).renewed, timeout=20_000):
        made.show()
    return made


def bar_of(tab: WritingTab) -> DraftingBar:
    found = tab.findChild(DraftingBar)
    assert isinstance(found, DraftingBar)
    return found


def box(tab: WritingTab, field: str) -> LinesBox:
    found = tab.findChild(LinesBox, field)
    assert isinstance(found, LinesBox)
    return found


def press(tab: WritingTab, name: str) -> None:
    button = tab.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def write(tab: WritingTab, qtbot: QtBot, field: str, text: str) -> None:
    """Type into a text, and wait until it was judged."""
    bar = bar_of(tab)
    compose(box(tab, field), text)
    qtbot.waitUntil(
        lambda: bar._record.text(field) == text and bar._judging is None, timeout=20_000
    )


def issues(tab: WritingTab) -> list[str]:
    listed = tab.findChild(QListWidget, "issues")
    return [listed.item(row).text() for row in range(listed.count())]


def closing(context: Context) -> str:
    rows = context.application.summaries.figures(running)
    row = next(row for row in rows if row.id == "outlets")
    return row.shown(row.closing)


def test_that_drafting_fills_blanks_only_and_says_how_many(
    tab: WritingTab, qtbot: QtBot, heard: Heard
) -> None:
    write(tab, qtbot, "task_layout", "逐户核对。")
    press(tab, "draft")
    assert box(tab, "task_layout").text() == "逐户核对。"
    assert "{figure:outlets_basic.closing}" in box(tab, "task_gaps").text()
    assert box(tab, "guard_business").text() == ""
    assert heard.said[-1].startswith("起草了 ")
    press(tab, "draft")
    assert heard.said[-1].startswith("没有可起草的空白项")


def test_that_what_was_drafted_is_saved_with_its_references(
    tab: WritingTab, context: Context
) -> None:
    press(tab, "draft")
    assert tab.save()
    stored = context.application.summaries.record(running)
    assert stored is not None
    assert "{figure:outlets.closing}" in stored.text("task_layout")
    printed = context.application.drafting.printed(stored, running)
    assert f"登记商业网点{closing(context)}个" in printed.text("task_layout")


def test_that_a_wrong_number_is_pointed_out_beside_the_form_with_the_right_one(
    tab: WritingTab, context: Context, qtbot: QtBot
) -> None:
    write(tab, qtbot, "problems", "全街道共有商业网点99999个。")
    (found,) = (issue for issue in issues(tab) if "手写" in issue)
    assert found.startswith("▲ 核实")
    assert f"应为{closing(context)}个" in found


def test_that_a_right_number_is_made_live_by_one_button(
    tab: WritingTab, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    write(tab, qtbot, "problems", f"全街道共有商业网点{closing(context)}个，商业网点9个。")
    assert any(issue.startswith("ℹ 提示") and "改成引用" in issue for issue in issues(tab))
    press(tab, "make_live")
    assert box(tab, "problems").text() == (
        "全街道共有商业网点{figure:outlets.closing}个，商业网点9个。"
    )
    assert heard.said[-1].startswith("改了 1 处")


def test_that_a_number_in_the_form_is_in_the_text_before_it_is_saved(
    tab: WritingTab, qtbot: QtBot
) -> None:
    box(tab, "problems").type_text("带动就业{entered:jobs}人。")
    jobs = tab.findChild(QLineEdit, "jobs")
    jobs.insert("57")
    problems = box(tab, "problems")
    problems.selectAll()

    def shown() -> str:
        return problems.createMimeDataFromSelection().text()

    qtbot.waitUntil(lambda: shown() == "带动就业57人。", timeout=20_000)


def test_that_the_figures_follow_a_change_of_the_ledgers(
    tab: WritingTab, context: Context, qtbot: QtBot
) -> None:
    application = context.application
    problems = box(tab, "problems")
    problems.type_text("共有{figure:outlets.closing}个。")
    before = closing(context)
    rows = application.summaries.figures(running)
    last = next(row for row in rows if row.id == "outlets").closing_ids[0]
    record = application.entry.record("outlet", last)
    context.hub.announce(application.entry.delete("outlet", record.id))
    now = closing(context)
    assert now != before
    problems.selectAll()

    def shown() -> str:
        return problems.createMimeDataFromSelection().text()

    qtbot.waitUntil(lambda: shown() == f"共有{now}个。", timeout=20_000)


def test_that_a_chosen_figure_is_put_where_the_cursor_stands(
    tab: WritingTab, heard: Heard, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(tab, "insert_figure")
    assert "光标" in heard.said[-1]
    problems = box(tab, "problems")
    problems.type_text("新增连锁网点个")
    problems.setFocus()
    problems.entered.emit()
    cursor = problems.textCursor()
    cursor.setPosition(6)
    problems.setTextCursor(cursor)

    def choose(dialog: QDialog) -> int:
        assert isinstance(dialog, PickReference)
        dialog.findChild(QLineEdit, "wanted").setText("连锁网点数 新增")
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(QDialog, "exec", choose)
    press(tab, "insert_figure")
    assert problems.text() == "新增连锁网点{figure:chain_outlets.added}个"


@pytest.fixture
def derived_on(context: Context, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the threads that figures are derived and texts judged on."""
    drafting, threads = context.application.drafting, []
    known, renewed = drafting.known, drafting.renewed

    def watched(quarter: Quarter) -> Known:
        threads.append(f"known {threading.current_thread() is threading.main_thread()}")
        return known(quarter)

    def watched_too(given: Known, record: object) -> Known:
        threads.append(f"renewed {threading.current_thread() is threading.main_thread()}")
        return renewed(given, record)  # type: ignore[arg-type]

    monkeypatch.setattr(drafting, "known", watched)
    monkeypatch.setattr(drafting, "renewed", watched_too)
    return threads


def test_that_typing_in_a_long_text_never_waits(
    derived_on: list[str], tab: WritingTab, qtbot: QtBot
) -> None:
    sentence = "共有商业网点{figure:outlets.closing}个，商业网点120个，摸清了底数。"
    problems = box(tab, "problems")
    problems.type_text(sentence * 110)
    problems.setFocus()
    derived = list(derived_on)
    waited = []
    for sign in "本季度新增网点五个，继续核对。" * 4:
        begun = perf_counter()
        compose(problems, sign)
        waited.append(perf_counter() - begun)
    assert sorted(waited)[len(waited) // 2] < eye
    assert derived_on.count("known False") == derived.count("known False")
    qtbot.waitUntil(lambda: "renewed False" in derived_on, timeout=20_000)
    assert not any(thread.endswith("True") for thread in derived_on)
