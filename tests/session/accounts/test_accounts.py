"""Accounts against sandboxes that take keys as the service does."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.cloud.sandbox.protocol.keys import ACTIVE, DENIED, DISABLED, FORBIDDEN, AccessKey
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.accounts.account import AccountInput
from gui.core.accounts.diagnosis import Diagnosis
from gui.core.errors import AccountFault
from gui.storage.blocked_numbers import list_blocked_numbers
from gui.storage.database.database import Database
from gui.storage.secrets.secret_store import SecretPlace, SecretStore
from gui.words.accounts import accounts as words
from gui.words.accounts import diagnosis
from gui.words.notices import Severity
from tests.desk import Desk


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxSettings(throttle=False)) as sandbox:
        yield sandbox


def entry(
    url: str = "dysmsapi.aliyuncs.com",
    key: AccessKey = ACTIVE,
    label: str = "Shop",
    secret: str | None = None,
    **more: Any,
) -> AccountInput:
    more.setdefault("keep_in_memory", True)
    return AccountInput(label, key.key_id, key.secret if secret is None else secret, url, **more)


def save(qtbot: QtBot, opened: Desk, wish: AccountInput) -> None:
    with qtbot.waitSignal(opened.session.accounts.saved):
        opened.session.accounts.save(wish)


def test_an_account_is_saved_and_current(qtbot: QtBot, opened: Desk, secrets: SecretStore) -> None:
    opened.find("accountSettings").click()
    opened.find("newAccount").click()
    opened.find("accessKeySecret").setText("typed")
    save(qtbot, opened, entry())

    account = opened.session.accounts.current
    assert (account.label, account.access_key_id) == ("Shop", ACTIVE.key_id)
    assert secrets.fetch(ACTIVE.key_id) == ACTIVE.secret
    qtbot.waitUntil(lambda: opened.session.accounts.status.secret_kept)
    said = opened.find("accountStatus")
    qtbot.waitUntil(lambda: said.text() == words.kept_in_memory())
    assert opened.find("accessKeySecret").text() == ""


def test_what_is_pasted_is_stripped_and_what_is_wrong_refused(qtbot: QtBot, opened: Desk) -> None:
    accounts = opened.session.accounts
    for wish, fault in (
        (entry(secret="with blank"), AccountFault.SECRET_CHARACTERS),
        (entry(secret="密钥"), AccountFault.SECRET_CHARACTERS),
        (entry(secret="x" * 1281), AccountFault.SECRET_TOO_LONG),
        (entry(secret=" "), AccountFault.SECRET_EMPTY),
        (entry(label=" "), AccountFault.LABEL_EMPTY),
        (entry("http://example.com"), AccountFault.ENDPOINT_PLAIN_HTTP),
    ):
        with qtbot.waitSignal(accounts.problem_found) as found:
            accounts.save(wish)
        assert found.args[0].fault is fault
    assert len(accounts.all) == 1

    save(qtbot, opened, entry(secret=f"  {ACTIVE.secret}\n", label=" Shop "))
    assert accounts.current.label == "Shop"


def test_without_a_keyring_nothing_is_half_saved_and_memory_is_offered(
    qtbot: QtBot, opened: Desk
) -> None:
    accounts = opened.session.accounts
    with qtbot.waitSignal(accounts.memory_offered, check_params_cb=bool):
        accounts.save(entry(keep_in_memory=False))
    assert len(accounts.all) == 1
    assert accounts.shown_status.severity is Severity.ERROR


def test_an_account_is_edited_without_typing_the_secret_again(
    qtbot: QtBot, opened: Desk, secrets: SecretStore
) -> None:
    save(qtbot, opened, entry())
    save(qtbot, opened, entry(secret="", label="Other", original=ACTIVE.key_id))

    assert [account.label for account in opened.session.accounts.all] == ["Other", "Sandbox"]
    assert secrets.fetch(ACTIVE.key_id) == ACTIVE.secret


def test_a_new_key_id_has_the_do_not_send_list_of_the_old_one(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    save(qtbot, opened, entry())
    blocking = opened.session.recipients.blocked_numbers
    with qtbot.waitSignal(blocking.changed):
        blocking.add("13800000002")
    save(qtbot, opened, entry(key=FORBIDDEN, original=ACTIVE.key_id))

    with qtbot.waitSignal(blocking.listed) as listed:
        blocking.reload()
    assert [row.number for row in listed.args[0]] == ["13800000002"]
    # A run of the old one that waits for it to be saved again must not send to them either.
    with Database(tmp_path / "data" / "ledger.db") as ledger:
        assert len(list_blocked_numbers(ledger, ACTIVE.key_id)) == 1


def test_a_key_id_is_not_changed_where_the_list_cannot_come_along(
    qtbot: QtBot, opened: Desk, secrets: SecretStore, tmp_path: Path
) -> None:
    save(qtbot, opened, entry())
    accounts = opened.session.accounts
    with Database(tmp_path / "data" / "ledger.db") as ledger:
        (version,) = ledger.db.execute("pragma user_version").fetchone()
        ledger.db.execute("pragma user_version = 99")
        accounts.save(entry(key=FORBIDDEN, original=ACTIVE.key_id))
        qtbot.waitUntil(lambda: accounts.status.severity is Severity.ERROR)
        ledger.db.execute(f"pragma user_version = {version}")
    assert "ledger.db" in accounts.status.text
    assert accounts.current.access_key_id == ACTIVE.key_id
    assert secrets.holds(ACTIVE.key_id) is not SecretPlace.NONE
    assert secrets.holds(FORBIDDEN.key_id) is SecretPlace.NONE


def test_removal_takes_the_secret_along(qtbot: QtBot, opened: Desk, secrets: SecretStore) -> None:
    save(qtbot, opened, entry())
    accounts = opened.session.accounts
    with qtbot.waitSignal(accounts.changed):
        accounts.remove(accounts.current)

    assert accounts.current.sandbox
    assert secrets.holds(ACTIVE.key_id) is SecretPlace.NONE


@pytest.mark.parametrize(
    ("key", "secret", "check"),
    [
        (ACTIVE, None, "FINE"),
        (ACTIVE, "wrong", "SECRET_WRONG"),
        (DISABLED, None, "KEY_DISABLED"),
        (FORBIDDEN, None, "NO_PERMISSION"),
        (DENIED, None, "NO_PERMISSION"),
    ],
)
def test_a_test_says_how_the_account_stands(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox, key: AccessKey, secret: str | None, check: str
) -> None:
    said = found(qtbot, opened, entry(sandbox.url, key, secret=secret))
    assert said == diagnosis.explain(Diagnosis[check])


def test_a_test_of_a_wrong_clock(qtbot: QtBot, opened: Desk) -> None:
    later = SandboxSettings(clock=lambda: time.time() + 3600)
    with Sandbox(later) as sandbox:
        assert found(qtbot, opened, entry(sandbox.url)) == diagnosis.explain(Diagnosis.CLOCK_WRONG)


def test_a_test_without_a_service(qtbot: QtBot, opened: Desk) -> None:
    said = found(qtbot, opened, entry("http://127.0.0.1:9"))
    assert said == diagnosis.explain(Diagnosis.NO_NETWORK)


def found(qtbot: QtBot, opened: Desk, wish: AccountInput) -> str:
    accounts = opened.session.accounts
    done = [diagnosis.explain(check) for check in Diagnosis]
    accounts.test(wish)
    qtbot.waitUntil(lambda: accounts.shown_status.text in done)
    return accounts.shown_status.text
