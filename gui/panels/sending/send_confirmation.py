"""What the operator confirms before anything leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.core.errors import SmsDeskError
from gui.core.message.confirmation import Confirmation, is_count, needed_confirmation
from gui.core.message.draft import SendSummary
from gui.core.sending.sent_before import SearchProgress, SentBefore
from gui.panels.accounts.account_band import AccountBand
from gui.panels.sending.confirmation_facts import ConfirmationFacts
from gui.panels.sending.count_edit import CountEdit
from gui.panels.sending.warning_note import WarningNote
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import SafeButton, SendingButton, set_icon
from gui.panels.widgets.dialogs.question import Question
from gui.panels.widgets.dialogs.room import room_for
from gui.words.notices import Severity
from gui.words.sending import confirmation as words
from gui.words.sending import sent_before

MARGIN = 24
COUNT_WIDTH = 112


class SendConfirmation(Question):
    """The confirmation: warnings first, then what is sent, to whom, and from which account.

    Open it with `open()`; `confirmed` means send. Enter and Escape both mean back: sending is
    pressed on purpose, and only once it is known who was sent the same before. A large sending of
    a production account asks for its count, too.
    """

    confirmed = Signal(object)
    """Send; a `SentBefore`: what the operator was told of the history."""

    def __init__(
        self, summary: SendSummary, theme: Theme, *, masked: bool, parent: QWidget | None = None
    ) -> None:
        """Show `summary`; `masked` hides the middle of every number."""
        super().__init__(parent)
        self.setObjectName("confirmation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._summary = summary
        self._masked = masked
        self._theme = theme
        account = summary.account
        self._kind = AccountKind.of(production=account.production, sandbox=account.sandbox)
        self._found: SentBefore | None = None
        needed = needed_confirmation(account, summary.draft.count)
        self._typed = needed is Confirmation.TYPED_COUNT
        self.setWindowTitle(self.tr("Send %Ln message(s)?", "", summary.draft.count))
        self.setProperty("surface", "surface")
        self._build()
        self._lay_out()
        self._sent_before.show_text(sent_before.searching(None), severity=Severity.INFORMATION)
        self._send.clicked.connect(self._confirm)
        self._back.clicked.connect(self.reject)
        self._count.textChanged.connect(lambda _: self._judge())
        self._count.entered.connect(self._answer_enter)
        self._count.sent.connect(self._send.click)
        self._back.setDefault(True)
        (self._count if self._typed else self._back).setFocus()
        theme.changed.connect(self._dress)
        self._dress()
        self._judge()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by Page Up and Page Down what is higher than the screen."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if pages:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + pages * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def show_progress(self, progress: SearchProgress) -> None:
        """Show how far the history has been searched."""
        said = sent_before.searching(progress)
        self._sent_before.show_text(said, severity=Severity.INFORMATION)

    def show_found(self, found: SentBefore) -> None:
        """Show who was sent the same before; from now on it can be sent."""
        self._found = found
        warned = bool(found.sent or found.queued)
        severity = Severity.WARNING if warned else Severity.INFORMATION
        self._sent_before.show_text(*sent_before.found(found), severity=severity)
        self._judge()
        self._fit()

    def show_failure(self, error: SmsDeskError) -> None:
        """Show why it is not known who was sent the same before."""
        self._sent_before.show_text(sent_before.not_known(error), severity=Severity.ERROR)
        self._fit()

    def _build(self) -> None:
        summary, theme = self._summary, self._theme
        account, count = summary.account, summary.draft.count
        self._page, self._area = QWidget(), QScrollArea()
        self._area.setObjectName("confirmSummary")
        said = words.meaning(sandbox=account.sandbox, production=account.production)
        self._band = AccountBand(account, said, theme, "confirm", self)
        self._title = QLabel(self.windowTitle())
        self._title.setObjectName("confirmTitle")
        self._title.setProperty("role", "title")
        self._sent_before = WarningNote(theme, "confirmSentBefore", self)
        self._left_out = WarningNote(theme, "confirmLeftOut", self)
        self._left_out.show_text(*words.left_out(summary))
        self._unfit = WarningNote(theme, "confirmUnfit", self)
        self._unfit.show_text(*words.unfit(summary))
        self._unfinished = []
        for run in summary.unfinished:
            note = WarningNote(theme, "confirmUnfinished", self)
            note.show_text(*words.unfinished(run))
            self._unfinished.append(note)
        self._count = CountEdit(self)
        self._count.setObjectName("confirmCount")
        self._count.setFixedWidth(COUNT_WIDTH)
        self._ask = QLabel(words.type_count(count), self)
        self._ask.setObjectName("confirmCountNote")
        self._ask.setBuddy(self._count)
        self._count.setAccessibleName(words.type_count(count))
        for widget in (self._count, self._ask):
            widget.setVisible(self._typed)
        self._send = SendingButton(self.tr("&Send %Ln message(s)", "", count))
        self._send.setObjectName("confirmSend")
        self._back = SafeButton(self.tr("&Back"))
        self._back.setObjectName("confirmCancel")
        self._back.setMinimumWidth(80)

    def _lay_out(self) -> None:
        step = self._theme.step
        body = QVBoxLayout(self._page)
        body.setContentsMargins(MARGIN, 16, MARGIN, 14)
        body.setSpacing(step)
        body.addWidget(self._title)
        for note in (self._sent_before, self._left_out, self._unfit, *self._unfinished):
            body.addWidget(note)
        body.addSpacing(step)
        body.addWidget(ConfirmationFacts(self._summary, self._theme, masked=self._masked))
        body.addStretch(1)
        self._page.setProperty("surface", "surface")
        self._area.setAccessibleName(self.tr("What will be sent"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the dialog's keys scroll it
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._page)
        line = QFrame()
        line.setProperty("role", "line")
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 12, MARGIN, 12)
        foot.setSpacing(step)
        foot.addWidget(self._ask)
        foot.addWidget(self._count)
        foot.addStretch(1)
        # Tab goes to what is safe before it goes to what sends.
        foot.addWidget(self._back)
        foot.addWidget(self._send)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._band)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(line)
        self._column.addLayout(foot)

    def _fit(self) -> None:
        """Be as high as what it says, but never past the screen: the buttons must be in sight."""
        room = room_for(self)
        width = round(self._theme.size("width.dialog-confirm") * self._theme.scale)
        width = min(width, room.width())
        self.ensurePolished()
        self._column.invalidate()
        around = self._column.sizeHint().height() - self._area.sizeHint().height()
        self._page.ensurePolished()
        high = around + self._page.heightForWidth(width)
        self.resize(width, min(high, room.height()))

    def _right(self) -> bool:
        """Whether the count was typed, where it has to be."""
        return not self._typed or is_count(self._count.text(), self._summary.draft.count)

    def _judge(self) -> None:
        """Let it be sent once everything for that is there."""
        right = self._right()
        self._send.setEnabled(self._found is not None and right)
        if self._typed:
            self._ask.setText(
                words.right_count() if right else words.type_count(self._summary.draft.count)
            )
            restyle(self._ask, tone="")
            restyle(self._count, state="")

    def _answer_enter(self) -> None:
        if not self._right():
            self._ask.setText(words.wrong_count(self._summary.draft.count))
            restyle(self._ask, tone="danger")
            restyle(self._count, state="error")

    def _confirm(self) -> None:
        found = self._found
        if found is not None and self._right() and not self.answered:
            self.accept()
            self.confirmed.emit(found)

    def _dress(self) -> None:
        self._theme.style_send(self._send, self._kind, ready=True)
        ink = "on-production" if self._kind is AccountKind.PRODUCTION else "on-accent"
        set_icon(self._theme, self._send, "send", ink)
