"""给社区发模板: workbooks out to every community, and the folder of them back by the import."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.template_dispatch import TemplateDispatch
from bianmin_desktop.gui.maintenance.imports_tab import ImportsTab
from bianmin_desktop.services.importing import Fate
from bianmin_desktop.services.ledgers import Query
from tests.gui.conftest import Answers
from tests.gui.import_files import ImportDesk, patience


@pytest.fixture
def dialog(desk: ImportDesk, context: Context) -> TemplateDispatch:
    """The dialog for the communities' own ledger."""
    made = TemplateDispatch(context, "community", desk.window)
    made.show()
    return made


def _send(qtbot: QtBot, dialog: TemplateDispatch) -> str:
    dialog.findChild(QPushButton, "send").click()
    words = dialog.findChild(QLabel, "sent")
    qtbot.waitUntil(lambda: words.text() != "", timeout=patience)
    return words.text()


def test_that_every_community_gets_its_workbook_and_the_folder_comes_back_the_same(
    qtbot: QtBot,
    dialog: TemplateDispatch,
    desk: ImportDesk,
    answers: Answers,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "发出"
    folder.mkdir()
    answers.paths.append(str(folder))
    dialog.findChild(QCheckBox, "open_names").click()
    count = len(desk.context.application.ledgers.found(Query("community")))
    assert _send(qtbot, dialog).startswith(f"已生成 {count} 个社区的模板")
    files = sorted(folder.glob("*.xlsx"))
    assert len(files) == count
    assert load_workbook(files[0], read_only=True).sheetnames[0] == "社区"
    wizard = desk.to_trial(folder, type_id="community")
    trial = wizard.journey.trial
    assert trial is not None
    assert trial.count(Fate.SAME) == count
    assert wizard.journey.to_write == 0
    lines = wizard.findChildren(QListWidget, "file_outcomes")
    assert max(held.count() for held in lines) == count


def test_that_files_that_are_there_already_are_not_written_over(
    qtbot: QtBot, dialog: TemplateDispatch, answers: Answers, tmp_path: Path
) -> None:
    answers.paths.append(str(tmp_path))
    _send(qtbot, dialog)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.xlsx")}
    assert before
    dialog.findChild(QLabel, "sent").clear()
    answers.paths.append(str(tmp_path))
    assert "代码 BM-" in _send(qtbot, dialog)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.xlsx")} == before


def test_that_only_ledgers_of_communities_are_offered(qtbot: QtBot, context: Context) -> None:
    tab = ImportsTab(context)
    qtbot.addWidget(tab)
    menu = tab.findChild(QPushButton, "templates").menu()
    offered = [action.text() for action in menu.actions()]
    assert {"社区…", "商业网点…"} <= set(offered)
    menu.actions()[offered.index("商业网点…")].trigger()
    assert tab.findChild(TemplateDispatch).windowTitle() == "给社区发商业网点模板"
