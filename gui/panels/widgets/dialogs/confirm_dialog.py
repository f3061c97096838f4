"""A dialog that asks the operator to confirm an act, and says what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme
from gui.panels.widgets.fonts import embolden

WIDTH = 52
"""Width of the text, in letters."""


class ConfirmDialog(QDialog):
    """Says what an act means; Cancel is the default.

    Open it with `open()`; `accepted` means do it.
    """

    def __init__(
        self, title: str, text: str, verb: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("judgement")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        heading = QLabel(title)
        embolden(heading)
        said = QLabel(text, wordWrap=True)
        said.setObjectName("judgementText")
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setMinimumWidth(self.fontMetrics().averageCharWidth() * WIDTH)
        do = QPushButton(verb)
        do.setObjectName("judgementConfirm")
        do.setAutoDefault(False)
        back = QPushButton(self.tr("&Back"))
        back.setObjectName("judgementCancel")
        buttons = QDialogButtonBox()
        buttons.addButton(do, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(back, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        step = theme.step
        column.setContentsMargins(2 * step, 2 * step, 2 * step, 2 * step)
        column.setSpacing(2 * step)
        for widget in (heading, said, buttons):
            column.addWidget(widget)
        do.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        back.setDefault(True)
        back.setFocus()
