"""The band at the top of a question: the account that it is about, in the colour of its kind."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.core.accounts.account import Account
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import Theme
from gui.panels.widgets.fonts import embolden
from gui.words.accounts.accounts import short_key


class AccountBand(QWidget):
    """Name, meaning and AccessKey ID of an account; production has its triangle, too."""

    def __init__(
        self, account: Account, meaning: str, theme: Theme, name: str, parent: QWidget | None = None
    ) -> None:
        """Say what sending with `account` means; the labels' names begin with `name`."""
        super().__init__(parent)
        self._theme = theme
        self._kind = AccountKind.of(production=account.production, sandbox=account.sandbox)
        key = self.tr("AccessKey {key}").format(key=short_key(account.access_key_id))
        label = _text(account.label, f"{name}Account")
        label.setWordWrap(True)
        embolden(label)
        said = _text(meaning, f"{name}Meaning")
        said.setWordWrap(True)
        self._mark = QLabel()
        self._mark.setVisible(self._kind is AccountKind.PRODUCTION)
        row = QHBoxLayout(self)
        wide = theme.size("space.l")
        row.setContentsMargins(wide, theme.step, wide, theme.step)
        row.setSpacing(theme.step)
        row.addWidget(self._mark)
        row.addWidget(label)
        row.addWidget(said, 1)
        row.addWidget(_text("" if account.sandbox else key, f"{name}AccessKey"))
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._theme.paint(self, self._theme.colours.bars[self._kind])
        if self._kind is AccountKind.PRODUCTION:
            self._mark.setPixmap(self._theme.pixmap("warning", self, "on-production"))


def _text(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    # An account's name may look like HTML.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
