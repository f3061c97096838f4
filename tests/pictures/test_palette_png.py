from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from tests.pictures.palette_png import COLOURS, save_small


def test_few_colours_are_those_that_are_missed_most(tmp_path: Path) -> None:
    """A colour unlike all others is kept, however few pixels have it; similar shades become one."""
    image = QImage(QSize(256, 10), QImage.Format.Format_RGB32)
    for x in range(256):
        for y in range(10):
            image.setPixelColor(x, y, QColor(x, x, x))
    image.setPixelColor(0, 0, QColor("red"))
    save_small(image, tmp_path / "folder" / "small.png")
    small = QImage(str(tmp_path / "folder" / "small.png"))
    assert small.colorCount() == COLOURS
    assert small.pixelColor(0, 0) == QColor("red")
    off = [abs(small.pixelColor(x, 5).red() - x) for x in range(256)]
    assert max(off) <= 256 / COLOURS
