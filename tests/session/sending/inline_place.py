"""A SendController over a ledger of its own, without a window, a thread or a timer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.core.sending.progress import RunAction, RunPhase, RunProgress, StateCounts
from gui.jobs.accounts.connector import Connector, sandbox_account
from gui.jobs.recipients.recipients import load_typed_numbers
from gui.jobs.sending.sending import NewRun
from gui.session.accounts import Accounts
from gui.session.preferences import Preferences
from gui.session.sending.send_controller import SendController
from gui.session.sending.send_phase import SendPhase
from gui.storage.database.database import Database
from gui.storage.database.witness import Witness
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from gui.words.notices import Notice
from tests.desk import no_keyring
from tests.fakes import FakeClient
from tests.session.lanes import InlineWork

SHOP = Account("Shop", "LTAI-shop", production=True)
NUMBERS = tuple(f"139000000{n:02}" for n in range(30))


class Clients(Connector):
    """Makes clients of a service in memory, and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.service = FakeClient()
        self.secrets: list[str] = []

    def client(self, account: Account, secret: str) -> FakeClient:  # type: ignore[override] # a fake
        self.secrets.append(secret)
        self.service.closed = False
        return self.service


class Place:
    """A controller over a ledger of its own, with the account that it sends with."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths(folder)
        self.work = InlineWork()
        self.connector = Clients()
        self.secrets = SecretStore(find=no_keyring)
        self.secrets.store(SHOP.access_key_id, "secret", keep_in_memory=True)
        settings = Settings(accounts=(SHOP,), current=SHOP.access_key_id)
        self.preferences = Preferences(self.work, SettingsFile(self.paths.settings), settings)
        self.accounts = Accounts(
            self.work,
            self.preferences,
            self.secrets,
            self.connector,
            sandbox_account("S"),
            self.paths,
        )
        with Database(self.paths.ledger) as database:
            witness = Witness(self.paths.ledger, self.paths.witnesses, "here")
            witness.meet(database)
        self.sending = SendController(self.work, self.accounts, self.paths, witness)
        self.sending.set_limits(8, 100_000)
        self.notices: list[Notice] = []
        self.ended: list[RunProgress | None] = []
        self.work.notices.noticed.connect(self.notices.append)
        self.withdrawn: list[object] = []
        self.work.notices.withdrawn.connect(self.withdrawn.append)
        self.sending.ended.connect(self.ended.append)

    def start(self, numbers: tuple[str, ...] = NUMBERS, account: Account = SHOP) -> None:
        """Write the numbers into the draft, and start to send to them."""
        load_typed_numbers(self.paths.ledger, "\n".join(numbers)).run()
        self.sending.start(NewRun(account, Draft("s", "SMS_1"), Placeholders()))

    def once(self, phase: RunPhase, act: Callable[[], None]) -> None:
        """Do something at the first snapshot of a phase."""
        done: list[RunPhase] = []

        def look(progress: RunProgress) -> None:
            if progress.phase is phase and phase not in done:
                done.append(phase)
                act()

        self.sending.progressed.connect(look)

    def phase(self) -> SendPhase:
        return self.sending.phase

    @property
    def actions(self) -> frozenset[RunAction]:
        return self.sending.state.actions

    @property
    def counts(self) -> StateCounts:
        assert self.sending.progress is not None
        return self.sending.progress.counts
