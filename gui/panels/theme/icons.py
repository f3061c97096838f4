"""Icons: SVG drawings in the colour of a role, sharp at every density."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImageReader, QPixmap


class Icons:
    """Draws the icons of one folder; what was drawn once is kept."""

    def __init__(self, folder: Path) -> None:
        """Take drawings from `folder`: SVG files drawn with `currentColor`."""
        self._folder = folder
        self._drawings: dict[str, bytes] = {}
        self._drawn: dict[tuple[str, str, str, int, float], QPixmap] = {}

    def draw(self, name: str, colour: str, ground: str, side: int, ratio: float) -> QPixmap:
        """Draw an icon.

        Args:
            name: of the file, without `.svg`.
            colour: `#RRGGBB` of its strokes.
            ground: `#RRGGBB` of what is cut out of a disc; it is `white` in the file.
            side: width and height in device-independent pixels.
            ratio: device pixels of one of those.

        Raises:
            FileNotFoundError: there is no such icon.
        """
        key = (name, colour, ground, side, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, name: str, colour: str, ground: str, side: int, ratio: float) -> QPixmap:
        drawing = self._drawings.get(name)
        if drawing is None:
            drawing = self._drawings[name] = (self._folder / f"{name}.svg").read_bytes()
        drawing = drawing.replace(b'"white"', b'"%s"' % ground.encode())
        data = QByteArray(drawing.replace(b"currentColor", colour.encode()))
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, QByteArray(b"svg"))
        pixels = max(1, round(side * ratio))
        reader.setScaledSize(QSize(pixels, pixels))
        pixmap = QPixmap.fromImage(reader.read())
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
