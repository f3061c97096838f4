"""Accounts whose keyring or service takes its time, or says no."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.core.accounts.account import Account, AccountInput
from gui.core.errors import SecretFault
from gui.core.history import HistoryFilter
from gui.core.message.query_results import SignPage
from gui.core.sending.outcome import Failure
from gui.jobs.accounts.connector import Connector
from gui.storage.secrets.backends import BackendKind, class_name
from gui.storage.secrets.secret_store import SERVICE, SecretStore
from gui.words.accounts import accounts as words
from gui.words.errors import errors
from gui.words.notices import Severity
from tests.desk import Desk, desk, no_keyring
from tests.fakes import FakeClient
from tests.storage.secrets.test_secret_store import Obliging

A = "13800138000"


class Ring(Obliging):
    """Waits and refuses as it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = Event()
        self.answers.set()
        self.writable = self.deletable = True

    def get_password(self, *arguments: Any) -> str | None:
        assert self.answers.wait(20)
        return super().get_password(*arguments)

    def set_password(self, *arguments: Any) -> None:
        if not self.writable:
            raise RuntimeError("no")
        super().set_password(*arguments)

    def delete_password(self, *arguments: Any) -> None:
        if not self.deletable:
            raise RuntimeError("no")
        super().delete_password(*arguments)


def secrets_of(ring: Ring) -> SecretStore:
    return SecretStore({class_name(Ring): BackendKind.OTHER}, lambda: ring)


class Hanging(Connector):
    """A service that does not answer before it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Event()
        self.answers = Event()

    def client(self, account: Account, secret: str) -> Any:
        return HangingClient(self)


class HangingClient(FakeClient):
    def __init__(self, service: Hanging) -> None:
        super().__init__()
        self._service = service

    def query_signs(self, page: int, size: int) -> SignPage | Failure:
        self._service.asked.set()
        assert self._service.answers.wait(20)
        return super().query_signs(page, size)


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def service() -> Hanging:
    return Hanging()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, ring: Ring, service: Hanging) -> Iterator[Desk]:
    with desk(tmp_path / "data", secrets_of(ring), service) as opened:
        yield opened
        service.answers.set()


def entry(
    label: str = "Shop", key: str = ACTIVE.key_id, secret: str = ACTIVE.secret, **more: Any
) -> AccountInput:
    return AccountInput(label, key, secret, **more)


def save(qtbot: QtBot, opened: Desk, wish: AccountInput) -> None:
    accounts = opened.session.accounts
    with qtbot.waitSignal(accounts.saved):
        accounts.save(wish)
    qtbot.waitUntil(lambda: accounts.status.secret_kept)


def heard(signal: SignalInstance) -> list[Any]:
    told = list[Any]()
    signal.connect(told.append)
    return told


def test_a_save_that_fails_does_not_keep_the_sandbox_from_sending(
    qtbot: QtBot, tmp_path: Path, ring: Ring
) -> None:
    with desk(tmp_path / "data", secrets_of(ring), Connector(1.0, 5.0)) as opened:
        accounts = opened.session.accounts
        opened.fill(qtbot, [A])
        ring.writable = False
        accounts.save(entry())
        qtbot.waitUntil(lambda: accounts.shown_status.severity is Severity.ERROR)

        assert accounts.status.secret_kept
        assert opened.ready
        opened.send(qtbot)
        # The history is read once the run is over.
        qtbot.waitUntil(lambda: opened.rows() == [(A, "accepted")])


def test_a_save_that_fails_takes_nothing_from_another_account(
    qtbot: QtBot, opened: Desk, ring: Ring
) -> None:
    save(qtbot, opened, entry())
    ring.writable = False
    opened.session.accounts.save(entry("Other", "LTAI-other"))
    qtbot.waitUntil(lambda: opened.session.accounts.shown_status.severity is Severity.ERROR)
    assert opened.session.accounts.status.secret_kept
    assert ring.entries == {(SERVICE, ACTIVE.key_id): ACTIVE.secret}


def test_what_was_set_while_the_keyring_waited_is_kept(
    qtbot: QtBot, opened: Desk, ring: Ring
) -> None:
    ring.answers.clear()
    opened.session.accounts.save(entry())
    opened.session.set_limits(3, 7)
    with qtbot.waitSignal(opened.session.accounts.saved):
        ring.answers.set()
    settings = opened.session.preferences.settings
    assert (settings.callers, settings.rate) == (3, 7)
    assert settings.current == ACTIVE.key_id


def test_the_result_of_a_test_is_not_said_of_another_account(
    qtbot: QtBot, opened: Desk, service: Hanging
) -> None:
    accounts = opened.session.accounts
    save(qtbot, opened, entry())
    accounts.test(entry(secret="", original=ACTIVE.key_id))
    assert accounts.status.text == words.test_under_way()
    accounts.choose(accounts.all[-1])
    with qtbot.waitSignal(accounts.busy_changed, check_params_cb=lambda busy: not busy):
        service.answers.set()
    assert accounts.status.text == words.sandbox()


def test_the_form_is_busy_until_the_call_of_a_test_is_over(
    qtbot: QtBot, opened: Desk, service: Hanging
) -> None:
    accounts = opened.session.accounts
    save(qtbot, opened, entry())
    opened.find("accountSettings").click()
    told = heard(accounts.busy_changed)
    accounts.test(entry(secret="", original=ACTIVE.key_id))
    qtbot.waitUntil(service.asked.is_set)
    assert told == [True]
    assert not opened.find("saveAccount").isEnabled()
    service.answers.set()
    qtbot.waitUntil(lambda: told[-1] is False)
    assert told == [True, False]


def test_a_service_that_does_not_answer_does_not_hold_up_the_history(
    qtbot: QtBot, opened: Desk, service: Hanging
) -> None:
    opened.session.accounts.test(entry())
    opened.session.catalogues.fetch()
    qtbot.waitUntil(service.asked.is_set)
    browsing = opened.session.history
    with qtbot.waitSignal(browsing.details_changed):  # it comes with the rows
        browsing.search(HistoryFilter("138"))
    assert not service.answers.is_set()


def test_without_a_keyring_it_is_said_that_there_is_none(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(tmp_path / "data", SecretStore(find=no_keyring)) as opened:
        preferences = opened.session.preferences
        account = Account("Shop", ACTIVE.key_id)
        preferences.update(preferences.settings.with_account(account))
        opened.session.accounts.choose(account)
        said = errors.secret(SecretFault.NO_BACKEND, "")
        qtbot.waitUntil(lambda: opened.session.accounts.status.text == said)


def test_a_renamed_account_is_saved_though_the_old_entry_stays(
    qtbot: QtBot, opened: Desk, ring: Ring
) -> None:
    save(qtbot, opened, entry())
    ring.deletable = False
    save(qtbot, opened, entry(key="LTAI-new", secret="", original=ACTIVE.key_id))
    assert opened.session.accounts.current.access_key_id == "LTAI-new"
    assert ring.entries[SERVICE, "LTAI-new"] == ACTIVE.secret
    assert words.orphaned_secret(ACTIVE.key_id) in [notice.text for notice in opened.notices]
