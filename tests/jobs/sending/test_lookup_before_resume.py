"""Before a run goes on that this program did not begin, the service is asked who was sent to."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from gui.core.accounts.account import Account
from gui.core.message.requests import SendSms
from gui.core.sending.calls import RunControls
from gui.core.sending.outcome import (
    AccountRefused,
    Failure,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    Unknown,
    UnknownFault,
)
from gui.core.sending.progress import RunPhase, RunProgress, StopCause, StopCauseKind
from gui.core.sending.state import RecipientState
from gui.jobs.sending import lookup_before_resume
from gui.jobs.sending.sending import send_run
from gui.storage.database.database import Database
from gui.storage.database.lock import LedgerLock
from gui.storage.database.witness import Witness
from tests.fakes import FakeClient
from tests.runs import ListedDraft, insert_run

NUMBERS = tuple(f"139{n:08}" for n in range(100))
LOST = Unknown(UnknownFault.READ_TIMEOUT)
DENIED = AccountRefused("isp.RAM_PERMISSION_DENY", "m", "r")


class Computer:
    """A whole computer: its data directory and its directory for state."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "computer"
        self.path = self.folder / "data" / "ledger.db"
        self.path.parent.mkdir(parents=True)
        self.client = FakeClient()

    def write_run(self, numbers: tuple[str, ...] = NUMBERS, out_id: str = "") -> int:
        with Database(self.path) as ledger:
            draft = ListedDraft("s", "SMS_1", "", numbers=numbers, out_id=out_id)
            return insert_run(ledger, Account("a", "k"), draft)

    @contextmanager
    def program(self) -> Iterator[Witness]:
        with LedgerLock(self.path) as lock:
            witness = Witness(self.path, self.folder / "state", "m", lock)
            with Database(self.path) as ledger:
                assert witness.meet(ledger) is None
            try:
                yield witness
            finally:
                witness.close()

    def send(self, witness: Witness, run_id: int, stop_after: int | None = None) -> RunProgress:
        """Go on with a run; stops once so many requests were made."""
        controls, steps, failures = RunControls(callers=1, rate=1e6), list[Any](), list[Any]()
        client: Any = self.client
        if stop_after is not None:
            client = Stopping(self.client, controls, len(self.client.requests) + stop_after)
        job = send_run(self.path, run_id, lambda: client, controls, witness)
        job.progressed.connect(steps.append)
        job.failed.connect(failures.append)
        job.run()
        assert not failures
        found: RunProgress = steps[-1]
        return found

    def snapshot(self, name: str) -> Path:
        copy = self.folder.with_name(name)
        shutil.copytree(self.folder, copy)
        return copy

    def roll_back(self, snapshot: Path) -> None:
        shutil.rmtree(self.folder)
        snapshot.rename(self.folder)

    def called(self) -> list[str]:
        return [number for request in self.client.requests for number in request.numbers]


class Stopping:
    def __init__(self, client: FakeClient, controls: RunControls, at: int) -> None:
        self._client, self._controls, self._at = client, controls, at

    def __getattr__(self, name: str) -> Callable[..., object]:
        found: Callable[..., object] = getattr(self._client, name)
        return found

    def send(self, request: SendSms) -> Outcome:
        answer = self._client.send(request)
        if len(self._client.requests) >= self._at:
            self._controls.stopping = True
        return answer


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


def state_of(path: Path) -> dict[str, RecipientState]:
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("select number, state from recipient order by id").fetchall()
    return {number: tuple(RecipientState)[state] for number, state in found}


@pytest.mark.parametrize("out_id", ["", "mine"])
@pytest.mark.parametrize("later", [3, 20, 45])
def test_rolled_back_computer_sends_to_nobody_twice(
    computer: Computer, later: int, out_id: str
) -> None:
    run_id = computer.write_run(out_id=out_id)
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=10)
    before = len(computer.called())  # a call more may have been under way
    snapshot = computer.snapshot("snapshot")
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=later)
    sent = len(computer.called())
    computer.roll_back(snapshot)
    with computer.program() as witness:
        last = computer.send(witness, run_id)
    assert last.phase is RunPhase.FINISHED
    assert last.already == sent - before >= later
    assert sorted(computer.called()) == sorted(NUMBERS)
    assert set(state_of(computer.path).values()) == {RecipientState.ACCEPTED}


def test_lookup_goes_on_while_sent_recipients_are_found(computer: Computer) -> None:
    run_id = computer.write_run()
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=1)
    computer.client.asked.clear()
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=1)
        asked = list(computer.client.asked)
        # Beside those next in the queue, some of the 79 behind them: 20, 30, 45, 67, and the last.
        assert len(set(asked)) == lookup_before_resume.NEXT + 5
        # What this program has begun it need not ask about.
        computer.send(witness, run_id)
        assert computer.client.asked == asked


def test_unknown_recipients_called_last_are_looked_up(computer: Computer) -> None:
    run_id = computer.write_run(NUMBERS[:30])
    computer.client.answers = {NUMBERS[4]: [LOST]}
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=6)
    assert state_of(computer.path)[NUMBERS[4]] is RecipientState.UNKNOWN
    with computer.program() as witness:
        last = computer.send(witness, run_id)
    assert last.counts.accepted == 30
    assert sorted(computer.called()) == sorted(NUMBERS[:30])


@pytest.mark.parametrize("answers", [[DENIED], [LOST] * 9])
def test_unusable_answers_hold_the_run(
    computer: Computer, answers: list[Failure], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup_before_resume, "PROBE_EVERY", (0.0,))
    run_id = computer.write_run()
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=5)
    called = computer.called()
    computer.client.refusals = {number: list(answers) for number in NUMBERS}
    with computer.program() as witness:
        last = computer.send(witness, run_id)
        assert last.phase is RunPhase.INTERRUPTED
        asked = DENIED if answers == [DENIED] else None
        assert last.cause == StopCause(StopCauseKind.UNASKED, asked)
        assert computer.called() == called
        assert last.counts.queued == len(NUMBERS) - last.counts.accepted
        computer.client.refusals.clear()
        assert computer.send(witness, run_id).phase is RunPhase.FINISHED
    assert sorted(computer.called()) == sorted(NUMBERS)


def test_run_resumes_after_a_lookup_once_the_network_is_back(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup_before_resume, "PROBE_EVERY", (0.0,))
    run_id = computer.write_run()
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=5)
    offline = NotSent(NetworkFault.UNREACHABLE)
    computer.client.refusals = {number: [offline] * 5 for number in NUMBERS}
    with computer.program() as witness:
        assert computer.send(witness, run_id).phase is RunPhase.FINISHED


def test_unclear_recipients_become_unknown(computer: Computer) -> None:
    run_id = computer.write_run()
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=5)
    begun = len(computer.called())
    computer.client.refusals = {NUMBERS[begun]: [Rejected("isv.X", "m", "r")]}
    with computer.program() as witness:
        last = computer.send(witness, run_id)
    assert (last.doubtful, last.counts.unknown) == (1, 1)
    assert state_of(computer.path)[NUMBERS[begun]] is RecipientState.UNKNOWN
    assert NUMBERS[begun] not in computer.called()


def test_one_record_for_two_recipients_of_a_number_proves_nothing(computer: Computer) -> None:
    run_id = computer.write_run((NUMBERS[0], NUMBERS[1], NUMBERS[1]))
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=1)
        snapshot = computer.snapshot("snapshot")
        computer.send(witness, run_id, stop_after=1)
    sent = len(computer.called())
    computer.roll_back(snapshot)
    with computer.program() as witness:
        last = computer.send(witness, run_id)
    assert len(computer.called()) <= 3
    if sent == 2:
        assert last.counts.unknown == 2


class KeepsNoRefused(FakeClient):
    """Refuses some numbers, and keeps no record of them, as the service does."""

    def __init__(self, refused: tuple[str, ...]) -> None:
        super().__init__()
        self.refused = refused
        self.tried: list[str] = []

    def send(self, request: SendSms) -> Outcome:
        self.tried += request.numbers
        if request.numbers[0] in self.refused:
            return Rejected("isv.MOBILE_NUMBER_ILLEGAL", "m", "r")
        return super().send(request)


@pytest.mark.parametrize("refused", [15, 25, 60])
def test_rejected_recipient_does_not_hide_later_sent_ones(computer: Computer, refused: int) -> None:
    client = computer.client = KeepsNoRefused(NUMBERS[10 : 10 + refused])
    run_id = computer.write_run()
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=5)
    snapshot = computer.snapshot("snapshot")
    with computer.program() as witness:
        computer.send(witness, run_id)
    assert len(client.tried) == len(NUMBERS)
    computer.roll_back(snapshot)
    with computer.program() as witness:
        last = computer.send(witness, run_id)
    assert sorted(computer.called()) == sorted(set(NUMBERS) - set(client.refused))
    assert last.counts.rejected == refused


def test_recipients_of_a_too_old_run_become_unknown_at_once(computer: Computer) -> None:
    run_id = computer.write_run()
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=5)
        with Database(computer.path) as ledger, ledger.transaction() as db:
            db.execute("update run set created_at = created_at - ?", (40 * 86_400_000,))
    called = len(computer.called())
    computer.client.asked.clear()
    with computer.program() as witness:
        last = computer.send(witness, run_id)
    assert last.counts.unknown == last.doubtful == len(NUMBERS) - called
    assert len(computer.called()) == called
    assert len(set(computer.client.asked)) == lookup_before_resume.NEXT


def test_no_network_keeps_all_recipients_queued(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also on a computer that was rolled back as a whole: the question comes first."""
    monkeypatch.setattr(lookup_before_resume, "PROBE_EVERY", (0.0,))
    run_id = computer.write_run()
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=5)
    before = len(computer.called())
    snapshot = computer.snapshot("snapshot")
    with computer.program() as witness:
        computer.send(witness, run_id, stop_after=30)
    computer.roll_back(snapshot)
    called = computer.called()
    states = state_of(computer.path)
    offline = NotSent(NetworkFault.UNREACHABLE)
    computer.client.refusals = {number: [offline] * 10_000 for number in NUMBERS}
    controls, steps = RunControls(callers=1, rate=1e6), []

    def see(progress: RunProgress) -> None:
        steps.append(progress)
        controls.stopping = len(computer.client.asked) > 500

    with computer.program() as witness:
        for _ in range(2):  # whoever stops, and presses Resume, has not had it answered either
            controls.stopping = False
            job = send_run(computer.path, run_id, lambda: computer.client, controls, witness)
            job.progressed.connect(see)
            job.run()
        assert {step.cause and step.cause.kind for step in steps} <= {
            StopCauseKind.UNASKED,
            StopCauseKind.OPERATOR,
        }
        assert state_of(computer.path) == states
        assert computer.called() == called
        computer.client.refusals.clear()
        assert computer.send(witness, run_id).already == len(called) - before
    assert sorted(computer.called()) == sorted(NUMBERS)
