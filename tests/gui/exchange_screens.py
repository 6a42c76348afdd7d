"""Pictures of what goes into a list: every step of the import, paste, batch edit, its records."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from bianmin_desktop.gui.dialogs.list_export import ListExportDialog
from bianmin_desktop.gui.dialogs.merge_dialog import MergeDialog
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.gui.wizards.import_wizard.journey import Step
from tests.gui.import_files import ledger_file
from tests.gui.screenshots import settle, shoot

_size = (1200, 690)
_medium = (940, 560)
_small = (680, 460)
_head = ("序号", "店招", "业态", "地址", "所属社区", "面积(㎡)", "老板", "联系电话", "开业日期")
_rows = (
    ("1", "惠民第一便利店", "便利店", "海尔路 901 号", "金家岭", "35.5", "张三", "", "2019.3.5"),
    ("2", "惠民早早早餐店", "早点", "海尔路 902 号", "金家岭社区", "约60", "", "12345", "去年"),
    ("3", "惠民菜市", "菜市", "海尔路 903 号", "没有的社区", "120", "李四", "", "43500"),
)
_block = "店招\t业态\t地址\t所属社区\n惠民贴店\t便利店\t海尔路 961 号\t金家岭社区\n"


def shoot_exchange(window: QWidget) -> None:
    """The outlets' list is in front of the window."""
    page = window.pages.page
    exchange = page.ledger.exchange
    known = _first_rows(page)
    with tempfile.TemporaryDirectory() as scratch:
        first = ledger_file(Path(scratch) / "沿街商铺.xlsx", (*_rows, *known), _head)
        second = ledger_file(Path(scratch) / "石老人社区.xlsx", _rows[:1], _head)
        _shoot_import(exchange, first, second)
    _shoot_paste(exchange)
    _shoot_batch_edit(exchange)
    _shoot_export(exchange)
    window.go("maintenance", "", "imports")
    settle(1200)
    shoot(window, "maintenance_imports")
    _shoot_duplicates(window)


def _first_rows(page: QWidget) -> list[tuple[str, ...]]:
    """A shop that is in the ledger, and one very much like another."""
    model = page.ledger.model
    ids = [field.id for field in model.fields]
    held = [
        {name: str(model.index(row, 1 + place).data()) for place, name in enumerate(ids)}
        for row in (0, 1)
    ]
    same, like = (
        ("", shop["name"], shop["business_type"], shop["address"], shop["community"], "66")
        for shop in held
    )
    return [(*same, "", "", ""), ("", f"{like[1]}（分店）", *like[2:], "", "", "")]


def _shoot_import(exchange: object, *files: Path) -> None:
    wizard = exchange.import_files(files)
    shoot(wizard, "import_1_files", _size)
    wizard.go_on()
    _finished(wizard.work)
    shoot(wizard, "import_2_columns", _size)
    wizard.go_on()
    _finished(wizard.work)
    shoot(wizard, "import_3_values", _size)
    wizard.go_on()
    _finished(wizard.work)
    shoot(wizard, "import_4_trial", _size)
    wizard.findChild(QToolButton, "tile_doubtful").click()
    shoot(wizard, "import_4_doubtful", _size)
    wizard.findChild(QPushButton, "decide_new").click()
    wizard.go_on()
    _finished(wizard.work)
    wizard.go_on()
    _finished(wizard.work)
    assert wizard.step is Step.DONE
    shoot(wizard, "import_5_done", _size)
    wizard.accept()


def _shoot_paste(exchange: object) -> None:
    QGuiApplication.clipboard().setText(_block)
    preview = exchange.paste()
    _finished(preview.work)
    shoot(preview, "paste", _size)
    preview.leave()


def _shoot_batch_edit(exchange: object) -> None:
    dialog = exchange.edit()
    field = dialog.findChild(QuietBox, "field")
    field.choose("status")
    field.activated.emit(field.currentIndex())
    dialog.findChild(QWidget, "status").setCurrentIndex(3)
    settle(800)
    _finished(dialog.findChild(UnderWay))
    shoot(dialog, "batch_edit", _small)
    dialog.reject()


def _shoot_export(exchange: object) -> None:
    QTimer.singleShot(800, _shoot_export_dialog)
    exchange.export()


def _shoot_export_dialog() -> None:
    """The dialog is run as a question: it is shot from inside, and closed."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ListExportDialog)
    shoot(dialog, "list_export", _small)
    dialog.reject()


def _shoot_duplicates(window: QWidget) -> None:
    """The shop that was imported as a new one is found beside the one it is like."""
    window.go("maintenance", "", "duplicates")
    settle(4000)
    shoot(window, "maintenance_duplicates")
    window.findChild(QPushButton, "merge_pair").click()
    settle(1500)
    shoot(window.findChild(MergeDialog), "merge", _medium)
    window.findChild(MergeDialog).reject()


def _finished(work: UnderWay) -> None:
    """Everything that follows from what was begun is done."""
    while work.is_busy:
        loop = QEventLoop()
        work.ended.connect(loop.quit)
        loop.exec()
        settle()
