"""The application's icon in the formats of Windows and macOS, from its SVG; `build.spec` asks."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter

ICO_SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels that Windows asks for, at 100 % to 200 %."""
ICNS_TYPES = {
    b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
}  # fmt: skip
"""Element types of an ICNS file that hold a PNG, and their pixels."""

PANEL_SIZE, PANEL_COLOUR = QSize(164, 314), "#E6EDFC"
"""Pixels of the picture beside the installer's first page, at 100 %, and its field."""


def ico(svg: Path) -> bytes:
    """Draw `svg` as an ICO file whose images are PNGs."""
    images = pngs(svg, ICO_SIDES)
    position = 6 + 16 * len(images)
    directory, data = b"", b""
    for side, image in images.items():
        small = side % 256  # 256 is written as 0
        start = position + len(data)
        directory += struct.pack("<BBBBHHII", small, small, 0, 0, 1, 32, len(image), start)
        data += image
    return struct.pack("<HHH", 0, 1, len(images)) + directory + data


def icns(svg: Path) -> bytes:
    """Draw `svg` as an ICNS file whose images are PNGs."""
    images = pngs(svg, ICNS_TYPES.values())
    parts = [
        kind + struct.pack(">I", 8 + len(images[side])) + images[side]
        for kind, side in ICNS_TYPES.items()
    ]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def panel(svg: Path) -> bytes:
    """Draw the picture beside the first page of the installer: `svg` on a field, as a BMP."""
    _application()
    picture = QImage(2 * PANEL_SIZE, QImage.Format.Format_RGB32)
    picture.fill(QColor(PANEL_COLOUR))
    side = picture.width() // 2
    painter = QPainter(picture)
    QIcon(str(svg)).paint(painter, side // 2, picture.height() // 3, side, side)
    painter.end()
    return _encoded(picture, "BMP")


def pngs(svg: Path, sides: Iterable[int]) -> Mapping[int, bytes]:
    """Draw `svg` as PNGs, by their sides in pixels."""
    _application()
    icon = QIcon(str(svg))
    return {side: _encoded(icon.pixmap(side, side).toImage(), "PNG") for side in sides}


def _encoded(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or not image.save(buffer, kind):
        raise OSError("the icon cannot be drawn")
    return bytes(buffer.data().data())


@cache
def _application() -> QCoreApplication:
    """Pixmaps need an application: the one there is, or one of our own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication.instance() or QGuiApplication([])
