"""版头: what a unit prints over its official documents, typed once and kept in its book."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.services.looks import Header, longest

_kinds = (
    ("不带版头（直接从标题开始）", False, False),
    ("文件版头（红色标志、发文字号、红线）", True, False),
    ("信函版头（红色标志、双红线）", True, True),
)
_hints = {
    "mark": "如：××街道办事处文件",
    "signer": "上行文才填，如：王×明",
    "copies_to": "如：区商务局，区民政局；没有就空着",
    "printed_by": "如：××街道党政办公室；没有就空着",
}
_labels = {
    "mark": "发文机关标志",
    "signer": "签发人",
    "copies_to": "抄送机关",
    "printed_by": "印发机关",
}
_documents_only = ("signer", "printed_by")
_note = (
    "版头照本单位公文的样子填，软件不代拟；发文字号在导出报送时填，填什么印什么，空着就留出位置。"
    "印发日期是导出的那一天。公章请盖在打印件上。"
)


class HeaderForm(QWidget):
    """Keeps the header whenever an answer is finished; nothing typed waits for a button."""

    def __init__(self, context: Context) -> None:
        """Empty until `show_header`."""
        super().__init__()
        self._context = context
        self._shown = Header()
        self._kind = QComboBox()
        self._kind.setObjectName("header_kind")
        self._kind.setAccessibleName("版头")
        self._kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._kind.setMinimumContentsLength(14)
        self._kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kind.addItems([words for words, _, _ in _kinds])
        self._texts = {name: _line(name) for name in longest}
        self._told = label("", wraps=True)
        self._told.setObjectName("header_told")
        self._lay_out()
        self._kind.activated.connect(self.keep)
        for edit in self._texts.values():
            edit.editingFinished.connect(self.keep)

    def show_header(self) -> None:
        """Show what is kept."""
        self._show(self._context.application.looks.header)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What is being typed is kept when somebody goes elsewhere."""
        super().hideEvent(event)
        self.keep()

    def keep(self) -> None:
        """Keep the header if it was changed, and tell whether it is printed."""
        if self._typed == self._shown:
            return
        try:
            kept = self._context.application.looks.configure(self._typed)
        except Fault as error:
            self._say(error.message, "blocking")
            return
        self._show(kept)
        self._context.say("版头已保存，下次导出时用")

    @property
    def _typed(self) -> Header:
        _, is_used, is_letter = _kinds[self._kind.currentIndex()]
        texts = {name: edit.text() for name, edit in self._texts.items()}
        return Header(is_used, is_letter, **texts)

    def _show(self, header: Header) -> None:
        self._shown = header
        kinds = [(is_used, is_letter) for _, is_used, is_letter in _kinds]
        wanted = (header.is_used, header.is_used and header.is_letter)
        self._kind.setCurrentIndex(kinds.index(wanted))
        for name, edit in self._texts.items():
            edit.setText(getattr(header, name))
            is_asked = not header.is_letter or name not in _documents_only
            edit.setEnabled(header.is_used and is_asked)
        lacks_mark = header.is_used and not header.is_printed
        self._say("填了“发文机关标志”才会印版头。" if lacks_mark else "", "verify")

    def _say(self, words: str, level: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
        restyle(self._told, "level", level if words else "")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("版头", self._kind)
        for name, edit in self._texts.items():
            form.addRow(_labels[name], edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label("版头和版记", "heading"))
        layout.addWidget(label(_note, "muted", wraps=True))
        layout.addLayout(form)
        layout.addWidget(self._told)
        layout.addStretch(1)


def _line(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(f"header_{name}")
    edit.setAccessibleName(_labels[name])
    edit.setPlaceholderText(_hints[name])
    edit.setMaxLength(longest[name])
    return edit
