"""What a run is sent into, played: the service, the callers and the disk.

Each of them may be what ends the program: from then on all of it is dead, and does nothing more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gui.core.errors import FileFault, LedgerError
from gui.core.message.query_results import SendDetail, SendDetailPage
from gui.core.message.requests import SendBatchSms
from gui.core.receipts.lookup import DetailsQuery
from gui.core.receipts.schedule import BEIJING, MINUTE
from gui.core.sending.calls import Call, CallResult
from gui.core.sending.outcome import (
    Accepted,
    AccountRefused,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.sending.progress import StateCounts
from gui.core.sending.rate_limit import CALLERS_MAX
from gui.core.sending.state import RecipientState
from gui.storage.runs.run_store import StoredRun

LOST = Unknown(UnknownFault.CONNECTION_LOST)
# What comes back, and whether the service took the messages of the call.
FATES: dict[str, tuple[Outcome, bool]] = {
    "accepted": (Accepted("biz", "r"), True),
    "rejected": (Rejected("isv.X", "m", "r"), False),
    "refused": (AccountRefused("isp.RAM_PERMISSION_DENY", "m", "r"), False),
    "throttled": (Throttled("Throttling.User", "m", "r"), False),
    "no network": (NotSent(NetworkFault.REFUSED), False),
    "lost, taken": (LOST, True),
    "lost, not taken": (LOST, False),
}
SURELY_NOT_SENT = {"rejected", "refused", "throttled", "no network"}
TAKEN = {RecipientState.ACCEPTED, RecipientState.DELIVERED, RecipientState.UNDELIVERED}
LATE = 14 * MINUTE
"""How long it takes the service at most to show what it took."""


class Crashed(BaseException):
    """The program is gone: nothing after this has any effect."""


@dataclass(frozen=True)
class Row:
    """A message in the service's records: shown from some time on, counted perhaps before."""

    detail: SendDetail
    shown_at: int
    counted: bool


class World:
    """The service, and what it knows for sure. Times are ms since 1970, UTC."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now = now
        self.taken = Counter[int]()
        self.calls = 0
        # The ledger was put back: calls that wait for a caller were on disk before.
        self.put_back = False
        self.fates = defaultdict[int, list[str]](list)
        self.called_at: dict[int, int] = {}
        self.allowed = Counter[int]()
        self.held: set[int] = set()
        self.out_ids: set[str] = set()
        self.rows: list[Row] = []
        self.rows_of = defaultdict[str, list[Row]](list)
        self.blocked: set[str] = set()

    def hand_out(self, calls: Sequence[Call]) -> None:
        self.calls += bool(calls)
        for call in calls:
            assert self.blocked.isdisjoint(call.request.numbers), "a blocked number got a call"

    def begin(self, call: Call, states: Mapping[int, RecipientState], out_id: str) -> None:
        """A call leaves the program; `out_id`: the operator's, if it has one."""
        numbers = call.request.numbers
        assert len(set(numbers)) == len(numbers), "a number is twice in one call"
        if not out_id:
            assert call.request.out_id not in self.out_ids, "an OutId is used again"
            assert len(call.request.out_id) <= 64
            self.out_ids.add(call.request.out_id)
        for id in call.ids:
            on_disk = states[id] is RecipientState.SUBMITTING
            assert on_disk or self.put_back, "a call left that is not on disk"
            again = len(self.perhaps(id)) > self.allowed[id]
            assert not again, "called again though it may have been sent"
            assert id not in self.held, "called although nobody pressed Resume since"
            self.called_at[id] = self.now()

    def perhaps(self, id: int) -> list[str]:
        """The calls for a recipient that may have been taken."""
        return [fate for fate in self.fates[id] if fate not in SURELY_NOT_SENT]

    def decide(self, call: Call, fate: str) -> None:
        taken = FATES[fate][1] if fate in FATES else fate == "crash, taken"
        now, request = self.now(), call.request
        sent = f"{datetime.fromtimestamp(now / 1000, UTC).astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
        if isinstance(request, SendBatchSms):
            params = request.template_params
        else:
            params = (request.template_param,) * len(call.ids)
        for id, number, param in zip(call.ids, request.numbers, params, strict=True):
            self.fates[id].append(fate)
            if taken:
                self.taken[id] += 1
                place = len(self.rows)
                status = 1 + place % 3
                detail = SendDetail(number, status, "", "SMS_1", param, sent, "", request.out_id)
                late = LATE if place % 4 == 3 else 0
                row = Row(detail, now + late, counted=place % 8 == 7)
                self.rows.append(row)
                self.rows_of[number].append(row)

    def answer(self, question: DetailsQuery) -> SendDetailPage:
        """A page of two rows, of one day in Beijing."""
        now = self.now()
        rows = self.rows_of.get(question.number, [])
        of_day = [row for row in rows if row.detail.sent[:10] == str(question.day)]
        shown = [row.detail for row in of_day if row.shown_at <= now]
        total = len([row for row in of_day if row.shown_at <= now or row.counted])
        return SendDetailPage(total, tuple(shown[(question.page - 1) * 2 : question.page * 2]), "r")


class Line:
    """Callers on no thread: calls begin and are answered when the test says so."""

    def __init__(
        self,
        world: World,
        look: Callable[[], Mapping[int, RecipientState]],
        otherwise: str,
        out_id: str,
    ) -> None:
        self.world, self.look, self.out_id = world, look, out_id
        self.otherwise = otherwise
        self.waiting: list[Call] = []
        self.under_way: list[Call] = []
        self.answers: list[tuple[Call, Outcome]] = []
        self.width, self.reachable, self.dead, self.empty = 1, True, False, 0

    def alive(self) -> None:
        if self.dead:
            raise Crashed

    def resize(self, callers: int) -> None:
        self.alive()
        assert 1 <= callers <= CALLERS_MAX
        self.width = callers

    def start(self, call: Call) -> None:
        self.alive()
        self.waiting.append(call)

    def begin(self) -> None:
        if not self.dead and self.waiting and len(self.under_way) < self.width:
            call = self.waiting.pop(0)
            self.world.begin(call, self.look(), self.out_id)
            self.under_way.append(call)

    def settle(self, place: int, fate: str) -> None:
        call = self.under_way.pop(place % len(self.under_way))
        self.world.decide(call, fate)
        self.answers.append((call, FATES[fate][0]))

    def die(self, fates: list[bool]) -> list[Call]:
        """The program ends: what waits was never made, what is under way has its own fate."""
        self.dead = True
        self.waiting, calls, self.under_way = [], self.under_way, []
        for call in calls:
            self.world.decide(call, "crash, taken" if fates and fates.pop() else "crash, not taken")
        return calls

    def collect(self, seconds: float) -> list[tuple[Call, Outcome]]:
        self.alive()
        self.empty = 0 if self.answers else self.empty + 1
        if self.empty > 3 and self.under_way:
            self.settle(0, self.otherwise)  # somebody waits for it
        answers, self.answers = self.answers, []
        return answers

    def revoke(self) -> list[Call]:
        self.alive()
        calls, self.waiting = self.waiting, []
        return calls

    def probe(self) -> bool:
        self.alive()
        return self.reachable


class Disk:
    """The run in the ledger, on a disk that may fail before or after a commit, or end it all."""

    def __init__(self, run: StoredRun, line: Line) -> None:
        self.run, self.run_id, self.line = run, run.run_id, line
        self.fails, self.done = "", ""

    @property
    def location(self) -> str:
        return self.run.location

    @property
    def skipped(self) -> int:
        return self.run.skipped

    def begin(self) -> StateCounts:
        self.line.alive()
        return self.run.begin()

    def counts(self) -> StateCounts:
        self.line.alive()
        return self.run.counts()

    def advance(self, settlements: Sequence[CallResult], calls: int) -> list[Call]:
        self.line.alive()
        self._fail("before")
        made = self.run.advance(settlements, calls)
        self.line.world.hand_out(made)
        if made or settlements:
            self._fail("after")
        return made

    def _fail(self, when: str) -> None:
        if self.fails == "busy" and when == "before":
            self.done = "busy"
            raise LedgerError(FileFault.IN_USE, "ledger.db")
        if self.fails == when:
            self.done = when
            raise LedgerError(FileFault.DISK_FULL, "ledger.db")
        if self.fails == f"crash {when}":
            self.done = self.fails
            self.line.dead = True
            raise Crashed
