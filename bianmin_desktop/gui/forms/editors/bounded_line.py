"""A line that never cuts silently: what is too long stays out, or is held whole and read-only."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

most_signs = 5_000
"""What a line may hold: far over any field's length, and still drawn at once."""

longest_held = 2_000
"""Signs shown of a text that is too long to be edited in place."""


class BoundedLine(QLineEdit):
    """A line edit for at most `most_signs`; `refused` tells that something was kept out."""

    refused = Signal()

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self._held: str | None = None
        self._last = ""
        self.setMaxLength(most_signs)
        self.textChanged.connect(self._note)
        self.inputRejected.connect(self._refuse)

    @property
    def is_held(self) -> bool:
        """Whether the text is too long to be edited, and can only be replaced."""
        return self._held is not None

    def whole(self) -> str:
        """What stands in the line; a held text is given back whole."""
        return self.text() if self._held is None else self._held

    def show_whole(self, text: str) -> None:
        """Show a text quietly; one that is too long is held and shown in part."""
        is_held = len(text) >= most_signs
        shown = f"{text[:longest_held]}…（共 {len(text):,} 字，太长；如要重填，请右键清空）"
        with QSignalBlocker(self):
            self._held = text if is_held else None
            self.setReadOnly(is_held)
            self.setText(shown if is_held else text)
            self.setCursorPosition(0)
        self._last = self.text()

    def _note(self, text: str) -> None:
        if self._held is not None:
            self._held = None
            self.setReadOnly(False)
        if len(text) < most_signs:
            self._last = text

    def _refuse(self) -> None:
        # After the insertion has come to its end: it is still under way when this is said.
        QTimer.singleShot(0, self, self._take_back)

    def _take_back(self) -> None:
        self.setText(self._last)
        self.refused.emit()
