"""Joins the history page to the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.panels.widgets.notices.notice_bar import NoticeBar
from gui.window.history.history_page import HistoryPage

if TYPE_CHECKING:
    from gui.session.session import Session
    from gui.window.dialogs.run_dialogs import RunDialogs


class HistoryWiring(QObject):
    """Fills the table from the session, and hands on what the operator asks of it."""

    def __init__(
        self,
        session: Session,
        page: HistoryPage,
        notices: NoticeBar,
        dialogs: RunDialogs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        panel = page.table
        panel.set_model(session.history.model)
        panel.searched.connect(session.history.search)
        panel.selected.connect(session.history.select)
        panel.noticed.connect(notices.show_notice)
        panel.withdrawn.connect(notices.withdraw)
        panel.export_requested.connect(dialogs.choose_export)
        panel.reconcile_requested.connect(session.receipts.reconcile)
        panel.resend_requested.connect(session.receipts.ask_to_resend)
        panel.resend_chosen_requested.connect(session.receipts.ask_to_resend_chosen)
        session.history.listed.connect(panel.show_listing)
        session.history.details_changed.connect(page.details.show_details)
        session.catalogues.changed.connect(self._show_names)
        page.shown.connect(session.history.watch)
        session.history.watch(page.isVisible())
        self._session, self._panel = session, panel
        self._show_names()

    def _show_names(self) -> None:
        templates = self._session.catalogues.current.templates
        self._panel.filters.show_names({row.code: row.name for row in templates})
