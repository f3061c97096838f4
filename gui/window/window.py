"""The one window: lays the panels out, and wires them to the session."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from gui.core.message.draft import DraftFields, DraftStatus
from gui.panels.accounts.account_bar import AccountBar
from gui.panels.accounts.account_form import AccountForm
from gui.panels.history.details_panel import DetailsPanel
from gui.panels.history.history_panel import HistoryPanel
from gui.panels.message.message_panel import MessagePanel
from gui.panels.message.options_panel import OptionsPanel
from gui.panels.message.parameter_panel import ParameterPanel
from gui.panels.recipients.recipients_panel import RecipientsPanel
from gui.panels.sending.send_bar import SendBar, SendPanel
from gui.panels.theme.theme import AccountKind, Theme
from gui.panels.widgets.notice_bar import NoticeBar
from gui.window.frame import Frame
from gui.window.help import Help
from gui.words import accounts
from gui.words import window as words
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sentence import sentence

if TYPE_CHECKING:
    # The session comes after the window is up: it takes as long to load.
    from gui.core.accounts.account import Account
    from gui.core.sending.progress import RunProgress
    from gui.session.session import Session

CLOSING = NoticeKey(NoticeTopic.CLOSING)


class Window(QMainWindow):
    """Left what to send, right what became of it, at the bottom what is going on."""

    closed = Signal()
    """The operator is done; nothing is under way any more."""
    seen = Signal()
    """The window has been painted for the first time."""

    def __init__(self, theme: Theme, layout: Mapping[str, str]) -> None:
        """Lay everything out; `layout` is what `Settings.window` kept."""
        super().__init__()
        self._theme = theme
        self._painted = False
        self._magic_shown = False
        self._begun: Session | None = None
        self._closing = False
        self._loading = False
        self._help = Help(theme, self)
        self.setWindowTitle(self.tr("SMS Desk"))
        self._build()
        self._lay_out()
        self._restore(layout)

    def begin(self, session: Session) -> None:
        """Let the operator work: fill everything in from `session`, and wire it."""
        self._begun = session
        self._history.set_model(session.history.model)
        self._history.set_masked(session.preferences.settings.masked)
        self._restore_columns(session.preferences.settings.window)
        settings = session.preferences.settings
        self._options.set_limits(settings.callers, settings.rate)
        self._wire()
        self._show_accounts()
        self._load_draft()
        if not self._account_form.isHidden():
            self._open_form(True)
        session.begin()

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
        if self._begun is not None and self._session.sending.busy:
            self._closing = True
            self._session.sending.stop()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once, or ask first while a run is under way."""
        if self._begun is None:
            self.closed.emit()
            return
        if self._session.sending.busy:
            event.ignore()
            self._ask_to_close()
            return
        self._save_layout()
        self._save_draft()
        event.accept()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when there is something to see."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.seen.emit)

    def _build(self) -> None:
        theme = self._theme
        self._account_bar = AccountBar(theme)
        self._notice_bar = NoticeBar(theme)
        self._account_form = AccountForm(theme)
        self._parameters = ParameterPanel(theme)
        self._message = MessagePanel(self._parameters, theme)
        self._recipients = RecipientsPanel(theme)
        self._options = OptionsPanel(theme)
        self._send = SendPanel(theme)
        self._history = HistoryPanel(theme)
        self._details = DetailsPanel()
        self._send_bar = SendBar(theme)

    def _lay_out(self) -> None:
        form = (self._account_form, self._message, self._recipients, self._options)
        self._frame = Frame(
            self._theme,
            top=(self._account_bar, self._notice_bar),
            form=form,
            send=self._send,
            results=(self._history, self._details),
            bottom=self._send_bar,
        )
        self.setCentralWidget(self._frame)

    def _wire(self) -> None:
        from gui.window.list_dialogs import ListDialogs  # not before the window is up
        from gui.window.run_dialogs import RunDialogs

        session = self._session
        runs = RunDialogs(session, self._theme, self)
        self._account_bar.chosen.connect(self._choose_account)
        self._account_bar.form_toggled.connect(self._open_form)
        self._account_bar.help_requested.connect(self._help.show)
        self._account_form.saved.connect(session.accounts.save)
        self._account_form.tested.connect(session.accounts.test)
        self._account_form.removed.connect(session.accounts.remove)
        self._account_form.number_requested.connect(
            lambda number: self._recipients.append_numbers((number,))
        )
        session.accounts.changed.connect(self._show_accounts)
        session.accounts.status_changed.connect(self._show_status)
        session.accounts.problem_found.connect(self._account_form.show_error)
        session.accounts.memory_offered.connect(self._account_form.offer_memory)
        session.accounts.busy_changed.connect(self._account_form.set_busy)
        session.accounts.saved.connect(self._saved_account)

        self._message.changed.connect(self._change)
        self._options.changed.connect(self._change)
        self._options.limits_changed.connect(session.set_limits)
        self._parameters.edited.connect(session.composer.expect_param)
        self._parameters.changed.connect(lambda _: self._change())
        self._message.refresh_requested.connect(session.catalogues.fetch)
        self._message.template_entered.connect(session.composer.fetch_template)
        self._message.row_requested.connect(session.composer.show_row)
        lists = ListDialogs(session, self._recipients, self._theme, self)
        session.composer.status_changed.connect(self._show_draft_status)
        session.composer.param_requested.connect(self._parameters.set_text)
        session.catalogues.fetching_changed.connect(self._message.show_fetching)
        session.catalogues.changed.connect(self._show_catalogue)

        self._send.submitted.connect(runs.confirm)
        self._send_bar.paused.connect(session.sending.pause)
        self._send_bar.resumed.connect(session.sending.resume)
        self._send_bar.stopped.connect(session.sending.stop)
        self._send_bar.given_up.connect(session.sending.give_up)
        session.sending.state_changed.connect(self._send_bar.show_state)
        session.sending.started.connect(self._show_recents)
        session.sending.ended.connect(self._end_run)

        self._history.searched.connect(session.history.search)
        self._history.selected.connect(session.history.select)
        self._history.masked.connect(self._mask)
        self._history.noticed.connect(self._notice_bar.show_notice)
        self._history.export_requested.connect(runs.choose_export)
        self._history.reconcile_requested.connect(session.receipts.reconcile)
        self._history.resend_requested.connect(session.receipts.ask_to_resend)
        session.history.details_changed.connect(self._details.show_text)
        session.noticed.connect(self._notice_bar.show_notice)
        session.sending.unfinished_runs.notice_withdrawn.connect(self._notice_bar.withdraw)
        session.receipts.withdrawn.connect(self._notice_bar.withdraw)

        for keys, verb in (
            ("Ctrl+O", lists.choose_list),
            ("Ctrl+F", self._history.focus_search),
            ("F1", self._help.show),
            ("F5", session.catalogues.fetch),
        ):
            QShortcut(QKeySequence(keys), self, verb)

    @property
    def _session(self) -> Session:
        assert self._begun is not None  # noqa: S101 - nothing is wired before `begin`
        return self._begun

    # Accounts.

    def _open_form(self, is_open: bool) -> None:
        if is_open and not self._magic_shown:
            self._magic_shown = True
            self._account_form.show_magic(self._session.magic_numbers())
        self._account_form.setVisible(is_open)

    def _choose_account(self, account: Account) -> None:
        if account != self._session.accounts.current:
            self._save_draft()
        self._session.accounts.choose(account)
        self._load_draft()

    def _saved_account(self, account: Account) -> None:
        self._account_form.clear_secret()
        saved = sentence(accounts.saved, account.label)
        self._notice_bar.show_notice(Notice(Severity.SUCCESS, saved))

    def _show_accounts(self) -> None:
        known = self._session.accounts
        self._account_bar.show_accounts(known.all, known.current)
        self._account_form.show_account(known.current, known.status.secret_kept)
        self._show_recents()

    def _show_recents(self) -> None:
        recents = self._session.composer.recents
        self._message.show_recents(recents.sign_names, recents.template_codes)

    def _show_status(self) -> None:
        status = self._session.accounts.status
        self._account_bar.show_status(status.text, status.severity)
        self._account_form.show_secret_kept(status.secret_kept)

    # The draft.

    def _change(self) -> None:
        if not self._loading:
            self._session.composer.change(
                DraftFields(
                    self._message.sign_name(),
                    self._message.template_code(),
                    self._parameters.text(),
                    self._options.out_id(),
                    self._options.up_extend_code(),
                    self._options.mode(),
                )
            )

    def _save_draft(self) -> None:
        """Save the form, including what was typed a moment ago."""
        self._parameters.flush()
        self._recipients.flush()
        self._session.composer.save_draft()

    def _load_draft(self) -> None:
        saved = self._session.composer.saved_draft
        self._loading = True
        self._message.set_sign_name(saved.sign_name)
        self._message.set_template_code(saved.template_code)
        self._parameters.set_text(saved.template_param)
        self._options.set_out_id(saved.out_id)
        self._options.set_up_extend_code(saved.up_extend_code)
        self._options.set_mode(saved.mode)
        self._loading = False
        self._change()

    def _show_draft_status(self, draft_status: DraftStatus) -> None:
        account = self._session.accounts.current
        kind = AccountKind.of(production=account.production, sandbox=account.sandbox)
        self._send.show_ready(draft_status.count, draft_status.problems, kind)
        self._message.show_preview(draft_status.preview, draft_status.note)
        self._message.show_rows(draft_status.rows)

    def _show_catalogue(self, catalogue: object) -> None:
        from gui.core.message.query_results import APPROVED  # not before there are any

        signs = getattr(catalogue, "signs", ())
        templates = getattr(catalogue, "templates", ())
        self._message.show_signs([sign.name for sign in signs if sign.audit_status == APPROVED])
        self._message.show_templates(
            [(row.code, row.name) for row in templates if row.audit_status == APPROVED]
        )

    # The run.

    def _end_run(self, progress: RunProgress | None) -> None:
        self._notice_bar.withdraw(CLOSING)
        if self._closing:
            self.close()
        elif progress is not None:
            QApplication.alert(self)

    def _ask_to_close(self) -> None:
        question = Notice(
            Severity.WARNING,
            sentence(words.closing),
            sentence(words.stop_and_close),
            self.stop_and_close,
            question=True,
            topic_key=CLOSING,
        )
        self._notice_bar.show_notice(question)

    # The look.

    def _mask(self, masked: bool) -> None:
        preferences = self._session.preferences
        preferences.update(replace(preferences.settings, masked=masked))
        self._session.history.mask(masked)
        self._session.recipients.rows.mask(masked)

    def _restore(self, kept: Mapping[str, str]) -> None:
        self.resize(self.fontMetrics().averageCharWidth() * 180, self.fontMetrics().height() * 48)
        for name, restore in (
            ("geometry", self.restoreGeometry),
            ("columns", self._frame.columns.restoreState),
            ("right", self._frame.results.restoreState),
        ):
            if state := kept.get(name):
                restore(QByteArray(base64.b64decode(state)))
        is_open = kept.get("form") == "open"
        self._account_bar.show_form_open(is_open)
        self._account_form.setVisible(is_open)

    def _restore_columns(self, kept: Mapping[str, str]) -> None:
        if state := kept.get("history"):
            self._history.restore_columns(QByteArray(base64.b64decode(state)))

    def _save_layout(self) -> None:
        settings = self._session.preferences.settings
        for name, state in (
            ("geometry", self.saveGeometry()),
            ("columns", self._frame.columns.saveState()),
            ("right", self._frame.results.saveState()),
            ("history", self._history.columns_state()),
        ):
            settings = settings.with_window(name, base64.b64encode(state.data()).decode())
        is_open = "open" if self._account_form.isVisibleTo(self) else "folded"
        self._session.preferences.update(settings.with_window("form", is_open))
