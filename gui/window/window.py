"""The main window: its pages (`Place`), its geometry, and how it closes."""

from __future__ import annotations

import base64
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme
from gui.panels.top.account_note import AccountNote
from gui.panels.top.place import Place
from gui.panels.top.top_bar import TopBar
from gui.panels.widgets.notices.notice_bar import NoticeBar
from gui.window.help import Help
from gui.window.history.history_page import HistoryPage
from gui.window.run_alert import RunAlert
from gui.window.send.send_page import SendPage
from gui.words import window as words

if TYPE_CHECKING:
    # The session comes after the window is up: it takes as long to load.
    from gui.core.sending.progress import RunProgress
    from gui.session.session import Session
    from gui.window.account_wiring import AccountWiring
    from gui.window.dialogs.close_question import CloseQuestion
    from gui.window.palette_wiring import PaletteWiring
    from gui.window.send.compose_wiring import ComposeWiring
    from gui.window.send.preset_wiring import PresetWiring
    from gui.window.settings_wiring import SettingsWiring

TITLE_BAR = 40
"""Pixels of a screen that the first window leaves to its title bar."""


class Window(QMainWindow):
    """The top bar, the shown place below it, and notices over both."""

    closed = Signal()
    """The window has closed; nothing is under way any more."""
    language_changed = Signal()
    """The window has to be rebuilt in the language of the settings."""
    seen = Signal()
    """The window has been painted for the first time."""

    def __init__(self, theme: Theme, layout: Mapping[str, str]) -> None:
        """Lay the places out, still empty; `layout` is what `Settings.window` kept."""
        super().__init__()
        self._theme = theme
        theme.follow(self)
        self._painted = self._filled = False
        self._session_or_none: Session | None = None
        self._compose: ComposeWiring | None = None
        self._accounts: AccountWiring | None = None
        self._settings: SettingsWiring | None = None
        self._presets: PresetWiring | None = None
        self._palette: PaletteWiring | None = None
        self._run_alert = RunAlert(self)
        self._run_alert.pressed.connect(self.come_to_front)
        self._closing = False
        self._close_question: CloseQuestion | None = None
        self._help = Help(theme, self)
        self.setWindowTitle(self.tr("SMS Desk"))
        self._top = TopBar(theme)
        self._account_note = AccountNote(theme)
        self._send_page = SendPage(theme)
        self._history_page = HistoryPage()
        self._places = QStackedWidget()
        self._pages = {Place.SEND: self._send_page, Place.HISTORY: self._history_page}
        self._lay_out()
        self._restore(layout)

    def fill(self) -> None:
        """Create the content of the places, if that is not done yet."""
        if not self._filled:
            self._filled = True
            self._send_page.fill()
            self._history_page.fill(self._theme)
            self._anchor_notices()

    def begin(self, session: Session) -> None:
        """Let the operator work: fill everything in from `session`, and wire it."""
        from gui.panels.widgets.scrim import Scrim  # imported late
        from gui.window.account_wiring import AccountWiring
        from gui.window.dialogs.close_question import CloseQuestion
        from gui.window.dialogs.list_dialogs import ListDialogs
        from gui.window.dialogs.run_dialogs import RunDialogs
        from gui.window.history.history_wiring import HistoryWiring
        from gui.window.read_only_note import ReadOnlyNote
        from gui.window.send.compose_wiring import ComposeWiring
        from gui.window.send.preset_wiring import PresetWiring
        from gui.window.send.result_wiring import ResultWiring
        from gui.window.settings_wiring import SettingsWiring

        self._session_or_none = session
        self.fill()
        Scrim(self)
        page = self._send_page
        runs = RunDialogs(session, self._theme, self)
        lists = ListDialogs(session, page.recipients, self._theme, self)
        self._compose = ComposeWiring(session, page.compose, runs, self)
        accounts = AccountWiring(
            session, self._top, self._account_note, self._compose, self._theme, self
        )
        accounts.number_requested.connect(lambda number: page.recipients.append_numbers((number,)))
        settings = SettingsWiring(session, self._top, self._theme, self)
        settings.language_changed.connect(lambda: accounts.leave(self._give_way))
        self._top.masked.connect(page.recipients.set_masked)
        self._accounts, self._settings = accounts, settings
        HistoryWiring(session, self._history_page, self._notice_bar, runs, self)
        self._presets = PresetWiring(session, page, self._compose, self._theme, self)
        results = ResultWiring(session, page.results, self._compose, self)
        results.history_requested.connect(self._show_run)
        results.account_requested.connect(accounts.add_account)
        results.sandbox_requested.connect(accounts.choose_sandbox)
        if sys.platform == "win32":
            from gui.window.shutdown_reason import ShutdownReason

            ShutdownReason(session.sending, self)
        session.sending.started.connect(self._run_alert.begin)
        self._compose.left.connect(page.results.focus_running)
        session.sending.ended.connect(self._end_run)
        self._close_question = CloseQuestion(self._theme, self)
        self._close_question.agreed.connect(self.stop_and_close)
        self._help.log_requested.connect(settings.open_log)
        self._top.help_requested.connect(self._help.show)
        self._top.palette_requested.connect(self._open_palette)
        self._restore_history(session.preferences.settings.window)
        session.noticed.connect(self._notice_bar.show_notice)
        session.withdrawn.connect(self._notice_bar.withdraw)
        self._notice_bar.dropped.connect(session.work.notices.drop)
        for keys, verb in (
            ("Ctrl+O", lists.choose_list),
            ("Ctrl+F", self._search_history),
            ("Ctrl+K", self._open_palette),
            ("F1", self._help.show),
            ("F5", session.catalogues.fetch),
            ("F6", self._notice_bar.take_keyboard),
            ("Ctrl+,", settings.open),
        ):
            QShortcut(QKeySequence(keys), self, verb)
        ReadOnlyNote(session, self._theme, self._outer, self)
        accounts.show_accounts()
        self._compose.show_recents()
        self._compose.load_draft()
        if self.place() is Place.SEND:
            # Not in the account, where a key would change who sends.
            page.compose.message.focus_template()
        session.begin()

    def show_place(self, place: Place) -> None:
        """Show a place."""
        self._places.setCurrentWidget(self._pages[place])
        self._top.show_place(place)
        self._anchor_notices()

    def _anchor_notices(self) -> None:
        """Show notices above what they are about, and beside the buttons below it."""
        if self.place() is Place.SEND:
            self._notice_bar.anchor(self._send_page.results)
        else:
            page = self._history_page
            self._notice_bar.anchor(page.parts if self._filled else page)

    def place(self) -> Place:
        """The place that is shown."""
        shown = self._places.currentWidget()
        return next(place for place, page in self._pages.items() if page is shown)

    def show_settings(self) -> None:
        """Show the settings."""
        if self._settings is not None:
            self._settings.open()

    def open_list(self, path: str) -> None:
        """Add the numbers of a file to the recipients."""
        self._session.recipients.list_import.open(path)

    def come_to_front(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def stop_and_close(self) -> None:
        """Close without asking, once the calls under way have their answers."""
        self._closing = True
        if self._session_or_none is not None and self._session.sending.busy:
            self._session.sending.stop()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once, or ask first while a run is under way."""
        if self._session_or_none is None:
            self.closed.emit()
            return
        if self._session.sending.busy:
            event.ignore()
            # With `_closing`, it is being stopped already.
            if self._close_question is not None and not self._closing:
                self._close_question.ask()
            return
        if not self._closing and self._accounts is not None and self._accounts.dirty:
            event.ignore()
            self._accounts.leave(self.close)
            return
        self._save_layout()
        if self._compose is not None:
            self._compose.save_draft()
        event.accept()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Emit `seen` after the first paint."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.seen.emit)

    def _lay_out(self) -> None:
        for page in self._pages.values():
            self._places.addWidget(page)
        content = QWidget()
        outer = self._outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._top)
        outer.addWidget(self._account_note)
        outer.addWidget(self._places, 1)
        self.setCentralWidget(content)
        content.setFocus()  # not the account, until there is a form
        # Last, so that it lies above the rest and comes last in the order of the Tab key.
        self._notice_bar = NoticeBar(self._theme, content)
        self._top.place_chosen.connect(self.show_place)
        for number, place in enumerate(self._pages, 1):
            QShortcut(
                QKeySequence(f"Ctrl+{number}"), self, lambda place=place: self.show_place(place)
            )

    @property
    def _session(self) -> Session:
        assert self._session_or_none is not None  # noqa: S101 - nothing is wired before `begin`
        return self._session_or_none

    def _open_palette(self) -> None:
        if self._palette is None:
            from gui.window.palette_wiring import PaletteVerbs, PaletteWiring  # not at the start

            assert self._compose is not None and self._presets is not None  # noqa: S101
            verbs = PaletteVerbs(
                self.show_place,
                self._show_run,
                self._search_for,
                self._presets.choose,
                self._compose.choose_template,
            )
            self._palette = PaletteWiring(
                self._session, dict(self._pages), verbs, self._theme, self
            )
        self._palette.open()

    def _search_for(self, text: str) -> None:
        self.show_place(Place.HISTORY)
        self._history_page.table.search_for(text)

    def _search_history(self) -> None:
        self.show_place(Place.HISTORY)
        self._history_page.table.focus_search()

    def _show_run(self, run_id: int) -> None:
        self.show_place(Place.HISTORY)
        self._history_page.table.show_run(run_id)

    def _end_run(self, progress: RunProgress | None) -> None:
        if self._close_question is not None:
            self._close_question.withdraw()
        if self._closing:
            self.close()
        elif progress is not None:
            self._run_alert.end(words.run_over(progress.counts))

    def _give_way(self) -> None:
        """Save everything for the window that takes the place of this one."""
        self._save_layout()
        if self._compose is not None:
            self._compose.save_draft()
        self.language_changed.emit()

    # The look.

    def _restore(self, kept: Mapping[str, str]) -> None:
        # Not in characters: a font with Chinese calls them twice as wide.
        line = self.fontMetrics().height()
        room = self.screen().availableSize() - QSize(0, TITLE_BAR)
        self.resize(QSize(line * 77, line * 48).boundedTo(room))
        for name, restore in (
            ("geometry", self.restoreGeometry),
            ("sendColumns", self._send_page.columns.restoreState),
        ):
            if state := kept.get(name):
                restore(QByteArray(base64.b64decode(state)))
        self.show_place(Place.HISTORY if kept.get("place") == Place.HISTORY.value else Place.SEND)

    def _restore_history(self, kept: Mapping[str, str]) -> None:
        if state := kept.get("history_parts"):
            self._history_page.parts.restoreState(QByteArray(base64.b64decode(state)))
        if state := kept.get("history_columns"):
            self._history_page.table.restore_columns(QByteArray(base64.b64decode(state)))

    def _save_layout(self) -> None:
        settings = self._session.preferences.settings
        for name, state in (
            ("geometry", self.saveGeometry()),
            ("sendColumns", self._send_page.columns.saveState()),
            ("history_parts", self._history_page.parts.saveState()),
            ("history_columns", self._history_page.table.columns_state()),
        ):
            settings = settings.with_window(name, base64.b64encode(state.data()).decode())
        settings = settings.with_window("place", self.place().value)
        self._session.preferences.update(settings)
