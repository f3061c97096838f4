"""Joins the settings, About and the log to the session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gui.core.appearance import Choices, SchemeChoice
from gui.core.file_names import shown
from gui.panels.theme.theme import Theme
from gui.panels.top.top_bar import TopBar
from gui.words import about

if TYPE_CHECKING:
    from gui.panels.help.log_dialog import LogDialog
    from gui.panels.settings.settings_dialog import SettingsDialog
    from gui.session.session import Session
    from gui.storage.secrets.backends import BackendInfo

SCHEMES = {
    SchemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    SchemeChoice.LIGHT: Qt.ColorScheme.Light,
    SchemeChoice.DARK: Qt.ColorScheme.Dark,
}

ATTEMPTS = 30
"""Tenths of a second that a change of the language waits for what is under way."""


class SettingsWiring(QObject):
    """Saves changed settings and applies them at once."""

    language_changed = Signal()
    """The window has to be rebuilt in the language of the settings."""

    def __init__(self, session: Session, top: TopBar, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._top = top
        self._theme = theme
        self._window = window
        self._dialog: SettingsDialog | None = None
        self._log: LogDialog | None = None
        self._attempts = 0
        self._language = session.preferences.settings.language
        self._again = QTimer(self, singleShot=True, interval=100)
        self._again.timeout.connect(self._change_language)
        top.set_masked(session.preferences.settings.masked)
        top.masked.connect(self._mask)
        top.settings_requested.connect(self.open)
        session.support.log_read.connect(self._show_log)
        session.support.keyring_found.connect(self._show_keyring)

    def open(self) -> None:
        """Show the settings, or bring them to the front."""
        if self._dialog is None:
            self._dialog = self._make_dialog()
        self._session.support.find_keyring()
        _present(self._dialog)

    def open_log(self) -> None:
        """Show the log as it is now."""
        if self._log is None:
            from gui.panels.help.log_dialog import LogDialog  # imported when needed

            self._log = LogDialog(self._theme, self._window)
            self._log.reload_requested.connect(self._session.support.read_log)
            self._log.folder_requested.connect(
                lambda: _open_folder(shown(str(self._session.support.paths.logs)))
            )
        self._session.support.read_log()
        _present(self._log)

    def _make_dialog(self) -> SettingsDialog:
        from gui.panels.settings.settings_dialog import SettingsDialog

        session = self._session
        paths = session.support.paths
        data_dir, witnesses = shown(str(paths.data_dir)), shown(str(paths.witnesses.parent))
        settings = session.preferences.settings
        choices = Choices(
            settings.language,
            settings.scheme,
            settings.text_scale,
            settings.masked,
            settings.callers,
            settings.rate,
        )
        dialog = SettingsDialog(self._theme, choices, data_dir, witnesses, self._window)
        dialog.language_chosen.connect(self._choose_language)
        dialog.scheme_chosen.connect(self._choose_scheme)
        dialog.scale_chosen.connect(self._choose_scale)
        dialog.masked.connect(self._top.set_masked)
        dialog.limits_changed.connect(session.set_limits)
        dialog.folder_requested.connect(lambda: _open_folder(data_dir))
        dialog.about.log_requested.connect(self.open_log)
        return dialog

    def _choose_language(self, language: str) -> None:
        preferences = self._session.preferences
        if language == preferences.settings.language:
            return
        preferences.update(replace(preferences.settings, language=language))
        if language == self._language:  # chosen and taken back before it was used
            self._again.stop()
            if self._dialog is not None:
                self._dialog.show_language_note("")
            return
        self._attempts = ATTEMPTS
        self._change_language()

    def _change_language(self) -> None:
        """Change at once, or as soon as what takes a moment is over; else at the next start."""
        if self._session.idle:
            self.language_changed.emit()
        elif self._attempts and not self._session.sending.busy:
            self._attempts -= 1
            self._again.start()
        elif self._dialog is not None:
            self._dialog.show_language_note(about.next_start())

    def _choose_scheme(self, scheme: SchemeChoice) -> None:
        preferences = self._session.preferences
        preferences.update(replace(preferences.settings, scheme=scheme))
        self._theme.set_scheme(SCHEMES[scheme])

    def _choose_scale(self, percent: int) -> None:
        preferences = self._session.preferences
        preferences.update(replace(preferences.settings, text_scale=percent))
        self._theme.set_scale(percent / 100)

    def _mask(self, masked: bool) -> None:
        self._session.mask(masked)
        if self._dialog is not None:
            self._dialog.show_masked(masked)

    def _show_keyring(self, backend: BackendInfo) -> None:
        if self._dialog is not None:
            self._dialog.show_keyring(about.keyring_name(backend.identifier, backend.allowed))

    def _show_log(self, text: str) -> None:
        if self._log is not None:
            self._log.show_text(text)


def _present(dialog: QWidget) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
