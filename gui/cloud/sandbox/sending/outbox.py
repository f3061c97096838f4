"""The calls and accepted messages of the sandbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from gui.cloud.sandbox.sending.message import SandboxMessage
from gui.cloud.sandbox.sending.message_file import MessageFile


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
    """All calls and messages in order of arrival, without a limit. Thread-safe.

    Args:
        file: keeps the messages for the next outbox with the same file; none for no longer than
            this one.
        now: seconds since the epoch.
    """

    def __init__(self, file: MessageFile | None = None, now: float = 0.0) -> None:
        self._lock = Lock()
        self._file = file
        self._messages: list[SandboxMessage] = []
        self._calls: list[ReceivedCall] = []
        self._by_number: dict[str, list[SandboxMessage]] = {}
        # Of an earlier outbox: they are asked about, but no call of this one has brought them.
        for message in file.load(now) if file is not None else ():
            self._by_number.setdefault(message.number, []).append(message)

    def record(self, call: ReceivedCall, messages: Sequence[SandboxMessage] = ()) -> None:
        """Add a call and its accepted messages."""
        with self._lock:
            self._calls.append(call)
            for message in messages:
                self._messages.append(message)
                self._by_number.setdefault(message.number, []).append(message)
            if self._file is not None:
                self._file.append(messages)

    def close(self) -> None:
        """Let go of the file; everything remains available."""
        with self._lock:
            if self._file is not None:
                self._file.close()

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
