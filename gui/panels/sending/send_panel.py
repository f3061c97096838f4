"""The button that sends, and beside it what is missing or what pressing it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.core.message.confirmation import Confirmation
from gui.core.message.draft import NOT_BY_TYPING, LeftOut, Problem
from gui.panels.sending.send_button import SendButton
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import add_sending_shortcut
from gui.words.message import draft

NOTE_MIN = 140
"""Pixels of the text beside the button, at a text scale of 100 %."""


class SendPanel(QWidget):
    """The button shows the count; a label beside it says what is missing.

    It can be pressed all the same, to be led there, unless nothing that is typed could help.
    """

    submitted = Signal()
    """The operator wants to send what is in the form."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show that there is nothing to send yet."""
        super().__init__(parent)
        self._theme = theme
        self._kind = AccountKind.ORDINARY
        self._ready = self._alarmed = False
        self._send = SendButton(theme, "Ctrl+Enter", self)
        self._send.setObjectName("send")
        self._mark = QLabel(self)
        self._note = QLabel(self, wordWrap=True)
        self._note.setObjectName("sendProblem")
        self._note.setProperty("role", "caption")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.step)
        row.addWidget(self._mark)
        row.addWidget(self._note, 1)
        row.addWidget(self._send)

        self._send.clicked.connect(self.submitted)
        # Return for the main block, Enter for the numeric one.
        shortcut = add_sending_shortcut(self, "Ctrl+Return", "Ctrl+Enter")
        shortcut.activated.connect(self._send.click)
        theme.changed.connect(self._dress)
        self.show_ready(0, ())

    def show_ready(
        self,
        count: int,
        problems: Sequence[Problem],
        kind: AccountKind = AccountKind.ORDINARY,
        confirmation: Confirmation = Confirmation.DIALOG,
        left_out: LeftOut = LeftOut(),  # noqa: B008 - a frozen value
    ) -> None:
        """Say how many messages would go and what pressing means, or what is missing."""
        self._kind = kind
        self._ready = count > 0 and not problems
        text = self.tr("&Send %Ln message(s)", "", count) if count else self.tr("&Send")
        if self._ready and confirmation is not Confirmation.NONE:
            text = self.tr("{send}…").format(send=text)
        self._send.setText(text)
        self._share()
        self._send.setEnabled(NOT_BY_TYPING.isdisjoint(problems))
        if self._ready:
            self._alarmed = False
            lines = [
                draft.pressing_means(
                    confirmation,
                    sandbox=kind is AccountKind.SANDBOX,
                    production=kind is AccountKind.PRODUCTION,
                )
            ]
        else:
            lines = [draft.gaps(problems)]
        if count and left_out.count:
            lines.append(draft.not_sent_to(left_out))
        self._note.setText("\n".join(lines))
        every = "\n".join(draft.problem(problem) for problem in problems)
        self._note.setToolTip(every)
        self._send.setToolTip(every or lines[0])
        self._send.setAccessibleDescription("\n".join((every or lines[0], *lines[1:])))
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the shortcut out where the text beside the button would have no room for it."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        least = round(NOTE_MIN * self._theme.scale)
        self._send.show_hint(self.width() - self._send.full_width() - self._theme.step >= least)

    def has_focus(self) -> bool:
        """Whether the focus is on the button, or will be there once a dialog over it is closed."""
        return self.window().focusWidget() is self._send

    def focus_button(self) -> None:
        """Focus the button."""
        self._send.setFocus(Qt.FocusReason.OtherFocusReason)

    def alarm(self) -> None:
        """Emphasise what is missing, after the operator has tried to send."""
        self._alarmed = not self._ready
        self._dress()

    def _dress(self) -> None:
        self._send.dress(self._kind, ready=self._ready)
        self._mark.setVisible(self._alarmed)
        if self._alarmed:
            self._mark.setPixmap(self._theme.pixmap("warning", self, "danger"))
        restyle(self._note, tone="danger" if self._alarmed else "secondary")
