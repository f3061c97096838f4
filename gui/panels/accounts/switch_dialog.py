"""The question before a production account becomes the one that sends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.core.accounts.account import Account
from gui.panels.accounts.account_band import AccountBand
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import SafeButton, named_button
from gui.panels.widgets.dialogs.question import Question
from gui.words.accounts import accounts as words

WIDTH = 480


class SwitchDialog(Question):
    """Asks whether to switch; staying is the default, and nothing goes along unless it is ticked.

    Open it with `open()`; `accepted` means switch.
    """

    def __init__(
        self,
        account: Account,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        message: bool,
        recipients: bool,
    ) -> None:
        """Ask about `account`; `message` and `recipients` say what there is to take along."""
        super().__init__(parent)
        self.about = account.access_key_id
        self.setObjectName("switchAccount")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Switch to a production account"))
        band = AccountBand(account, words.meaning(account), theme, "switchTo", self)
        heading = QLabel(self.tr("Send with “{label}” from now on?").format(label=account.label))
        heading.setProperty("role", "title")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        said = QLabel(
            self.tr(
                "Messages of this account really go out, and are charged. It has a form of its "
                "own: sign, template and values of now stay with the account that is left, and "
                "recipients are taken out, which can be undone. Presets and test phones belong to "
                "an account, too: those of now come back with it."
            ),
            wordWrap=True,
        )
        said.setObjectName("switchText")
        # Not of the dialog: that would overrule what longer words need.
        said.setMinimumWidth(WIDTH - 2 * theme.size("space.l"))
        self._message = QCheckBox(self.tr("Take the &message along (sign, template, values)"))
        self._message.setObjectName("carryMessage")
        self._message.setVisible(message)
        self._recipients = QCheckBox(self.tr("Take the &recipients along"))
        self._recipients.setObjectName("carryRecipients")
        self._recipients.setVisible(recipients)
        switch = named_button("confirmSwitch", self.tr("S&witch"))
        switch.setProperty("role", "production")
        stay = SafeButton(self.tr("&Stay"))
        stay.setObjectName("cancelSwitch")
        stay.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(theme.step)
        row.addStretch(1)
        row.addWidget(stay)
        row.addWidget(switch)
        inner = QVBoxLayout()
        wide = theme.size("space.l")
        inner.setContentsMargins(wide, theme.size("space.m"), wide, theme.size("space.m"))
        inner.setSpacing(theme.step)
        for widget in (heading, said, self._message, self._recipients):
            inner.addWidget(widget)
        inner.addSpacing(theme.step)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(band)
        column.addLayout(inner)
        switch.clicked.connect(self.accept)
        stay.clicked.connect(self.reject)
        stay.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the wrapped sentences need."""
        super().showEvent(event)
        wide = max(self.width(), self.sizeHint().width())
        self.resize(wide, max(self.height(), self.heightForWidth(wide)))

    @property
    def carries_message(self) -> bool:
        """Whether the message is to go along."""
        return self._message.isChecked()

    @property
    def carries_recipients(self) -> bool:
        """Whether the recipients are to go along."""
        return self._recipients.isChecked()
