"""The foot of the import dialog: what the import would give, and the buttons that end it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.core.lists.list_check import ListCheck
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import Button, WordedTool, set_icon
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity
from gui.words.recipients import list_checks as words


class ImportFoot(QWidget):
    """Counts who would be sent to, and who would be left out."""

    only_left_out = Signal(bool)
    """Whether only rows that would be left out are to be shown."""
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._valid = QLabel()
        self._valid.setObjectName("importValid")
        self._valid.setProperty("role", "strong")
        self._left_out = QLabel()
        self._left_out.setObjectName("importLeftOut")
        self._left_out.setProperty("tone", "danger")
        self._only = WordedTool("importOnlyLeftOut", self.tr("&Only those left out"))
        self._only.setCheckable(True)
        self._only.setVisible(False)
        self._problem = FieldNote(theme, Severity.ERROR, "importProblem", self)
        self._hint = QLabel()
        self._hint.setObjectName("importHint")
        self._hint.setProperty("role", "caption")
        self._cancel = Button(self.tr("&Back"))
        self._cancel.setObjectName("importCancel")
        self._confirm = Button(words.take(None))
        self._confirm.setObjectName("importConfirm")
        self._confirm.setProperty("role", "primary")
        self._confirm.setAccessibleName(self.tr("Import"))
        self._confirm.setToolTip(self.tr("Import the list (Ctrl+Enter)"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.step)
        line.addWidget(self._valid)
        line.addWidget(self._left_out)
        line.addWidget(self._only)
        line.addWidget(self._problem, 1)
        line.addStretch(0)
        line.addWidget(self._hint)
        line.addWidget(self._cancel)
        line.addWidget(self._confirm)
        self._only.toggled.connect(self.only_left_out)
        self._cancel.clicked.connect(self.cancelled)
        self._confirm.clicked.connect(self.confirmed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_check(self, check: ListCheck | None, *, blocking: bool) -> None:
        """Show what the import would give; none: it is not known."""
        self._valid.setText(words.valid(check) if check else "")
        left_out = words.left_out(check) if check else ""
        self._left_out.setText(f"· {left_out}" if left_out else "")
        self._only.setVisible(bool(left_out))
        if not left_out:
            self._only.setChecked(False)
        self._confirm.setText(words.take(None if blocking else check))

    def confirm(self) -> None:
        """Import, if that can be done now."""
        self._confirm.click()

    def show_problem(self, text: str) -> None:
        """Say why the list cannot be read; empty: it can."""
        self._problem.show_text(text, Severity.ERROR)

    def set_ready(self, ready: bool, hint: str) -> None:
        """Let the list be imported, or say in `hint` what has to be decided first."""
        self._confirm.setEnabled(ready)
        self._hint.setText(hint)

    def _dress(self) -> None:
        set_icon(self._theme, self._only, "list", "text-secondary")
