"""The fields of one account, as they are typed."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gui.core.accounts.account import DEFAULT_ENDPOINT, DEFAULT_REGION, Account, AccountInput
from gui.core.errors import AccountFault
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.notices import Severity

LABEL_WIDTH = 128
"""Width of the column of labels, in device-independent pixels."""


class AccountField(StrEnum):
    """A line edit of the form; the value is its object name."""

    LABEL = "accountLabel"
    KEY_ID = "accessKeyId"
    SECRET = "accessKeySecret"  # noqa: S105 - the name of a field
    ENDPOINT = "endpoint"
    REGION = "region"
    PROXY = "proxy"


def field_of(fault: AccountFault) -> AccountField:
    """Name the field that `fault` is about."""
    match fault:
        case AccountFault.LABEL_EMPTY | AccountFault.LABEL_TAKEN:
            return AccountField.LABEL
        case AccountFault.KEY_ID_EMPTY | AccountFault.KEY_ID_CHARACTERS | AccountFault.KEY_ID_TAKEN:
            return AccountField.KEY_ID
        case (
            AccountFault.SECRET_EMPTY
            | AccountFault.SECRET_CHARACTERS
            | AccountFault.SECRET_TOO_LONG
        ):
            return AccountField.SECRET
        case (
            AccountFault.ENDPOINT_EMPTY
            | AccountFault.ENDPOINT_MALFORMED
            | AccountFault.ENDPOINT_PLAIN_HTTP
            | AccountFault.ENDPOINT_HTTPS
        ):
            return AccountField.ENDPOINT
        case AccountFault.PROXY_MALFORMED:
            return AccountField.PROXY
        case _:
            assert_never(fault)


class AccountFields(QWidget):
    """Reads an `AccountInput` from the operator; what is wrong stands under the field."""

    edited = Signal()
    """Something has other content, typed or set by a program such as a screen reader."""
    submitted = Signal()
    """Enter was pressed in a field."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with a new account."""
        super().__init__(parent)
        self._theme = theme
        self._edits: dict[AccountField, QLineEdit] = {}
        self._notes: dict[AccountField, FieldNote] = {}
        self._where = QLabel()
        self._in_memory = False
        self._filling = False
        self._rows = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.step)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        for field, title in (
            (AccountField.LABEL, self.tr("&Name")),
            (AccountField.KEY_ID, self.tr("Access&Key ID")),
            (AccountField.SECRET, self.tr("AccessKey secret")),
            (AccountField.ENDPOINT, self.tr("&Endpoint")),
            (AccountField.REGION, self.tr("RegionId")),
            (AccountField.PROXY, self.tr("&Proxy")),
        ):
            self._add_field(field, title)
        secret = self._edits[AccountField.SECRET]
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        secret.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        for field, hint in (
            (AccountField.LABEL, self.tr("your own name for it")),
            (AccountField.ENDPOINT, DEFAULT_ENDPOINT),
            (AccountField.REGION, DEFAULT_REGION),
            (AccountField.PROXY, self.tr("empty without one, else http://10.0.0.8:3128")),
        ):
            self._edits[field].setPlaceholderText(hint)
        self._memory = QCheckBox(self.tr("Keep the secret only until the program &quits"))
        self._memory.setObjectName("keepInMemory")
        self._production = QCheckBox(self.tr("Production: warns of its cost"))
        self._production.setObjectName("production")
        self._grid.addWidget(self._memory, self._rows, 1)
        self._grid.addWidget(self._production_frame(), self._rows + 1, 1)
        for box in (self._memory, self._production):
            # Not `clicked`: assistive technology toggles a box without a click.
            box.toggled.connect(self._notify)
        self._memory.toggled.connect(self._say_where)
        secret.textChanged.connect(self._say_where)
        self.offer_memory(False)
        self.fill(None)
        self.show_secret_kept(False)

    def entry(self, original: str) -> AccountInput:
        """Give what is typed now; `original` is the AccessKey ID that is edited, or empty."""
        text = {field: edit.text() for field, edit in self._edits.items()}
        return AccountInput(
            label=text[AccountField.LABEL],
            access_key_id=text[AccountField.KEY_ID],
            secret=text[AccountField.SECRET],
            endpoint=text[AccountField.ENDPOINT],
            region=text[AccountField.REGION],
            production=self._production.isChecked(),
            proxy=text[AccountField.PROXY],
            keep_in_memory=not self._memory.isHidden() and self._memory.isChecked(),
            original=original,
        )

    def fill(self, account: Account | None) -> None:
        """Show `account`, or a new one; the secret and all problems are cleared."""
        self._filling = True
        shown = account or Account(label="", access_key_id="")
        for field, text in (
            (AccountField.LABEL, shown.label),
            (AccountField.ENDPOINT, shown.endpoint),
            (AccountField.KEY_ID, shown.access_key_id),
            (AccountField.REGION, shown.region),
            (AccountField.PROXY, shown.proxy),
        ):
            self._edits[field].setText(text)
            # A long text shows its beginning.
            self._edits[field].setCursorPosition(0)
            self.show_problem(field, "")
        self._production.setChecked(shown.production)
        self._edits[AccountField.SECRET].clear()  # nothing can undo that
        self.show_problem(AccountField.SECRET, "")
        self._filling = False

    def show_secret_kept(self, kept: bool, *, in_memory: bool = False) -> None:
        """Say in the empty secret field whether a secret is stored, and for how long."""
        if in_memory:
            said = self.tr("kept until the program quits; type to replace it")
        elif kept:
            said = self.tr("kept; type to replace it")
        else:
            said = self.tr("not kept yet; paste it here")
        self._edits[AccountField.SECRET].setPlaceholderText(said)
        self._in_memory = in_memory
        self._say_where()

    def show_problem(self, field: AccountField, text: str) -> None:
        """Show an error below `field` and focus the field; an empty text clears the error."""
        self._notes[field].show_text(text)
        restyle(self._edits[field], state="error" if text else "")
        self._edits[field].setAccessibleDescription(text)
        if text:
            self._edits[field].setFocus()

    def offer_memory(self, offered: bool) -> None:
        """Show or hide the choice to keep the secret without a keyring."""
        self._memory.setVisible(offered)
        if not offered:
            self._filling = True  # no edit of the operator
            self._memory.setChecked(False)
            self._filling = False
        self._say_where()

    def _say_where(self) -> None:
        """Say where the secret is, or will be once it is saved."""
        typed = bool(self._edits[AccountField.SECRET].text())
        chosen = not self._memory.isHidden() and self._memory.isChecked()
        if chosen or (self._in_memory and not typed):
            said = self.tr("In memory alone: type it in again after the program was closed")
        else:
            said = self.tr("Kept in the system's keyring alone, never in a file")
        self._where.setText(said)

    def begin(self) -> None:
        """Focus the first field."""
        self._edits[AccountField.LABEL].setFocus()

    def _add_field(self, field: AccountField, title: str) -> None:
        edit = QLineEdit()
        edit.setObjectName(field.value)
        label = QLabel(title)
        label.setProperty("role", "secondary")
        label.setBuddy(edit)
        label.setMinimumHeight(self._theme.size("height.control"))
        note = FieldNote(self._theme, Severity.ERROR, f"{field.value}Problem", self)
        self._edits[field], self._notes[field] = edit, note
        # Not `textEdited`: assistive technology and scripts set the text.
        edit.textChanged.connect(lambda: self._edit(field))
        edit.returnPressed.connect(self.submitted)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(edit)
        if field is AccountField.SECRET:
            self._where.setProperty("role", "caption")
            self._where.setWordWrap(True)
            column.addWidget(self._where)
        column.addWidget(note)
        self._grid.addWidget(label, self._rows, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(column, self._rows, 1)
        self._rows += 1

    def _production_frame(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "note")
        frame.setProperty("tone", "production")
        meaning = QLabel(
            self.tr(
                "Bar and send button take this colour; to send to many, their number is typed in"
                " first."
            )
        )
        meaning.setProperty("role", "caption")
        meaning.setWordWrap(True)
        meaning.setIndent(26)
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 6, 10, 10)
        column.setSpacing(0)
        column.addWidget(self._production)
        column.addWidget(meaning)
        return frame

    def _edit(self, field: AccountField) -> None:
        if not self._filling:
            self.show_problem(field, "")
            self._notify()

    def _notify(self) -> None:
        if not self._filling:
            self.edited.emit()
