"""The signs and templates of the accounts, as far as they have been fetched."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.core.message.query_results import Template
from gui.core.sending.outcome import AccountRefused, Failure, Rejected
from gui.jobs import catalogue as jobs
from gui.session.accounts import Accounts
from gui.session.work import Work
from gui.words import errors
from gui.words.notices import Notice, Severity
from gui.words.sending import outcomes
from gui.words.sentence import sentence


class Catalogues(QObject):
    """Fetches signs and templates when asked to, and keeps them as long as the program runs."""

    changed = Signal(object)
    """The `Catalogue` of the current account."""
    fetching_changed = Signal(bool)
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(self, work: Work, accounts: Accounts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._fetched: dict[str, jobs.AccountCatalogue] = {}
        # By account and code; none while the service is asked, or where it knows no such template.
        self._looked_up: dict[tuple[str, str], Template | None] = {}
        accounts.changed.connect(lambda: self.changed.emit(self.current))

    @property
    def current(self) -> jobs.AccountCatalogue:
        """What is known of the current account."""
        return self._fetched.get(self._accounts.key, jobs.AccountCatalogue())

    def template(self, code: str) -> Template | None:
        """Find a template of the current account; none where it is not known."""
        found = self._looked_up.get((self._accounts.key, code))
        return next((row for row in self.current.templates if row.code == code), found)

    def content(self, template_code: str) -> str:
        """The text of a template of the current account, or empty where it is not known."""
        found = self.template(template_code)
        return found.content if found else ""

    def look_up(self, code: str) -> None:
        """Fetch one template, unless it is known or was asked for; a failure disturbs nobody."""
        account, wanted = self._accounts.current, (self._accounts.key, code)
        if not code or self.template(code) or wanted in self._looked_up:
            return
        self._looked_up[wanted] = None

        def take(found: Template | Failure) -> None:
            if isinstance(found, Template):
                self._looked_up[wanted] = found
                if wanted[0] == self._accounts.key:
                    self.changed.emit(self.current)
            elif not isinstance(found, Rejected | AccountRefused):
                forget()

        def forget(_: SmsDeskError | None = None) -> None:
            self._looked_up.pop(wanted, None)  # it may do the next time

        job = jobs.fetch_template(self._accounts.connect_as(account), code)
        self._work.start(self._work.lookups, job, on_result=take, on_error=forget)

    def fetch(self) -> None:
        """Fetch the signs and templates of the current account."""
        account = self._accounts.current
        key = self._accounts.key
        self.fetching_changed.emit(True)

        def take(found: jobs.AccountCatalogue | Failure) -> None:
            if isinstance(found, Failure):
                self.noticed.emit(Notice(Severity.ERROR, sentence(outcomes.failure, found)))
                return
            self._fetched[key] = found
            self._looked_up = {at: row for at, row in self._looked_up.items() if at[0] != key}
            if key == self._accounts.key:
                self.changed.emit(found)

        def refuse(error: SmsDeskError) -> None:
            self.noticed.emit(Notice(Severity.ERROR, sentence(errors.error, error)))

        job = jobs.fetch_catalogue(self._accounts.connect_as(account))
        done = partial(self.fetching_changed.emit, False)
        self._work.start(self._work.service, job, on_result=take, on_error=refuse, on_end=done)
