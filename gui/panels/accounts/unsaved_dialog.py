"""Ask what to do with edits that are not saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button
from gui.panels.widgets.dialogs.question import Question


class UnsavedDialog(Question):
    """Asks whether to save, to discard, or to go on editing, which is the default.

    Open it with `open()`.
    """

    save_chosen = Signal()
    """Save, then go on with what was to be done."""
    discard_chosen = Signal()
    """Go on with what was to be done, without the edits."""

    def __init__(self, label: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Ask about the account called `label`, or a new one if that is empty."""
        super().__init__(parent)
        self.setObjectName("unsavedEdits")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Unsaved changes"))
        said = QLabel(
            self.tr("The changes of “{label}” are not saved.").format(label=label)
            if label
            else self.tr("The new account is not saved.")
        )
        said.setObjectName("unsavedText")
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setMinimumWidth(360)
        save = named_button("saveEdits", self.tr("&Save"))
        discard = named_button("discardEdits", self.tr("&Discard"))
        keep = named_button("keepEditing", self.tr("&Go on editing"))
        keep.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(theme.step)
        row.addWidget(discard)
        row.addStretch(1)
        row.addWidget(keep)
        row.addWidget(save)
        column = QVBoxLayout(self)
        margin = theme.size("space.l")
        column.setContentsMargins(margin, margin, margin, theme.size("space.m"))
        column.setSpacing(margin)
        column.addWidget(said)
        column.addLayout(row)
        save.clicked.connect(lambda: self._answer(self.save_chosen))
        discard.clicked.connect(lambda: self._answer(self.discard_chosen))
        keep.clicked.connect(self.reject)
        keep.setFocus()

    def _answer(self, chosen: object) -> None:
        if self.answered:
            return
        self.accept()
        chosen.emit()  # type: ignore[attr-defined]
