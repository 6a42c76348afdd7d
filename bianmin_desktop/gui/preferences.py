"""What this clerk has set on this machine, read when needed and written at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from bianmin_desktop.environment.settings import Settings, read_settings, write_settings
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.theme import TextSize


class Preferences:
    """Text size and place of the window; a folder that cannot be written disturbs nobody."""

    def __init__(self, folder: Path) -> None:
        """Kept in the data folder."""
        self._folder = folder

    @property
    def text_size(self) -> TextSize:
        """How large text is."""
        return TextSize.nearest(self._read().text_percent)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, as Qt wrote it; empty at the first start."""
        return QByteArray.fromBase64(QByteArray(self._read().geometry.encode()))

    def keep_text_size(self, size: TextSize) -> None:
        """Remember how large text is."""
        self._keep(text_percent=size.percent)

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Remember where the window is."""
        self._keep(geometry=bytes(geometry.toBase64().data()).decode("ascii"))

    def _read(self) -> Settings:
        return read_settings(self._folder).settings

    def _keep(self, **changes: object) -> None:
        """Read anew before writing, so that what others have set meanwhile is kept."""
        before = self._read()
        after = before.with_changes(**changes)
        if after == before:
            return
        try:
            write_settings(self._folder, after)
        except Fault:
            return
