"""Sending against a model: any interleaving of answers, faults, stops, pauses and crashes.

The ledger is a real one, on disk. The service is played: it knows which messages it took. A crash
drops everything between two statements, or in the middle of a commit, with calls under way, and
opens the ledger anew, which may have been rolled back to a copy of any earlier moment meanwhile, or
moved with its whole directory. What is unknown is looked for and declared unsent at any time. No
clock is the machine's.

`SMS_DESK_MODEL_STEPS=20000` makes a longer run of other examples.
"""

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from operator import sub
from pathlib import Path
from typing import ClassVar

from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gui.core.accounts.account import Account
from gui.core.errors import LedgerError
from gui.core.message.fields import SendMode
from gui.core.receipts import lookup, schedule
from gui.core.receipts.matching import Match
from gui.core.receipts.schedule import BEIJING
from gui.core.sending.calls import RunControls
from gui.core.sending.delivery import deliver
from gui.core.sending.progress import RunPhase, RunProgress
from gui.core.sending.rate_limit import CALLERS_MAX
from gui.core.sending.state import RecipientState
from gui.core.witness import SetAside
from gui.storage.blocked_numbers import block_numbers
from gui.storage.database.database import Database
from gui.storage.database.schema import QUEUED, STATE_BY_NUMBER
from gui.storage.database.witness import Witness
from gui.storage.runs import run_store, unfinished
from gui.storage.runs import unsent as unsent_recipients
from gui.storage.runs.receipts import PendingReceipt, ReceiptStore
from tests.core.sending.delivery_world import FATES, TAKEN, Crashed, Disk, Line, World
from tests.runs import ListedDraft, insert_run

LONG = "SMS_DESK_MODEL_STEPS" in os.environ
STEPS = int(os.environ.get("SMS_DESK_MODEL_STEPS", "2000"))
FIRST_SEED = 3
"""Its examples bring about everything, in 3,500 steps."""
ROUNDS = 10
"""Of examples, until they have brought about everything."""
LOOKED_UP = 40
"""Unknown recipients that are looked up in one step, at most."""
# A disk that needs no waiting for, where there is one.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
LIKELY = ["accepted"] * 8 + [*FATES]
ROUND = st.tuples(
    st.integers(1, 12),
    st.lists(st.tuples(st.integers(0, 31), st.sampled_from(LIKELY)), min_size=2, max_size=8),
)
# Calls of before and after midnight in Beijing are of two days, as are those of 15:59 and 16:00
# UTC of this one.
MOMENTS = [datetime(2026, 3, 1, 12, tzinfo=BEIJING), datetime(2026, 3, 1, 23, 50, tzinfo=BEIJING)]
RUN = st.tuples(st.booleans(), st.sampled_from(["", "", "mine"]))
HAPPENED = {
    *("busy", "before", "after", "crash before", "crash after"),
    *("crash with calls under way", "crash with calls in wait", "taken in a crash"),
    *("found", "found among rivals", "absent", "unclear"),
    *("declared", "declared while it is sent", "called again", "blocked"),
    *("rolled back", "rolled back before it began", "rolled back with queued", "cloned"),
    *("sent meanwhile", "found after a rollback", "rolled back under a delivery"),
}
"""What the examples of the ordinary run have to bring about."""


Round = tuple[int, list[tuple[int, str]]]
"""How many calls leave, and which of them are answered how; see `ROUND`."""
Copy = tuple[Path, set[str], Counter[RecipientState], int]
"""A backup, with the blocked numbers, the states and the number of calls of that moment."""


class Sending(RuleBasedStateMachine):
    steps = 0
    happened: ClassVar[Counter[str]] = Counter()

    @initialize(
        wanted=st.lists(RUN, min_size=1, max_size=2),
        otherwise=st.sampled_from(LIKELY),
        moment=st.sampled_from(MOMENTS),
    )
    def begin_runs(self, wanted: list[tuple[bool, str]], otherwise: str, moment: datetime) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.path = self.folder / "data" / "ledger.db"
        self.path.parent.mkdir()
        self.copies: list[Copy] = []
        self.kept = 0
        self.began, self.time, self.otherwise = int(moment.timestamp() * 1000), 0.0, otherwise
        self.witness: Witness | None = None
        self.open()
        self.runs: dict[int, ListedDraft] = {}
        for batched, out_id in wanted:
            many = 330 if batched else 60
            # Some numbers are there twice, with other parameters.
            numbers = tuple(f"139{n - 3 * (n % 4 == 3):08}" for n in range(many))
            mode = SendMode.BATCHED if batched else SendMode.ONE_BY_ONE
            draft = ListedDraft("s", "SMS_1", "", numbers=numbers, mode=mode, out_id=out_id)
            self.runs[insert_run(self.ledger, Account("a", "k"), draft)] = draft
        # Every other one has parameters of its own: a batch of them is a SendBatchSms.
        self.ledger.db.execute("""update recipient set template_param = '{"a":"1"}' where id & 1""")
        found = self.ledger.db.execute("select id, run_id, number from recipient").fetchall()
        # With the operator's OutId the service's rows name a number, and no recipient.
        self.group: dict[int, int | str] = {
            id: (number if self.runs[run].out_id else id) for id, run, number in found
        }
        self.size = Counter(self.group.values())
        self.world = World(self.now)
        self.job: Generator[RunProgress, None, None] | None = None
        self.rolled_back = False
        self.go_on(0)

    def open(self) -> SetAside | None:
        """What the program does with its ledger when it begins."""
        if self.witness:
            self.witness.close()
        self.ledger = Database(self.path, now=self.now)
        self.witness = Witness(self.path, self.folder / "state", "here")
        found = self.witness.meet(self.ledger)
        unfinished.recover_submitting(self.ledger)
        return found

    def now(self) -> int:
        return self.began + int(self.time * 1000)

    def look(self) -> dict[int, RecipientState]:
        found = self.ledger.db.execute("select id, state from recipient")
        return {id: STATE_BY_NUMBER[state] for id, state in found}

    def has_queued(self, ledger: Database) -> bool:
        query = f"select 1 from recipient where state = {QUEUED} limit 1"
        return ledger.db.execute(query).fetchone() is not None

    def clock(self) -> float:
        self.time += 0.01
        return self.time

    def wait(self, seconds: float) -> bool:
        self.time += seconds
        return False

    @precondition(lambda self: self.job is None)
    @rule(place=st.integers(0, 1))
    def go_on(self, place: int) -> None:
        number = list(self.runs)[place % len(self.runs)]
        unfinished.recover_submitting(self.ledger, number)
        out_id = self.runs[number].out_id
        self.number = number
        self.line = Line(self.world, self.look, self.otherwise, out_id)
        self.disk = Disk(run_store.StoredRun(self.ledger, number, self.witness), self.line)
        self.controls = RunControls(rate=1000)
        self.world.held.clear()
        self.job = deliver(self.disk, self.line, self.controls, self.clock, self.wait)
        self.run(self.next_step, [])

    def next_step(self) -> RunProgress:
        assert self.job is not None
        return next(self.job)

    def run(self, step: Callable[[], RunProgress | None], taken: list[bool]) -> None:
        """Let the program do something; it may end by that."""
        try:
            progress = step()
            if progress is not None:
                counts = progress.counts
                assert counts.total == len(self.runs[self.number].numbers)
                assert min(counts.of(state) for state in RecipientState) >= 0
                if progress.phase in (RunPhase.FINISHED, RunPhase.INTERRUPTED):
                    assert counts == run_store.StoredRun(self.ledger, self.number).counts()
                    assert (progress.phase is RunPhase.FINISHED) == (counts.queued == 0)
        except (StopIteration, LedgerError):
            self.job = None
        except Crashed:
            self.restart(taken)

    def work(self, rounds: list[Round], taken: Sequence[bool] = ()) -> None:
        """The usual way: write, call, be answered; in an order that the rounds choose."""
        for leave, fates in rounds:
            if self.job:
                self.run(self.next_step, list(taken))
            for _ in range(leave):
                self.line.begin()
            for place, fate in fates:
                if self.line.under_way:
                    self.line.settle(place, fate)

    @precondition(lambda self: self.job)
    @rule(rounds=st.lists(ROUND, min_size=3, max_size=8))
    def time_passes(self, rounds: list[Round]) -> None:
        self.work(rounds)

    @precondition(lambda self: self.job)
    @rule(
        wish=st.sampled_from(["pause", "resume", "resume", "stop", "close", "adjust", "adjust"]),
        callers=st.integers(-3, 50),
        rate=st.sampled_from([0.0, 1.0, 50.0, 1e6]),
    )
    def wish(self, wish: str, callers: int, rate: float) -> None:
        match wish:
            case "close":
                if self.job:
                    self.run(self.job.close, [])
                self.job = None
            case "stop":
                self.controls.stopping = True
            case "adjust":
                self.controls.callers, self.controls.rate = callers, rate
            case _:
                self.controls.paused = wish == "pause"

    @precondition(lambda self: self.job)
    @rule(
        leave=st.integers(0, CALLERS_MAX),
        trouble=st.sampled_from(
            ["crash", "no network", "network", "busy", "before", "after"]
            + ["crash before", "crash after"] * 2
        ),
        taken=st.lists(st.booleans(), max_size=CALLERS_MAX),
    )
    def trouble(self, leave: int, trouble: str, taken: list[bool]) -> None:
        self.work([(leave, [])])
        if trouble == "crash":
            self.restart(taken)
        elif trouble.endswith("network"):
            self.line.reachable = trouble == "network"
        else:
            disk, disk.fails = self.disk, trouble
            self.work([(1, []), (1, [])], taken)
            disk.fails = ""
            self.happened[disk.done] += 1

    @rule(places=st.lists(st.integers(0, 329), min_size=1, max_size=3))
    def block(self, places: list[int]) -> None:
        found = self.ledger.db.execute("select number from recipient").fetchall()
        numbers = [found[place % len(found)][0] for place in places]
        self.world.blocked.update(numbers)
        block_numbers(self.ledger, "k", numbers)

    def restart(self, taken: list[bool]) -> None:
        """End the program as SIGKILL does; `taken`: what became of the calls under way."""
        if self.line.waiting:
            self.happened["crash with calls in wait"] += 1
        if self.line.die(taken):
            self.happened["crash with calls under way"] += 1
        if self.job:
            with suppress(Crashed):
                self.job.close()
        self.job = None
        self.ledger.close()
        self.open()
        assert RecipientState.SUBMITTING not in self.look().values()

    @rule()
    def keep_a_copy(self) -> None:
        """A backup, as somebody makes it at any moment."""
        copy = self.folder / f"copy{self.kept}"
        self.kept += 1
        with closing(sqlite3.connect(copy)) as target:
            self.ledger.db.backup(target)
        states = Counter(self.look().values())
        self.copies.append((copy, set(self.world.blocked), states, self.world.calls))

    @precondition(lambda self: self.copies)
    @rule(place=st.integers(0, 9), taken=st.lists(st.booleans(), max_size=CALLERS_MAX))
    def roll_back(self, place: int, taken: list[bool]) -> None:
        """The program ends, and a copy of an earlier moment takes the ledger's place."""
        copy, blocked, states, calls = self.copies[place % len(self.copies)]
        self.restart(taken)
        self.ledger.close()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        shutil.copyfile(copy, self.path)
        self.world.blocked = set(blocked)
        found = self.open()
        behind = self.world.calls > calls
        if behind:
            assert found is not None
            self.happened["sent meanwhile"] += 1
        if found is not None:
            assert RecipientState.QUEUED not in self.look().values()
            self.happened["rolled back"] += 1
            self.happened["rolled back with queued"] += states[RecipientState.QUEUED] > 0
            self.happened["rolled back before it began"] += calls == 0
            self.rolled_back = True

    @precondition(lambda self: self.job and self.copies)
    @rule(place=st.integers(0, 9), rounds=st.lists(ROUND, min_size=2, max_size=4))
    def roll_back_under_a_delivery(self, place: int, rounds: list[Round]) -> None:
        """A copy is brought into the open file, as `.restore` of SQLite's shell does."""
        copy, blocked, _, calls = self.copies[place % len(self.copies)]
        before = self.world.calls
        with closing(sqlite3.connect(copy)) as source:
            source.backup(self.ledger.db)
        self.world.blocked = set(blocked)
        self.world.put_back = True
        self.work(rounds)
        self.world.put_back = False
        if calls < before:
            assert self.world.calls == before, "calls left a ledger that was put back"
        self.happened["rolled back under a delivery"] += 1
        self.restart([])

    @precondition(lambda self: self.job or self.has_queued(self.ledger))
    @rule(taken=st.lists(st.booleans(), max_size=CALLERS_MAX), alive=st.booleans())
    def clone(self, taken: list[bool], alive: bool) -> None:
        """A copy of the directory is begun elsewhere, beside the first one or in its stead."""
        clone = self.path.parent.with_name(f"clone{self.kept}")
        self.kept += 1
        if alive:
            with closing(sqlite3.connect(self.ledger.path)) as source:
                clone.mkdir()
                with closing(sqlite3.connect(clone / "ledger.db")) as target:
                    source.backup(target)
            with Database(clone / "ledger.db", now=self.now) as ledger:
                witness = Witness(ledger.path, self.folder / "state", "here")
                assert witness.meet(ledger) is not None
                witness.close()
                assert not self.has_queued(ledger)
            shutil.rmtree(clone)
        else:
            self.restart(taken)
            self.ledger.close()
            shutil.copytree(self.path.parent, clone)
            self.path = clone / "ledger.db"
            self.copies = []  # they lie elsewhere
            assert self.open() is not None
            assert RecipientState.QUEUED not in self.look().values()
        self.happened["cloned"] += 1

    @rule(minutes=st.sampled_from([1, 16]), first=st.integers(0, 329), declare=st.booleans())
    def settle_what_is_unknown(self, minutes: int, first: int, declare: bool) -> None:
        if not (self.line.waiting or self.line.under_way):  # no call takes so long
            self.time += minutes * 60
        book = ReceiptStore(self.ledger)
        chosen = self.some_unknown(first)
        results: list[tuple[PendingReceipt, Match]] = []
        for inquiry in book.read_unknown(chosen):
            steps = lookup.look_up(inquiry.message, inquiry.rivals, self.now())
            try:
                question = next(steps)
                while True:
                    question = steps.send(self.world.answer(question))
            except StopIteration as end:
                results.append((inquiry, end.value))
                self.happened[end.value.kind.name.lower()] += 1
                if end.value.detail and self.rolled_back and not inquiry.message.out_id:
                    self.happened["found after a rollback"] += 1
                if end.value.detail and inquiry.rivals:
                    self.happened["found among rivals"] += 1
        book.record(results, self.now(), partial(sub, self.now()))
        if declare:
            self.declare()

    def some_unknown(self, first: int) -> list[int]:
        """Choose unknown recipients, as many with a call as without one, from some place on."""
        unknown = unsent_recipients.list_unknown(self.ledger)
        called = [id for id in unknown if id in self.world.called_at]
        others = [id for id in unknown if id not in self.world.called_at]
        places = (first % (len(ids) or 1) for ids in (called, others))
        return [
            id
            for ids, place in zip((called, others), places, strict=True)
            for id in [*ids[place:], *ids[:place]][: LOOKED_UP // 2]
        ]

    def declare(self) -> None:
        unsent = unsent_recipients.list_declarable(self.ledger)
        for id in unsent:
            assert self.now() - self.world.called_at.get(id, 0) >= schedule.UNSENT_AFTER - 1000
            self.world.allowed[id] = len(self.world.perhaps(id))
        assert unsent_recipients.declare_unsent(self.ledger) == len(unsent)
        if unsent:
            self.happened["declared"] += 1
        if unsent and self.job:
            self.world.held.update(unsent)
            self.happened["declared while it is sent"] += 1

    @invariant()
    def everyone_is_there_once(self) -> None:
        for number, draft in self.runs.items():
            found = self.ledger.db.execute(
                "select number from recipient where run_id = ? order by id", (number,)
            )
            assert tuple(number for (number,) in found) == draft.numbers
            assert run_store.StoredRun(self.ledger, number).counts().total == len(draft.numbers)
        type(self).steps += 1

    @invariant()
    def what_may_have_been_sent_is_not_queued(self) -> None:
        taken, claimed, unsent = (Counter[int | str]() for _ in range(3))
        for id, state in self.look().items():
            fates, group = self.world.fates.get(id, []), self.group[id]
            taken[group] += self.world.taken[id]
            claimed[group] += state in TAKEN
            unsent[group] += state in (RecipientState.QUEUED, RecipientState.CANCELLED)
            self.happened["blocked"] += state is RecipientState.CANCELLED
            if state is RecipientState.REJECTED:
                assert fates[-1] in ("rejected", "refused")
            if not fates:
                continue
            perhaps = len(self.world.perhaps(id))
            if state is RecipientState.QUEUED:
                assert perhaps <= self.world.allowed[id]
            if perhaps > 1:
                self.happened["called again"] += 1
            if "crash, taken" in fates:
                self.happened["taken in a crash"] += 1
        for group, many in self.size.items():
            # Whatever the service took it shows within the time after which one may judge.
            fine = claimed[group] <= taken[group] <= many - unsent[group]
            assert fine, self.story(group)

    def story(self, group: int | str) -> str:
        """Tell what the ledger and the service know of a recipient, or of a number."""
        ids = [id for id, other in self.group.items() if other == group]
        found = self.ledger.db.execute(
            "select id, number, state, submitted_at, settled_at, absent_at, declared_at, code"
            f" from recipient where id in ({str(ids)[1:-1]})"
        ).fetchall()
        numbers = {number for _, number, *_ in found}
        lines = [f"{row} {self.world.fates[row[0]]}" for row in found]
        lines += [str(row) for row in self.world.rows if row.detail.number in numbers]
        return "\n".join(lines)

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.line.dead = True
            if self.job:
                with suppress(Crashed):
                    self.job.close()
            self.ledger.close()
            if self.witness:
                self.witness.close()
            shutil.rmtree(self.folder)


def test_delivery_never_sends_twice_and_loses_no_recipient() -> None:
    Sending.steps = 0
    Sending.happened.clear()
    for number in range(ROUNDS):
        # The same examples in every ordinary run; others with SMS_DESK_MODEL_STEPS.
        seed(None if LONG else FIRST_SEED + number)(Sending)
        run_state_machine_as_test(
            Sending,
            settings=settings(
                RuleBasedStateMachine.TestCase.settings,
                max_examples=max(60, STEPS // 30),
                stateful_step_count=60,
                database=None,
            ),
        )
        missing = HAPPENED - {what for what, times in Sending.happened.items() if times}
        if Sending.steps >= STEPS and not missing:
            return
    raise AssertionError(f"{Sending.steps} steps, and never {missing}")
