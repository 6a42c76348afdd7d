"""版头与纸张 on screen: what is typed is kept, what is chosen is remembered, a sample is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.environment.settings import DocumentPaper, Typeface
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.maintenance import paper_tab
from bianmin_desktop.gui.maintenance.paper_tab import PaperTab
from bianmin_desktop.gui.printing.preview import PrintPreview
from bianmin_desktop.gui.summary.number_line import NumberLine
from bianmin_desktop.services.looks import Header, installed_faces
from tests.exchange.font_samples import font_called

Found = TypeVar("Found", bound=QWidget)


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "fonts"
    font_called("仿宋_GB2312", folder / "fang.ttf")
    font_called("方正小标宋_GBK", folder / "xbs.ttf", rights=2)
    monkeypatch.setattr(paper_tab, "installed_faces", lambda: installed_faces([folder]))
    return folder


@pytest.fixture
def tab(qtbot: QtBot, context: Context, fonts: Path) -> PaperTab:
    assert fonts.is_dir()
    made = PaperTab(context)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitUntil(lambda: part(made, QComboBox, "face_body").count() == 2)
    return made


def part(tab: QWidget, kind: type[Found], name: str) -> Found:
    found = tab.findChild(kind, name)
    assert found is not None
    return found


def pick(box: QComboBox, place: int) -> None:
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_that_the_header_is_kept_as_it_is_typed(
    qtbot: QtBot, tab: PaperTab, context: Context
) -> None:
    told, mark = part(tab, QLabel, "header_told"), part(tab, QLineEdit, "header_mark")
    assert not mark.isEnabled()
    pick(part(tab, QComboBox, "header_kind"), 1)
    assert told.text() == "填了“发文机关标志”才会印版头。"
    qtbot.keyClicks(mark, "Jinjialing")
    mark.setText("金家岭街道办事处文件")
    qtbot.keyClick(mark, Qt.Key.Key_Return)
    assert told.text() == ""
    assert context.application.looks.header == Header(is_used=True, mark="金家岭街道办事处文件")


def test_that_what_is_being_typed_is_kept_when_the_tab_is_left(
    tab: PaperTab, context: Context
) -> None:
    pick(part(tab, QComboBox, "header_kind"), 2)
    part(tab, QLineEdit, "header_copies_to").setText("区商务局")
    assert not part(tab, QLineEdit, "header_signer").isEnabled()
    tab.hide()
    assert context.application.looks.header.copies_to == "区商务局"


def test_that_paper_and_typefaces_are_remembered(
    qtbot: QtBot, tab: PaperTab, context: Context, fonts: Path
) -> None:
    pick(part(tab, QComboBox, "appendix_paper"), 1)
    pick(part(tab, QComboBox, "appendix_margins"), 1)
    pick(part(tab, QComboBox, "face_body"), 1)
    body = Typeface(name="仿宋_GB2312", path=str(fonts / "fang.ttf"))
    wanted = DocumentPaper(is_large=True, is_narrow=True, typefaces={"body": body})
    assert context.application.looks.chosen == wanted
    again = PaperTab(context)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: part(again, QComboBox, "face_body").currentIndex() == 1)
    assert part(again, QComboBox, "appendix_paper").currentIndex() == 1


def test_that_a_face_that_may_not_be_embedded_says_why_and_cannot_be_chosen(tab: PaperTab) -> None:
    box = part(tab, QComboBox, "face_title")
    assert box.itemText(1) == "方正小标宋_GBK（字体的许可不允许嵌入 PDF）"
    assert not box.model().index(1, 0).flags() & Qt.ItemFlag.ItemIsEnabled


def test_that_a_chosen_face_that_is_gone_is_told(
    qtbot: QtBot, tab: PaperTab, context: Context, fonts: Path
) -> None:
    pick(part(tab, QComboBox, "face_body"), 1)
    (fonts / "fang.ttf").unlink()
    again = PaperTab(context)
    qtbot.addWidget(again)
    again.show()
    gone = part(again, QLabel, "faces_gone")
    qtbot.waitUntil(gone.isVisible)
    assert "正文（仿宋）“仿宋_GB2312”" in gone.text()


def test_that_a_sample_is_shown_as_it_would_be_printed(
    qtbot: QtBot, tab: PaperTab, context: Context
) -> None:
    context.application.looks.configure(Header(is_used=True, mark="某街道办事处文件"))
    qtbot.mouseClick(part(tab, QPushButton, "show_sample"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.findChild(PrintPreview) is not None, timeout=20_000)
    preview = tab.findChild(PrintPreview)
    assert preview is not None
    assert preview.isVisible()
    preview.close()


def test_that_the_number_is_asked_for_only_where_there_is_a_header(
    qtbot: QtBot, context: Context
) -> None:
    line = NumberLine(context)
    qtbot.addWidget(line)
    line.show_report("quarterly", "2024Q1")
    assert line.isHidden()
    context.application.looks.configure(Header(is_used=True, mark="某街道办事处文件"))
    line.show_report("quarterly", "2024Q1")
    assert not line.isHidden()
    edit = part(line, QLineEdit, "document_number")
    edit.setText("某街〔2024〕9号")
    line.show_report("quarterly", "2024Q2")
    assert edit.text() == ""
    line.show_report("quarterly", "2024Q1")
    assert edit.text() == "某街〔2024〕9号"
    assert context.application.looks.number("quarterly", "2024Q1") == "某街〔2024〕9号"
