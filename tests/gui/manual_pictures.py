"""`python -m tests.gui.manual_pictures` makes all pictures of the clerk's manual anew.

A screen of plain areas and letters needs few colours; with no more than that, files stay small.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.gui.screenshots import main as shoot_all

pictures = (
    "dashboard",
    "outlet",
    "outlet_form",
    "import_2_columns",
    "import_4_doubtful",
    "maintenance_duplicates",
    "registers",
    "summary_check",
    "summary_figures",
)
"""The screens shown in `resources/help`, by the names they are shot under."""

most_colours = 256
_coarse = 0xF8F8F8


def reduced(picture: QImage) -> QImage:
    """The picture in its most frequent colours, every other pixel in the nearest of them."""
    full = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(full.constBits()).cast("I"))
    by_shade: dict[int, Counter[int]] = {}
    for colour, count in pixels.items():
        by_shade.setdefault(colour & _coarse, Counter())[colour] += count
    shades = sorted(by_shade.values(), key=lambda shade: -shade.total())[:most_colours]
    table = [shade.most_common(1)[0][0] for shade in shades]
    nearest = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return full.convertToFormat(QImage.Format.Format_Indexed8, table, nearest)


def main(place: Path) -> None:
    """Shoot every screen, and put those of the manual into `place`."""
    with tempfile.TemporaryDirectory() as scratch:
        shoot_all(Path(scratch))
        for name in pictures:
            target = place / f"{name}.png"
            assert reduced(QImage(str(Path(scratch) / f"{name}.png"))).save(str(target), "PNG", 0)
            print(f"{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    images = Path(__file__).resolve().parents[2] / "resources" / "help" / "images"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else images)
