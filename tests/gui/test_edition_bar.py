"""Loading and choosing an edition on screen: shown first, nothing without a person's consent."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.edition_dialog import EditionDialog, EditionQuestion
from bianmin_desktop.gui.maintenance.edition_bar import EditionBar
from tests.gui.conftest import Answers, Heard
from tests.services.edition_samples import change, edition_folder, newer, shipped, zipped

_yes = QDialog.DialogCode.Accepted.value


@pytest.fixture
def bar(qtbot: QtBot, context: Context) -> EditionBar:
    made = EditionBar(context)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    told = made.findChild(QLabel, "edition_in_force")
    assert told is not None
    qtbot.waitUntil(lambda: bool(told.text()))
    assert "现用口径：青岛市一刻钟便民生活圈（2022年口径）（青商字〔2022〕9号）" in told.text()
    return made


def _press(bar: EditionBar, name: str) -> None:
    button = bar.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def _load(qtbot: QtBot, bar: EditionBar, answers: Answers, path: Path) -> None:
    answers.paths.append(str(path))
    _press(bar, "load_edition")
    qtbot.waitUntil(lambda: bool(answers.shown), timeout=20_000)


def test_that_a_pack_is_shown_whole_and_agreed_to_before_it_is_kept(
    qtbot: QtBot, bar: EditionBar, answers: Answers, context: Context, tmp_path: Path
) -> None:
    path = zipped(edition_folder(tmp_path))
    editions = context.application.program.editions
    pack = editions.examine(path)
    dialog = EditionDialog(
        EditionQuestion(
            "载入", "新口径", "号", 1, pack.fingerprint, pack.differences, "同意", "载入"
        )
    )
    qtbot.addWidget(dialog)
    mark = dialog.findChild(QLabel, "edition_fingerprint")
    changes, box = dialog.findChild(QPlainTextEdit), dialog.findChild(QCheckBox)
    button = dialog.findChild(QPushButton, "accept_edition")
    assert mark is not None
    assert changes is not None
    assert box is not None
    assert button is not None
    assert mark.text() == pack.fingerprint
    assert "新增：商业网点·营业时间" in changes.toPlainText()
    assert not button.isEnabled()
    box.setChecked(True)
    assert button.isEnabled()
    _load(qtbot, bar, answers, path)
    assert answers.asked == ["载入口径包"]
    assert [one.id for one in editions.all()] == [shipped]


def test_that_an_edition_agreed_to_is_loaded_then_chosen_then_asked_for(
    qtbot: QtBot, bar: EditionBar, answers: Answers, context: Context, tmp_path: Path
) -> None:
    editions = context.application.program.editions
    others, pending = bar.findChild(QComboBox), bar.findChild(QFrame, "edition_pending")
    assert others is not None
    assert pending is not None
    assert not others.isVisible()
    answers.results.append(_yes)
    _load(qtbot, bar, answers, zipped(edition_folder(tmp_path)))
    qtbot.waitUntil(others.isVisible)
    assert editions.in_force == shipped
    _press(bar, "use_edition")
    assert editions.in_force == shipped
    answers.results.append(_yes)
    _press(bar, "use_edition")
    assert editions.in_force == newer
    qtbot.waitUntil(pending.isVisible)
    gone: list[tuple[str, ...]] = []
    context.reopen = lambda *place: gone.append(place)
    _press(bar, "reopen_edition")
    assert gone == [("maintenance", "", "edition")]


def test_that_a_broken_pack_is_told_with_file_and_key(
    qtbot: QtBot, bar: EditionBar, answers: Answers, heard: Heard, tmp_path: Path
) -> None:
    folder = edition_folder(tmp_path)
    change(folder / "rules.toml", "还没有填{missing}。", "{nothing}")
    answers.paths.append(str(zipped(folder)))
    _press(bar, "load_edition")
    qtbot.waitUntil(lambda: bool(heard.told), timeout=20_000)
    (fault,) = heard.told
    assert isinstance(fault, PolicyFault)
    assert fault.details == {"file": "rules.toml", "key": "rule[outlet.hours_known].message"}
    assert answers.shown == []
