"""Lanes that do not wait for each other, and the end of all."""

from collections.abc import Generator, Iterator
from threading import Event
from time import monotonic

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from gui.core.errors import SecretError, SecretFault
from gui.core.sending.delivery import Wait
from gui.jobs.accounts.keyring import Keyring
from gui.jobs.job import Job, query
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import no_keyring


class Secrets(SecretStore):
    """Answers when it is told to, and fails as it is told to."""

    def __init__(self) -> None:
        super().__init__(find=no_keyring)
        self.asked, self.answers = Event(), Event()
        self.error: Exception | None = None

    def fetch(self, key_id: str) -> str:
        self.asked.set()
        assert self.answers.wait(30)
        if self.error is not None:
            raise self.error
        return f"secret of {key_id}"


@pytest.fixture
def work(qapp: object) -> Iterator[Work]:
    work = Work()
    yield work
    assert work.close(60)


@pytest.fixture
def secrets() -> Secrets:
    return Secrets()


def test_a_worker_of_another_lane_gets_what_the_keyring_says(
    qtbot: QtBot, work: Work, secrets: Secrets
) -> None:
    got: list[str] = []
    secrets.answers.set()
    keyring = Keyring(work.keyring, secrets)
    work.start(
        work.receipts, query(lambda: keyring.fetch("key")), Operation.READ_LOG, on_result=got.append
    )
    qtbot.waitUntil(lambda: got == ["secret of key"])


@pytest.mark.parametrize("error", [SecretError(SecretFault.MISSING), RuntimeError()])
def test_a_worker_gets_the_error_of_the_keyring(
    qtbot: QtBot, work: Work, secrets: Secrets, error: Exception
) -> None:
    failures: list[Exception] = []
    work.crashed.connect(failures.append)
    secrets.error = error
    secrets.answers.set()
    keyring = Keyring(work.keyring, secrets)
    job = query(lambda: keyring.fetch("key"))
    work.start(work.receipts, job, Operation.READ_LOG, on_error=failures.append)
    qtbot.waitUntil(lambda: failures == [error])


def test_who_waits_no_longer_is_released_though_the_keyring_still_waits(
    qtbot: QtBot, work: Work, secrets: Secrets
) -> None:
    errors: list[object] = []
    enough = Event()
    keyring = Keyring(work.keyring, secrets)
    job = query(lambda: keyring.fetch("key", enough.is_set))
    work.start(work.sending, job, Operation.READ_LOG, on_error=errors.append)
    qtbot.waitUntil(secrets.asked.is_set)
    later = query(lambda: keyring.fetch("other", enough.is_set))
    work.start(work.service, later, Operation.READ_LOG, on_error=errors.append)

    enough.set()

    qtbot.waitUntil(lambda: len(errors) == 2)
    assert [error.fault for error in errors if isinstance(error, SecretError)] == [
        SecretFault.LOCKED
    ] * 2
    secrets.answers.set()


def test_the_end_does_not_wait_for_the_keyring(qtbot: QtBot, work: Work, secrets: Secrets) -> None:
    got: list[str] = []
    keyring = Keyring(work.keyring, secrets)
    for lane in (work.receipts, work.service):
        work.start(
            lane, query(lambda: keyring.fetch("key")), Operation.READ_LOG, on_result=got.append
        )
    qtbot.waitUntil(secrets.asked.is_set)

    began = monotonic()
    assert not work.close(20)  # the keyring is still at it
    assert monotonic() - began < 20

    with pytest.raises(SecretError):
        keyring.fetch("key")
    secrets.answers.set()
    qtbot.waitUntil(lambda: not work.keyring.busy)
    assert got == []


@pytest.mark.parametrize("name", ["service", "lookups"])
def test_the_end_does_not_wait_for_a_service_that_hangs(
    qtbot: QtBot, work: Work, name: str
) -> None:
    asked, answer, sent = Event(), Event(), Event()

    def hang() -> bool:
        asked.set()
        return answer.wait(60)

    work.start(getattr(work, name), query(hang), Operation.FETCH_CATALOGUE)

    def send() -> None:
        asked.wait(60)
        sent.set()

    work.start(work.sending, query(send), Operation.SEND)
    qtbot.waitUntil(asked.is_set)
    assert not work.idle
    began = monotonic()
    assert not work.close(20)
    assert monotonic() - began < 10
    assert sent.is_set()  # that is waited for
    answer.set()


def test_another_session_in_the_same_process_leaves_nothing_behind(work: Work) -> None:
    asked = Event()

    def hang() -> None:
        asked.set()
        Event().wait(1.5)

    work.start(work.service, query(hang), Operation.FETCH_CATALOGUE)
    assert asked.wait(60)
    assert work.close(20, patient=True)


def test_what_is_decided_waits_for_no_export_and_no_list(qtbot: QtBot, work: Work) -> None:
    go, over = Event(), list[str]()
    for lane in (work.exports, work.lists, work.service, work.lookups, work.reconciling):
        work.start(
            lane, query(lambda: go.wait(30)), Operation.READ_LOG, on_end=lambda: over.append("slow")
        )
    work.start(
        work.decisions,
        query(lambda: None),
        Operation.READ_LOG,
        on_end=lambda: over.append("decided"),
    )
    qtbot.waitUntil(lambda: over == ["decided"])
    go.set()
    qtbot.waitUntil(lambda: len(over) == 6)


def test_all_lanes_share_the_time_that_closing_may_take(qtbot: QtBot, work: Work) -> None:
    go = Event()
    for lane in (work.reading, work.results, work.lists, work.receipts, work.reconciling):
        work.start(lane, query(lambda: go.wait(30)), Operation.READ_LOG)
    began = monotonic()
    assert not work.close(0.5)
    assert monotonic() - began < 2  # not half a second for each
    go.set()


def test_closing_cuts_short_what_the_operator_waits_for(qtbot: QtBot, work: Work) -> None:
    go = Event()
    work.start(work.receipts, query(lambda: go.wait(30)), Operation.READ_LOG)
    assert work.idle
    work.start(work.exports, query(lambda: go.wait(30)), Operation.READ_LOG)
    assert not work.idle
    go.set()
    qtbot.waitUntil(lambda: work.idle)


def test_what_comes_through_after_the_end_is_not_called(qtbot: QtBot, work: Work) -> None:
    heard = list[object]()

    def note(*what: object) -> None:
        heard.append(what)

    def count(wait: Wait) -> Generator[int, None, str]:
        yield 1
        return "done"

    def fail() -> None:
        raise RuntimeError

    def stop(wait: Wait) -> Generator[int, None, str]:
        wait(60)
        yield 1
        return "done"

    work.crashed.connect(note)
    for lane, job in (
        (work.reading, Job(count)),
        (work.results, query(fail)),
        (work.lists, Job(stop)),
    ):
        work.start(
            lane,
            job,
            Operation.READ_LOG,
            on_progress=note,
            on_result=note,
            on_cancel=note,
            on_end=note,
        )
    assert work.close(60)  # all of their signals are queued now
    QCoreApplication.sendPostedEvents()

    assert heard == []
