"""The box of a text: plain text, and references as chips where its form knows any."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from bianmin_desktop.catalogue.references import source
from bianmin_desktop.domain.drafting.mentions import Mention
from bianmin_desktop.domain.drafting.rendering import rendered
from bianmin_desktop.gui.forms.editors import chips
from bianmin_desktop.gui.forms.editors.references import References
from bianmin_desktop.gui.labels import tip

most_signs = 50_000
"""What the box may hold: more than any report, and still laid out at once."""

_own_format = "application/x-bianmin-text"


class LinesBox(QPlainTextEdit):
    """Holds a text as it is stored, references included, and shows them as their words."""

    refused = Signal(int)
    resized = Signal()
    entered = Signal()

    def __init__(self) -> None:
        """Empty; knows no references until `refer_to`."""
        super().__init__()
        self._references: References | None = None
        self._read: tuple[int, str] = (-1, "")

    def refer_to(self, references: References) -> None:
        """From now on `{figure:…}` in the text is a reference, drawn with its words."""
        self._references = references
        painter = chips.ChipPainter(references, self)
        self.document().documentLayout().registerHandler(chips.chip_kind, painter)
        references.changed.connect(self._redraw)
        self.viewport().setMouseTracking(True)

    def text(self) -> str:
        """The text as it is stored; read again only when something was changed."""
        revision = self.document().revision()
        if self._read[0] != revision:
            self._read = (revision, self._source())
        return self._read[1]

    def show_text(self, text: str) -> None:
        """Show another text; there is nothing to take back then."""
        known = self._references.names if self._references else ()
        with QSignalBlocker(self):
            if "{" not in text:
                self.setPlainText(text)
            else:
                self.setPlainText("")
                chips.insert(self.textCursor(), text, known)
                self.document().clearUndoRedoStacks()
                self.moveCursor(QTextCursor.MoveOperation.Start)
        self._read = (-1, "")

    def type_text(self, text: str) -> None:
        """Type a text where the cursor stands, over what is selected; Ctrl+Z takes it back."""
        chips.insert(self.textCursor(), text, self._references.names if self._references else ())
        self.ensureCursorVisible()

    def replace_number(self, mention: Mention) -> None:
        """Put a live reference in the place of a number typed by hand."""
        if self._references is None:
            return
        cursor, text = self.textCursor(), self.text()
        names = self._references.names
        cursor.setPosition(chips.place_of(text, mention.start, names))
        end = chips.place_of(text, mention.end, names)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        chips.insert(cursor, source(mention.fact.key), names)

    def mention_at(self, place: QPoint) -> Mention | None:
        """The number typed by hand under a point of the box, if there is a fact for it."""
        if self._references is None:
            return None
        position, text = self.cursorForPosition(place).position(), self.text()
        for mention in self._references.mentions(text):
            first, last = (
                chips.place_of(text, offset, self._references.names)
                for offset in (mention.start, mention.end)
            )
            if first <= position <= last:
                return mention
        return None

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Other programs get the words, this one the references."""
        cursor = self.textCursor()
        copied = chips.source_of(self.document(), cursor.selectionStart(), cursor.selectionEnd())
        held = QMimeData()
        held.setText(rendered(copied, self._references.facts) if self._references else copied)
        held.setData(_own_format, copied.encode())
        return held

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste and drop, unless the box could not show it any more."""
        is_own = source.hasFormat(_own_format)
        text = bytes(source.data(_own_format).data()).decode() if is_own else source.text()
        if len(text) + self.document().characterCount() > most_signs:
            self.refused.emit(len(text))
        else:
            self.type_text(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor came: what is inserted by a button goes here."""
        super().focusInEvent(event)
        self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Over a chip, say what it is."""
        super().mouseMoveEvent(event)
        if self._references is not None:
            key = self._key_under(event.position().toPoint())
            self.viewport().setToolTip(tip(self._references.tip(key) if key else ""))

    def _key_under(self, place: QPoint) -> str:
        position = self.cursorForPosition(place).position()
        document = self.document()
        return chips.key_at(document, position) or chips.key_at(document, max(position - 1, 0))

    def _source(self) -> str:
        plain = self.toPlainText()
        return chips.source_of(self.document()) if chips.chip_sign in plain else plain

    def _redraw(self) -> None:
        document = self.document()
        if chips.chip_sign in self.toPlainText():
            document.markContentsDirty(0, document.characterCount())
            self.resized.emit()
