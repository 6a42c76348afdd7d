"""附表纸张和字体: the paper of appendices, and typefaces of this machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout, QWidget

from bianmin_desktop.environment.settings import DocumentPaper, Typeface
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.services.looks import Installed, Role

_roles: Mapping[Role, tuple[str, str]] = {
    Role.TITLE: ("标题（小标宋）", "随程序附带：思源宋体粗体"),
    Role.BODY: ("正文（仿宋）", "随程序附带：Fandol 仿宋"),
    Role.KAI: ("（一）级标题和表格（楷体）", "随程序附带：霞鹜文楷"),
    Role.HEI: ("一级标题和表头（黑体）", "随程序附带：思源黑体"),
    Role.SONG: ("页码（宋体）", "随程序附带：思源宋体"),
}
_papers = (("A4", False), ("A3（横排的附表）", True))
_margins = (("按公文标准（版心 156×225 毫米）", False), ("窄边距（一页多排几行）", True))
_tool_tip = Qt.ItemDataRole.ToolTipRole
_faces_note = (
    "这台电脑装了方正小标宋、仿宋_GB2312、楷体_GB2312、黑体等字体的，可以选用；"
    "所选字体里没有的字，自动用随程序附带的字体补上。"
)


class FacesForm(QWidget):
    """Shows what is chosen; every choice is remembered at once, `chosen` is emitted then."""

    chosen = Signal()

    def __init__(self, context: Context) -> None:
        """With the shipped faces alone until `show_choices`."""
        super().__init__()
        self._context = context
        self._paper = _box("appendix_paper", "附表纸张", [words for words, _ in _papers])
        self._margin = _box("appendix_margins", "附表页边距", [words for words, _ in _margins])
        self._faces = {
            role: _box(f"face_{role.value}", name, [shipped])
            for role, (name, shipped) in _roles.items()
        }
        self._gone = label("", wraps=True)
        self._gone.setObjectName("faces_gone")
        self._gone.setProperty("level", "verify")
        self._gone.hide()
        self._lay_out()
        for box in (self._paper, self._margin, *self._faces.values()):
            box.activated.connect(self._keep)

    def show_choices(self, found: Sequence[Installed]) -> None:
        """Show the typefaces found on this machine, and what is chosen."""
        paper = self._context.application.looks.chosen
        self._paper.setCurrentIndex(int(paper.is_large))
        self._margin.setCurrentIndex(int(paper.is_narrow))
        gone = []
        for role, box in self._faces.items():
            _fill(box, [one for one in found if one.role is role])
            face = paper.typefaces.get(role.value)  # type: ignore[call-overload]
            if face is not None and not _choose(box, face):
                gone.append(f"{_roles[role][0]}“{face.name}”")
        words = f"选用的字体不在这台电脑上：{'、'.join(gone)}。现在用随程序附带的字体。"
        self._gone.setText(words if gone else "")
        self._gone.setVisible(bool(gone))

    def _keep(self) -> None:
        faces = {role.value: box.currentData() for role, box in self._faces.items()}
        paper = DocumentPaper(
            is_large=_papers[self._paper.currentIndex()][1],
            is_narrow=_margins[self._margin.currentIndex()][1],
            typefaces={role: face for role, face in faces.items() if face is not None},  # type: ignore[misc]
        )
        try:
            self._context.application.looks.set_paper(paper)
        except Fault as error:
            self._context.tell(error)
            return
        self._gone.hide()
        self._context.say("已记住，下次导出时用")
        self.chosen.emit()

    def _lay_out(self) -> None:
        papers, faces = QFormLayout(), QFormLayout()
        papers.addRow("纸张", self._paper)
        papers.addRow("页边距", self._margin)
        for role, box in self._faces.items():
            faces.addRow(_roles[role][0], box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label("附表", "heading"))
        layout.addLayout(papers)
        layout.addSpacing(10)
        layout.addWidget(label("字体", "heading"))
        layout.addWidget(label(_faces_note, "muted", wraps=True))
        layout.addLayout(faces)
        layout.addWidget(self._gone)


def _box(name: str, words: str, items: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.addItems(items)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


def _fill(box: QComboBox, found: Sequence[Installed]) -> None:
    """The shipped face, then those found; one that may not be used says why and stays grey."""
    while box.count() > 1:
        box.removeItem(1)
    for one in found:
        face = Typeface(name=one.name, path=str(one.file.path), index=one.file.index)
        words = f"{one.name}（{one.refusal}）" if one.refusal else one.name
        box.addItem(words, face)
        box.setItemData(box.count() - 1, tip(str(one.file.path)), _tool_tip)
        model = box.model()
        if one.refusal and isinstance(model, QStandardItemModel):
            model.item(box.count() - 1).setEnabled(False)
    box.setCurrentIndex(0)


def _choose(box: QComboBox, face: Typeface) -> bool:
    """Bring a face to the front; tells whether it is there."""
    for place in range(1, box.count()):
        if box.itemData(place) == face:
            box.setCurrentIndex(place)
            return True
    return False
