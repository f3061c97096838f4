"""Joins the form to the session: the draft, its preview, and the button that sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.message.confirmation import needed_confirmation
from gui.core.message.draft import DraftProblem, DraftStatus, UnknownColumns
from gui.core.message.fields import DraftFields
from gui.core.message.variables import describe_variables
from gui.panels.theme.theme import AccountKind
from gui.window.send import compose_choices as choices
from gui.window.send.compose_gaps import ComposeGaps
from gui.words.message import variables as words

if TYPE_CHECKING:
    from gui.session.session import Session
    from gui.window.dialogs.run_dialogs import RunDialogs
    from gui.window.send.compose_column import ComposeColumn

MAY_PASS = {DraftProblem.CHECKING, DraftProblem.NO_NUMBERS, DraftProblem.NOBODY_LEFT}
"""Problems that may be gone once the numbers are read."""


class ComposeWiring(QObject):
    """Reads the form into the draft of the current account, and shows the draft's status."""

    left = Signal()
    """The Send button had the keyboard focus when it was disabled."""

    def __init__(
        self, session: Session, column: ComposeColumn, dialogs: RunDialogs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._column = column
        self._dialogs = dialogs
        self._gaps = ComposeGaps(column)
        self._loading = False
        self._pending = False
        self._suggesting = False
        self._wire()

    def save_draft(self) -> None:
        """Save the form, including what was typed a moment ago."""
        self._column.parameters.flush()
        self._column.recipients.flush()
        self._session.composer.save_draft()

    def load_draft(self) -> None:
        """Fill the form in from the draft of the current account."""
        self.fill(self._session.composer.saved_draft)
        self._suggesting = True
        self._suggest_sign()

    def fill(self, fields: DraftFields) -> None:
        """Put a message into the form, in place of what stands there; the recipients stay."""
        column = self._column
        self._loading = True
        column.message.set_sign_name(fields.sign_name)
        column.message.set_template_code(fields.template_code)
        column.parameters.set_text(fields.template_param)
        column.options.set_out_id(fields.out_id)
        column.options.set_up_extend_code(fields.up_extend_code)
        column.options.set_mode(fields.mode)
        self._loading = False
        self._gaps.clear()
        self._show_choices()
        self._change()

    def show_recents(self) -> None:
        """Offer the signs and templates that the current account used last."""
        self._show_choices()

    def focus_template(self) -> None:
        """Focus the first field of the form."""
        self._column.message.focus_template()

    def choose_template(self, code: str) -> None:
        """Put a template into the form, as if it was chosen from its list."""
        self._column.message.set_template_code(code)
        self.focus_template()

    def submit(self) -> None:
        """Send what is in the form, or lead to the first thing that is missing in it.

        While the numbers are being read, it is sent as soon as they are, unless something is
        changed until then.
        """
        if self._column.message.finish_template():
            # The template that was meant by a part of its code has not been seen yet, and the
            # fields of its variables are not there before the next event.
            QTimer.singleShot(0, self, self._go_on)
            return
        self._column.parameters.flush()
        self._column.recipients.flush()
        status = self._session.composer.status()
        checking = DraftProblem.CHECKING in status.problems
        self._pending = checking and MAY_PASS.issuperset(status.problems)
        if not status.problems:
            self._dialogs.confirm()
        elif not self._pending:
            self._gaps.lead(status.problems)

    def _wire(self) -> None:
        session, column = self._session, self._column
        column.message.changed.connect(self._edit)
        column.options.changed.connect(self._edit)
        column.parameters.edited.connect(session.composer.expect_param)
        column.parameters.edited.connect(self._forget_pending)
        column.parameters.changed.connect(lambda _: self._change())
        column.parameters.filled.connect(self._go_on)
        column.recipients.edited.connect(self._forget_pending)
        column.message.refresh_requested.connect(session.catalogues.fetch)
        column.message.template_entered.connect(session.composer.fetch_template)
        column.message.template_entered.connect(self._show_about)
        column.message.passed.connect(self._go_on)
        column.message.row_requested.connect(session.composer.show_row)
        column.send.submitted.connect(self.submit)
        session.composer.status_changed.connect(self._show_status)
        session.recipients.columns_changed.connect(column.parameters.show_columns)
        session.composer.param_requested.connect(column.parameters.set_text)
        session.catalogues.fetching_changed.connect(column.message.show_fetching)
        session.catalogues.changed.connect(self._show_choices)
        session.catalogues.changed.connect(self._suggest_sign)
        session.catalogues.aged.connect(self._show_about)
        session.sending.started.connect(self.show_recents)
        session.accounts.changed.connect(self.show_recents)

    def _edit(self) -> None:
        if not self._loading:
            self._suggesting = False
        self._forget_pending()
        self._show_about()
        self._change()

    def _change(self) -> None:
        if not self._loading:
            column = self._column
            self._session.composer.change(
                DraftFields(
                    column.message.sign_name(),
                    column.message.template_code(),
                    column.parameters.text(),
                    column.options.out_id(),
                    column.options.up_extend_code(),
                    column.options.mode(),
                )
            )

    def _forget_pending(self) -> None:
        self._pending = False

    def _go_on(self) -> None:
        """Go to what is missing next, or to the button."""
        self._column.parameters.flush()
        problems = self._session.composer.status().problems
        if not self._gaps.focus(problems):
            self._column.send.focus_button()

    def _suggest_sign(self) -> None:
        """Fill in the sign of a form that nobody has touched."""
        message = self._column.message
        if not self._suggesting or message.sign_name() or message.template_code():
            return
        session = self._session
        recent = session.composer.recents.sign_names
        sandbox = session.accounts.current.sandbox
        likely = choices.likely_sign(session.catalogues.current, recent, sandbox=sandbox)
        if likely:
            self._loading = True
            message.set_sign_name(likely)
            self._loading = False
            self._change()

    def _show_choices(self) -> None:
        session, message = self._session, self._column.message
        recents, catalogue = session.composer.recents, session.catalogues.current
        message.show_signs(choices.sign_groups(catalogue, recents.sign_names))
        message.show_templates(choices.template_groups(catalogue, recents.template_codes))
        self._show_about()

    def _show_about(self) -> None:
        """Say what template and sign are, and have a field for each variable."""
        session, column = self._session, self._column
        catalogue, code = session.catalogues.current, column.message.template_code()
        known = session.catalogues.template(code)
        sandbox = session.accounts.current.sandbox
        column.message.show_about(
            choices.about_template(catalogue, code, known, sandbox=sandbox),
            choices.about_sign(catalogue, column.message.sign_name()),
            words.fetched(session.catalogues.age) if catalogue.known and code else "",
        )
        if known or not column.message.typing_template:  # no other fields for half a code
            variables = describe_variables(known) if known else None
            column.parameters.show_variables(variables, wanted=bool(code))
        column.message.show_label_width()

    def _show_status(self, status: DraftStatus) -> None:
        account, column = self._session.accounts.current, self._column
        kind = AccountKind.of(production=account.production, sandbox=account.sandbox)
        confirmation = needed_confirmation(account, status.count)
        held = column.send.has_focus()
        column.send.show_ready(status.count, status.problems, kind, confirmation, status.left_out)
        if held and DraftProblem.RUN_UNDER_WAY in status.problems:
            # The button is disabled during a run; the focus moves to that run's card.
            self.left.emit()
        self._gaps.show(status.problems)
        if DraftProblem.CHECKING not in status.problems:  # else it is not known yet
            unknown = (one.names for one in status.problems if isinstance(one, UnknownColumns))
            column.parameters.show_gone(next(unknown, ()))
            column.parameters.show_unfit({one.first.variable.name: one for one in status.unfit})
        column.message.show_preview(status.preview, status.note)
        column.message.show_rows(status.rows, status.row)
        column.recipients.show_columns(status.columns)
        if self._pending and DraftProblem.CHECKING not in status.problems:
            self._pending = False
            self.submit()
