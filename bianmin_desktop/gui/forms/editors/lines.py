"""Several lines of text; grows with what is written, Ctrl+Enter moves on."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker
from PySide6.QtGui import QFontMetricsF, QTextCursor
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.catalogue.references import source
from bianmin_desktop.domain.drafting.mentions import Mention
from bianmin_desktop.gui.forms.editors.bounded_line import longest_held
from bianmin_desktop.gui.forms.editors.editor import Editor
from bianmin_desktop.gui.forms.editors.lines_box import LinesBox, most_signs
from bianmin_desktop.gui.forms.editors.references import References

_least_lines, _most_lines = 3, 16


class LinesEditor(Editor):
    """A box for paragraphs."""

    def __init__(self, field: Field) -> None:
        """For a field whose answer has lines."""
        super().__init__(field)
        self._held: str | None = None
        self._box = LinesBox()
        self._references: References | None = None
        self._asked_at = QPoint()
        self._box.setObjectName(field.id)
        self._box.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._box)
        self._box.customContextMenuRequested.connect(self._note_place)
        self.offer_menu(self._box)
        self._box.textChanged.connect(self._change)
        self._box.resized.connect(self._grow)
        self._box.refused.connect(self._refuse)
        self._grow()

    def answer(self) -> str:
        """What stands in the box; a held text is given back whole."""
        return self._box.text() if self._held is None else self._held

    def show_answer(self, text: str) -> None:
        """Show a text; one that is too long is held, shown in part and can only be replaced."""
        is_held = len(text) > most_signs
        self._held = text if is_held else None
        shown = f"{text[:longest_held]}…\n（共 {len(text):,} 字，太长；如要重填，请右键清空）"
        with QSignalBlocker(self._box):
            self._box.setReadOnly(is_held)
            self._box.show_text(shown if is_held else text)
        self._grow()

    def put_answer(self, text: str) -> None:
        """Answer so that Ctrl+Z takes it back."""
        if self._held is not None or len(text) > most_signs:
            super().put_answer(text)
            return
        self._box.selectAll()
        self._box.type_text(text)

    def refer_to(self, references: References) -> None:
        """Show references in the text as chips with their words."""
        self._references = references
        self._box.refer_to(references)
        self._box.entered.connect(self._note_entry)

    def mentions(self) -> Sequence[Mention]:
        """Numbers typed by hand in the text, where there is a fact for them."""
        if self._references is None or self._held is not None:
            return ()
        return self._references.mentions(self.answer())

    def make_live(self, mentions: Sequence[Mention]) -> None:
        """Put references in the place of numbers; from behind, so that places stay right."""
        for mention in sorted(mentions, key=lambda m: m.start, reverse=True):
            self._box.replace_number(mention)

    def type_reference(self, key: str) -> None:
        """Put a reference where the cursor stands."""
        if self._held is None:
            self._box.type_text(source(key))
            self._box.setFocus()

    def append(self, text: str) -> None:
        """Put a text behind what stands there, as a paragraph of its own."""
        self._box.moveCursor(QTextCursor.MoveOperation.End)
        self._box.type_text(f"\n{text}" if self.answer().strip() else text)

    def stops(self) -> Sequence[QWidget]:
        """The box."""
        return (self._box,)

    def keeps_enter(self) -> bool:
        """Enter begins a new line."""
        return True

    def use_enter(self) -> None:
        """A new line where the cursor stands."""
        self._box.textCursor().insertText("\n")
        self._box.ensureCursorVisible()

    def menu(self) -> QMenu:
        """The box's own menu, and a way out of a held text."""
        menu = self._box.createStandardContextMenu()
        if self._held is not None:
            menu.addAction("清空后重填").triggered.connect(self._empty)
        elif self._references is not None:
            self._offer_references(menu, self._references)
        return menu

    def _offer_references(self, menu: QMenu, references: References) -> None:
        menu.addSeparator()
        mention = self._box.mention_at(self._asked_at)
        if mention is not None:
            words = f"把手写的数改成引用：{mention.fact.label}（{mention.right}）"
            live = menu.addAction(words)
            live.triggered.connect(lambda: self.make_live((mention,)))
        if draft := references.drafts.get(self.field.id, ""):
            more = menu.addAction("在后面接上按数据起草的文字")
            more.triggered.connect(lambda: self.append(draft))

    def _note_place(self, where: QPoint) -> None:
        self._asked_at = where

    def _note_entry(self) -> None:
        if self._references is not None:
            self._references.last = self

    def _empty(self) -> None:
        super().put_answer("")

    def _change(self) -> None:
        self._grow()
        self.answered.emit()

    def _grow(self) -> None:
        lines = round(self._box.document().size().height())
        shown = min(max(lines, _least_lines), _most_lines)
        margins = 2 * round(self._box.document().documentMargin()) + 12
        # Qt lays out in whole pixels, rounded up: the fraction would cost the last line.
        line = math.ceil(QFontMetricsF(self._box.font()).lineSpacing())
        height = shown * line + margins
        if height != self._box.height():
            self._box.setFixedHeight(height)

    def _refuse(self, length: int) -> None:
        self.told.emit(
            f"要粘贴的内容有 {length:,} 个字，“{self.field.label}”最多放 {most_signs:,} 字，"
            "没有放进来，原来的内容没有变，剪贴板里的也还在。"
        )
