"""Stand-ins that behave, rather than mocks that expect."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from datetime import date, datetime
from threading import Event
from typing import Any

from gui.core.accounts.account import DEFAULT_ENDPOINT
from gui.core.message.query_results import (
    SendDetail,
    SendDetailPage,
    SignPage,
    Template,
    TemplatePage,
)
from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.receipts.schedule import BEIJING
from gui.core.sending.calls import Call, CallResult
from gui.core.sending.outcome import Accepted, Failure, Outcome, Rejected
from gui.core.sending.progress import StateCounts
from gui.core.sending.state import RecipientState
from gui.storage.database.database import now_ms


class FakeLedger:
    """One run in memory, which checks every step of its recipients."""

    run_id = 1
    location = "ledger.db"

    def __init__(self, many: int, per_call: int = 1) -> None:
        self.states = dict.fromkeys(range(1, many + 1), RecipientState.QUEUED)
        self.blocked: set[int] = set()
        self.skipped = 0
        self.commits = 0
        self.later: set[int] = set()
        self._per_call = per_call

    def begin(self) -> StateCounts:
        self.later = set()
        return self.counts()

    def queue_again(self, recipient: int) -> None:
        assert self.states[recipient] is RecipientState.UNKNOWN
        self.states[recipient] = RecipientState.QUEUED
        self.later.add(recipient)

    def counts(self) -> StateCounts:
        found = list(self.states.values())
        return StateCounts(**{state.value: found.count(state) for state in RecipientState})

    def advance(self, settlements: Sequence[CallResult], calls: int) -> list[Call]:
        self.commits += 1
        for settlement in settlements:
            for recipient in settlement.ids:
                assert self.states[recipient] is RecipientState.SUBMITTING
                self.states[recipient] = settlement.state
        queued = [
            id
            for id, state in self.states.items()
            if state is RecipientState.QUEUED and id not in self.later
        ]
        for recipient in self.blocked.intersection(queued) if calls else ():
            self.states[recipient] = RecipientState.CANCELLED
            queued.remove(recipient)
            self.skipped += 1
        queued = queued[: calls * self._per_call]
        for recipient in queued:
            self.states[recipient] = RecipientState.SUBMITTING
        return [
            call(*queued[begin : begin + self._per_call])
            for begin in range(0, len(queued), self._per_call)
        ]


def call(*ids: int) -> Call:
    return Call(ids, SendSms(tuple(f"1380000{id:04}" for id in ids), "s", "t", out_id=f"o{ids[0]}"))


class FakeCallers:
    """Callers on no thread: a call is answered when the answers are collected."""

    def __init__(self, answer: Callable[[Call], Outcome] | None = None, per_tick: int = 8) -> None:
        self.answer = answer or (lambda call: Accepted(f"b{call.ids[0]}", "r"))
        self.called: list[int] = []
        self.waiting: deque[Call] = deque()
        self.reachable = True
        self.probes = 0
        self.width = 0
        self._per_tick = per_tick

    def resize(self, callers: int) -> None:
        self.width = callers

    def start(self, call: Call) -> None:
        self.waiting.append(call)

    def collect(self, seconds: float) -> list[tuple[Call, Outcome]]:
        answers = list[Any]()
        while self.waiting and len(answers) < self._per_tick:
            call = self.waiting.popleft()
            self.called.extend(call.ids)
            answers.append((call, self.answer(call)))
        return answers

    def revoke(self) -> list[Call]:
        calls = list(self.waiting)
        self.waiting.clear()
        return calls

    def probe(self) -> bool | None:
        self.probes += 1
        return self.reachable


class FakeTime:
    """A clock that goes on only while somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.stopped = False

    def __call__(self) -> float:
        self.now += 0.001
        return self.now

    def wait(self, seconds: float) -> bool:
        self.now += seconds
        return self.stopped


class FakeClient:
    """A service in memory: takes every message, but for the answers it was given."""

    def __init__(self, answers: dict[str, list[Outcome]] | None = None) -> None:
        self.answers = answers or {}
        self.requests: list[SendSms | SendBatchSms] = []
        self.times: list[str] = []
        self.asked: list[str] = []
        self.refusals: dict[str, list[Failure]] = {}
        self.closed = False

    def send(self, request: SendSms) -> Outcome:
        self._take(request)
        if waiting := self.answers.get(request.numbers[0]):
            return waiting.pop(0)
        return Accepted(f"b-{request.out_id}", "r")

    def send_batch(self, request: SendBatchSms) -> Outcome:
        self._take(request)
        return Accepted("b", "r")

    def _take(self, request: SendSms | SendBatchSms) -> None:
        self.requests.append(request)
        self.times.append(f"{datetime.now(BEIJING):%Y-%m-%d %H:%M:%S}")

    def query_details(
        self, number: str, day: date, page: int, size: int, biz_id: str
    ) -> SendDetailPage | Failure:
        self.asked.append(number)
        if waiting := self.refusals.get(number):
            return waiting.pop(0)
        rows = [
            SendDetail(number, 1, "", request.template_code, "", sent, "", request.out_id)
            for request, sent in zip(self.requests, self.times, strict=True)
            if number in request.numbers and sent.startswith(str(day))
        ]
        return SendDetailPage(len(rows), tuple(rows), "r", now_ms())

    def query_signs(self, page: int, size: int) -> SignPage | Failure:
        return SignPage(0, (), "r")

    def query_templates(self, page: int, size: int) -> TemplatePage | Failure:
        return TemplatePage(0, (), "r")

    def get_template(self, code: str) -> Template | Failure:
        return Rejected("isv.SMS_TEMPLATE_ILLEGAL", "", "r")

    def close(self) -> None:
        self.closed = True


class FakeRecords:
    """QuerySendDetails in memory: knows the rows it was given, and answers failures first."""

    def __init__(self, rows: Sequence[SendDetail] = (), failures: Sequence[Failure] = ()) -> None:
        self.rows = list(rows)
        self.failures = deque(failures)
        self.times: list[str] = []
        self.asked: list[str] = []
        self.endpoint = DEFAULT_ENDPOINT
        self.hanging: Event | None = None
        self.closed = Event()

    def query_details(
        self, number: str, day: date, page: int, size: int, biz_id: str
    ) -> SendDetailPage | Failure:
        self.asked.append(number)
        if self.hanging is not None:
            self.hanging.wait(30)
        if self.failures:
            return self.failures.popleft()
        found = [row for row in self.rows if row.number == number and row.sent[:10] == str(day)]
        rows = tuple(found[(page - 1) * size : page * size])
        return SendDetailPage(len(found), rows, "r", now_ms())

    def close(self) -> None:
        self.closed.set()
