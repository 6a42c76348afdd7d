"""Chinese for what Qt itself says: standard buttons, menus of editors, file dialogs."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_words = "qtbase_zh_CN"


def speak_chinese(application: QApplication) -> bool:
    """Make Qt's own words Chinese; whether the translation was found."""
    QLocale.setDefault(QLocale("zh_CN"))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(_words, folder):
        return False
    return application.installTranslator(translator)
