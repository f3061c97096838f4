"""The window and its session; both are rebuilt when the language changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from gui.app.languages import install_translations
from gui.core.appearance import SchemeChoice
from gui.core.errors import LedgerError
from gui.panels.theme.theme import Theme
from gui.resource import resource
from gui.storage.database.lock import LedgerLock
from gui.storage.paths import Paths
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from gui.window.window import Window

if TYPE_CHECKING:
    from gui.app.garbage import GarbageCollector
    from gui.jobs.accounts.connector import Connector
    from gui.session.session import Session
    from gui.storage.secrets.secret_store import SecretStore

SCHEME = "SMS_DESK_COLOR_SCHEME"
"""Environment variable: `light` or `dark`, whatever system and settings say."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the window and the session are built from; it outlives a change of the language.

    Attributes:
        settings_file: where the settings were loaded from.
        lock: held as long as the program runs.
        unlocked: why the ledger cannot be locked, if it cannot.
        crashed: handles unhandled exceptions.
    """

    paths: Paths
    settings_file: SettingsFile
    lock: LedgerLock
    unlocked: LedgerError | None
    crashed: Callable[[Exception], None]


class Program:
    """Creates the window at once, and its session after the first paint.

    Attributes:
        window: the current one; replaced when the language changes.
        session: the current one; none before the first paint.
    """

    def __init__(
        self,
        app: QApplication,
        ground: Ground,
        settings: Settings,
        *,
        chinese: bool,
        on_window: Callable[[Window], None],
        on_first_session: Callable[[Session], None],
    ) -> None:
        """Make the window; `on_window` is called with each, `on_first_session` once."""
        self._app = app
        self._ground = ground
        self._settings = settings
        self._chinese = chinese
        self._on_window = on_window
        self._on_first_session = on_first_session
        self._secrets: SecretStore | None = None
        self._connector: Connector | None = None
        self._ended: bool | None = None
        self._garbage: GarbageCollector | None = None
        self.session: Session | None = None
        self.theme = Theme(resource(""), scheme_of(settings), settings.text_scale / 100)
        self.window = self._make_window()

    def close(self, seconds: float | None = None) -> bool:
        """End everything, unless that is done already; true if it ended in time.

        That is in `seconds`, or in the time that the session takes at most.
        """
        if self._ended is None:
            if self._garbage is not None:
                self._garbage.stop()
            self._ended = self.session is None or self.session.close(seconds=seconds)
        return self._ended

    def _make_window(self) -> Window:
        self.theme.apply_font()  # before any widget is there: it would keep the one it began with
        window = Window(self.theme, self._settings.window)
        self.theme.apply()  # once all widgets are there: each is styled once
        window.closed.connect(self._app.quit)
        window.seen.connect(self._fill)
        # Queued: the signal comes from a control of the window that is replaced.
        window.language_changed.connect(lambda: QTimer.singleShot(0, self._reopen))
        self._on_window(window)
        return window

    def _fill(self) -> None:
        self.window.fill()
        # Once it is painted: the session takes as long to load.
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        first = self._connector is None
        self.session = session = self._make_session()
        session.crashed.connect(self._ground.crashed)
        if self._ground.unlocked is not None:
            session.set_read_only(self._ground.unlocked)
        self.window.begin(session)
        if first:
            self._on_first_session(session)
            self._collect_garbage()
        else:  # that is where the language was chosen
            self.window.show_settings()

    def _collect_garbage(self) -> None:
        from gui.app.garbage import GarbageCollector  # the window is there without it

        self._garbage = GarbageCollector()
        self._garbage.start()

    def _make_session(self) -> Session:
        """Build what is behind the window; not before the window is there to be seen."""
        from gui.cloud.codes import CodeExplanations
        from gui.jobs.accounts.connector import Connector, sandbox_account
        from gui.session.session import Session
        from gui.storage.secrets.secret_store import SecretStore

        # Secrets in memory and messages in the sandbox outlive a change of the language.
        if self._secrets is None or self._connector is None:
            self._secrets = SecretStore()
            self._connector = Connector(messages=self._ground.paths.sandbox_messages)
        return Session(
            self._ground.paths,
            self._settings,
            self._secrets,
            self._connector,
            lambda: CodeExplanations.load(resource("error_codes.json")),
            sandbox_account(self._app.translate("app", "Sandbox")),
            chinese=self._chinese,
            lock=self._ground.lock,
            settings_file=self._ground.settings_file,
        )

    def _reopen(self) -> None:
        """Rebuild window and session in the language of the settings; place and geometry stay."""
        old, before = self.session, self.window
        if old is None:
            return
        place = before.saveGeometry()
        self._settings = replace(old.preferences.settings)
        if not old.close(keep_service=True):
            self._app.quit()
            return
        self.session = None
        self._chinese = install_translations(self._app, self._settings.language)
        self._app.setApplicationDisplayName(self._app.translate("app", "SMS Desk"))
        self.window = self._make_window()
        self.window.restoreGeometry(place)
        self.window.show()
        before.hide()
        before.deleteLater()
        old.deleteLater()


def scheme_of(settings: Settings) -> Qt.ColorScheme:
    """The colours to begin with; unknown follows the system."""
    schemes = {
        SchemeChoice.LIGHT.value: Qt.ColorScheme.Light,
        SchemeChoice.DARK.value: Qt.ColorScheme.Dark,
    }
    wanted = os.environ.get(SCHEME, "").lower() or settings.scheme.value
    return schemes.get(wanted, Qt.ColorScheme.Unknown)
