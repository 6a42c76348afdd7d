"""关于: what the program is, where the data lies, and what must not be entered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from bianmin_desktop import __version__
from bianmin_desktop.bootstrap import Application
from bianmin_desktop.gui.labels import label

_words = """版本 {version}
口径版本：{edition}
依据：{document}

数据文件夹：{folder}

· 本软件不联网，数据只保存在这台电脑上。
· 本软件不收集居民身份证号码，请不要录入。
· 不得录入涉密信息和工作秘密；本软件不能代替涉密信息系统。
· 标有“参考模板”的表格、时限和分值没有官方规定，可由本单位调整。"""


class AboutDialog(QDialog):
    """The program in one small page."""

    def __init__(self, application: Application, parent: QWidget | None = None) -> None:
        """For the open book."""
        super().__init__(parent)
        self.setWindowTitle("关于便民圈填报")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = label("便民圈填报", "title")
        edition = application.edition.title
        document = f"{edition.document.title}（{edition.document.number}）"
        text = label(
            _words.format(
                version=__version__,
                edition=edition.name,
                document=document,
                folder=application.folder.path,
            ),
            wraps=True,
        )
        text.setObjectName("words")
        text.setMinimumWidth(460)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addWidget(buttons)
