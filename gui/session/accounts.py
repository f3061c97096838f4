"""The accounts: choose, save, test, remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import (
    Account,
    AccountInput,
    clean_key_id,
    clean_proxy,
    clean_secret,
    parse_endpoint,
)
from gui.core.errors import AccountError, AccountFault, SecretError, SecretFault, SmsDeskError
from gui.jobs import accounts as jobs
from gui.jobs.connector import Connector
from gui.jobs.job import Lane, Query
from gui.jobs.keyring import Keyring, never
from gui.session.preferences import Preferences
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.storage.secrets.backends import BackendKind
from gui.storage.secrets.secret_store import SecretPlace, SecretStore
from gui.storage.settings.settings import SANDBOX
from gui.words import accounts as words
from gui.words import errors
from gui.words.notices import Notice, Severity
from gui.words.sentence import Sentence, sentence

if TYPE_CHECKING:
    from gui.cloud.client import SmsClient

Found = TypeVar("Found")

_NO_KEYRING = {SecretFault.NO_BACKEND, SecretFault.BACKEND_REFUSED}


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """The status of the current account.

    Attributes:
        sentence: what it is; none while it is not known.
        secret_kept: whether there is a secret to send with.
    """

    sentence: Sentence | None
    severity: Severity
    secret_kept: bool

    @property
    def text(self) -> str:
        """What it says, in the language of the program; empty while it is not known."""
        return str(self.sentence or "")


class Accounts(QObject):
    """Knows the current account and how it stands."""

    changed = Signal()
    """The list, or which one is current."""
    status_changed = Signal(object)
    """An `AccountStatus`."""
    problem_found = Signal(object)
    """An `AccountError`: what was typed cannot be used."""
    memory_offered = Signal(bool)
    """The keyring is refused: the secret can be kept until the program ends."""
    saved = Signal(object)
    """The `Account` that was saved."""
    busy_changed = Signal(bool)
    """Whether an account is being saved, tested or removed."""
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(
        self,
        work: Work,
        preferences: Preferences,
        secrets: SecretStore,
        connector: Connector,
        sandbox: Account,
        paths: Paths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._preferences = preferences
        self._secrets = secrets
        self._connector = connector
        self._keyring = Keyring(work.keyring, secrets)
        self._sandbox = sandbox
        self._under_way = 0
        self._paths = paths
        self.status = AccountStatus(None, Severity.INFORMATION, sandbox is self.current)

    @property
    def all(self) -> tuple[Account, ...]:
        """Every account, the sandbox last."""
        return (*self._preferences.settings.accounts, self._sandbox)

    @property
    def current(self) -> Account:
        """The account to send with."""
        settings = self._preferences.settings
        return settings.account(settings.current) or self._sandbox

    @property
    def key(self) -> str:
        """The key of the current account in the settings."""
        return SANDBOX if self.current.sandbox else self.current.access_key_id

    def find(self, access_key_id: str, sandbox: bool) -> Account | None:
        """The account that made a run, if it is still there."""
        return self._sandbox if sandbox else self._preferences.settings.account(access_key_id)

    def choose(self, account: Account) -> None:
        """Send with `account` from now on."""
        key = SANDBOX if account.sandbox else account.access_key_id
        if key != self._preferences.settings.current:
            self._preferences.update(replace(self._preferences.settings, current=key))
            self.changed.emit()
        self.refresh_status()

    def refresh_status(self) -> None:
        """Find out how the current account stands, without calling the service."""
        account = self.current
        if account.sandbox:
            self._say(sentence(words.sandbox), Severity.SUCCESS, kept=True)
            return
        self._say(None, Severity.INFORMATION, kept=False)

        def found(keeping: jobs.SecretStatus) -> None:
            if account != self.current:
                return
            kept = keeping.place is not SecretPlace.NONE
            self.memory_offered.emit(not keeping.backend.allowed)
            self._say(_where(keeping), Severity.INFORMATION if kept else Severity.WARNING, kept)

        def refuse(error: SmsDeskError) -> None:
            if account == self.current:
                self._refuse(error)

        job = jobs.check_secret(self._secrets, account.access_key_id)
        self._work.start(self._work.keyring, job, on_result=found, on_error=refuse)

    def save(self, entry: AccountInput) -> None:
        """Save an account and its secret: both or neither."""
        try:
            account, secret = self._read(entry)
            self._preferences.settings.with_account(account, entry.original)
        except AccountError as error:
            self.problem_found.emit(error)
            return

        def kept(keeping: jobs.SecretStatus) -> None:
            # Settings may have changed while the keyring waited for its operator.
            try:
                settings = self._preferences.settings.with_account(account, entry.original)
            except AccountError as error:
                self.problem_found.emit(error)
                return
            self._preferences.update(replace(settings, current=account.access_key_id))
            if keeping.orphaned_key_id:
                said = sentence(words.orphaned_secret, keeping.orphaned_key_id)
                self.noticed.emit(Notice(Severity.WARNING, said))
            self.changed.emit()
            self.saved.emit(account)
            if keeping.moved_runs:
                said = sentence(words.runs_moved, account.label, keeping.moved_runs)
                self.noticed.emit(Notice(Severity.WARNING, said))
            self.refresh_status()

        job = jobs.store_secret(
            self._secrets,
            account.access_key_id,
            secret,
            keep_in_memory=entry.keep_in_memory,
            old=entry.original,
            ledger=self._paths.ledger,
        )
        self._start_busy(self._work.keyring, job, kept)

    def remove(self, account: Account) -> None:
        """Forget an account, its secret first."""

        def removed(_: None) -> None:
            settings = self._preferences.settings.without_account(account.access_key_id)
            self._preferences.update(settings)
            self.changed.emit()
            self.refresh_status()

        job = jobs.remove_secret(self._secrets, account.access_key_id)
        self._start_busy(self._work.keyring, job, removed)

    def test(self, entry: AccountInput) -> None:
        """Make one read-only call with what is in the form, saved or not."""
        try:
            account, secret = self._read(entry)
        except AccountError as error:
            self.problem_found.emit(error)
            return
        self._test(account, secret, entry.original or account.access_key_id)

    def connect_as(
        self,
        account: Account,
        stopping: Callable[[], bool] = never,
        *,
        secret: str = "",
        key_id: str = "",
    ) -> Callable[[], SmsClient]:
        """Return the function that makes a client of `account`, for a worker thread.

        It fetches the secret, if it is not given, from the keyring: the one of `key_id`, or else
        of the account. It waits no longer once `stopping` returns true. The sandbox needs none.

        Raises:
            SecretError, AccountError, SandboxError: the function, on the worker thread.
        """

        def connect() -> SmsClient:
            known = secret
            if not known and not account.sandbox:
                known = self._keyring.fetch(key_id or account.access_key_id, stopping)
            return self._connector.client(account, known)

        return connect

    def _test(self, account: Account, secret: str, kept_under: str) -> None:
        shown_at = self.current

        def tested(result: jobs.AccountCheck) -> None:
            if shown_at == self.current:
                said = sentence(words.diagnosis, result.check, result.failure)
                self._say(said, words.severity(result.check), self.status.secret_kept)

        connect = self.connect_as(account, secret=secret, key_id=kept_under)
        self._say(sentence(words.testing), Severity.INFORMATION, self.status.secret_kept)
        self._start_busy(self._work.service, jobs.check_account(account, connect), tested)

    def _read(self, entry: AccountInput) -> tuple[Account, str]:
        label = entry.label.strip()
        if not label:
            raise AccountError(AccountFault.LABEL_EMPTY)
        key_id = clean_key_id(entry.access_key_id)
        if label == self._sandbox.label:
            raise AccountError(AccountFault.LABEL_TAKEN)
        secret = "" if entry.original and not entry.secret.strip() else clean_secret(entry.secret)
        parse_endpoint(entry.endpoint)
        account = Account(
            label,
            key_id,
            entry.endpoint.strip(),
            entry.region.strip(),
            entry.production,
            clean_proxy(entry.proxy),
        )
        return account, secret

    def _refuse(self, error: SmsDeskError) -> None:
        if isinstance(error, AccountError):
            self.problem_found.emit(error)
            return
        if isinstance(error, SecretError):
            self.memory_offered.emit(error.fault in _NO_KEYRING)
        # A failed save changes nothing of the current account.
        self._say(sentence(errors.error, error), Severity.ERROR, self.status.secret_kept)

    def _say(self, said: Sentence | None, severity: Severity, kept: bool) -> None:
        self.status = AccountStatus(said, severity, kept)
        self.status_changed.emit(self.status)

    def _start_busy(self, lane: Lane, job: Query[Found], then: Callable[[Found], None]) -> None:
        shown_at = self.current

        def refuse(error: SmsDeskError) -> None:
            if shown_at == self.current:
                self._refuse(error)
            else:  # the status on show is that of another account
                self.noticed.emit(Notice(Severity.ERROR, sentence(errors.error, error)))

        # One may start another: only the end of the last is the end.
        self._under_way += 1
        self.busy_changed.emit(True)
        self._work.start(lane, job, on_result=then, on_error=refuse, on_end=self._free)

    def _free(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.busy_changed.emit(False)


def _where(keeping: jobs.SecretStatus) -> Sentence:
    match keeping.place:
        case SecretPlace.KEYRING:
            return sentence(words.kept_in_keyring, keeping.backend.identifier)
        case SecretPlace.MEMORY:
            return sentence(words.kept_in_memory)
        case SecretPlace.NONE if keeping.backend.allowed:
            return sentence(words.no_secret)
        case SecretPlace.NONE:
            absent = keeping.backend.kind is BackendKind.ABSENT
            fault = SecretFault.NO_BACKEND if absent else SecretFault.BACKEND_REFUSED
            return sentence(errors.secret, fault, keeping.backend.identifier)
