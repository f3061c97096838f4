"""Icons: SVG drawings in the colour of a role, sharp at every density."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QIcon, QImageReader, QPainter, QPixmap

_IconKey = tuple[str, tuple[str, str], str, int, int, frozenset[float]]


class Icons:
    """Draws the icons of one folder; what was drawn once is kept."""

    def __init__(self, folder: Path) -> None:
        """Take drawings from `folder`: SVG files drawn with `currentColor`."""
        self._folder = folder
        self._drawings: dict[str, bytes] = {}
        self._drawn: dict[tuple[str, str, str, int, float], QPixmap] = {}
        self._made: dict[_IconKey, QIcon] = {}

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

    def icon(
        self,
        name: str,
        inks: tuple[str, str],
        ground: str,
        side: int,
        after: int,
        ratios: frozenset[float],
    ) -> QIcon:
        """Make an icon; the caller may add to it.

        Args:
            name: of the file, without `.svg`.
            inks: `#RRGGBB` of its strokes where it can be used, and where it cannot.
            ground: `#RRGGBB` of what is cut out of a disc.
            side: width and height in device-independent pixels.
            after: how many empty pixels it has at its right.
            ratios: how many device pixels one of those can have.

        Raises:
            FileNotFoundError: there is no such icon.
        """
        key = (name, inks, ground, side, after, ratios)
        if key not in self._made:
            made = QIcon()
            for ratio in sorted(ratios):
                for mode, ink in zip((QIcon.Mode.Normal, QIcon.Mode.Disabled), inks, strict=True):
                    drawn = self.draw(name, ink, ground, side, ratio)
                    made.addPixmap(_widened(drawn, after) if after else drawn, mode)
            self._made[key] = made
        return QIcon(self._made[key])

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


def _widened(pixmap: QPixmap, after: int) -> QPixmap:
    """Add empty pixels at the right."""
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + round(after * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wide
