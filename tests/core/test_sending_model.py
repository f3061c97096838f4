"""Sending against a model: any interleaving of answers, faults, stops, pauses and crashes.

The ledger is a real one, on disk. The service is played: it knows which messages it took. A crash
drops everything between two statements, with calls under way, and opens the ledger anew.
"""

import os
import shutil
import tempfile
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gui.core import receipts
from gui.core.account import Account
from gui.core.calls import Controls
from gui.core.draft import Draft, SendMode
from gui.core.errors import FileFault, LedgerError
from gui.core.messages import Detail, Details
from gui.core.outcomes import (
    Accepted,
    AccountRefused,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.pace import CALLERS_MOST
from gui.core.progress import Phase
from gui.core.receipts import BEIJING
from gui.core.sending import deliver
from gui.core.states import State
from gui.storage import runs, unknown
from gui.storage.blocked import block
from gui.storage.ledger import Ledger, now_ms
from gui.storage.receipts import Receipts
from gui.storage.schema import STATES

STEPS = int(os.environ.get("SMS_DESK_MODEL_STEPS", "2000"))
# A disk that needs no waiting for, where there is one.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
LOST = Unknown(UnknownFault.CONNECTION_LOST)
# What comes back, and whether the service took the messages of the call.
FATES = {
    "accepted": (Accepted("biz", "r"), True),
    "rejected": (Rejected("isv.X", "m", "r"), False),
    "refused": (AccountRefused("isp.RAM_PERMISSION_DENY", "m", "r"), False),
    "throttled": (Throttled("Throttling.User", "m", "r"), False),
    "no network": (NotSent(NetworkFault.REFUSED), False),
    "lost, taken": (LOST, True),
    "lost, not taken": (LOST, False),
}
SURELY_NOT_SENT = {"rejected", "refused", "throttled", "no network"}
LIKELY = ["accepted"] * 8 + [*FATES]
ROUND = st.tuples(
    st.integers(1, 12),
    st.lists(st.tuples(st.integers(0, 31), st.sampled_from(LIKELY)), min_size=2, max_size=8),
)
TAKEN = {State.ACCEPTED, State.DELIVERED, State.UNDELIVERED}


class Crashed(BaseException):
    """The program is gone: nothing after this has any effect."""


class World:
    """The service, and what it knows for sure."""

    def __init__(self):
        self.taken = Counter()
        self.fates = defaultdict(list)
        self.allowed = Counter()
        self.rows = []
        self.blocked = set()

    def hand_out(self, calls):
        for call in calls:
            assert self.blocked.isdisjoint(call.request.numbers), "a blocked number got a call"

    def begin(self, call, states):
        for id in call.ids:
            assert states[id] is State.SUBMITTING, "a call left that is not on disk"
            again = len(self.perhaps(id)) > self.allowed[id]
            assert not again, "called again though it may have been sent"

    def perhaps(self, id):
        """The calls for a recipient that may have been taken."""
        return [fate for fate in self.fates[id] if fate not in SURELY_NOT_SENT]

    def decide(self, call, fate):
        taken = FATES[fate][1] if fate in FATES else fate == "crash, taken"
        sent = datetime.now(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
        for id, number in zip(call.ids, call.request.numbers, strict=True):
            self.fates[id].append(fate)
            if taken:
                self.taken[id] += 1
                self.rows.append(Detail(number, 1, "", "SMS_1", "", sent, "", call.request.out_id))

    def answer(self, question):
        found = [row for row in self.rows if row.number == question.number]
        return Details(len(found), tuple(found), "r")


class Line:
    """Callers on no thread: calls begin and are answered when the test says so."""

    def __init__(self, world, look, otherwise):
        self.world, self.look = world, look
        self.otherwise = otherwise
        self.waiting, self.under_way, self.answers = [], [], []
        self.width, self.reachable, self.dead, self.empty = 1, True, False, 0

    def alive(self):
        if self.dead:
            raise Crashed

    def resize(self, callers):
        self.alive()
        assert 1 <= callers <= CALLERS_MOST
        self.width = callers

    def start(self, call):
        self.alive()
        self.waiting.append(call)

    def begin(self):
        if self.waiting and len(self.under_way) < self.width:
            call = self.waiting.pop(0)
            self.world.begin(call, self.look())
            self.under_way.append(call)

    def settle(self, place, fate):
        call = self.under_way.pop(place % len(self.under_way))
        self.world.decide(call, fate)
        self.answers.append((call, FATES[fate][0]))

    def collect(self, seconds):
        self.alive()
        self.empty = 0 if self.answers else self.empty + 1
        if self.empty > 3 and self.under_way:
            self.settle(0, self.otherwise)  # somebody waits for it
        answers, self.answers = self.answers, []
        return answers

    def revoke(self):
        self.alive()
        calls, self.waiting = self.waiting, []
        return calls

    def probe(self):
        return self.reachable


class Disk:
    """The run in the ledger, on a disk that may fail before or after a commit."""

    def __init__(self, run, world):
        self.run, self.run_id, self.world = run, run.run_id, world
        self.fails, self.dead = "", False

    @property
    def withheld(self):
        return self.run.withheld

    def counts(self):
        return self.run.counts()

    def advance(self, settlements, calls):
        if self.dead:
            raise Crashed
        if self.fails == "before":
            raise LedgerError(FileFault.DISK_FULL, "ledger.db")
        if self.fails == "crash before":
            raise Crashed
        made = self.run.advance(settlements, calls)
        self.world.hand_out(made)
        if self.fails == "after":
            raise LedgerError(FileFault.UNWRITABLE, "ledger.db")
        if self.fails == "crash after":
            raise Crashed
        return made


class Sending(RuleBasedStateMachine):
    steps = 0

    @initialize(batched=st.booleans(), otherwise=st.sampled_from(LIKELY))
    def begin_run(self, batched, otherwise):
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.path = self.folder / "ledger.db"
        self.many = 330 if batched else 60
        numbers = tuple(f"139{n:08}" for n in range(self.many))
        mode = SendMode.BATCHED if batched else SendMode.ONE_BY_ONE
        draft = Draft("s", "SMS_1", "", numbers, mode=mode)
        self.ledger = Ledger(self.path)
        self.number = runs.start(self.ledger, Account("a", "k"), draft)
        # Every other one has parameters of its own: a batch of them is a SendBatchSms.
        self.ledger.db.execute("""update recipient set template_param = '{"a":"1"}' where id & 1""")
        self.world, self.time, self.otherwise = World(), 0.0, otherwise
        self.job = None
        self.go_on()

    def look(self):
        found = self.ledger.db.execute("select id, state from recipient")
        return {id: STATES[state] for id, state in found}

    def clock(self):
        self.time += 0.01
        return self.time

    def wait(self, seconds):
        self.time += seconds
        return False

    @precondition(lambda self: self.job is None)
    @rule()
    def go_on(self):
        runs.recover(self.ledger, self.number)
        self.line = Line(self.world, self.look, self.otherwise)
        self.disk = Disk(runs.Run(self.ledger, self.number), self.world)
        self.controls = Controls(rate=1000)
        self.job = deliver(self.disk, self.line, self.controls, self.clock, self.wait)

    def run(self, step):
        """Let the program do something; it may end by that."""
        try:
            progress = step()
            if progress is not None:
                assert progress.counts.total == self.many
                assert (progress.phase is Phase.FINISHED) <= (progress.counts.queued == 0)
        except (StopIteration, LedgerError):
            self.job = None
        except Crashed:
            self.restart([])

    def work(self, rounds):
        """The usual way: write, call, be answered; in an order that the rounds choose."""
        for leave, fates in rounds:
            if self.job:
                self.run(lambda: next(self.job))
            for _ in range(leave):
                self.line.begin()
            for place, fate in fates:
                if self.line.under_way:
                    self.line.settle(place, fate)

    @precondition(lambda self: self.job)
    @rule(rounds=st.lists(ROUND, min_size=3, max_size=8))
    def time_passes(self, rounds):
        self.work(rounds)

    @precondition(lambda self: self.job)
    @rule(
        wish=st.sampled_from(["pause", "resume", "resume", "stop", "close", "adjust", "adjust"]),
        callers=st.integers(-3, 50),
        rate=st.sampled_from([0.0, 1.0, 50.0, 1e6]),
    )
    def wish(self, wish, callers, rate):
        match wish:
            case "close":
                self.run(self.job.close)
                self.job = None
            case "stop":
                self.controls.stopping = True
            case "adjust":
                self.controls.callers, self.controls.rate = callers, rate
            case _:
                self.controls.paused = wish == "pause"

    @rule(
        leave=st.integers(0, CALLERS_MOST),
        trouble=st.sampled_from(
            ["crash", "no network", "network", "before", "after", "crash before", "crash after"]
        ),
        taken=st.lists(st.booleans(), max_size=CALLERS_MOST),
    )
    def trouble(self, leave, trouble, taken):
        for _ in range(leave):
            self.line.begin()
        if trouble == "crash":
            self.restart(taken)
        elif trouble.endswith("network"):
            self.line.reachable = trouble == "network"
        else:
            self.disk.fails = trouble
            if self.job:
                self.work([(1, [])])
            self.disk.fails = ""

    @rule(places=st.lists(st.integers(0, 329), min_size=1, max_size=3))
    def block(self, places):
        found = self.ledger.db.execute("select number from recipient").fetchall()
        numbers = [found[place % self.many][0] for place in places]
        self.world.blocked.update(numbers)
        block(self.ledger, "k", numbers)

    def restart(self, taken):
        """End the program as SIGKILL does; `taken`: what became of the calls under way."""
        self.line.dead = self.disk.dead = True
        if self.job:
            with suppress(Crashed):
                self.job.close()
        for call in self.line.under_way:
            fate = "crash, taken" if taken and taken.pop() else "crash, not taken"
            self.world.decide(call, fate)
        self.line.under_way = []
        self.ledger.close()
        self.ledger = Ledger(self.path)
        runs.recover(self.ledger)
        assert State.SUBMITTING not in self.look().values()
        self.job = None

    @precondition(lambda self: self.job is None)
    @rule(minutes=st.sampled_from([1, 16]), declare=st.booleans())
    def settle_what_is_unknown(self, minutes, declare):
        later = now_ms() + minutes * receipts.MINUTE
        book = Receipts(self.ledger)
        for inquiry in book.unknown(unknown.ids(self.ledger)):
            steps = receipts.search(inquiry.sought, inquiry.rivals, later)
            try:
                question = next(steps)
                while True:
                    question = steps.send(self.world.answer(question))
            except StopIteration as end:
                book.write([(inquiry, end.value)], later)
        if declare:
            # Whatever the service took is found by now, so that the judgement is right here.
            unsent = unknown.may_be_unsent(self.ledger)
            for id in unsent:
                self.world.allowed[id] = len(self.world.perhaps(id))
            assert unknown.declare_unsent(self.ledger) == len(unsent)
            assert not unsent or minutes == 16

    @invariant()
    def everyone_is_there_once(self):
        found = self.ledger.db.execute("select count(*), count(distinct number) from recipient")
        assert found.fetchone() == (self.many, self.many)
        assert runs.Run(self.ledger, self.number).counts().total == self.many
        type(self).steps += 1

    @invariant()
    def what_may_have_been_sent_is_not_queued(self):
        for id, state in self.look().items():
            fates = self.world.fates[id]
            if state is State.QUEUED:
                assert len(self.world.perhaps(id)) <= self.world.allowed[id]
                assert not self.world.taken[id]
            if state in TAKEN:
                assert self.world.taken[id]
            if state is State.CANCELLED:
                assert not self.world.taken[id]
            if state is State.REJECTED:
                assert fates[-1] in ("rejected", "refused")
            assert self.world.taken[id] <= 1

    def teardown(self):
        if self.job:
            self.line.dead = self.disk.dead = True
            with suppress(Crashed):
                self.job.close()
        if hasattr(self, "ledger"):
            self.ledger.close()
            shutil.rmtree(self.folder)


def test_never_twice_never_lost():
    Sending.steps = 0
    while Sending.steps < STEPS:
        run_state_machine_as_test(
            Sending,
            settings=settings(
                max_examples=max(60, STEPS // 30),
                stateful_step_count=60,
                # The same examples in every ordinary run; others with SMS_DESK_MODEL_STEPS.
                derandomize="SMS_DESK_MODEL_STEPS" not in os.environ,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
