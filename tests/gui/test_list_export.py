"""Lists out of the window: chosen in words, made beside the window, opened from where they are."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.environment.settings import read_settings
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.list_export import ListExportDialog
from bianmin_desktop.gui.printing.preview import PrintPreview
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.ledgers import Query
from bianmin_desktop.services.listings import ListingService
from tests.gui.conftest import Answers, Heard


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> ListExportDialog:
    """The export of the outlets with 便利 in them, three columns on screen."""
    fields = [context.application.edition.field("outlet", n) for n in ("phone", "name", "area")]
    made = ListExportDialog(context, Query("outlet", search="便利"), fields)
    qtbot.addWidget(made)
    made.show()
    return made


def words(dialog: ListExportDialog, name: str) -> str:
    return dialog.findChild(QLabel, name).text()


def press(dialog: ListExportDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name) or dialog.findChild(QRadioButton, name)
    assert button.isEnabled()
    button.click()


def finished(qtbot: QtBot, dialog: ListExportDialog) -> None:
    outcome = dialog.findChild(QLabel, "outcome")
    qtbot.waitUntil(lambda: outcome.text().startswith("已导出"), timeout=30_000)


def exported(context: Context) -> list[Path]:
    return sorted(context.application.folder.exports.iterdir())


def test_that_one_button_makes_the_workbook_of_what_is_on_screen(
    qtbot: QtBot, dialog: ListExportDialog, context: Context
) -> None:
    press(dialog, "export")
    finished(qtbot, dialog)
    (file,) = exported(context)
    assert file.name == "金家岭街道_商业网点台账_20240520.xlsx"
    sheet = openpyxl.load_workbook(file).worksheets[0]
    header = [cell.value for cell in sheet[3]]
    assert header == ["记录编号", "联系电话", "网点名称", "经营面积（㎡）"]
    ledgers = context.application.ledgers
    count = ledgers.count(ledgers.listing("outlet", (), "便利"))
    assert sheet.max_row == count + 3
    assert f"已导出 {count:,} 条" in words(dialog, "outcome")


def test_that_the_dialog_says_how_many_records_it_is_about(
    qtbot: QtBot, dialog: ListExportDialog
) -> None:
    qtbot.waitUntil(lambda: words(dialog, "count").startswith("符合条件的商业网点"))
    assert words(dialog, "conditions") == "筛选条件：搜索“便利”"


def test_that_persons_are_starred_for_other_units_and_the_dialog_says_so(
    qtbot: QtBot, dialog: ListExportDialog, context: Context
) -> None:
    assert "不要发给外单位" in words(dialog, "privacy")
    press(dialog, "for_others")
    press(dialog, "form_csv")
    assert "联系人、联系电话" in words(dialog, "privacy")
    press(dialog, "export")
    finished(qtbot, dialog)
    (file,) = exported(context)
    assert "已隐去" in file.name
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    phones = {row["联系电话"] for row in rows if row["联系电话"]}
    assert phones
    assert all("****" in phone for phone in phones)


def test_that_all_columns_can_be_wanted(
    qtbot: QtBot, dialog: ListExportDialog, context: Context
) -> None:
    press(dialog, "all_columns")
    press(dialog, "form_csv")
    press(dialog, "export")
    finished(qtbot, dialog)
    (file,) = exported(context)
    header = next(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert len(header) == 1 + len(context.application.ledgers.fields("outlet"))


def test_that_the_choice_is_there_again_next_time(
    qtbot: QtBot, dialog: ListExportDialog, context: Context
) -> None:
    press(dialog, "for_others")
    press(dialog, "form_csv")
    press(dialog, "export")
    finished(qtbot, dialog)
    kept = read_settings(context.application.folder.path).settings
    assert kept.export_folder == str(context.application.folder.exports)
    circles = context.application.ledgers.columns("circle")
    again = ListExportDialog(context, Query("circle"), circles)
    qtbot.addWidget(again)
    assert again.findChild(QPushButton, "form_csv").isChecked()
    assert again.findChild(QRadioButton, "for_others").isChecked()
    assert "没有个人姓名和电话" in words(again, "privacy")


def test_that_a_second_export_does_not_write_over_the_first(
    qtbot: QtBot, dialog: ListExportDialog, context: Context
) -> None:
    press(dialog, "export")
    finished(qtbot, dialog)
    press(dialog, "form_xlsx")
    press(dialog, "export")
    qtbot.waitUntil(lambda: "（2）" in words(dialog, "outcome"), timeout=30_000)
    assert len(exported(context)) == 2


def test_that_a_place_that_takes_nothing_is_named_and_another_one_offered(
    qtbot: QtBot, dialog: ListExportDialog, tmp_path: Path, answers: Answers
) -> None:
    dialog.save_to(tmp_path / "拔掉的U盘" / "名单.xlsx")
    elsewhere = dialog.findChild(QPushButton, "elsewhere")
    qtbot.waitUntil(elsewhere.isVisible, timeout=30_000)
    assert "拔掉的U盘" in words(dialog, "outcome")
    answers.paths.append(str(tmp_path / "名单"))
    elsewhere.click()
    finished(qtbot, dialog)
    assert (tmp_path / "名单.xlsx").exists()


@pytest.mark.parametrize("reason", ["磁盘已满", "文件正被其他程序（如 WPS、Excel）占用"])
def test_that_a_full_disk_and_an_open_file_are_told_in_the_dialog(
    qtbot: QtBot,
    dialog: ListExportDialog,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
    reason: str,
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise EnvironmentFault(f"写入“名单.xlsx”没有成功：{reason}。", code="BM-528")

    monkeypatch.setattr(ListingService, "save", fail)
    press(dialog, "export")
    qtbot.waitUntil(lambda: reason in words(dialog, "outcome"))
    assert dialog.findChild(QPushButton, "elsewhere").isVisible()
    assert dialog.findChild(QPushButton, "export").isEnabled()
    assert heard.told == []


def test_that_an_export_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, dialog: ListExportDialog, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = context.application.listings.save

    def save(*given: object, progress: Progress, masked: bool) -> int:
        dialog.findChild(QPushButton, "stop").clicked.emit()
        return real(*given, progress=progress, masked=masked)

    monkeypatch.setattr(context.application.listings, "save", save)
    press(dialog, "export")
    qtbot.waitUntil(lambda: "没有留下文件" in words(dialog, "outcome"), timeout=30_000)
    assert exported(context) == []


def test_that_the_file_and_its_folder_are_opened_from_the_dialog(
    qtbot: QtBot, dialog: ListExportDialog, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    press(dialog, "export")
    finished(qtbot, dialog)
    press(dialog, "open_file")
    press(dialog, "open_folder")
    (file,) = exported(context)
    assert opened == [str(file), str(file.parent)]


def test_that_a_file_named_with_another_ending_gets_the_right_one(
    dialog: ListExportDialog, answers: Answers, tmp_path: Path
) -> None:
    answers.paths.append(str(tmp_path / "名单.txt"))
    press(dialog, "choose_place")
    assert dialog.findChild(QLineEdit, "place").text() == str(tmp_path / "名单.xlsx")
    press(dialog, "form_pdf")
    assert dialog.findChild(QLineEdit, "place").text() == str(tmp_path / "名单.pdf")


def test_that_printing_leads_to_the_preview(qtbot: QtBot, dialog: ListExportDialog) -> None:
    press(dialog, "form_print")
    assert not dialog.findChild(QLineEdit, "place").isVisible()
    press(dialog, "export")

    def previews() -> list[PrintPreview]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, PrintPreview)]

    qtbot.waitUntil(lambda: bool(previews()), timeout=30_000)
    (preview,) = previews()
    assert preview.windowTitle() == "打印预览：金家岭街道商业网点台账"
    assert not dialog.isVisible()
    preview.close()
