"""The inline bar in which errors and notices appear."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.panels.theme.theme import SEVERITY_ICONS, Theme
from gui.words.notices import Notice, NoticeKey, Severity

MOST = 20
"""Notices kept; the oldest give way."""
PASSING = {Severity.INFORMATION, Severity.SUCCESS}
"""Only the newest of these is kept: nobody wants to close yesterday's "saved"."""


class NoticeBar(QWidget):
    """Shows one notice with its remedy, and keeps others behind it.

    A question comes first, then the newest error, then the newest of the rest. One takes the
    place of another with the same key. Without a notice the bar takes no space.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without content."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._theme = theme
        self._notices: list[Notice] = []
        self._shown: Notice | None = None
        self._icon = QLabel()
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("messageText")
        # What a server says must not be read as HTML.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._more = QLabel()
        self._more.setObjectName("messageMore")
        self._action = QPushButton()
        self._action.setObjectName("messageAction")
        self._close = QToolButton()
        self._close.setObjectName("messageClose")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message (Esc)"))
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        row = QHBoxLayout(self)
        step = theme.step
        row.setContentsMargins(step, step // 2, step, step // 2)
        row.setSpacing(step)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._action)
        row.addWidget(self._close)

        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self._dismiss)
        # Active only while the bar is visible.
        QShortcut(QKeySequence("Esc"), self, self._dismiss)
        theme.changed.connect(self._show)
        self._show()

    def show_notice(self, notice: Notice) -> None:
        """Show `notice`, or put it behind what matters more and is still there."""
        before = self._current()
        kept = [
            old
            for old in self._notices
            if old.key != notice.key
            and not (old.severity in PASSING and notice.severity in PASSING)
        ]
        self._notices = [*kept, notice][-MOST:]
        self._show()
        current = self._current()
        if current is not None and (before is None or current.sentence != before.sentence):
            self._announce(current)

    def withdraw(self, key: NoticeKey) -> None:
        """Remove the notice with this key, if it is still there: its reason is gone."""
        self._notices = [notice for notice in self._notices if notice.key != key]
        self._show()

    def _current(self) -> Notice | None:
        questions = [notice for notice in self._notices if notice.question]
        errors = [notice for notice in self._notices if notice.severity is Severity.ERROR]
        return next(reversed(questions or errors or self._notices), None)

    def _show(self) -> None:
        notice = self._current()
        self.setVisible(notice is not None)
        shown, self._shown = self._shown, notice
        if notice is None:
            self._text.clear()
            self.setAccessibleName(self.tr("Messages"))
            return
        surface = self._theme.colours.notices[notice.severity]
        self._theme.paint(self, surface)
        icon = SEVERITY_ICONS[notice.severity]
        self._icon.setPixmap(self._theme.pixmap(icon, self, surface.ink))
        self._close.setIcon(self._theme.icon("close", surface.ink))
        self._close.setIconSize(self._theme.icon_size)
        if shown is None or shown.sentence != notice.sentence:  # else what is selected stays so
            text = notice.text
            self._text.setText(text)
            # Assistive technology that stops at the bar itself reads the same.
            self.setAccessibleName(text)
        self._action.setText(str(notice.action or ""))
        self._action.setVisible(notice.action is not None and notice.verb is not None)
        behind = len(self._notices) - 1
        self._more.setText(self.tr("%Ln more", "", behind))
        self._more.setVisible(behind > 0)

    def _announce(self, notice: Notice) -> None:
        # Not before there is something to say: making its enums takes 3 ms of the start.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self, notice.text)
        if notice.severity in (Severity.ERROR, Severity.WARNING):
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _dismiss(self) -> None:
        current = self._current()
        self._notices = [notice for notice in self._notices if notice is not current]
        self._show()

    def _act(self) -> None:
        current = self._current()
        # First away with it: its verb may have something new to say.
        self._dismiss()
        if current is not None and current.verb is not None:
            current.verb()
