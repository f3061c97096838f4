"""The buttons below the form of an account; removal is confirmed in their place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.core.accounts.account import Account
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icon


class AccountFooter(QWidget):
    """Saves, discards and removes the account of the form above."""

    save_requested = Signal()
    discard_requested = Signal()
    removed = Signal(object)
    """The `Account` shown; the operator has confirmed its removal."""
    close_requested = Signal()
    """The dialog is to be closed: nothing of the sandbox is saved or removed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with a new account."""
        super().__init__(parent)
        self._theme = theme
        self._account: Account | None = None
        self._save = named_button("saveAccount", self.tr("Sa&ve"))
        self._save.setProperty("role", "primary")
        self._save.setToolTip(self.tr("Save the account and its secret (Ctrl+S)"))
        self._discard = named_button("discardAccount", self.tr("&Discard changes"))
        self._unsaved = QLabel(self.tr("Unsaved changes"))
        self._unsaved.setProperty("role", "caption")
        self._remove = named_button("removeAccount", self.tr("&Remove account…"))
        self._remove.setProperty("role", "quiet")
        self._remove.setProperty("tone", "danger")
        self._question = QLabel(wordWrap=True)
        self._question.setObjectName("removalQuestion")
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._really = named_button("confirmRemoval", self.tr("Really remove"))
        self._really.setProperty("role", "danger")
        self._keep = named_button("keepAccount", self.tr("Keep it"))
        self._close = named_button("closeAccounts", self.tr("&Close"))
        self._buttons = QWidget()
        self._removal = QWidget()
        self._lay_out()

        self._save.clicked.connect(self.save_requested)
        self._discard.clicked.connect(self.discard_requested)
        self._remove.clicked.connect(self._ask)
        self._really.clicked.connect(self._emit_removed)
        self._keep.clicked.connect(self._answer_no)
        self._close.clicked.connect(self.close_requested)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Those that start a job or drop what was typed."""
        return self._save, self._remove, self._really, self._discard

    def show_account(self, account: Account | None) -> None:
        """Offer what can be done with `account`; with the sandbox only to close."""
        self._account = account
        self._close_question()

    def show_dirty(self, dirty: bool) -> None:
        """Show whether there are unsaved changes."""
        self._unsaved.setVisible(dirty)
        self._discard.setVisible(dirty)

    def press_save(self) -> None:
        """Click the button that saves, unless it is hidden."""
        if self._save.isVisible():
            self._save.click()

    def keep_removal_open(self) -> bool:
        """Answer the question of removal with no, if it is asked; false if it is not."""
        if not self._removal.isVisible():
            return False
        self._answer_no()
        return True

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._buttons)
        row.addWidget(self._remove)
        row.addStretch(1)
        row.addWidget(self._unsaved)
        row.addWidget(self._discard)
        row.addWidget(self._save)
        ask = QHBoxLayout(self._removal)
        ask.addWidget(self._question, 1)
        ask.addWidget(self._keep)
        ask.addWidget(self._really)
        for line in (row, ask):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(self._theme.step)
        foot = QVBoxLayout(self)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        foot.addWidget(self._buttons)
        foot.addWidget(self._removal)
        self.setMinimumHeight(self._theme.size("height.control"))

    def _ask(self) -> None:
        if self._account is None:
            return
        self._question.setText(
            self.tr(
                "Remove “{label}”, and its secret from the keyring? What it sent stays in the "
                "history."
            ).format(label=self._account.label)
        )
        self._buttons.hide()
        self._removal.show()
        self._keep.setFocus()

    def _answer_no(self) -> None:
        self._close_question()
        self._remove.setFocus()

    def _emit_removed(self) -> None:
        account = self._account
        self._close_question()
        if account is not None:
            self.removed.emit(account)

    def _close_question(self) -> None:
        self._removal.hide()
        sandbox = self._account is not None and self._account.sandbox
        self._buttons.setVisible(not sandbox)
        self._close.setVisible(sandbox)
        self._remove.setVisible(self._account is not None)

    def _dress(self) -> None:
        for button in (self._remove, self._really):
            set_icon(self._theme, button, "remove", "danger")
