"""A line edit with a label inside, beside its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget


class AnnotatedEdit(QLineEdit):
    """Places its label again whenever the text, the size or the font changes.

    Attributes:
        label: clicks on it reach the text below.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda _: self.place_label())

    def place_label(self) -> None:
        """Give the label its text and place, and set the margin of the text beside it."""
        raise NotImplementedError

    def set_margins(self, left: int, right: int) -> None:
        """Keep the text off the label, in pixels at each end."""
        margins = self.textMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setTextMargins(left, 0, right, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the label in the new size."""
        super().resizeEvent(event)
        self.place_label()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the label in the new font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.place_label()
