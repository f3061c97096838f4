"""The application's icon in the formats of Windows and macOS, from its SVG; `build.spec` asks."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QIcon

ICO_SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels that Windows asks for, at 100 % to 200 %."""
ICNS_TYPES = {
    b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
}  # fmt: skip
"""Element types of an ICNS file that hold a PNG, and their pixels."""


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


def pngs(svg: Path, sides: Iterable[int]) -> Mapping[int, bytes]:
    """Draw `svg` as PNGs, by their sides in pixels."""
    # Pixmaps need an application; the one that stands keeps standing.
    application = QGuiApplication.instance() or QGuiApplication([])
    icon = QIcon(str(svg))
    images = {}
    for side in sides:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not icon.pixmap(side, side).save(buffer, "PNG"):
            raise OSError(f"{svg} cannot be drawn")
        images[side] = bytes(buffer.data().data())
    del application
    return images
