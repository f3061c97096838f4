"""Each fault ends in the right state, with a sentence, in both languages."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.cloud.codes import CodeExplanations
from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.accounts.account import AccountInput
from gui.core.history import HistoryEntry
from gui.core.sending.flow_limit import parse_flow_limit
from gui.core.sending.outcome import AccountRefused, UnknownFault
from gui.core.sending.progress import RunPhase, StopCauseKind
from gui.jobs.accounts.connector import Connector
from gui.resource import resource
from gui.storage.secrets.secret_store import SecretStore
from gui.words.history.details import EntryDetails
from gui.words.sending import flow_limits, outcomes
from gui.words.sending import progress as progress_words
from tests.desk import Desk, desk
from tests.present import present

NUMBER = "13900000001"

# What goes wrong, and what the ledger keeps of it.
FAULTS = {
    "13800000301": ("unknown", "read-timeout"),
    "13800000302": ("unknown", "read-timeout"),
    "13800000303": ("unknown", "connection-lost"),
    "13800000304": ("unknown", "connection-lost"),
    "13800000306": ("unknown", "server-error"),
    "13800000308": ("unknown", "server-error"),
    "13800000309": ("unknown", "not-json"),
    "13800000310": ("unknown", "empty"),
    "13800000311": ("unknown", "truncated"),
    "13800000313": ("unknown", "redirect"),
    "13800000131": ("unknown", "service"),
    "13800000201": ("accepted", ""),
    "13800000101": ("rejected", ""),
    "13800000203": ("rejected", ""),
    "13800000205": ("rejected", ""),
}
CODES = CodeExplanations.load(resource("error_codes.json"))


@pytest.fixture(params=["zh_CN", "en"])
def chinese(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[bool]:
    translator = QTranslator()
    assert translator.load(request.param, str(resource("translations")))
    qapp.installTranslator(translator)
    yield request.param == "zh_CN"
    qapp.removeTranslator(translator)


def send(qtbot: QtBot, opened: Desk, *numbers: str) -> None:
    opened.fill(qtbot, numbers)
    before = opened.session.history.model.rowCount()
    opened.send(qtbot)
    qtbot.waitUntil(lambda: opened.session.history.model.rowCount() == before + len(numbers))


def newest(opened: Desk) -> HistoryEntry:
    browsing = opened.session.history
    return browsing.rows(browsing.model.ids()[:1])[browsing.model.id_of(0)]


def test_every_fault_has_its_state_and_its_sentence(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, chinese: bool
) -> None:
    sentences = dict[Any, Any]()
    with desk(tmp_path, secrets, Connector(1.0, 0.4), chinese=chinese) as opened:
        for number, (state, fault) in FAULTS.items():
            send(qtbot, opened, number)
            entry = newest(opened)
            assert (entry.number, entry.state.value, entry.fault) == (number, state, fault)

            first, reason, *more = details(opened, entry.id)
            assert number in first
            if state == "rejected":
                limit = parse_flow_limit(entry.code, entry.message)
                assert reason == (
                    flow_limits.meaning(limit) if limit else meaning(entry.code, chinese)
                )
                assert any(entry.code in line for line in more)
            else:
                assert ("。" in reason) is chinese, reason
            if fault:
                assert reason == outcomes.unknown(UnknownFault(fault))
                assert sentences.setdefault(fault, reason) == reason
    assert len(set(sentences.values())) == len(sentences) == 8


def details(opened: Desk, id: int) -> list[str]:
    """The lines of what is said of a row."""
    said: list[EntryDetails] = []
    opened.session.history.details_changed.connect(said.append)
    opened.session.history.select(id)
    opened.session.history.details_changed.disconnect(said.append)
    return said[-1].plain().splitlines()


def meaning(code: str, chinese: bool) -> str:
    found = CODES.explain(code)
    assert found.known
    return found.zh if chinese else found.en


def test_reset_before_anything_was_read_is_unknown_and_said(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, chinese: bool
) -> None:
    with (
        Sandbox() as sandbox,
        desk(tmp_path, secrets, Connector(1.0, 1.0), chinese=chinese) as opened,
    ):
        use(qtbot, opened, sandbox.url)
        sandbox.faults.reset_connections(1)
        send(qtbot, opened, NUMBER)

        entry = newest(opened)
        assert (entry.state.value, entry.fault) == ("unknown", "connection-lost")
        reason = details(opened, entry.id)[1]
        assert reason == outcomes.unknown(UnknownFault.CONNECTION_LOST)
        assert ("。" in reason) is chinese
        assert not sandbox.calls()


def test_a_lost_network_holds_the_run_and_it_goes_on_when_it_is_back(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with Sandbox() as sandbox:
        url, port = sandbox.url, sandbox.port
    with desk(tmp_path, secrets, Connector(1.0, 1.0)) as opened:
        use(qtbot, opened, url)
        session = opened.session
        opened.fill(qtbot, [NUMBER])
        opened.begin_to_send()
        qtbot.waitUntil(
            lambda: (
                session.sending.progress is not None
                and session.sending.progress.phase is RunPhase.PAUSED
            )
        )
        progress = present(session.sending.progress)
        assert present(progress.cause).kind is StopCauseKind.NETWORK
        assert progress.counts.queued == 1

        with (
            Sandbox(SandboxSettings(port=port)),
            qtbot.waitSignal(session.sending.ended),
        ):
            pass
        assert newest(opened).state.value == "accepted"


@pytest.mark.parametrize(
    ("key_id", "secret", "offset", "code"),
    [
        (ACTIVE.key_id, "wrong", 0, "SignatureDoesNotMatch"),
        (ACTIVE.key_id, ACTIVE.secret, 3600, "InvalidTimeStamp.Expired"),
        ("LTAI5tUnknown", ACTIVE.secret, 0, "InvalidAccessKeyId.NotFound"),
    ],
)
def test_a_refused_account_stops_the_run_and_keeps_the_rest(
    qtbot: QtBot,
    tmp_path: Path,
    secrets: SecretStore,
    chinese: bool,
    key_id: str,
    secret: str,
    offset: int,
    code: str,
) -> None:
    settings = SandboxSettings(clock=lambda: time.time() + offset)
    with (
        Sandbox(settings) as sandbox,
        desk(tmp_path, secrets, Connector(1.0, 1.0), chinese=chinese) as opened,
    ):
        use(qtbot, opened, sandbox.url, secret, key_id)
        session = opened.session
        send(qtbot, opened, *(f"1390000{n:04}" for n in range(200)))

        progress = present(session.sending.progress)
        assert progress.phase is RunPhase.INTERRUPTED
        assert progress.cause is not None
        assert progress.cause.kind is StopCauseKind.ACCOUNT_REFUSED
        assert isinstance(progress.cause.outcome, AccountRefused)
        assert progress.cause.outcome.code == code
        assert progress.counts.queued > 150
        assert not sandbox.messages()

        said = opened.find("messageText").text()
        assert said == progress_words.cause(progress.cause)
        assert code in said
        assert ("。" in said) is chinese
        refused = opened.session.history.model.ids()[0]
        assert any(meaning(code, chinese) in line for line in details(opened, refused))


def use(
    qtbot: QtBot,
    opened: Desk,
    url: str,
    secret: str = ACTIVE.secret,
    key_id: str = ACTIVE.key_id,
    original: str = "",
) -> None:
    entry = AccountInput("Shop", key_id, secret, url, keep_in_memory=True, original=original)
    with qtbot.waitSignal(opened.session.accounts.saved):
        opened.session.accounts.save(entry)
    qtbot.waitUntil(lambda: opened.session.accounts.status.secret_kept)
    # Its signs and templates are fetched by themselves; no test is to count those calls.
    qtbot.waitUntil(lambda: opened.session.catalogues.complete)
