"""The edition in force, the others at hand, and loading one more from a pack (口径包)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.edition_dialog import EditionDialog, EditionQuestion
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.editions import HeldEdition, Pack

_pending = "已改用另一个口径，重新打开窗口后生效。没有保存的内容会先问您。"


class EditionBar(QWidget):
    """Says which edition is in force; nothing is loaded or chosen before a person agrees."""

    def __init__(self, context: Context) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._context = context
        self._service = context.application.program.editions
        self._build()
        self._lay_out()
        self._load.clicked.connect(self._ask_file)
        self._use.clicked.connect(self._ask_use)
        self._reopen.clicked.connect(self._open_anew)
        self._others.currentIndexChanged.connect(self._judge)

    def refresh(self) -> None:
        """Read the editions at hand again, beside the window."""
        self._context.tasks.look_up(self._service.all, self._show, self._context.tell)

    def load(self, path: Path) -> None:
        """Check a pack beside the window, then show what it is and ask."""
        self._load.setEnabled(False)

        def examine(_: Progress) -> Pack:
            return self._service.examine(path)

        self._context.tasks.start(examine, self._ask_whether, self._fail)

    def _build(self) -> None:
        self._told = label("", wraps=True)
        self._told.setObjectName("edition_in_force")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._others = QComboBox()
        self._others.setObjectName("other_editions")
        self._others.setAccessibleName("本机的其他口径")
        self._use = QPushButton("改用这个口径…")
        self._use.setObjectName("use_edition")
        self._load = QPushButton("载入口径包…")
        self._load.setObjectName("load_edition")
        self._banner = QFrame()
        self._banner.setObjectName("edition_pending")
        self._banner.setProperty("role", "card")
        self._banner.setProperty("state", "now")
        self._reopen = QPushButton("现在重新打开")
        self._reopen.setObjectName("reopen_edition")
        self._reopen.setProperty("role", "primary")
        for widget in (self._banner, self._others, self._use):
            widget.hide()

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self._banner)
        inside.setContentsMargins(12, 6, 8, 6)
        inside.addWidget(label(_pending, wraps=True), 1)
        inside.addWidget(self._reopen)
        line = QHBoxLayout()
        line.addWidget(self._told, 1)
        for widget in (self._others, self._use, self._load):
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._banner)
        layout.addLayout(line)

    def _show(self, held: Sequence[HeldEdition]) -> None:
        now = next((one for one in held if one.is_in_force), None)
        opened = self._context.application.edition.id
        current = next((one for one in held if one.id == opened), now)
        if current is not None:
            mark = f"，指纹 {current.fingerprint}" if current.fingerprint else ""
            rules = f"{current.rules} 条审核规则{mark}"
            self._told.setText(f"现用口径：{current.name}（{current.number}），{rules}")
        self._others.clear()
        for one in held:
            if not one.is_in_force:
                unfit = "（不能用）" if one.fault else ""
                self._others.addItem(f"{one.name or one.id}{unfit}", one)
        for widget in (self._others, self._use):
            widget.setVisible(self._others.count() > 0)
        self._banner.setVisible(now is not None and now.id != opened)
        self._judge()

    def _judge(self) -> None:
        held = self._others.currentData()
        fault = held.fault if isinstance(held, HeldEdition) else ""
        self._use.setEnabled(isinstance(held, HeldEdition) and not fault)
        self._others.setToolTip(tip(fault))

    def _ask_file(self) -> None:
        words = ("载入口径包", "", "口径包 (*.zip)")
        chosen, _ = QFileDialog.getOpenFileName(self, *words)
        if chosen:
            self.load(Path(chosen))

    def _ask_whether(self, pack: Pack) -> None:
        self._load.setEnabled(True)
        title = pack.edition.title
        if pack.is_held:
            self._context.say(f"口径“{title.name}”本机已经有了，内容相同")
            return
        question = EditionQuestion(
            title="载入口径包",
            name=f"{title.name}（编号 {title.id}）",
            number=title.document.number,
            rules=len(pack.edition.rules),
            fingerprint=pack.fingerprint,
            differences=pack.differences,
            agreement="我已与发来的人核对过指纹，一字不差",
            action="载入",
        )
        if not self._is_agreed(question):
            return
        try:
            self._service.accept(pack, pack.fingerprint)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.say(f"已载入口径“{title.name}”，要用时选它并点“改用这个口径”")
        self.refresh()

    def _ask_use(self) -> None:
        held = self._others.currentData()
        if not isinstance(held, HeldEdition):
            return
        try:
            different = self._service.differences(held.id)
            question = EditionQuestion(
                title="改用口径",
                name=f"{held.name}（编号 {held.id}）",
                number=held.number,
                rules=held.rules,
                fingerprint=held.fingerprint,
                differences=different,
                agreement="以后新填的都按这个口径；以前上报的季度仍按当时的口径",
                action="改用",
            )
            if self._is_agreed(question):
                self._service.use(held.id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
        self.refresh()

    def _is_agreed(self, question: EditionQuestion) -> bool:
        dialog = EditionDialog(question, self)
        is_agreed = dialog.exec() == QDialog.DialogCode.Accepted.value
        dialog.deleteLater()
        return is_agreed

    def _fail(self, error: BaseException) -> None:
        self._load.setEnabled(True)
        self._context.tell(error)

    def _open_anew(self) -> None:
        self._context.reopen("maintenance", "", "edition")
