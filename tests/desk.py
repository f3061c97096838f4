"""The whole program but its process: a session and its window over a directory of the test's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.cloud.codes import CodeExplanations
from gui.core.errors import LedgerError
from gui.jobs.accounts.connector import Connector, sandbox_account
from gui.jobs.database import machine_name
from gui.panels.theme.theme import Theme
from gui.resource import resource
from gui.session.session import Session
from gui.storage.database.database import Database
from gui.storage.database.witness import Witness
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from gui.window.window import Window
from gui.words.notices import Notice


class Waiter(Protocol):
    """What waits in the event loop, as a `QtBot` does."""

    def waitUntil(self, callback: Callable[[], bool]) -> None: ...


class Desk:
    """A window and what is behind it.

    Attributes:
        notices: everything the message bar was given.
    """

    def __init__(self, session: Session, window: Window, theme: Theme) -> None:
        self.session = session
        self.window = window
        self.theme = theme
        self.notices: list[Notice] = []
        session.noticed.connect(self.notices.append)

    def find(self, name: str) -> Any:
        """Find a control by its name in the contract, which says what kind of widget it is.

        Of several, such as those of the cards, it is the one that is shown.
        """
        found: list[QWidget] = self.window.findChildren(QWidget, name)
        assert found, name
        return next((widget for widget in found if widget.isVisible()), found[0])

    def can(self, name: str) -> bool:
        """Whether a control of this name is shown and enabled."""
        found: list[QWidget] = self.window.findChildren(QWidget, name)
        return any(widget.isVisible() and widget.isEnabled() for widget in found)

    def fill(
        self,
        qtbot: Waiter,
        numbers: Sequence[str],
        sign: str = "阿里云",
        template: str = "SMS_153055065",
        param: str = '{"code":"1234"}',
    ) -> None:
        """Fill the form in, with these numbers alone, and wait until it can be sent."""
        self.clear_recipients(qtbot)
        self.find("signName").setEditText(sign)
        self.find("templateCode").setEditText(template)
        self.find("templateParam").setPlainText(param)
        self.find("phoneNumbers").setPlainText("\n".join(numbers))
        self.wait_ready(qtbot, len(numbers))

    @property
    def ready(self) -> bool:
        """Whether pressing Send would send, or ask for a confirmation."""
        return not self.session.composer.status().problems

    def wait_ready(self, qtbot: Waiter, count: int = 0) -> None:
        """Wait until the form can be sent, to `count` recipients if that is given."""
        send = self.find("send")
        qtbot.waitUntil(lambda: self.ready and (not count or f"{count}" in send.text()))

    def clear_recipients(self, qtbot: Waiter) -> None:
        """Take out whoever is among the recipients, once it is known who is."""
        qtbot.waitUntil(lambda: not self.session.recipients.draft.busy)
        if self.find("clearRecipients").isEnabled():
            self.find("clearRecipients").click()

    def send(self, qtbot: QtBot) -> None:
        """Press Send, confirm where that is asked for, and wait until the run is over."""
        with qtbot.waitSignal(self.session.sending.ended) as ended:
            qtbot.mouseClick(self.find("send"), Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda: ended.signal_triggered or self._go_on())

    def _go_on(self) -> bool:
        """Whether a run is on; press the button of the confirmation, if there is one."""
        confirm = self.window.findChild(QPushButton, "confirmSend")
        if confirm is not None and confirm.isEnabled():
            confirm.click()
        return self.session.sending.busy

    def begin_to_send(self) -> None:
        """Send what would be confirmed now, without waiting."""
        summary = self.session.composer.summary()
        assert summary is not None
        self.session.send(summary)

    def rows(self) -> list[tuple[str, str]]:
        """Number and state of the rows on show."""
        entries = self.session.history.rows(self.session.history.model.ids())
        return [(entry.number, entry.state.value) for entry in entries.values()]


def press_button(notice: Notice) -> None:
    """Do what the button of a notice does."""
    assert notice.verb is not None
    notice.verb()


def witnessed(ledger: Database) -> Witness:
    """Give a ledger of an earlier session the witness that its program has left."""
    witness = Witness(ledger.path, Paths(ledger.path.parent).witnesses, machine_name())
    assert witness.meet(ledger) is None
    return witness


def no_keyring() -> KeyringBackend:
    """What keyring finds where there is none."""
    from keyring.backends import fail

    return fail.Keyring()  # type: ignore[no-untyped-call]  # keyring has no types there


@contextmanager
def desk(
    data_dir: Path,
    secrets: SecretStore,
    connector: Connector | None = None,
    *,
    chinese: bool = False,
    unlocked: LedgerError | None = None,
    sandbox: str = "Sandbox",
) -> Iterator[Desk]:
    """Open the window over `data_dir`; everything is stopped in the end.

    `unlocked` says why the ledger cannot be locked, if it cannot; `sandbox` is the account's name.
    """
    data_dir.mkdir(exist_ok=True)
    paths = Paths(data_dir)
    session = Session(
        paths,
        _settings(paths),
        secrets,
        connector or Connector(messages=paths.sandbox_messages),
        lambda: CodeExplanations.load(resource("error_codes.json")),
        sandbox_account(sandbox),
        chinese=chinese,
    )
    if unlocked is not None:
        session.set_read_only(unlocked)
    theme = Theme(resource(""))
    window = Window(theme, session.preferences.settings.window)
    opened = Desk(session, window, theme)
    window.show()
    window.begin(session)
    try:
        yield opened
    finally:
        ended = session.close()
        window.deleteLater()
        assert ended


def _settings(paths: Paths) -> Settings:
    return SettingsFile(paths.settings).load()
