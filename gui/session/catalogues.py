"""The signs and templates of the accounts, as far as they have been fetched."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.core.messages import Template
from gui.core.outcomes import Failure
from gui.jobs import reading as jobs
from gui.session.accounts import Accounts
from gui.session.work import Work
from gui.words import errors, outcomes
from gui.words.notices import Notice, Severity


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
        self._fetched: dict[str, jobs.Catalogue] = {}
        accounts.changed.connect(lambda: self.changed.emit(self.current))

    @property
    def current(self) -> jobs.Catalogue:
        """What is known of the current account."""
        return self._fetched.get(self._accounts.key, jobs.Catalogue())

    def template(self, code: str) -> Template | None:
        """Find a template of the current account; none where it is not known."""
        return next((row for row in self.current.templates if row.code == code), None)

    def content(self, template_code: str) -> str:
        """The text of a template of the current account, or empty where it is not known."""
        found = self.template(template_code)
        return found.content if found else ""

    def fetch(self) -> None:
        """Fetch the signs and templates of the current account."""
        account = self._accounts.current
        key = self._accounts.key
        self.fetching_changed.emit(True)

        def take(found: jobs.Catalogue | Failure) -> None:
            if isinstance(found, Failure):
                self.noticed.emit(Notice(Severity.ERROR, outcomes.failure(found)))
                return
            self._fetched[key] = found
            if key == self._accounts.key:
                self.changed.emit(found)

        def refuse(error: SmsDeskError) -> None:
            self.fetching_changed.emit(False)
            self.noticed.emit(Notice(Severity.ERROR, errors.error(error)))

        def begin(secret: str) -> None:
            job = jobs.fetching(self._accounts.connect_as(account, secret))
            done = partial(self.fetching_changed.emit, False)
            self._work.start(self._work.forms, job, take, refuse, done)

        self._accounts.fetch_secret(account, begin, refuse)
