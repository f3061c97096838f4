"""The form of one account, or what the sandbox is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
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
from gui.panels.accounts.account_fields import (
    LABEL_WIDTH,
    AccountField,
    AccountFields,
    field_of,
)
from gui.panels.accounts.account_footer import AccountFooter
from gui.panels.accounts.sandbox_page import SandboxPage
from gui.panels.theme.theme import SEVERITY_ICONS, TONES, Theme, restyle
from gui.panels.widgets.buttons import named_button, set_icon
from gui.panels.widgets.scroll_page import ScrollPage
from gui.words.accounts import accounts as words
from gui.words.errors import errors
from gui.words.notices import Severity

_ICON_ROLES = {**TONES, Severity.INFORMATION: "text-secondary"}


class AccountForm(QWidget):
    """Edits, tests and removes an account.

    Attributes:
        footer: its buttons, for whoever lays the form out.
    """

    saved = Signal(object)
    """An `AccountInput`, right or wrong."""
    tested = Signal(object)
    """An `AccountInput`, right or wrong; without a secret the kept one is meant."""
    removed = Signal(object)
    """The `Account` shown; the operator has confirmed it."""
    discarded = Signal()
    """The edits were discarded; the account is shown as it is saved, a new one is empty."""
    edited = Signal()
    """There are unsaved changes now, or none any more."""
    number_requested = Signal(str)
    """A number of the sandbox, to be put among the recipients."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with a new account."""
        super().__init__(parent)
        self._theme = theme
        self._account: Account | None = None
        self._kept = False
        self._pressed: tuple[QPushButton, QWidget | None] | None = None
        self._said = ("", Severity.INFORMATION)
        self._problem = ""
        self._tested = False
        self._fields = AccountFields(theme)
        self._saved_entry = self._fields.entry("")
        self._test = named_button("testAccount", self.tr("&Test"))
        self._test.setToolTip(self.tr("Ask the service, without sending anything"))
        self._status_icon = QLabel()
        self._status = QLabel(wordWrap=True)
        self._status.setObjectName("accountStatus")
        # What a server says must not be read as HTML.
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sandbox = SandboxPage(theme)
        self._page = QWidget()
        self.footer = AccountFooter(theme)
        self._lay_out()

        self._fields.edited.connect(self._follow_edit)
        self._fields.submitted.connect(self.footer.press_save)
        self._test.clicked.connect(self._emit_tested)
        self.footer.save_requested.connect(self.save)
        self.footer.discard_requested.connect(self._discard_edits)
        self.footer.removed.connect(self.removed)
        self._sandbox.number_requested.connect(self.number_requested)
        QShortcut(
            QKeySequence.StandardKey.Save,
            self,
            self.footer.press_save,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        theme.changed.connect(self._dress)
        self._dress()
        self.show_account(None, secret_kept=False)

    @property
    def account(self) -> Account | None:
        """The account that is edited; none for a new one."""
        return self._account

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        sandbox = self._account is not None and self._account.sandbox
        return not sandbox and self._fields.entry(self._original()) != self._saved_entry

    def show_account(self, account: Account | None, secret_kept: bool) -> None:
        """Show `account`, or an empty form for a new one; what was typed is gone.

        The sandbox has no fields: what it is and its numbers are shown instead.
        """
        self._account = account
        self._forget_problem()
        sandbox = account is not None and account.sandbox
        self._fields.offer_memory(False)
        self._fields.fill(account)
        self._saved_entry = self._fields.entry(self._original())
        self.show_secret_kept(secret_kept)
        self._page.setVisible(not sandbox)
        self._sandbox.setVisible(sandbox)
        self.footer.show_account(account)
        self._show_edits()

    def show_status(self, text: str, severity: Severity, *, tested: bool = False) -> None:
        """Show the status of the account; `tested` says that a test has found it."""
        self._tested = tested
        self._said = (text, severity)
        self._dress()

    def show_secret_kept(self, kept: bool, *, in_memory: bool = False) -> None:
        """Say in the empty secret field whether a secret is stored, and for how long."""
        self._kept = kept
        self._fields.show_secret_kept(kept, in_memory=in_memory)

    def show_problem(self, field: AccountField, text: str) -> None:
        """Show an error below `field` and focus the field; an empty text clears the error."""
        self._fields.show_problem(field, text)

    def show_error(self, error: AccountError) -> None:
        """Show the message of `error` under its field, and instead of the account's status."""
        said = errors.account(error.fault)
        self._fields.show_problem(field_of(error.fault), said)
        self.show_refusal(said)

    def show_refusal(self, text: str) -> None:
        """Say in place of the status why what was asked for is not done."""
        self._problem = text
        self._dress()

    def offer_memory(self, offered: bool) -> None:
        """Show or hide the choice to keep the secret without a keyring."""
        self._fields.offer_memory(offered)

    def begin(self) -> None:
        """Focus the first field."""
        self._fields.begin()

    def save(self) -> None:
        """Emit `saved`, as the Save button does."""
        self._forget_problem()
        self.saved.emit(self._fields.entry(self._original()))

    def set_busy(self, busy: bool) -> None:
        """Disable the buttons while a job of theirs is under way."""
        buttons = (self._test, *self.footer.buttons)
        pressed = next((button for button in buttons if button.hasFocus()), None)
        for button in buttons:
            button.setEnabled(not busy)
        if busy and pressed is not None:
            self._pressed = pressed, QApplication.focusWidget()
        elif not busy and self._pressed is not None:
            # Disabling it took the focus away; it comes back, if it was not moved since.
            button, resting = self._pressed
            self._pressed = None
            if QApplication.focusWidget() is resting:
                button.setFocus()

    def show_magic(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show the sandbox's magic numbers and their effects."""
        self._sandbox.show_magic(rows)

    def keep_removal_open(self) -> bool:
        """Answer the question of removal with no, if it is asked; false if it is not."""
        return self.footer.keep_removal_open()

    def _lay_out(self) -> None:
        step, wide = self._theme.step, self._theme.size("space.l")
        result = QHBoxLayout()
        result.setContentsMargins(0, 6, 0, 0)  # the first line stands beside the button's text
        result.setSpacing(6)
        result.addWidget(self._status_icon, 0, Qt.AlignmentFlag.AlignTop)
        result.addWidget(self._status, 1)
        test = QHBoxLayout()
        test.setSpacing(step)
        left = QHBoxLayout()
        left.addWidget(self._test)
        left.addStretch(1)
        holder = QWidget()
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(LABEL_WIDTH)
        # Under the labels, also while there is no result beside it.
        test.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        test.addLayout(result, 1)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(self._theme.size("space.m"))
        page.addWidget(self._fields)
        page.addLayout(test)
        page.addStretch(1)
        inner = QWidget()
        inner.setProperty("surface", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(wide, 20, wide, step)
        column.addWidget(self._page)
        column.addWidget(self._sandbox, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollPage(inner))

    def _original(self) -> str:
        return self._account.access_key_id if self._account else ""

    def _emit_tested(self) -> None:
        self._forget_problem()
        self.tested.emit(self._fields.entry(self._original()))

    def _forget_problem(self) -> None:
        self._problem = ""
        self._dress()

    def _follow_edit(self) -> None:
        self._forget_problem()
        if self._tested:
            self.show_status(words.test_outdated(), Severity.INFORMATION)
        self._show_edits()

    def _show_edits(self) -> None:
        self.footer.show_dirty(self.dirty)
        self.edited.emit()

    def _discard_edits(self) -> None:
        self.show_account(self._account, self._kept)
        self._fields.begin()
        self.discarded.emit()

    def _dress(self) -> None:
        set_icon(self._theme, self._test, "test")
        text, severity = (self._problem, Severity.ERROR) if self._problem else self._said
        self._status.setText(text)
        shown = bool(text)
        self._status_icon.setVisible(shown)
        self._status.setVisible(shown)
        icon = SEVERITY_ICONS[severity]
        # A passed test is no delivery: green is for that alone.
        role = "accent-text" if severity is Severity.SUCCESS else _ICON_ROLES[severity]
        self._status_icon.setPixmap(self._theme.pixmap(icon, self, role))
        tone = {Severity.ERROR: "danger", Severity.WARNING: "warning"}.get(severity, "")
        restyle(self._status, tone=tone)
