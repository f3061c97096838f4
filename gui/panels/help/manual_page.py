"""A page of the manual: Markdown, and pictures that fit its width."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from gui.panels.theme.theme import Theme

PICTURE_SCALE = 2
"""Pixels of a picture for each unit of the window it shows."""

_IMAGE = QTextDocument.ResourceType.ImageResource


class ManualPage(QTextBrowser):
    """Shows pages from files.

    Pictures are as large as what they show, unless the page is narrower. They are drawn with the
    pixels of the screen, and framed, because some of them are as white as the page. A page is
    shown before its pictures are read; they have their places in it by then.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sizes: dict[str, QSize] = {}
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._draw)
        theme.changed.connect(self._later.start)
        self.sourceChanged.connect(self._draw_later)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Read pages as Qt does, and pictures only as far as their size."""
        if kind != _IMAGE.value:
            return super().loadResource(kind, name)
        blank = QPixmap(self._size(QUrl(name)))
        blank.fill(Qt.GlobalColor.transparent)
        return blank

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width."""
        super().resizeEvent(event)
        self._later.start()

    def event(self, event: QEvent) -> bool:
        """Draw the pictures for another screen."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._later.start()
        return super().event(event)

    def _draw_later(self) -> None:
        self._later.start()

    def _draw(self) -> None:
        """Put the pictures of the page into their places."""
        document, moved = self.document(), False
        formats = [one.toImageFormat() for one in document.allFormats() if one.isImageFormat()]
        for name in {one.name() for one in formats}:
            url = document.baseUrl().resolved(QUrl(name))
            size = self._size(url)
            moved = moved or self._sizes.get(name) != size
            self._sizes[name] = size
            document.addResource(_IMAGE.value, url, self._picture(url, size))
        if moved:
            document.markContentsDirty(0, document.characterCount())
        self.viewport().update()

    def _width(self) -> int:
        """Units that the page has for a picture, also beside a scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        around = 2 * self.frameWidth() + 2 * round(self.document().documentMargin())
        return max(1, self.width() - bar - around)

    def _size(self, file: QUrl) -> QSize:
        """Units that a picture takes; none if it cannot be read."""
        size = QImageReader(file.toLocalFile()).size()
        if size.isEmpty():
            return QSize(0, 0)
        width = min(size.width() // PICTURE_SCALE, self._width())
        return QSize(width, round(size.height() * width / size.width()))

    def _picture(self, file: QUrl, size: QSize) -> QPixmap:
        """Read a picture, and draw it in that many units with the pixels of this screen."""
        image = QImage(file.toLocalFile())
        if image.isNull():
            return QPixmap()
        ratio = self.devicePixelRatioF()
        # Without an alpha channel it is scaled in half the time.
        opaque = image.convertToFormat(QImage.Format.Format_RGB32)
        scaled = opaque.scaled(
            size * ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture = QPixmap.fromImage(scaled)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setPen(self._theme.colour("border"))
        painter.drawRect(QRect(0, 0, size.width() - 1, size.height() - 1))
        painter.end()
        return picture
