from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.environment.paths import resources
from bianmin_desktop.gui.navigation import destinations
from bianmin_desktop.gui.theme import (
    TextSize,
    colours,
    dress,
    font_family,
    icon,
    resize_text,
    restyle,
)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(
            (name, "white")
            for name in ("ink", "muted", "accent", "blocking", "verify", "hint", "good")
        ),
        ("muted", "ground"),
        ("accent-dark", "accent-pale"),
        ("blocking", "blocking-pale"),
        ("verify", "verify-pale"),
        ("good", "good-pale"),
        ("white", "accent"),
    ],
)
def test_that_text_is_readable_on_its_ground(text: str, ground: str) -> None:
    assert _contrast(colours[text], colours[ground]) >= 4.5


def test_that_the_font_has_chinese(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    assert all(metrics.inFontUcs4(ord(sign)) for sign in "金家岭便民生活圈（〔〕）—“”")


def test_that_a_system_font_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda name: name == "Microsoft YaHei")
    assert font_family(resources()) == "Microsoft YaHei"
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda _: False)
    assert font_family(resources()) == "Bianmin Hei"


def test_that_text_grows_with_its_size(qtbot: QtBot, qapp: QApplication) -> None:
    title = QLabel("标题")
    title.setProperty("role", "title")
    qtbot.addWidget(title)
    title.show()
    try:
        heights = []
        for size in TextSize:
            resize_text(qapp, resources(), size)
            heights.append(title.fontMetrics().height())
        assert heights == sorted(set(heights))
    finally:
        dress(qapp, resources())


def test_that_every_size_has_a_word_and_is_found_again() -> None:
    assert [size.label for size in TextSize] == ["标准", "大", "特大"]
    assert all(TextSize.nearest(size.percent) is size for size in TextSize)


def test_that_restyling_shows_at_once(qtbot: QtBot) -> None:
    label = QLabel("核实")
    qtbot.addWidget(label)
    label.ensurePolished()
    restyle(label, "level", "blocking")
    assert label.palette().windowText().color().name() == colours["blocking"]


def test_that_every_icon_is_drawn_in_its_colour() -> None:
    for path in sorted((resources() / "icons").glob("*.svg")):
        if path.stem == "bianmin":
            continue
        picture = icon(path.stem, "accent").pixmap(40, 40).toImage()
        painted = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() == 255
        }
        assert painted, path
        wanted = colours["muted"] if path.stem.startswith("arrow-") else colours["accent"]
        assert wanted in painted, path


def test_that_every_destination_has_its_icon() -> None:
    folder: Path = resources() / "icons"
    assert all((folder / f"{entry.icon}.svg").is_file() for entry in destinations())


def test_that_columns_and_rows_grow_with_their_text(qapp: QApplication, qtbot: QtBot) -> None:
    table = QTableWidget(2, 2)
    qtbot.addWidget(table)
    table.setColumnWidth(0, 100)
    height = table.verticalHeader().defaultSectionSize()
    resize_text(qapp, resources(), TextSize.LARGEST)
    try:
        assert table.columnWidth(0) == 140
        assert table.verticalHeader().defaultSectionSize() == round(height * 1.4)
    finally:
        resize_text(qapp, resources(), TextSize.STANDARD)
    assert table.columnWidth(0) == 100
