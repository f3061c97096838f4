"""The summary of the recipients, and the actions on all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.core.lists.draft_rows import DraftOverview
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import icon_button, named_button, set_icons
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity
from gui.words.recipients import lists

CHECKING_AFTER = 300
"""Milliseconds of checking before it is said: a short list must not make the summary flicker."""


class RecipientSummary(QWidget):
    """A sentence, and buttons that are enabled exactly when they would do something."""

    list_requested = Signal()
    """Emitted when the operator wants to see all recipients."""
    problems_requested = Signal()
    """What is to be said of rows is to be shown."""
    options_toggled = Signal(bool)
    """The options of the recipients are to be shown, or hidden."""
    undone = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._overview = DraftOverview()
        self._blocked = self._missing = self._unfit = 0
        self._text = FieldNote(theme, Severity.INFORMATION, "recipientSummary", self)
        self._text.setProperty("role", "caption")
        self._text.keep_room()
        self._show = self._link("showProblems", self.tr("S&how left out"))
        self._show.setAccessibleName(self.tr("Show the rows left out or repaired"))
        self._list = self._link("showRecipients", self.tr("All…"))
        self._list.setAccessibleName(self.tr("Show all recipients"))
        self._list.setToolTip(self.tr("Everybody who will be sent to, in order"))
        self._undo = icon_button("undoRecipients", self.tr("Undo the last change of recipients"))
        self._clear = icon_button("clearRecipients", self.tr("Clear all recipients"))
        self._clear.setToolTip(self._clear.accessibleName())
        self._options = icon_button("recipientOptions", self.tr("Options of the recipients"))
        self._options.setToolTip(self.tr("Country or region of typed numbers, do-not-send list"))
        self._options.setCheckable(True)
        self._checking = QTimer(self, singleShot=True, interval=CHECKING_AFTER)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.step // 2)
        line.addWidget(self._text, 1)
        for button in (self._show, self._list, self._undo, self._clear, self._options):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._checking.timeout.connect(lambda: self._text.show_text(self.tr("Checking…")))
        self._show.clicked.connect(self.problems_requested)
        self._list.clicked.connect(self.list_requested)
        self._undo.clicked.connect(self.undone)
        self._clear.clicked.connect(self.cleared)
        self._options.toggled.connect(self.options_toggled)
        theme.changed.connect(self._dress)
        self._dress()

    def show_overview(self, overview: DraftOverview) -> None:
        """Sum up what the draft holds; that ends checking."""
        self._overview = overview
        undo = self.undo_text()
        self._undo.setEnabled(bool(undo))
        self._undo.setToolTip(undo or self.tr("There is nothing to undo"))
        self._list.setVisible(bool(overview.recipients))
        if not overview.recipients:
            self._blocked = self._missing = self._unfit = 0
        self._show.setVisible(self._any_problem())
        self.set_checking(False)

    def show_blocked(self, recipients: int) -> None:
        """Say how many of the recipients are on the do-not-send list."""
        self._blocked = recipients
        self._sum_up()

    def show_missing(self, recipients: int) -> None:
        """Say how many of the recipients lack a value that the parameters refer to."""
        self._missing = recipients
        self._show.setVisible(self._any_problem())
        self._sum_up()

    def show_unfit(self, recipients: int) -> None:
        """Say how many of the recipients have values that the service is likely to refuse."""
        self._unfit = recipients
        self._show.setVisible(self._any_problem())
        self._sum_up()

    def set_checking(self, checking: bool) -> None:
        """Show, unless it is over soon, that the numbers are being read."""
        if checking:
            self._checking.start()
        else:
            self._checking.stop()
            self._sum_up()

    def set_clearable(self, some: bool) -> None:
        """Say whether there is anything to clear."""
        self._clear.setEnabled(some)

    def open_options(self) -> None:
        """Show the options: one of them is not as usual."""
        self._options.setChecked(True)

    def undo_text(self) -> str:
        """Set the label of the undo button; empty disables it."""
        return lists.undo(self._overview.undo) if self._overview.undo else ""

    def undo(self) -> None:
        """Ask for the last change to be undone, if there is one."""
        self._undo.click()

    def _link(self, name: str, text: str) -> QPushButton:
        button = named_button(name, text)
        button.setProperty("role", "link")
        button.setProperty("small", "true")
        return button

    def _any_problem(self) -> bool:
        return bool(self._overview.notes or self._missing or self._unfit)

    def _sum_up(self) -> None:
        wrong = lists.invalid(self._overview) or self._blocked or self._missing or self._unfit
        severity = Severity.WARNING if wrong else Severity.INFORMATION
        text = lists.summary(self._overview, self._blocked, self._missing, self._unfit)
        self._text.show_text(text, severity)

    def _dress(self) -> None:
        set_icons(
            self._theme,
            (self._undo, "undo"),
            (self._clear, "remove"),
            (self._options, "more"),
        )
