"""References inside a text box: each is one sign that looks like its words on a pale ground.

One sign is deleted, passed and selected whole, so a reference can't be damaged by typing. The
document holds the key of each; the words are looked up when it is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from bianmin_desktop.catalogue.references import pieces_of, source
from bianmin_desktop.gui.forms.editors.references import References
from bianmin_desktop.gui.theme import colours

chip_sign = "\ufffc"
chip_kind = QTextFormat.ObjectTypes.UserObject.value + 1
_key = QTextFormat.Property.UserProperty.value + 1
_padding, _gap, _corner = 5.0, 1.0, 4.0
_longest = 18


class ChipPainter(QPyTextObject):
    """Draws the chips of one document."""

    def __init__(self, references: References, parent: QObject) -> None:
        """With the words of `references`."""
        super().__init__(parent)
        self._references = references

    def intrinsicSize(self, doc: QTextDocument, place: int, form: QTextFormat) -> QSizeF:  # noqa: N802 - Qt's name
        """As wide as the words with a little room; never so high that the line would grow."""
        metrics = QFontMetricsF(doc.defaultFont())
        width = metrics.horizontalAdvance(self._words(form)) + 2 * (_padding + _gap)
        return QSizeF(width, math.floor(metrics.ascent()))

    def drawObject(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        place: int,
        form: QTextFormat,
    ) -> None:
        """A pale ground with round corners, reaching as deep as the letters do, and the words."""
        metrics = QFontMetricsF(doc.defaultFont())
        ground = QRectF(rect).adjusted(_gap, 0, -_gap, metrics.descent())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours["accent-pale"]))
        painter.setPen(QColor(colours["strong-line"]))
        painter.drawRoundedRect(ground, _corner, _corner)
        painter.setPen(QColor(colours["accent"]))
        painter.setFont(doc.defaultFont())
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, self._words(form))
        painter.restore()

    def _words(self, form: QTextFormat) -> str:
        words = self._references.words(str(form.property(_key)))
        return words if len(words) <= _longest else f"{words[:_longest]}…"


def insert(cursor: QTextCursor, text: str, known: Collection[str]) -> None:
    """Put a text where the cursor stands, its references as chips."""
    cursor.beginEditBlock()
    plain = QTextCharFormat()
    cursor.removeSelectedText()
    for piece in pieces_of(text, known):
        if piece.key:
            cursor.insertText(chip_sign, _form(piece.key))
        else:
            cursor.insertText(piece.text, plain)
    cursor.endEditBlock()


def key_at(document: QTextDocument, position: int) -> str:
    """The key of the chip that stands at a position; empty if none does."""
    cursor = QTextCursor(document)
    if document.characterAt(position) != chip_sign:
        return ""
    cursor.setPosition(position + 1)
    return _key_of(cursor.charFormat())


def source_of(document: QTextDocument, first: int = 0, last: int | None = None) -> str:
    """The text between two positions (the whole one) with its references written out."""
    end = document.characterCount() - 1 if last is None else last
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    plain = cursor.selectedText().replace("\u2029", "\n").replace("\xa0", " ")
    parts = plain.split(chip_sign)
    if len(parts) == 1:
        return plain
    keys = _keys(document, first)
    return parts[0] + "".join(_written(next(keys, "")) + part for part in parts[1:])


def place_of(text: str, offset: int, known: Collection[str]) -> int:
    """Where in the document an offset of its text lies: a chip is one sign there."""
    place = 0
    for piece in pieces_of(text, known):
        if offset < len(piece.text):
            return place + (0 if piece.key else _units(piece.text[:offset]))
        offset -= len(piece.text)
        place += 1 if piece.key else _units(piece.text)
    return place


def _units(text: str) -> int:
    """Qt counts in UTF-16: a rare character is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _keys(document: QTextDocument, first: int) -> Iterator[str]:
    """The keys of the chip signs from a position on; an empty one where the sign is only a sign."""
    found = document.find(chip_sign, first)
    while not found.isNull():
        yield _key_of(found.charFormat())
        found = document.find(chip_sign, found.position())


def _written(key: str) -> str:
    return source(key) if key else chip_sign


def _key_of(form: QTextCharFormat) -> str:
    return str(form.property(_key)) if form.objectType() == chip_kind else ""


def _form(key: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setObjectType(chip_kind)
    form.setProperty(_key, key)
    return form
