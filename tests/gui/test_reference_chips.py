"""References in a text box: drawn as their words, deleted and passed whole, never damaged."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.drafting.facts import Fact
from bianmin_desktop.domain.drafting.mentions import Ear
from bianmin_desktop.environment.paths import resources
from bianmin_desktop.gui.forms.editors.chips import chip_sign
from bianmin_desktop.gui.forms.editors.lines import LinesEditor
from bianmin_desktop.gui.forms.editors.lines_box import LinesBox
from bianmin_desktop.gui.forms.editors.references import References
from tests.gui.conftest import compose

closing = "{figure:outlets.closing}"
text = f"全街道共有商业网点{closing}个，𠮷祥路{{新开}}。\n第二段{{entered:jobs}}人。"
move = QTextCursor.MoveOperation


def facts(outlets: int) -> dict[str, Fact]:
    keys = ("figure:outlets.closing", "entered:jobs")
    numbers = (outlets, 35)
    return {k: Fact(k, k, f"{n:,}", Decimal(n), "个") for k, n in zip(keys, numbers, strict=True)}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(resources() / "policy" / "qingdao-2022")


@pytest.fixture
def references(edition: Edition) -> References:
    made = References(edition)
    made.show(facts(118), {}, Ear(edition))
    return made


@pytest.fixture
def editor(edition: Edition, references: References, qtbot: QtBot) -> LinesEditor:
    """The box of 存在问题 with a text that holds two references."""
    made = LinesEditor(edition.field("summary", "problems"))
    qtbot.addWidget(made)
    made.refer_to(references)
    made.resize(600, 200)
    made.show()
    made.show_answer(text)
    return made


@pytest.fixture
def box(editor: LinesEditor) -> LinesBox:
    found = editor.findChild(LinesBox)
    assert isinstance(found, LinesBox)
    return found


def test_that_a_reference_is_one_sign_and_its_source_is_the_answer(
    editor: LinesEditor, box: LinesBox
) -> None:
    assert box.toPlainText().count(chip_sign) == 2
    assert "figure" not in box.toPlainText()
    assert editor.answer() == text


def test_that_other_words_are_as_wide_as_they_are(
    editor: LinesEditor, box: LinesBox, references: References, edition: Edition
) -> None:
    def width() -> float:
        cursor = QTextCursor(box.document())
        cursor.movePosition(move.EndOfBlock)
        return float(box.cursorRect(cursor).x())

    before = width()
    references.show(facts(1_234_567), {}, Ear(edition))
    assert width() > before + 20
    assert editor.answer() == text


def test_that_one_backspace_takes_a_reference_and_undo_brings_it_back(
    editor: LinesEditor, box: LinesBox, qtbot: QtBot
) -> None:
    cursor = box.document().find(chip_sign)
    cursor.clearSelection()
    box.setTextCursor(cursor)
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    assert editor.answer() == text.replace(closing, "")
    box.undo()
    assert editor.answer() == text


def test_that_what_is_typed_around_a_reference_stays_around_it(
    editor: LinesEditor, box: LinesBox
) -> None:
    cursor = box.document().find(chip_sign)
    after = cursor.position()
    cursor.setPosition(after)
    box.setTextCursor(cursor)
    compose(box, "多")
    cursor.setPosition(after - 1)
    box.setTextCursor(cursor)
    compose(box, "约")
    assert editor.answer() == text.replace(closing, f"约{closing}多")


def test_that_other_programs_get_the_words_and_this_one_the_reference(
    editor: LinesEditor, box: LinesBox
) -> None:
    box.selectAll()
    box.copy()
    held = QApplication.clipboard().mimeData()
    assert held.text() == "全街道共有商业网点118个，𠮷祥路{新开}。\n第二段35人。"
    editor.show_answer("")
    box.paste()
    assert editor.answer() == text


def test_that_a_reference_says_what_it_is_under_the_mouse(box: LinesBox, qtbot: QtBot) -> None:
    place = box.cursorRect(box.document().find(chip_sign)).center()
    qtbot.mouseMove(box.viewport(), place)
    qtbot.waitUntil(lambda: "商业网点数·期末：118" in box.viewport().toolTip())
    qtbot.mouseMove(box.viewport(), box.viewport().rect().bottomRight())
    qtbot.waitUntil(lambda: "期末" not in box.viewport().toolTip())


def test_that_a_reference_pasted_as_text_becomes_one(editor: LinesEditor, box: LinesBox) -> None:
    editor.show_answer("")
    pasted = QMimeData()
    pasted.setText(f"共有{closing}个，{{figure:stalls.closing}}")
    box.insertFromMimeData(pasted)
    assert box.toPlainText() == f"共有{chip_sign}个，{{figure:stalls.closing}}"
    assert editor.answer() == pasted.text()


def test_that_a_number_typed_by_hand_becomes_a_reference_where_it_stands(
    editor: LinesEditor, box: LinesBox
) -> None:
    editor.show_answer(
        f"𠮷祥路有{{entered:jobs}}人。全街道共有商业网点118家，商业网点120个。{closing}"
    )
    mentions = editor.mentions()
    assert [mention.is_right for mention in mentions] == [True, False]
    editor.make_live(mentions)
    assert editor.answer() == (
        f"𠮷祥路有{{entered:jobs}}人。全街道共有商业网点{closing}家，商业网点{closing}个。{closing}"
    )
    box.undo()
    assert "商业网点118家" in editor.answer()


def test_that_a_draft_can_be_put_behind_what_stands_there(
    editor: LinesEditor, references: References, edition: Edition
) -> None:
    references.show(facts(118), {"problems": f"还有{closing}个。"}, Ear(edition))
    action = next(a for a in editor.menu().actions() if "按数据起草" in a.text())
    action.trigger()
    assert editor.answer() == f"{text}\n还有{closing}个。"


def test_that_without_references_braces_are_only_braces(edition: Edition, qtbot: QtBot) -> None:
    plain = LinesEditor(edition.field("outlet", "note"))
    qtbot.addWidget(plain)
    plain.show_answer(text)
    assert plain.answer() == text
    assert chip_sign not in plain.findChild(LinesBox).toPlainText()


typed = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\xa0"),
    max_size=30,
)
parts = st.lists(st.one_of(typed, st.sampled_from([closing, "{entered:jobs}", "\n", "{", "}"])))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(written=parts)
def test_that_whatever_is_shown_is_answered_again(editor: LinesEditor, written: list[str]) -> None:
    whole = "".join(written)
    editor.show_answer(whole)
    assert editor.answer() == whole
    editor.put_answer("")
    assert editor.answer() == ""
    editor.put_answer(whole)
    assert editor.answer() == whole
