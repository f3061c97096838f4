"""The accounts: choose, save, test, remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account, AccountInput, parse_input
from gui.core.accounts.account_key import AccountKey
from gui.core.errors import AccountError, SecretError, SecretFault, SmsDeskError
from gui.jobs.accounts import accounts as jobs
from gui.jobs.accounts.connector import Connector
from gui.jobs.accounts.keyring import Keyring, never
from gui.jobs.job import Query
from gui.session.account_status import AccountStatus, secret_status
from gui.session.notices import Operation
from gui.session.preferences import Preferences
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings import SANDBOX
from gui.words.accounts import accounts as words
from gui.words.accounts import diagnosis
from gui.words.errors import errors
from gui.words.notices import Notice, Severity
from gui.words.sentence import Sentence, sentence

if TYPE_CHECKING:
    from gui.cloud.client import SmsClient

Found = TypeVar("Found")

_NO_KEYRING = {SecretFault.NO_BACKEND, SecretFault.BACKEND_REFUSED}


class Accounts(QObject):
    """Knows the accounts, the current one, and the status of each."""

    changed = Signal()
    """The list, or which one is current."""
    status_changed = Signal(object)
    """The `AccountStatus` of some account: of the current one, or of the one on show."""
    problem_found = Signal(object)
    """An `AccountError`: what was typed cannot be used."""
    memory_offered = Signal(bool)
    """The keyring is refused: the secret can be kept until the program ends."""
    saved = Signal(object)
    """The `Account` that was saved."""
    added = Signal(object)
    """The `Account` that was saved is a new one, and not current yet."""
    busy_changed = Signal(bool)
    """Whether an account is being saved, tested or removed."""

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
        self._shown: str | None = None
        self._statuses: dict[str | None, AccountStatus] = {
            SANDBOX: AccountStatus(None, Severity.INFORMATION, secret_kept=True)
        }

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
        return _key_of(self.current) or SANDBOX

    @property
    def status(self) -> AccountStatus:
        """The status of the current account."""
        return self._status_of(self.key)

    @property
    def shown_status(self) -> AccountStatus:
        """The status of the account on show."""
        return self._status_of(self._shown)

    def keeps_in_memory(self, account: Account) -> bool:
        """Whether the secret of an account is known to be kept until the program ends only."""
        return self._status_of(_key_of(account)).in_memory

    def show(self, account: Account | None) -> None:
        """Show an account, current or not; none for a new one. Look up its status."""
        self._shown = _key_of(account)
        if account is None:
            self._say(None, None, Severity.INFORMATION, kept=False)
            self.memory_offered.emit(False)
        elif not self.shown_status.tested:
            self._look_up(account)

    def find(self, access_key_id: str, sandbox: bool) -> Account | None:
        """The account that made a run, if it is still there."""
        return self._sandbox if sandbox else self._preferences.settings.account(access_key_id)

    def choose(self, account: Account) -> None:
        """Send with `account` from now on."""
        key = _key_of(account)
        if key is not None and key != self._preferences.settings.current:
            self._preferences.update(replace(self._preferences.settings, current=key))
            self.changed.emit()
        self.refresh_status()

    def refresh_status(self) -> None:
        """Look up the status of the current account, without calling the service."""
        self._look_up(self.current)

    def _look_up(self, account: Account) -> None:
        key = _key_of(account)
        if account.sandbox:
            self._say(key, sentence(words.sandbox), Severity.SUCCESS, kept=True)
            return
        self._say(key, None, Severity.INFORMATION, kept=False)

        def found(keeping: jobs.SecretStatus) -> None:
            if self._shown == key:
                self.memory_offered.emit(not keeping.backend.allowed)
            self._set_status(key, secret_status(keeping))

        job = jobs.check_secret(self._secrets, account.access_key_id)
        self._work.start(
            self._work.keyring,
            job,
            Operation.FIND_SECRET,
            about=key,
            on_result=found,
            on_error=lambda error: self._refuse(Operation.FIND_SECRET, key, error),
        )

    def save(self, entry: AccountInput) -> None:
        """Save an account and its secret: both or neither."""
        try:
            account, secret = parse_input(entry, self._sandbox.label)
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
            self._preferences.update(settings)
            self._work.notices.clear(Operation.FIND_SECRET, entry.original)  # it is known now
            if entry.original and account.access_key_id != entry.original:
                self._work.notices.forget(entry.original)
            if keeping.orphaned_key_id:
                said = sentence(words.orphaned_secret, keeping.orphaned_key_id)
                self._work.notices.show(Notice(Severity.WARNING, said))
            self._statuses.pop(entry.original or None, None)
            self._statuses[account.access_key_id] = secret_status(keeping)
            self.changed.emit()
            self.saved.emit(account)
            if not entry.original:
                self.added.emit(account)
            if keeping.moved_runs:
                said = sentence(words.runs_moved, account.label, keeping.moved_runs)
                self._work.notices.show(Notice(Severity.WARNING, said))
            self.refresh_status()

        job = jobs.store_secret(
            self._secrets,
            account.access_key_id,
            secret,
            keep_in_memory=entry.keep_in_memory,
            old=entry.original,
            ledger=self._paths.ledger,
        )
        self._start_busy(Operation.SAVE_ACCOUNT, job, kept, entry.original or None)

    def remove(self, account: Account) -> None:
        """Forget an account, its secret first."""

        def removed(_: None) -> None:
            settings = self._preferences.settings.without_account(account.access_key_id)
            self._preferences.update(settings)
            self._statuses.pop(account.access_key_id, None)
            self._work.notices.forget(account.access_key_id)
            self.changed.emit()
            self.refresh_status()

        job = jobs.remove_secret(self._secrets, account.access_key_id)
        self._start_busy(Operation.REMOVE_ACCOUNT, job, removed, account.access_key_id)

    def test(self, entry: AccountInput) -> None:
        """Make one read-only call with what is in the form, saved or not."""
        try:
            account, secret = parse_input(entry, self._sandbox.label)
        except AccountError as error:
            self.problem_found.emit(error)
            return
        self._test(account, secret, entry.original)

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

    def _test(self, account: Account, secret: str, original: str) -> None:
        key = original or None

        def tested(result: jobs.AccountCheck) -> None:
            said = sentence(diagnosis.explain, result.check, result.failure)
            self._say(key, said, diagnosis.severity(result.check), tested=True)

        connect = self.connect_as(account, secret=secret, key_id=original)
        self._say(key, sentence(words.test_under_way), Severity.INFORMATION)
        self._start_busy(Operation.TEST_ACCOUNT, jobs.check_account(account, connect), tested, key)

    def _status_of(self, key: str | None) -> AccountStatus:
        return self._statuses.get(key) or AccountStatus(None, Severity.INFORMATION, False)

    def _refuse(self, operation: Operation, key: str | None, error: SmsDeskError) -> None:
        if isinstance(error, AccountError):
            self.problem_found.emit(error)
            return
        on_show = key in (self.key, self._shown)
        if isinstance(error, SecretError) and key == self._shown:
            self.memory_offered.emit(error.fault in _NO_KEYRING)
        # A failed save changes nothing of the account.
        self._say(key, sentence(errors.error, error), Severity.ERROR)
        if not on_show:
            self._work.notices.fail(operation, error, key)

    def _say(
        self,
        key: str | None,
        said: Sentence | None,
        severity: Severity,
        *,
        kept: bool | None = None,
        tested: bool = False,
    ) -> None:
        before = self._status_of(key)
        if kept is None:
            kept = before.secret_kept
        in_memory = kept and before.in_memory
        self._set_status(key, AccountStatus(said, severity, kept, tested, in_memory))

    def _set_status(self, key: str | None, status: AccountStatus) -> None:
        self._statuses[key] = status
        self.status_changed.emit(status)

    def _start_busy(
        self,
        operation: Operation,
        job: Query[Found],
        then: Callable[[Found], None],
        key: str | None,
    ) -> None:
        # One may start another: only the end of the last is the end.
        self._under_way += 1
        self.busy_changed.emit(True)
        self._work.start(
            self._work.service if operation is Operation.TEST_ACCOUNT else self._work.keyring,
            job,
            operation,
            about=key,
            on_result=then,
            on_error=lambda error: self._refuse(operation, key, error),
            on_end=self._free,
        )

    def _free(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.busy_changed.emit(False)


def _key_of(account: Account | None) -> str | None:
    """The key of an account in the settings; none for one that is not saved yet."""
    if account is None:
        return None
    return settings_key(account)


def settings_key(account: Account | AccountKey) -> str:
    """The key of a saved account in the settings and in the catalogues."""
    return SANDBOX if account.sandbox else account.access_key_id
