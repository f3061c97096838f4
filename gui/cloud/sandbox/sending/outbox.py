"""What the sandbox took, and which calls it was taken from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, slots=True)
class SandboxMessage:
    """One message that was taken: one number of one call.

    Attributes:
        call: place of its call in `Outbox.calls()`, from 0.
        number: normalised: 11 digits, or country code and number.
        content: as the phone shows it, sign included.
        out_id: empty if none was given.
        sent: seconds since the epoch.
        settles: when its receipt comes, infinite for never.
        shown: when QuerySendDetails begins to show it.
        final_status, final_code: SendStatus and ErrCode from then on.
    """

    call: int
    number: str
    sign_name: str
    template_code: str
    params: Mapping[str, str]
    content: str
    out_id: str
    up_extend_code: str
    biz_id: str
    sent: float
    settles: float
    shown: float
    final_status: int = 3
    final_code: str = "DELIVERED"

    def status(self, now: float) -> int:
        """SendStatus at `now`: 1 waiting for the receipt, 2 failed, 3 delivered."""
        return self.final_status if now >= self.settles else 1


@dataclass(frozen=True, slots=True)
class ReceivedCall:
    """One sending call with a good signature, whatever became of it.

    Attributes:
        numbers: as they stood in the request.
        code: of the answer; OK also where a fault kept the client from seeing it.
        taken: whether its messages were taken.
        fault: what went wrong on purpose, or empty.
    """

    action: str
    numbers: tuple[str, ...]
    out_id: str
    code: str
    taken: bool
    fault: str
    at: float


class Outbox:
    """Everything in the order it came; grows until the sandbox goes. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._messages: list[SandboxMessage] = []
        self._calls: list[ReceivedCall] = []
        self._by_number: dict[str, list[SandboxMessage]] = {}

    def record(self, call: ReceivedCall, messages: Iterable[SandboxMessage] = ()) -> None:
        """Add a call and what was taken of it."""
        with self._lock:
            self._calls.append(call)
            for message in messages:
                self._messages.append(message)
                self._by_number.setdefault(message.number, []).append(message)

    @property
    def next_call(self) -> int:
        """Place of the next call; steady only for whoever keeps others from adding one."""
        return len(self._calls)

    def messages(self, after: int = 0) -> tuple[SandboxMessage, ...]:
        """What was taken, without the first `after`."""
        with self._lock:
            return tuple(self._messages[after:])

    def calls(self, after: int = 0) -> tuple[ReceivedCall, ...]:
        """Sending calls, without the first `after`."""
        with self._lock:
            return tuple(self._calls[after:])

    def of_number(self, number: str) -> tuple[SandboxMessage, ...]:
        """Return the accepted messages of one number."""
        with self._lock:
            return tuple(self._by_number.get(number, ()))
