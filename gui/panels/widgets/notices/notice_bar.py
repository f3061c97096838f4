"""Errors and notices: a toast over the lower edge, which moves nothing and covers no control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from gui.panels.theme.theme import SEVERITY_ICONS, Theme
from gui.panels.widgets.buttons import Tool
from gui.panels.widgets.notices.placing import controls_in, covered, place_toast, rows_in
from gui.words.notices import Notice, NoticeKey, Severity
from gui.words.sentence import Sentence

MOST = 20
"""Notices kept; the oldest give way."""
PASSING = {Severity.INFORMATION, Severity.SUCCESS}
"""Only the newest of these is kept: nobody wants to close yesterday's "saved"."""
WIDEST = 640
"""Device-independent pixels; a longer text takes more lines."""
NARROWEST = 240
"""Device-independent pixels for the text, with the button beside it; else the button is below."""
MARGIN = 16
"""Device-independent pixels to the edge of what it lies over."""
SECONDS_WITH_ACTION = 10
"""How long a passing notice stays that offers something."""
FOLLOW = 250
"""Milliseconds between two looks at whether a control has come to lie under it."""
HELD_MOST = 10
"""Seconds for which a pointer that lies on a passing notice, or the focus that fell to it, holds
it: nobody reads for longer, and neither is told of when a dialog opens over it."""
LETTERS_A_SECOND = 12
"""Characters a second that an operator reads while doing something else."""


class NoticeBar(QFrame):
    """Shows one notice with its remedy, and keeps others behind it.

    The newest error comes first, then the newest of the rest. One takes the place of another with
    the same key. Passing ones go away by themselves; the pointer on them delays that a little, and
    the keyboard that the operator moved there as long as it is there.
    """

    dropped = Signal(object)
    """The key of a notice that is gone though nobody withdrew it: it was closed, has passed, or
    gave way to others."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without content."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setProperty("role", "toast")
        self._theme = theme
        self._notices: list[Notice] = []
        self._shown: Notice | None = None
        self._anchor: QWidget | None = None
        self._before: QWidget | None = None
        self._hovered = False
        self._taken = False
        self._held = 0
        self._icon = QLabel()
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("messageText")
        # What a server says must not be read as HTML.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setContentsMargins(0, 5, 0, 5)
        self._more = QLabel()
        self._more.setObjectName("messageMore")
        self._action = Tool()
        self._action.setObjectName("messageAction")
        self._action.setProperty("tone", "action")
        self._close = Tool()
        self._close.setObjectName("messageClose")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message (Esc)"))
        for button in (self._action, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._timer = QTimer(self, singleShot=True)
        self._follow = QTimer(self, interval=FOLLOW)

        self._offer = QWidget()
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.step)
        row.addWidget(self._more)
        row.addWidget(self._action)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(12, 3, 4, 3)
        grid.setHorizontalSpacing(theme.step)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self._text, 0, 1)
        grid.addWidget(self._offer, 0, 2)
        grid.addWidget(self._close, 0, 3)

        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self._dismiss)
        self._timer.timeout.connect(self.pass_by)
        self._follow.timeout.connect(self._give_way)
        # Active only while the bar is visible.
        QShortcut(QKeySequence("Esc"), self, self._dismiss)
        theme.changed.connect(self._show)
        self._show()

    def anchor(self, over: QWidget) -> None:
        """Lie over the lower edge of `over` from now on."""
        if self._anchor is not None:
            self._anchor.removeEventFilter(self)
        self._anchor = over
        over.installEventFilter(self)
        self._place()

    def show_notice(self, notice: Notice) -> None:
        """Show `notice`, or put it behind what matters more and is still there."""
        before = self._current()
        kept = [
            old
            for old in self._notices
            if old.key != notice.key
            and not (old.severity in PASSING and notice.severity in PASSING)
        ]
        given_way = [old for old in self._notices if old.key != notice.key]
        self._notices = [*kept, notice][-MOST:]
        self._show()
        current = self._current()
        if current is not None and (before is None or current.sentence != before.sentence):
            self._announce(current)
        for old in given_way:
            if old not in self._notices:
                self.dropped.emit(old.key)

    def withdraw(self, key: NoticeKey | Sentence) -> None:
        """Remove the notice with this key, if it is still there: its reason is gone."""
        self._notices = [notice for notice in self._notices if notice.key != key]
        self._show()

    def take_keyboard(self) -> None:
        """Move the focus to the notice, or back to where it was before."""
        if not self.isVisible():
            return
        if self._has_focus():
            self._give_back()
            return
        self._before = QApplication.focusWidget()
        self._taken = True
        (self._action if self._action.isVisible() else self._close).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def pass_by(self) -> None:
        """Go away, unless the pointer or the keyboard is here; then later."""
        focused = self._has_focus()
        self._taken = self._taken and focused
        if self._taken or (self._held < HELD_MOST and (self._hovered or focused)):
            self._held += 1
            self._timer.start(1000)
        else:
            self._dismiss()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._hovered = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Pass again."""
        self._hovered = False
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what it lies over."""
        if watched is self._anchor and event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.Move,
            QEvent.Type.Show,
        ):
            self._place()
        return False

    def _current(self) -> Notice | None:
        errors = [notice for notice in self._notices if notice.severity is Severity.ERROR]
        return next(reversed(errors or self._notices), None)

    def _show(self) -> None:
        notice = self._current()
        shown, self._shown = self._shown, notice
        if notice is None:
            self._timer.stop()
            self._follow.stop()
            if self._has_focus():
                self._give_back()
            self.setVisible(False)
            self._text.clear()
            self.setAccessibleName(self.tr("Messages"))
            return
        icon = SEVERITY_ICONS[notice.severity]
        self._icon.setPixmap(self._theme.pixmap(icon, self, self._theme.toast_ink(notice.severity)))
        self._close.setIcon(self._theme.icon("close", self._theme.toast_ink(None)))
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
        self._offer.setVisible(behind > 0 or not self._action.isHidden())
        self.setVisible(True)
        self._place()
        if shown is not notice:
            self._start_timer(notice)

    def _place(self) -> None:
        """Lie low over the anchor, in its middle, as wide as the text needs."""
        over, parent = self._anchor, self.parentWidget()
        if over is None or parent is None or self._shown is None:
            return
        self.ensurePolished()
        at = QRect(over.mapTo(parent, QPoint(0, 0)), over.size())
        at.adjust(MARGIN, MARGIN, -MARGIN, -MARGIN)
        room = max(200, min(WIDEST, at.width()))
        line = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4
        below = room - self._rest(below=False) < min(line, NARROWEST)
        self._put_offer(below)
        wide = min(room, max(self._rest(below) + line, self._grid.minimumSize().width()))
        high = max(self._grid.totalHeightForWidth(wide), 40)
        controls, rows = controls_in(over, parent, self), rows_in(over, parent)
        self.setGeometry(place_toast(at, QSize(wide, high), controls, rows))
        self.raise_()
        self._follow.start()

    def _put_offer(self, below: bool) -> None:
        """Put what is offered beside the text, or in a line of its own."""
        if below == (self._grid.itemAtPosition(1, 0) is not None):
            return  # moving it would lay the toast out anew at each step of a resize
        self._grid.removeWidget(self._offer)
        if below:
            self._grid.addWidget(self._offer, 1, 0, 1, 4, Qt.AlignmentFlag.AlignRight)
        else:
            self._grid.addWidget(self._offer, 0, 2)

    def _rest(self, below: bool) -> int:
        """Return how many pixels of the width are not the text's."""
        beside = [self._icon, self._close]
        if not below and not self._offer.isHidden():
            beside.append(self._offer)
        margins, gap = self._grid.contentsMargins(), self._grid.horizontalSpacing()
        taken = sum(one.sizeHint().width() + gap for one in beside)
        return margins.left() + margins.right() + taken

    def _give_way(self) -> None:
        """Go elsewhere if something has come to lie under it; not while it is being used."""
        over, parent = self._anchor, self.parentWidget()
        if over is None or parent is None or self._hovered or self._has_focus():
            return
        if covered(self.geometry(), controls_in(over, parent, self) + rows_in(over, parent)):
            self._place()

    def _start_timer(self, notice: Notice) -> None:
        """Let a passing notice pass; one that reports on something stays until that is over."""
        self._held = 0
        if notice.severity not in PASSING or not notice.is_over:
            self._timer.stop()
            return
        shortest = self._theme.tokens.sizes["duration.toast"]
        if notice.verb is not None:
            shortest = SECONDS_WITH_ACTION * 1000
        self._timer.start(max(shortest, len(notice.text) * 1000 // LETTERS_A_SECOND))

    def _has_focus(self) -> bool:
        holder = QApplication.focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def _give_back(self) -> None:
        before, self._before = self._before, None
        window = self.window()
        if before is not None and before.isVisible() and window.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif holder := QApplication.focusWidget():
            holder.clearFocus()

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
        if current is not None:
            self.dropped.emit(current.key)

    def _act(self) -> None:
        current = self._current()
        # Removed first: its action may show another notice.
        self._dismiss()
        if current is not None and current.verb is not None:
            current.verb()
