"""How the window looks: font, colours, one style sheet, and line icons in the text's colour.

Widgets are styled by what they are, through dynamic properties: `role` (title, heading, muted,
primary, danger, hint-line, card, banner, good …) and `level` (blocking, verify, hint).
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from bianmin_desktop.environment.paths import resources

points = 11.0
colours = {
    "ink": "#1c2733",
    "muted": "#566373",
    "line": "#d7dee7",
    "strong-line": "#9aa8b8",
    "white": "#ffffff",
    "ground": "#f3f6fa",
    "accent": "#1d4f91",
    "accent-dark": "#153c70",
    "accent-pale": "#e6eef8",
    "accent-soft": "#a8c6ec",
    "blocking": "#b3261e",
    "blocking-pale": "#fdecea",
    "verify": "#8a5300",
    "verify-pale": "#fff4e0",
    "hint": "#1f5f99",
    "hint-pale": "#e8f2fb",
    "good": "#1b6e3f",
    "good-pale": "#e6f4ec",
    "disabled": "#7d8896",
}
"""Every colour of the window; text colours keep a contrast of 4.5 or more on white."""

_system_fonts = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "SimHei",
)
_sharpness = 3


class TextSize(StrEnum):
    """How large text is, in per cent of the standard."""

    STANDARD = "100"
    LARGE = "120"
    LARGEST = "140"

    @property
    def label(self) -> str:
        """The size in the clerk's words."""
        return {"100": "标准", "120": "大", "140": "特大"}[self.value]

    @property
    def percent(self) -> int:
        """The size in per cent."""
        return int(self.value)

    @classmethod
    def nearest(cls, percent: int) -> TextSize:
        """The size that comes nearest."""
        return min(cls, key=lambda size: abs(size.percent - percent))


def dress(application: QApplication, folder: Path, size: TextSize = TextSize.STANDARD) -> None:
    """Give the application its font, palette and style sheet from the resources in `folder`."""
    application.setStyle("Fusion")
    font = QFont(font_family(folder))
    font.setPointSizeF(points * size.percent / 100)
    application.setFont(font)
    application.setPalette(_palette())
    application.setStyleSheet(_style_sheet(folder, font.pointSizeF()))


def resize_text(application: QApplication, folder: Path, size: TextSize) -> None:
    """Make all text of the running window larger or smaller."""
    font = application.font()
    ratio = points * size.percent / 100 / font.pointSizeF()
    headers = [widget for widget in application.allWidgets() if isinstance(widget, QHeaderView)]
    heights = [header.defaultSectionSize() for header in headers]
    font.setPointSizeF(points * size.percent / 100)
    application.setFont(font)
    application.setStyleSheet(_style_sheet(folder, font.pointSizeF()))
    for header, height in zip(headers, heights, strict=True):
        _stretch(header, height, ratio)


def _stretch(header: QHeaderView, height: int, ratio: float) -> None:
    """Rows of that height, and columns, grow and shrink with their text."""
    if header.orientation() is Qt.Orientation.Vertical:
        header.setDefaultSectionSize(round(height * ratio))
        return
    for section in range(header.count()):
        if header.sectionResizeMode(section) is QHeaderView.ResizeMode.Interactive:
            header.resizeSection(section, round(header.sectionSize(section) * ratio))


def font_family(folder: Path) -> str:
    """A Chinese font of the system, else the one that comes with the program."""
    found = next((name for name in _system_fonts if QFontDatabase.hasFamily(name)), "")
    return found or _bundled(str(folder / "fonts" / "BianminHei.ttf"))


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property (`role`, `level`) of a widget that is on screen already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


@lru_cache(maxsize=64)
def icon(name: str, colour: str = "ink") -> QIcon:
    """A line icon of `resources/icons` in one of the window's colours."""
    drawn = QIcon()
    drawn.addPixmap(_drawn(name, colour, 20))
    return drawn


def _drawn(name: str, colour: str, edge: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colours[colour]).encode()))
    pixmap = QPixmap(edge * _sharpness, edge * _sharpness)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(_sharpness)
    return pixmap


@lru_cache(maxsize=4)
def _bundled(path: str) -> str:
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path))
    return families[0] if families else "sans-serif"


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette(QColor(colours["ground"]))
    for role, name in (
        (roles.Window, "white"),
        (roles.Base, "white"),
        (roles.AlternateBase, "ground"),
        (roles.Button, "white"),
        (roles.WindowText, "ink"),
        (roles.Text, "ink"),
        (roles.ButtonText, "ink"),
        (roles.ToolTipBase, "white"),
        (roles.ToolTipText, "ink"),
        (roles.PlaceholderText, "disabled"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "white"),
        (roles.Link, "accent"),
        (roles.Accent, "accent"),
    ):
        palette.setColor(role, QColor(colours[name]))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
    return palette


def _style_sheet(folder: Path, size: float) -> str:
    sizes = {
        "small": f"{size * 0.91:.1f}pt",
        "normal": f"{size:.1f}pt",
        "heading": f"{size * 1.14:.1f}pt",
        "title": f"{size * 1.5:.1f}pt",
        "figure": f"{size * 1.9:.1f}pt",
    }
    named = {name.replace("-", "_"): value for name, value in colours.items()}
    words = named | sizes | {"icons": (folder / "icons").as_posix()}
    sheet = (folder / "style" / "window.qss").read_text(encoding="utf-8")
    return Template(sheet).substitute(words)
