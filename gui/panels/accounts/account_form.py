"""The credentials form: one account, or what the sandbox is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.core.accounts.account import Account
from gui.core.errors import AccountError
from gui.panels.accounts.account_fields import AccountField, AccountFields, field_of
from gui.panels.accounts.sandbox_page import SandboxPage
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.panels.widgets.step_heading import embolden
from gui.words import errors


class AccountForm(QWidget):
    """Makes, edits, tests and removes an account; removal is asked for in place."""

    saved = Signal(object)
    """An `AccountInput`, right or wrong."""
    tested = Signal(object)
    """An `AccountInput`, right or wrong; without a secret the kept one is meant."""
    removed = Signal(object)
    """The `Account` shown; the operator has confirmed it."""
    created = Signal()
    """The form has been emptied for a new account."""
    number_requested = Signal(str)
    """A number of the sandbox, to be put among the recipients."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with a new account."""
        super().__init__(parent)
        self._theme = theme
        self._account: Account | None = None
        self._kept = False
        self._left: tuple[Account, bool] | None = None
        self._pressed: tuple[QPushButton, QWidget | None] | None = None
        self._title = QLabel()
        self._title.setObjectName("accountTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        embolden(self._title)
        self._add = named_button("newAccount", self.tr("Add an account"))
        self._discard = named_button("discardAccount", self.tr("Discard"))
        self._fields = AccountFields(theme)
        self._save = named_button("saveAccount", self.tr("Sa&ve"))
        self._save.setToolTip(self.tr("Save the account and its secret (Ctrl+S)"))
        self._test = named_button("testAccount", self.tr("Test"))
        self._test.setToolTip(self.tr("Ask the service, without sending anything"))
        self._remove = named_button("removeAccount", self.tr("Remove"))
        self._buttons = QWidget()
        self._question = QLabel(wordWrap=True)
        self._question.setObjectName("removalQuestion")
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._really = named_button("confirmRemoval", self.tr("Really remove"))
        self._keep = named_button("keepAccount", self.tr("Keep it"))
        self._removal = QWidget()
        self._sandbox = SandboxPage(theme)
        self._lay_out()

        self._add.clicked.connect(self._begin)
        self._discard.clicked.connect(self._go_back)
        self._save.clicked.connect(self._emit_saved)
        self._test.clicked.connect(self._emit_tested)
        self._remove.clicked.connect(self._ask)
        self._really.clicked.connect(self._emit_removed)
        self._keep.clicked.connect(self._answer_no)
        self._sandbox.number_requested.connect(self.number_requested)
        QShortcut(
            QKeySequence.StandardKey.Save,
            self._fields,
            self._press_save,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        theme.changed.connect(self._dress)
        self._dress()
        self.show_account(None, secret_kept=False)

    def show_account(self, account: Account | None, secret_kept: bool) -> None:
        """Show `account`, or an empty form for a new one; what was typed is gone.

        The sandbox has no fields: what it is and its numbers are shown instead.
        """
        self._account = account
        if account is not None:
            self._left = None
        sandbox = account is not None and account.sandbox
        self._fields.fill(account)
        self.show_secret_kept(secret_kept)
        self._fields.offer_memory(False)
        self._fields.setVisible(not sandbox)
        self._sandbox.setVisible(sandbox)
        self._title.setText(account.label if account else self.tr("New account"))
        self._close_question()

    def show_secret_kept(self, kept: bool) -> None:
        """Say whether there is a secret of this account already; what was typed stays."""
        self._kept = kept
        self._fields.show_secret_kept(kept)

    def show_problem(self, field: AccountField, text: str) -> None:
        """Say under `field` what is wrong with it, or nothing; a problem takes the keyboard."""
        self._fields.show_problem(field, text)

    def show_error(self, error: AccountError) -> None:
        """Say under the field that `error` is about what is wrong with it."""
        self._fields.show_problem(field_of(error.fault), errors.account(error.fault))

    def offer_memory(self, offered: bool) -> None:
        """Show the choice to do without a keyring, or take it back."""
        self._fields.offer_memory(offered)

    def clear_secret(self) -> None:
        """Forget the typed secret; nothing can undo that."""
        self._fields.clear_secret()

    def set_busy(self, busy: bool) -> None:
        """Hold the buttons while a job of theirs is under way."""
        buttons = (self._save, self._test, self._remove, self._really, self._add)
        pressed = next((button for button in buttons if button.hasFocus()), None)
        for button in buttons:
            button.setEnabled(not busy)
        if busy and pressed is not None:
            self._pressed = pressed, QApplication.focusWidget()
        elif not busy and self._pressed is not None:
            # Disabling it took the keyboard away; it comes back, if it was not moved since.
            button, resting = self._pressed
            self._pressed = None
            if QApplication.focusWidget() is resting:
                button.setFocus()

    def show_magic(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show the sandbox's magic numbers and their effects."""
        self._sandbox.show_magic(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape answer the question of removal with no."""
        # No shortcut: beside that of the message bar, neither would work.
        if event.key() == Qt.Key.Key_Escape and self._removal.isVisible():
            self._answer_no()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        step = self._theme.step
        head = QHBoxLayout()
        head.setSpacing(step)
        head.addWidget(self._title, 1)
        head.addWidget(self._add)
        head.addWidget(self._discard)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(step)
        row.addWidget(self._save)
        row.addWidget(self._test)
        row.addStretch(1)
        row.addWidget(self._remove)
        ask = QHBoxLayout(self._removal)
        ask.setContentsMargins(0, 0, 0, 0)
        ask.setSpacing(step)
        ask.addWidget(self._question, 1)
        ask.addWidget(self._really)
        ask.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addLayout(head)
        for widget in (self._fields, self._buttons, self._removal, self._sandbox):
            column.addWidget(widget)
        column.addStretch(1)

    def _original(self) -> str:
        return self._account.access_key_id if self._account else ""

    def _press_save(self) -> None:
        # A hidden button would take the click, too.
        if self._save.isVisible():
            self._save.click()

    def _emit_saved(self) -> None:
        self.saved.emit(self._fields.entry(self._original()))

    def _emit_tested(self) -> None:
        self.tested.emit(self._fields.entry(self._original()))

    def _begin(self) -> None:
        left = (self._account, self._kept) if self._account else None
        self.show_account(None, secret_kept=False)
        self._left = left
        self._close_question()
        self._fields.begin()
        self.created.emit()

    def _go_back(self) -> None:
        if self._left is not None:
            self.show_account(*self._left)
            self._add.setFocus()

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
        real = self._account is None or not self._account.sandbox
        self._removal.hide()
        self._buttons.setVisible(real)
        self._remove.setVisible(self._account is not None)
        self._add.setVisible(self._account is not None)
        self._discard.setVisible(self._left is not None)

    def _dress(self) -> None:
        set_icons(
            self._theme,
            (self._add, "add"),
            (self._save, "save"),
            (self._test, "test"),
            (self._remove, "remove"),
            (self._really, "remove"),
        )
