"""The signs and templates of the accounts, as far as they have been fetched."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.accounts.account_key import AccountKey
from gui.core.errors import SmsDeskError
from gui.core.message.catalogue import (
    RETRY_AFTER,
    STALE_AT_START,
    STALE_WHILE_RUNNING,
    AccountCatalogue,
)
from gui.core.message.query_results import Template
from gui.core.sending.outcome import AccountRefused, Failure, Rejected
from gui.jobs.accounts import catalogue as jobs
from gui.jobs.job import Lane
from gui.session.accounts import Accounts, settings_key
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.catalogue_cache import CatalogueCache
from gui.storage.paths import Paths
from gui.storage.settings.settings import SANDBOX
from gui.words.notices import Notice, Severity
from gui.words.sending import outcomes
from gui.words.sentence import sentence

LOOK_EVERY = 60_000
"""Milliseconds between two checks of the age of the catalogues."""


def _now() -> int:
    return time.time_ns() // 1_000_000


class Catalogues(QObject):
    """Fetches signs and templates by itself and when asked to; the last ones stay on the disk.

    Nothing is fetched by itself before `begin`, nor for an account whose secret is not there. A
    failure of an automatic fetch is not shown.
    """

    changed = Signal(object)
    """The `AccountCatalogue` of the current account."""
    others_changed = Signal()
    """Names of templates of another account have become known."""
    fetching_changed = Signal(bool)
    """Whether that of the current account is being fetched."""
    aged = Signal()
    """A minute has passed: the age of the catalogues has changed."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        paths: Paths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._cache = CatalogueCache(paths.catalogues)
        self._begun = False
        self._fetched: dict[str, AccountCatalogue] = {}
        self._tried: dict[str, int] = {}
        self._fetching: dict[str, int] = {}
        # By account and code; none while the service is asked, or where it knows no such template.
        self._looked_up: dict[tuple[str, str], Template | None] = {}
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        accounts.changed.connect(self._follow_account)
        accounts.status_changed.connect(lambda _: self._fetch_stale(STALE_AT_START))

    @property
    def current(self) -> AccountCatalogue:
        """What is known of the current account."""
        return self._fetched.get(self._accounts.key, AccountCatalogue())

    @property
    def fetching(self) -> bool:
        """Whether the signs and templates of the current account are being fetched."""
        return self._accounts.key in self._fetching

    @property
    def complete(self) -> bool:
        """Whether signs and templates are not fetched by themselves now."""
        return self._begun and not self.fetching

    @property
    def age(self) -> int:
        """Milliseconds since those of the current account were fetched."""
        return self.current.age(_now())

    def begin(self) -> None:
        """Read what was fetched the last time, then fetch what is stale."""

        def take(kept: dict[str, AccountCatalogue]) -> None:
            kept.pop(SANDBOX, None)  # the sandbox's are those of this version of the program
            self._fetched = {**kept, **self._fetched}
            self.changed.emit(self.current)

        def go_on() -> None:
            self._begun = True
            self._timer.start()
            self._fetch_sandbox()
            self._fetch_stale(STALE_AT_START)
            self.fetching_changed.emit(self.fetching)

        job = jobs.load_catalogues(self._cache)
        self._work.start(
            self._work.reading, job, Operation.READ_CATALOGUES, on_result=take, on_end=go_on
        )

    def template(self, code: str) -> Template | None:
        """Find a template of the current account; none where it is not known."""
        found = self._looked_up.get((self._accounts.key, code))
        return self.current.template(code) or found

    def template_name(self, account: AccountKey, code: str) -> str:
        """Name a template of any account; empty where it is not known."""
        key = settings_key(account)
        found = self._fetched.get(key, AccountCatalogue()).template(code)
        found = found or self._looked_up.get((key, code)) or self.template(code)
        return found.name if found else ""

    def content(self, template_code: str) -> str:
        """The text of a template of the current account, or empty where it is not known."""
        found = self.template(template_code)
        return found.content if found else ""

    def look_up(self, code: str) -> None:
        """Fetch one template, unless it is known or being fetched; a failure is not shown."""
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
        self._work.start(
            self._work.lookups, job, Operation.FETCH_TEMPLATE, on_result=take, on_error=forget
        )

    def fetch(self) -> None:
        """Fetch the signs and templates of the current account, as the operator asks for."""
        key = self._accounts.key

        def complain(failure: Failure) -> None:
            notice = Notice(Severity.ERROR, sentence(outcomes.failure, failure))
            self._work.notices.report(Operation.FETCH_CATALOGUE, notice, key)

        def refuse(error: SmsDeskError) -> None:
            self._work.notices.fail(Operation.FETCH_CATALOGUE, error, key)

        connect = self._accounts.connect_as(self._accounts.current)
        job = jobs.fetch_catalogue(connect, _now)
        self._start(key, job, self._work.service, complain, refuse)

    def _fetch_sandbox(self) -> None:
        """Fetch those of the sandbox, whose runs have cards whatever account is current."""
        if not self._accounts.current.sandbox:
            job = jobs.sandbox_catalogue(_now)
            self._start(SANDBOX, job, self._work.lookups, lambda _: None, lambda _: None)

    def _fetch_stale(self, age: int) -> None:
        """Fetch those of the current account by itself, if they are at least `age` old."""
        account, key, now = self._accounts.current, self._accounts.key, _now()
        tried = self._tried.get(key)
        # A clock that was set back must not keep anything from being fetched.
        wait = tried is not None and 0 <= now - tried < RETRY_AFTER
        known = self.current.known and 0 <= now - self.current.fetched_at < age
        may = self._begun and self._accounts.status.secret_kept
        if not may or wait or known or self.fetching:
            return
        self._tried[key] = now
        if account.sandbox:
            job = jobs.sandbox_catalogue(_now)
        else:
            job = jobs.fetch_catalogue(self._accounts.connect_as(account), _now)
        self._start(key, job, self._work.lookups, lambda _: None, lambda _: None)

    def _start(
        self,
        key: str,
        job: jobs.CatalogueJob,
        lane: Lane,
        complain: Callable[[Failure], None],
        refuse: Callable[[SmsDeskError], None],
    ) -> None:
        self._fetching[key] = self._fetching.get(key, 0) + 1
        self.fetching_changed.emit(self.fetching)

        def take(found: AccountCatalogue | Failure) -> None:
            if isinstance(found, Failure):
                complain(found)
                return
            self._work.notices.clear(Operation.FETCH_CATALOGUE, key)
            self._fetched[key] = found
            if lane is self._work.service:  # the operator has changed something, as it seems
                self._looked_up = {at: row for at, row in self._looked_up.items() if at[0] != key}
            if key == self._accounts.key:
                self.changed.emit(found)
            else:
                self.others_changed.emit()
            if key != SANDBOX:
                self._keep(key, found)

        done = partial(self._end, key)
        self._work.start(
            lane,
            job,
            Operation.FETCH_CATALOGUE,
            on_result=take,
            on_error=refuse,
            on_end=done,
        )

    def _end(self, key: str) -> None:
        self._fetching[key] -= 1
        if not self._fetching[key]:
            del self._fetching[key]
        if key == self._accounts.key:
            self.fetching_changed.emit(self.fetching)

    def _keep(self, key: str, catalogue: AccountCatalogue) -> None:
        accounts = [one.access_key_id for one in self._accounts.all if not one.sandbox]
        job = jobs.save_catalogues(self._cache, {key: catalogue}, accounts)
        self._work.start(self._work.reading, job, Operation.SAVE_CATALOGUES)

    def _follow_account(self) -> None:
        self.changed.emit(self.current)
        self.fetching_changed.emit(self.fetching)

    def _look(self) -> None:
        self._fetch_stale(STALE_WHILE_RUNNING)
        self.aged.emit()
