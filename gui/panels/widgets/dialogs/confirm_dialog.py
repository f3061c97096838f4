"""A dialog that asks the operator to confirm an act, and says what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import Button, SafeButton
from gui.panels.widgets.dialogs.question import Question
from gui.panels.widgets.fonts import embolden

WIDTH = 52
"""Width of the text, in letters."""


class ConfirmDialog(Question):
    """Says what an act means; going back is the default.

    Open it with `open()`; `accepted` means do it.
    """

    def __init__(
        self,
        title: str,
        text: str,
        verb: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        back: str = "",
    ) -> None:
        """Ask; `verb` names the button that does it, `back` the other one, by default *Back*."""
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
        do = Button(verb)
        do.setObjectName("judgementConfirm")
        stay = SafeButton(back or self.tr("&Back"))
        stay.setObjectName("judgementCancel")
        buttons = QDialogButtonBox()
        buttons.addButton(do, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(stay, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        margin = theme.size("space.l")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.size("space.m"))
        for widget in (heading, said, buttons):
            column.addWidget(widget)
        do.clicked.connect(self.accept)
        stay.clicked.connect(self.reject)
        stay.setDefault(True)
        stay.setFocus()
