"""Receipts and unknowns, with threads in between, against records in memory and the sandbox."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.cloud.client import SmsClient
from gui.cloud.sandbox.faults import FaultKind, SandboxFault
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.accounts.account import Account
from gui.core.errors import FileFault, SecretError, SecretFault
from gui.core.message.query_results import SendDetail, SendDetailPage
from gui.core.receipts.schedule import BEIJING, MINUTE
from gui.core.sending.calls import RunControls, evaluate_outcome
from gui.core.sending.outcome import (
    Accepted,
    AccountRefused,
    Failure,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.sending.progress import StateCounts
from gui.core.sending.rate_limit import BURST
from gui.core.steady_clock import SteadyClock
from gui.jobs.job import REPORT_EVERY, Job, Lane
from gui.jobs.receipts.account_backoff import PollIntervals, SharedRateLimiter
from gui.jobs.receipts.polling import ReceiptProgress, poll_receipts
from gui.jobs.receipts.reconciliation import ReconcileProgress, declare_unsent, reconcile_unknown
from gui.jobs.receipts.resend import create_resend_run, list_resendable
from gui.jobs.sending.sending import send_run
from gui.storage.database import connection
from gui.storage.database.database import Database, now_ms
from gui.storage.runs import run_store
from tests.fakes import FakeRecords
from tests.runs import ListedDraft, insert_run

LOST = Unknown(UnknownFault.READ_TIMEOUT)
TAKEN = Accepted("b", "r")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    lane = Lane()
    yield lane
    assert lane.close(60)


Result = TypeVar("Result")

QUICK = PollIntervals(backoff=(0.05,), idle=0.05, disk=0.05)
"""Pauses of a moment: the program's own are not ours to wait for."""


def numbers(many: int) -> tuple[str, ...]:
    return tuple(f"1390000{n:04}" for n in range(1, many + 1))


def send(
    path: Path, outcomes: Sequence[Outcome], *, minutes_ago: float = 1.0, key: str = "testid"
) -> run_store.StoredRun:
    """Write down a run with these outcomes; whoever is accepted is due."""
    with Database(path) as ledger:
        draft = ListedDraft("s", "SMS_1", "", numbers=numbers(len(outcomes)))
        run = run_store.StoredRun(ledger, insert_run(ledger, Account("a", key), draft))
        calls = run.advance([], len(outcomes))
        run.advance(
            [evaluate_outcome(call, out) for call, out in zip(calls, outcomes, strict=True)], 0
        )
        ledger.db.execute(
            "update recipient set submitted_at = submitted_at - ?, accepted_at = accepted_at - ?,"
            " settled_at = settled_at - ?, next_query_at = next_query_at - ?",
            [int(minutes_ago * MINUTE)] * 4,
        )
        return run


def detail(path: Path, recipient: int, status: int = 3) -> SendDetail:
    with Database(path) as ledger:
        number, out_id, at = ledger.db.execute(
            "select number, out_id, submitted_at from recipient where id = ?", (recipient,)
        ).fetchone()
    sent = datetime.fromtimestamp(at / 1000, BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    return SendDetail(number, status, "DELIVERED", "SMS_1", "", sent, sent, out_id)


def counts(path: Path, run: run_store.StoredRun) -> StateCounts:
    with Database(path) as ledger:
        return run_store.StoredRun(ledger, run.run_id).counts()


def result_of(qtbot: QtBot, lane: Lane, job: Job[Any, Result]) -> Result:
    results: list[Result] = []
    job.succeeded.connect(results.append)
    with qtbot.waitSignal(job.finished):
        lane.start(job)
    (result,) = results
    return result


def test_receipts_come_in_and_the_job_stops_at_once(qtbot: QtBot, lane: Lane, path: Path) -> None:
    run = send(path, [TAKEN] * 5 + [LOST])
    records = FakeRecords([detail(path, id, 2 if id == 1 else 3) for id in (1, 2, 3, 4)])
    job = poll_receipts(
        path, lambda key, sandbox: records, rate=SharedRateLimiter(1000), pauses=QUICK
    )
    reports: list[ReceiptProgress] = []
    job.progressed.connect(reports.append)
    lane.start(job)

    expected = StateCounts(accepted=1, undelivered=1, delivered=3, unknown=1)
    qtbot.waitUntil(lambda: counts(path, run) == expected)
    qtbot.waitUntil(lambda: bool(reports) and reports[-1].delivered == 3)
    with qtbot.waitSignal(job.finished):
        job.cancel()

    assert records.closed.wait(60)
    assert set(records.asked) == set(numbers(5))
    assert (reports[-1].asked, reports[-1].undelivered) == (len(records.asked), 1)


def test_hanging_query_does_not_delay_the_end(qtbot: QtBot, lane: Lane, path: Path) -> None:
    send(path, [TAKEN])
    records = FakeRecords()
    records.hanging = threading.Event()
    job = poll_receipts(path, lambda key, sandbox: records)
    lane.start(job)
    qtbot.waitUntil(lambda: records.asked == [numbers(1)[0]])

    with qtbot.waitSignal(job.finished):
        job.cancel()
    assert not records.closed.is_set()

    records.hanging.set()
    assert records.closed.wait(60)


@pytest.mark.parametrize(
    "failure",
    [
        NotSent(NetworkFault.NAME),
        Throttled("Throttling.User", "", ""),
        Unknown(UnknownFault.SERVER_ERROR, http_status=503),
    ],
)
def test_a_service_that_does_not_answer_is_asked_again_later(
    qtbot: QtBot, lane: Lane, path: Path, failure: Failure
) -> None:
    run = send(path, [TAKEN] * 2)
    records = FakeRecords([detail(path, 1), detail(path, 2)], [failure] * 3)
    lane.start(
        poll_receipts(
            path, lambda key, sandbox: records, rate=SharedRateLimiter(1000), pauses=QUICK
        )
    )

    done = StateCounts(delivered=2)
    qtbot.waitUntil(lambda: counts(path, run) == done)


def test_refused_query_is_deferred_while_others_go_on(qtbot: QtBot, lane: Lane, path: Path) -> None:
    run = send(path, [TAKEN] * 2, minutes_ago=0.5)
    wrong = Rejected("isv.INVALID_PARAMETERS", "", "")
    records = FakeRecords([detail(path, 1), detail(path, 2)], [wrong])
    lane.start(
        poll_receipts(
            path, lambda key, sandbox: records, rate=SharedRateLimiter(1000), pauses=QUICK
        )
    )

    qtbot.waitUntil(lambda: counts(path, run) == StateCounts(delivered=1, accepted=1))
    assert len(records.asked) == 2


def test_accounts_that_refuse_or_are_gone_do_not_hold_up_the_others(
    qtbot: QtBot, lane: Lane, path: Path
) -> None:
    refused, gone, locked, good = (send(path, [TAKEN] * 12, key=key) for key in "rgla")
    records = {
        "r": FakeRecords(failures=[AccountRefused("isp.RAM_PERMISSION_DENY", "", "")] * 99),
        "a": FakeRecords([detail(path, id) for id in range(37, 49)]),
    }

    def connect(key: str, sandbox: bool) -> FakeRecords | None:
        assert not sandbox
        if key == "l":
            raise SecretError(SecretFault.LOCKED)
        return records.get(key)

    lane.start(poll_receipts(path, connect, rate=SharedRateLimiter(1000), pauses=QUICK))
    qtbot.waitUntil(lambda: counts(path, good) == StateCounts(delivered=12))

    for run in (refused, gone, locked):
        assert counts(path, run) == StateCounts(accepted=12)
    assert len(records["r"].asked) <= 8


def test_corrected_account_is_polled_at_once(qtbot: QtBot, lane: Lane, path: Path) -> None:
    """A secret that was missing, one that is corrected, and a sandbox that is started."""
    runs_there = [send(path, [TAKEN] * 3, key=key) for key in "mw"]
    wrong = FakeRecords(failures=[AccountRefused("SignatureDoesNotMatch", "", "")] * 99)
    right = FakeRecords([detail(path, id) for id in range(1, 7)])
    mended, reports = list[Any](), list[Any]()

    def connect(key: str, sandbox: bool) -> FakeRecords:
        if key == "m" and not mended:
            raise SecretError(SecretFault.MISSING)
        return right if mended else wrong

    job = poll_receipts(path, connect, SharedRateLimiter(1000), QUICK, version=lambda: len(mended))
    job.progressed.connect(reports.append)
    lane.start(job)
    qtbot.waitUntil(lambda: bool(reports) and len(reports[-1].troubles) == 2)
    said = dict(reports[-1].troubles)
    assert said["m", False].fault is SecretFault.MISSING
    assert said["w", False].code == "SignatureDoesNotMatch"

    right.hanging = threading.Event()  # until it knows of all
    mended.append(True)
    # Sent only now: what was wrong before does not put it off.
    new = send(path, [TAKEN] * 3, key="m")
    right.rows += [detail(path, id) for id in (7, 8, 9)]
    right.hanging.set()

    qtbot.waitUntil(lambda: counts(path, new) == StateCounts(delivered=3))
    qtbot.waitUntil(lambda: counts(path, runs_there[1]) == StateCounts(delivered=3))
    qtbot.waitUntil(lambda: reports[-1].troubles == ())
    with Database(path) as ledger:
        (put_off,) = ledger.db.execute("select min(next_query_at) from recipient").fetchone()
    assert put_off <= now_ms() + int(QUICK.suspended * 1000)


def test_two_jobs_share_one_rate_limit(qtbot: QtBot, path: Path) -> None:
    send(path, [TAKEN] * 10 + [LOST] * 10, minutes_ago=16)
    records, rate = FakeRecords(), SharedRateLimiter(20)
    lanes = Lane(), Lane()
    began = monotonic()
    lanes[0].start(poll_receipts(path, lambda key, sandbox: records, rate, QUICK))
    result_of(qtbot, lanes[1], reconcile_unknown(path, lambda key, sandbox: records, rate=rate))
    assert len(records.asked) <= 20 * (monotonic() - began) + 20 * BURST + 1
    assert [lane.close(60) for lane in lanes] == [True, True]


class _OldClock(SteadyClock):
    """A clock of a program that was started long ago."""

    def since(self, time: int, age: int | None = None) -> int:
        return self.now() - time


OLD = _OldClock(now_ms, lambda: 0)


def look_for_all(
    path: Path, records: FakeRecords, clock: SteadyClock = OLD
) -> Job[Any, ReconcileProgress]:
    return reconcile_unknown(
        path, lambda key, sandbox: records, rate=SharedRateLimiter(1000), pauses=QUICK, clock=clock
    )


def test_no_trace_at_another_endpoint_proves_nothing(qtbot: QtBot, lane: Lane, path: Path) -> None:
    run = send(path, [LOST] * 3, minutes_ago=16)
    records = FakeRecords([detail(path, 1)])
    records.endpoint = "dysmsapi.ap-southeast-1.aliyuncs.com"

    last = result_of(qtbot, lane, look_for_all(path, records))

    assert (last.found, last.absent, last.unclear) == (1, 0, 2)
    assert last.other_endpoint == "dysmsapi.aliyuncs.com"
    assert not last.declarable
    assert counts(path, run) == StateCounts(delivered=1, unknown=2)

    records.endpoint = "DYSMSAPI.aliyuncs.com:443"  # the same, written otherwise
    last = result_of(qtbot, lane, look_for_all(path, records))
    assert (last.absent, last.other_endpoint, len(last.declarable)) == (2, "", 2)


def test_a_drive_that_vanished_is_waited_for(qtbot: QtBot, lane: Lane, tmp_path: Path) -> None:
    drive, away = tmp_path / "drive", tmp_path / "away"
    drive.mkdir()
    path = drive / "ledger.db"
    run = send(path, [TAKEN])
    records, reports = FakeRecords([detail(path, 1)]), list[Any]()
    drive.rename(away)
    job = poll_receipts(
        path, lambda key, sandbox: records, rate=SharedRateLimiter(1000), pauses=QUICK
    )
    job.progressed.connect(reports.append)
    lane.start(job)
    qtbot.waitUntil(lambda: bool(reports))
    assert reports[0].fault is FileFault.UNREADABLE

    away.rename(drive)

    qtbot.waitUntil(lambda: reports[-1].delivered == 1)
    assert reports[-1].fault is None
    assert counts(path, run) == StateCounts(delivered=1)


def test_a_ledger_that_is_read_but_not_written_is_not_called_well_between(
    qtbot: QtBot, lane: Lane, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    run = send(path, [TAKEN] * 4)
    go, reports = threading.Event(), list[Any]()

    class OneHangs(FakeRecords):
        def query_details(
            self, number: str, day: date, page: int, size: int, biz_id: str
        ) -> SendDetailPage | Failure:
            if number == numbers(1)[0]:  # the others wait for it a while before they are written
                assert go.wait(30)
            return super().query_details(number, day, page, size, biz_id)

    records = OneHangs([detail(path, id) for id in range(1, 5)])
    rests = PollIntervals(backoff=(0.05,), idle=0.05, disk=2 * REPORT_EVERY)  # all is reported
    job = poll_receipts(path, lambda *_: records, SharedRateLimiter(1000), rests)
    job.progressed.connect(reports.append)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        lane.start(job)
        qtbot.waitUntil(lambda: any(said.fault for said in reports))
        reports.clear()
        asked = len(records.asked)
        qtbot.waitUntil(lambda: len(records.asked) >= asked + 6)
        assert {said.fault for said in reports} == {FileFault.IN_USE}
        other.execute("rollback")

    go.set()
    qtbot.waitUntil(lambda: counts(path, run) == StateCounts(delivered=4))
    qtbot.waitUntil(lambda: reports[-1].fault is None)
    assert reports[-1].answering == {("testid", False)}


def test_unknown_recipients_are_reconciled_or_may_be_declared_unsent(
    qtbot: QtBot, lane: Lane, path: Path
) -> None:
    run = send(path, [LOST] * 30 + [TAKEN], minutes_ago=16)
    known = [detail(path, id, 1) for id in range(1, 11)] + [detail(path, 11)]
    records = FakeRecords(known)

    last = result_of(
        qtbot,
        lane,
        look_for_all(path, records),
    )

    assert (last.total, last.found, last.absent, last.unclear, last.unasked) == (30, 11, 19, 0, 0)
    assert list(last.declarable) == list(range(12, 31))
    assert counts(path, run) == StateCounts(accepted=11, delivered=1, unknown=19)
    assert result_of(qtbot, lane, declare_unsent(path, [12, 13])) == 2
    assert result_of(qtbot, lane, declare_unsent(path, range(1, 31))) == 17
    assert counts(path, run) == StateCounts(accepted=11, delivered=1, queued=19)


def test_only_the_chosen_unknowns_are_looked_for(qtbot: QtBot, lane: Lane, path: Path) -> None:
    send(path, [LOST] * 5)
    records = FakeRecords()
    last = result_of(
        qtbot,
        lane,
        reconcile_unknown(
            path, lambda key, sandbox: records, [2, 4], rate=SharedRateLimiter(1000), pauses=QUICK
        ),
    )
    assert (last.total, last.absent, len(last.declarable)) == (2, 2, 0)
    assert set(records.asked) == {numbers(5)[1], numbers(5)[3]}


@pytest.mark.parametrize(
    ("failure", "tries"),
    [
        (NotSent(NetworkFault.NAME), 3),
        (AccountRefused("isp.RAM_PERMISSION_DENY", "", ""), 1),
        (Rejected("isv.INVALID_PARAMETERS", "", ""), 1),
    ],
)
def test_recipient_that_cannot_be_looked_up_stays_unknown(
    qtbot: QtBot, lane: Lane, path: Path, failure: Failure, tries: int
) -> None:
    run = send(path, [LOST], minutes_ago=16)
    records = FakeRecords(failures=[failure] * 9)

    last = result_of(
        qtbot,
        lane,
        look_for_all(path, records),
    )

    assert (last.unasked, last.trouble, len(last.declarable)) == (1, failure, 0)
    assert len(records.asked) == tries
    assert counts(path, run) == StateCounts(unknown=1)


def test_absence_is_as_old_as_the_query(qtbot: QtBot, lane: Lane, path: Path) -> None:
    """The computer may sleep until the answer is read."""
    send(path, [LOST])
    records, clock = FakeRecords(), SteadyClock(now_ms, now_ms)
    records.hanging = threading.Event()
    job = look_for_all(path, records, clock)
    lane.start(job)
    qtbot.waitUntil(lambda: len(records.asked) == 1)
    asked, age = now_ms(), clock.age
    qtbot.waitUntil(lambda: clock.age > age)
    with qtbot.waitSignal(job.finished):
        records.hanging.set()
    with Database(path) as ledger:
        looked_at, passed = ledger.db.execute(
            "select looked_at, absent_at - settled_at from recipient"
        ).fetchone()
    assert looked_at <= asked
    assert passed <= age


def test_missing_account_makes_no_query(qtbot: QtBot, lane: Lane, path: Path) -> None:
    send(path, [LOST] * 20)
    last = result_of(qtbot, lane, reconcile_unknown(path, lambda key, sandbox: None))
    assert (last.unasked, last.trouble) == (20, None)


def test_rejected_recipients_can_be_resent_one_by_one(qtbot: QtBot, lane: Lane, path: Path) -> None:
    run = send(path, [Rejected("isv.X", "", "")] * 3)
    ids = result_of(qtbot, lane, list_resendable(path, run.run_id)).refused.ids
    new = result_of(qtbot, lane, create_resend_run(path, run.run_id, ids))
    assert new is not None
    assert result_of(qtbot, lane, create_resend_run(path, run.run_id, ids)) is None
    with Database(path) as ledger:
        assert run_store.StoredRun(ledger, new).counts() == StateCounts(queued=3)


def test_receipts_and_reconciliation_with_the_sandbox(qtbot: QtBot, lane: Lane, path: Path) -> None:
    """Sent while answers get lost, settled, and received, with the real client."""
    settings = SandboxSettings(receipts_after=(0.0, 0.0))
    with Sandbox(settings) as sandbox:
        account = Account("s", SANDBOX_KEY_ID, endpoint=sandbox.url, sandbox=True)

        def connect(key: str = SANDBOX_KEY_ID, in_sandbox: bool = True) -> SmsClient:
            assert (key, in_sandbox) == (SANDBOX_KEY_ID, True)
            return SmsClient(account, SANDBOX_SECRET)

        sandbox.faults.next(SandboxFault(FaultKind.RESET, taken=True), 2)
        sandbox.faults.next(SandboxFault(FaultKind.CLOSE, taken=False), 2)
        with Database(path) as ledger:
            draft = ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=numbers(6))
            run = run_store.StoredRun(ledger, insert_run(ledger, account, draft))
        result_of(qtbot, lane, send_run(path, run.run_id, connect, RunControls(rate=1000)))
        assert counts(path, run) == StateCounts(accepted=2, unknown=4)

        last = result_of(
            qtbot,
            lane,
            reconcile_unknown(path, connect, rate=SharedRateLimiter(1000), pauses=QUICK),
        )
        assert (last.found, last.absent) == (2, 2)

        with Database(path) as ledger:
            ledger.db.execute(
                "update recipient set next_query_at = ? where next_query_at is not null",
                (now_ms(),),
            )
        lane.start(poll_receipts(path, connect, pauses=QUICK))
        done = StateCounts(delivered=4, unknown=2)
        qtbot.waitUntil(lambda: counts(path, run) == done)
