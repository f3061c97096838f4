"""The calls and accepted messages of the sandbox."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, slots=True)
class SandboxMessage:
    """One accepted message: one number of one call.

    Attributes:
        call: index of its call in `Outbox.calls()`.
        number: normalised: 11 digits, or country code and number.
        content: as the phone shows it, sign included.
        out_id: empty if none was given.
        sent: seconds since the epoch.
        settles: when its receipt arrives, infinite for never.
        shown: when QuerySendDetails starts to list it.
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
    """One sending call with a valid signature, whatever its outcome.

    Attributes:
        numbers: as in the request.
        code: of the answer; OK even if a fault hid it from the client.
        taken: whether its messages were accepted.
        fault: the injected fault, or empty.
    """

    action: str
    numbers: tuple[str, ...]
    out_id: str
    code: str
    taken: bool
    fault: str
    at: float


class Outbox:
    """All calls and messages in order of arrival, without a limit. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._messages: list[SandboxMessage] = []
        self._calls: list[ReceivedCall] = []
        self._by_number: dict[str, list[SandboxMessage]] = {}

    def record(self, call: ReceivedCall, messages: Iterable[SandboxMessage] = ()) -> None:
        """Add a call and its accepted messages."""
        with self._lock:
            self._calls.append(call)
            for message in messages:
                self._messages.append(message)
                self._by_number.setdefault(message.number, []).append(message)

    @property
    def next_call(self) -> int:
        """Index of the next call; only stable while the caller prevents others from adding one."""
        return len(self._calls)

    def messages(self, after: int = 0) -> tuple[SandboxMessage, ...]:
        """Return the accepted messages, without the first `after`."""
        with self._lock:
            return tuple(self._messages[after:])

    def calls(self, after: int = 0) -> tuple[ReceivedCall, ...]:
        """Return the sending calls, without the first `after`."""
        with self._lock:
            return tuple(self._calls[after:])

    def of_number(self, number: str) -> tuple[SandboxMessage, ...]:
        """Return the accepted messages of one number."""
        with self._lock:
            return tuple(self._by_number.get(number, ()))
