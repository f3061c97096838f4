"""The message that is composed: fields, preview, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.lists.draft_rows import DraftRecipient
from gui.core.message import draft as drafting
from gui.core.message import template
from gui.core.message.draft import (
    Draft,
    DraftProblem,
    DraftStatus,
    LeftOut,
    MagicNumbers,
    MissingParams,
    PreviewNote,
    Problem,
    SendSummary,
    UnknownColumns,
    sort_problems,
)
from gui.core.message.fields import DraftFields
from gui.core.message.row_preview import count_for, preview_row
from gui.core.message.row_values import fill_row, first_complete_row
from gui.core.message.template import Preview
from gui.core.message.unfit_values import checked_variables
from gui.core.message.variables import Variable, describe_variables
from gui.core.params.document import Params, format_params, parse_params
from gui.core.params.placeholders import Placeholders, find_placeholders, without_unused
from gui.core.params.values import missing_names
from gui.core.sending.progress import UnfinishedRun
from gui.session.accounts import Accounts
from gui.session.catalogues import Catalogues
from gui.session.preferences import Preferences
from gui.session.recipients.recipients import Recipients
from gui.storage.settings.settings import Recents

KEEP_AFTER = 1000
"""Milliseconds after the last change until the form is kept for the next start."""
SECONDS_A_CALL = 0.2
"""Estimated seconds of one call, until a run has measured it."""


class Composer(QObject):
    """Holds the draft; nothing in it is sent before the operator has confirmed it."""

    status_changed = Signal(object)
    """A `DraftStatus`."""
    param_requested = Signal(str)
    """Parameters that refer to what the operator mapped."""

    def __init__(
        self,
        accounts: Accounts,
        catalogues: Catalogues,
        recipients: Recipients,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._catalogues = catalogues
        self._recipients = recipients
        self._preferences = preferences
        self._fields = DraftFields()
        self._params: Params | None = Params()
        self._placeholders = Placeholders()
        self._checked: tuple[Variable, ...] = ()
        self._param_expected = False
        self._row: int | None = None
        # Also a program that is killed has what was typed a moment before.
        self._keeping = QTimer(self, interval=KEEP_AFTER, singleShot=True)
        self._keeping.timeout.connect(self.save_draft)
        self.run_under_way = self.forbidden = False
        self.unfinished_runs: Sequence[UnfinishedRun] = ()
        catalogues.changed.connect(lambda _: self._follow_catalogue())
        recipients.changed.connect(self.update_status)
        recipients.list_import.mapped.connect(self._insert_placeholders)

    @property
    def recents(self) -> Recents:
        """The signs and templates that the current account used last."""
        return self._preferences.settings.recents.get(self._accounts.key, Recents())

    @property
    def saved_draft(self) -> DraftFields:
        """The form of the current account as it was saved last."""
        return self._preferences.settings.drafts.get(self._accounts.key, DraftFields())

    @property
    def variables(self) -> tuple[str, ...]:
        """What a row may have values for: the template's variables, or else the parameters."""
        if content := self._catalogues.content(self._fields.template_code):
            return template.find_variables(content)
        return tuple(key for key, _ in self._params.values) if self._params else ()

    @property
    def fields(self) -> DraftFields:
        """The current content of the form."""
        return self._fields

    @property
    def placeholders(self) -> Placeholders:
        """The parameters, with references; none while they are wrong."""
        return self._placeholders

    def expect_param(self) -> None:
        """The parameters are changing: mark what was read of them as outdated."""
        self._param_expected = True
        self.update_status()

    def change(self, fields: DraftFields) -> None:
        """Replace the draft's fields with the current content of the form."""
        self._param_expected = False
        self._fields = fields
        self._read_params()
        self._keeping.start()
        self.update_status()

    def fetch_template(self) -> None:
        """Have the template's text fetched, if it is not known and can be asked for."""
        if self._accounts.status.secret_kept:
            self._catalogues.look_up(self._fields.template_code)

    def show_row(self, row: int) -> None:
        """Preview the message to another recipient, from 0, as long as there are so many."""
        self._row = row
        self.update_status()

    def save_draft(self) -> None:
        """Save the form for the next start; the recipients are stored already."""
        self._keeping.stop()
        settings = self._preferences.settings
        self._preferences.update(settings.with_draft(self._accounts.key, self._fields))

    def copy_draft(self, key: str) -> None:
        """Let another account, by its key in the settings, begin with what is in the form."""
        settings = self._preferences.settings
        self._preferences.update(settings.with_draft(key, self._fields))

    def remember_recent(self) -> None:
        """Remember what was confirmed: sign and template go among the recent ones."""
        settings = self._preferences.settings
        fields = self._fields
        self._preferences.update(
            settings.with_recent(self._accounts.key, fields.sign_name, fields.template_code)
        )

    def update_status(self) -> None:
        """Recompute the status of the draft and emit it."""
        self._recipients.update(self.placeholders, self._checked)
        self.status_changed.emit(self.status())

    def status(self) -> DraftStatus:
        """Compute the status of the draft."""
        draft, found = self._draft()
        many = (
            self._recipients.rows.recipients.rowCount()
            if draft.personalised
            else min(draft.count, 1)
        )
        row = self._shown_row(many)
        text, note = self._preview(self._recipients.rows.recipient(row))
        listed = self._recipients.draft.overview.names
        columns = tuple(name for name in self.placeholders.names if name in listed)
        left_out = self._left_out()
        unfit = self._recipients.readiness_check.readiness.unfit
        return DraftStatus(draft.count, found, text, note, many, left_out, row, columns, unfit)

    def summary(self) -> SendSummary | None:
        """Summarise the draft for the confirmation; none if it cannot be sent."""
        draft, found = self._draft()
        if found:
            return None
        account = self._accounts.current
        readiness = self._recipients.readiness_check.readiness
        overview = self._recipients.draft.overview
        known = self._catalogues.template(draft.template_code)
        text, _ = self._preview(readiness.example)
        first = readiness.example.values if readiness.example else {}
        values, _ = fill_row(self.placeholders, first)
        settings = self._preferences.settings
        seconds = max(
            draft.call_count / settings.rate, draft.call_count * SECONDS_A_CALL / settings.callers
        )
        alike = (account, draft.sign_name, draft.template_code)
        unfinished = tuple(
            left
            for left in self.unfinished_runs
            if (left.label.account, left.label.sign_name, left.label.template_code) == alike
        )
        return SendSummary(
            account=account,
            draft=draft,
            example=text,
            segments=count_for(str(text), readiness.example).segments if text else 0,
            seconds=seconds,
            first=readiness.first,
            last=readiness.last,
            blocked=readiness.blocked,
            missing=tuple(readiness.missing.items()),
            unfinished=unfinished,
            sources=overview.source_counts,
            template_name=known.name if known else "",
            notes=tuple(overview.notes.items()),
            values=tuple(values.items()),
            unfit=readiness.unfit,
        )

    def _draft(self) -> tuple[Draft, tuple[Problem, ...]]:
        fields = self._fields
        placeholders = self.placeholders
        checking = self._recipients.busy or self._param_expected
        draft = Draft(
            fields.sign_name,
            fields.template_code,
            placeholders.to_json(),
            out_id=fields.out_id,
            up_extend_code=fields.up_extend_code,
            mode=fields.mode,
            count=self._recipients.count,
            personalised=placeholders.present,
        )
        found: list[Problem] = list(drafting.find_problems(draft))
        overview = self._recipients.draft.overview
        unknown = placeholders.unknown_names(overview.names)
        if DraftProblem.NO_NUMBERS in found and overview.recipients:
            found.remove(DraftProblem.NO_NUMBERS)
            if not unknown:  # else nobody would be sent to, and that is why
                found.append(DraftProblem.NOBODY_LEFT)
        if unknown:
            found.append(UnknownColumns(unknown))
        if self._params is None:
            found.append(DraftProblem.BAD_PARAM)
        elif missing := self._missing():
            found.append(MissingParams(missing))
        if magic := self._recipients.readiness_check.readiness.magic:
            found.append(MagicNumbers(magic))
        if checking:
            found.append(DraftProblem.CHECKING)
        if not self._accounts.status.secret_kept:
            found.append(DraftProblem.NO_SECRET)
        if self.run_under_way:
            found.append(DraftProblem.RUN_UNDER_WAY)
        if self.forbidden:
            found.append(DraftProblem.FORBIDDEN)
        return draft, sort_problems(found)

    def _missing(self) -> tuple[str, ...]:
        """The variables of the template without a value, as far as its text is known."""
        content = self._catalogues.content(self._fields.template_code)
        return missing_names(self._params or Params(), template.find_variables(content))

    def _preview(self, recipient: DraftRecipient | None) -> tuple[Preview, PreviewNote | None]:
        content = self._catalogues.content(self._fields.template_code)
        return preview_row(self._fields, content, self.placeholders, recipient)

    def _shown_row(self, rows: int) -> int:
        """Give the recipient whose message is shown: the chosen one, or the first with values."""
        if self._row is not None and self._row >= rows:
            self._row = None
        if self._row is not None:
            return self._row
        sources = self._recipients.draft.overview.sources
        first = first_complete_row(sources, self.placeholders.names)
        return max(0, min(first, rows - 1))

    def _left_out(self) -> LeftOut:
        readiness = self._recipients.readiness_check.readiness
        missing = readiness.missing
        return LeftOut(readiness.blocked, sum(missing.values()), tuple(missing))

    def _read_params(self) -> None:
        params = parse_params(self._fields.template_param)
        self._params = params if isinstance(params, Params) else None
        params = self._params or Params()
        if content := self._catalogues.content(self._fields.template_code):
            params = without_unused(params, template.find_variables(content))
        self._placeholders = find_placeholders(params)
        known = self._catalogues.template(self._fields.template_code)
        variables = describe_variables(known) if known else ()
        self._checked = checked_variables(self._placeholders, variables)

    def _follow_catalogue(self) -> None:
        """The template's text may be another one, or is known now."""
        self._read_params()
        self.update_status()

    def _insert_placeholders(self, columns: Mapping[str, str]) -> None:
        """Let the parameters refer to the columns that the operator mapped.

        Where an earlier list calls the value by another name, both go by that of the variable.
        """
        if self._params is None:
            return  # what is wrong in it is not to be lost
        listing = self._recipients.draft
        earlier = [source.names for source in listing.overview.sources[:-1]]
        # A value made of several pieces is no other name of anything.
        before = self._placeholders.column_by_param
        values = dict(self._params.values)
        alike = dict[str, str]()
        for variable, column in columns.items():
            known = before.get(variable, variable)
            name = column
            if known != column and any(known in names or variable in names for names in earlier):
                name = variable
                alike[variable] = known
            values[variable] = f"{{{{{name}}}}}"
        if alike:
            listing.add_column_aliases(alike)
        text = format_params(Params(tuple(values.items())).to_json())
        if isinstance(text, str):
            self.param_requested.emit(text)
