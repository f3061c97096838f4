"""Joins the form to the session: the draft, its preview, and the button that sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.core.message.draft import DraftFields, DraftStatus
from gui.panels.theme.theme import AccountKind
from gui.window.send_page import SendPage

if TYPE_CHECKING:
    from gui.session.session import Session
    from gui.window.run_dialogs import RunDialogs


class ComposeWiring(QObject):
    """Reads the form into the draft of the current account, and shows how the draft stands."""

    def __init__(
        self, session: Session, page: SendPage, dialogs: RunDialogs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._loading = False
        settings = session.preferences.settings
        page.options.set_limits(settings.callers, settings.rate)
        page.message.changed.connect(self._change)
        page.options.changed.connect(self._change)
        page.options.limits_changed.connect(session.set_limits)
        page.parameters.edited.connect(session.composer.expect_param)
        page.parameters.changed.connect(lambda _: self._change())
        page.message.refresh_requested.connect(session.catalogues.fetch)
        page.message.template_entered.connect(session.composer.fetch_template)
        page.message.row_requested.connect(session.composer.show_row)
        page.send.submitted.connect(dialogs.confirm)
        session.composer.status_changed.connect(self._show_status)
        session.composer.param_requested.connect(page.parameters.set_text)
        session.catalogues.fetching_changed.connect(page.message.show_fetching)
        session.catalogues.changed.connect(self._show_catalogue)
        session.sending.started.connect(self.show_recents)
        session.accounts.changed.connect(self.show_recents)

    def save_draft(self) -> None:
        """Save the form, including what was typed a moment ago."""
        self._page.parameters.flush()
        self._page.recipients.flush()
        self._session.composer.save_draft()

    def load_draft(self) -> None:
        """Fill the form in from the draft of the current account."""
        self.fill(self._session.composer.saved_draft)

    def fill(self, fields: DraftFields) -> None:
        """Put a message into the form, in place of what stands there."""
        page = self._page
        self._loading = True
        page.message.set_sign_name(fields.sign_name)
        page.message.set_template_code(fields.template_code)
        page.parameters.set_text(fields.template_param)
        page.options.set_out_id(fields.out_id)
        page.options.set_up_extend_code(fields.up_extend_code)
        page.options.set_mode(fields.mode)
        self._loading = False
        self._change()

    def show_recents(self) -> None:
        """Offer what the current account has sent with lately."""
        recents = self._session.composer.recents
        self._page.message.show_recents(recents.sign_names, recents.template_codes)

    def _change(self) -> None:
        if not self._loading:
            page = self._page
            self._session.composer.change(
                DraftFields(
                    page.message.sign_name(),
                    page.message.template_code(),
                    page.parameters.text(),
                    page.options.out_id(),
                    page.options.up_extend_code(),
                    page.options.mode(),
                )
            )

    def _show_status(self, status: DraftStatus) -> None:
        account = self._session.accounts.current
        kind = AccountKind.of(production=account.production, sandbox=account.sandbox)
        self._page.send.show_ready(status.count, status.problems, kind)
        self._page.message.show_preview(status.preview, status.note)
        self._page.message.show_rows(status.rows)

    def _show_catalogue(self, catalogue: object) -> None:
        from gui.core.message.query_results import APPROVED  # not before there are any

        signs = getattr(catalogue, "signs", ())
        templates = getattr(catalogue, "templates", ())
        message = self._page.message
        message.show_signs([sign.name for sign in signs if sign.audit_status == APPROVED])
        message.show_templates(
            [(row.code, row.name) for row in templates if row.audit_status == APPROVED]
        )
