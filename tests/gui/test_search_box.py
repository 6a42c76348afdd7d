"""Search everything: from any page, by keyboard alone, without taking the input method away."""

from __future__ import annotations

from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.search_box import SearchBox
from tests.gui.conftest import Heard

_keys = Qt.Key


@pytest.fixture
def box(qtbot: QtBot, context: Context) -> SearchBox:
    """The search in a window that also has a button, shown."""
    window = QWidget()
    window.resize(900, 600)
    made = SearchBox(context)
    elsewhere = QPushButton("别处")
    elsewhere.setObjectName("elsewhere")
    layout = QVBoxLayout(window)
    layout.addWidget(made)
    layout.addWidget(elsewhere)
    layout.addStretch(1)
    qtbot.addWidget(window)
    made.window_kept = window  # type: ignore[attr-defined]
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    elsewhere.setFocus()
    return made


def _line(box: SearchBox) -> QLineEdit:
    return box.findChild(QLineEdit, "search_everything")


def _type(qtbot: QtBot, box: SearchBox, text: str) -> None:
    box.focus_line()
    qtbot.keyClicks(_line(box), text)
    qtbot.waitUntil(box.answers.isVisible)


def _rows(box: SearchBox) -> list[list[str]]:
    tree = box.answers.tree
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(3)] for item in items]


def test_that_ctrl_k_puts_the_cursor_into_the_line(qtbot: QtBot, box: SearchBox) -> None:
    elsewhere = box.window().findChild(QPushButton, "elsewhere")
    qtbot.waitUntil(elsewhere.hasFocus)
    qtbot.keyClick(elsewhere, _keys.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(_line(box).hasFocus)


def test_that_the_answers_are_part_of_the_window_and_never_take_the_focus(
    qtbot: QtBot, box: SearchBox
) -> None:
    _type(qtbot, box, "jjl")
    assert not box.answers.isWindow()
    assert box.answers.window() is box.window()
    assert _line(box).hasFocus()
    assert box.answers.tree.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert box.window().rect().contains(box.answers.geometry())


def test_that_initials_find_communities_circles_and_outlets(
    qtbot: QtBot, box: SearchBox, context: Context
) -> None:
    _type(qtbot, box, "jjl")
    types = context.application.edition.record_types
    assert {row[0] for row in _rows(box)} == {
        types[type_id].name for type_id in ("community", "circle", "outlet")
    }
    assert all("金家岭" in row[1] for row in _rows(box)[:2])


def test_that_arrow_keys_choose_and_enter_goes_there(
    qtbot: QtBot, box: SearchBox, heard: Heard
) -> None:
    _type(qtbot, box, "jjl")
    tree = box.answers.tree
    assert tree.currentIndex().row() == 0
    qtbot.keyClick(_line(box), _keys.Key_Up)
    assert tree.currentIndex().row() == tree.topLevelItemCount() - 1
    qtbot.keyClick(_line(box), _keys.Key_Down)
    qtbot.keyClick(_line(box), _keys.Key_Down)
    hit = tree.currentItem().data(0, Qt.ItemDataRole.UserRole)
    assert tree.currentIndex().row() == 1
    qtbot.keyClick(_line(box), _keys.Key_Return)
    assert heard.gone == [(hit.type, hit.id)]
    assert not box.answers.isVisible()


def test_that_a_click_goes_to_the_record_clicked(
    qtbot: QtBot, box: SearchBox, heard: Heard
) -> None:
    _type(qtbot, box, "jjl")
    tree = box.answers.tree
    item = tree.topLevelItem(2)
    place = tree.visualItemRect(item).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hit = item.data(0, Qt.ItemDataRole.UserRole)
    assert heard.gone == [(hit.type, hit.id)]


def test_that_escape_closes_the_answers_and_then_empties_the_line(
    qtbot: QtBot, box: SearchBox
) -> None:
    _type(qtbot, box, "jjl")
    qtbot.keyClick(_line(box), _keys.Key_Escape)
    assert not box.answers.isVisible()
    assert _line(box).text() == "jjl"
    qtbot.keyClick(_line(box), _keys.Key_Escape)
    assert _line(box).text() == ""


def test_that_leaving_the_line_closes_the_answers(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "jjl")
    box.window().findChild(QPushButton, "elsewhere").setFocus()
    assert not box.answers.isVisible()


def test_that_nothing_found_is_said_with_a_hint(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "qqzzqq")
    assert _rows(box) == []
    words = [label.text() for label in box.answers.findChildren(QLabel)]
    assert any(word.startswith("没有找到") for word in words)


def test_that_only_the_answer_to_the_last_words_is_shown(
    qtbot: QtBot, box: SearchBox, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    find = context.application.ledgers.find

    def noting(text: str, limit: int) -> object:
        asked.append((text, current_thread()))
        return find(text, limit)

    monkeypatch.setattr(context.application.ledgers, "find", noting)
    _type(qtbot, box, "jjl")
    assert [text for text, _ in asked] == ["jjl"]
    assert main_thread() not in [thread for _, thread in asked]


def test_that_names_are_shown_as_they_are_and_never_as_markup(
    qtbot: QtBot, box: SearchBox, context: Context
) -> None:
    hostile = "<img src='file:///etc/hostname'>铺"
    entry = context.application.entry
    entry.save(Draft("outlet", {"name": hostile}), entry.blank("outlet"))
    _type(qtbot, box, "hostname")
    item = box.answers.tree.topLevelItem(0)
    assert item.text(1) == hostile
    assert "&lt;img" in item.toolTip(1)
