"""Keep the accepted messages of a sandbox in a file, one JSON object a line.

Without it a sandbox that is started again knows nothing of what it has accepted, and receipts
that were still to come would never do so.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Protocol

from gui.cloud.sandbox.sending.message import SandboxMessage

KEPT_SECONDS = 3 * 86400.0
"""How long a message is kept: nobody asks for a receipt after 72 hours."""
KEPT_MAX = 100_000
"""How many of the newest messages are read again."""

log = logging.getLogger(__name__)

_NAMES = tuple(field.name for field in fields(SandboxMessage))


class Store(Protocol):
    """Where the lines are kept; each method raises `OSError` if it cannot do its work."""

    def read(self) -> bytes:
        """Read all of them; `FileNotFoundError` if there are none."""

    def append(self, content: bytes | bytearray, *, wait: bool) -> None:
        """Append all of `content` or nothing; `wait` while another program holds the file."""

    def replace(self, content: bytes) -> None:
        """Replace them as a whole or not at all."""

    def close(self) -> None:
        """Let go of the file; the next content opens it again."""


@dataclass(slots=True)
class MessageFile:
    """The file of a sandbox; the caller prevents two calls at once.

    A file that cannot be read or written is no error of the service: it is logged. What could not
    be written is tried again with the next messages, and at the end.
    """

    store: Store
    _unwritten: bytearray = field(default_factory=bytearray)

    def load(self, now: float) -> list[SandboxMessage]:
        """Read the messages of the last `KEPT_SECONDS`, in order; drop the others from the file.

        A line that is none of ours, as a crash may leave one, is skipped.
        """
        try:
            content = self.store.read()
        except FileNotFoundError:
            return []
        except OSError as error:
            log.warning("no messages of an earlier sandbox: %s", type(error).__name__)
            return []
        lines = content.splitlines()
        read = [message for line in lines[-KEPT_MAX:] if (message := _decode(line))]
        kept = [message for message in read if message.sent > now - KEPT_SECONDS]
        if len(kept) < len(lines) or not content.endswith(b"\n"):
            self._replace(kept)
        return kept

    def append(self, messages: Sequence[SandboxMessage]) -> None:
        """Write these behind the others."""
        if messages:
            self._write(_encode(messages))

    def close(self) -> None:
        """Close the file; the next message opens it again."""
        if self._unwritten:
            self._write(b"")
        self.store.close()

    def _write(self, content: bytes) -> None:
        # A call waits for a held file once; after a failure the next calls do not wait again.
        failed = bool(self._unwritten)
        self._unwritten += content
        try:
            self.store.append(self._unwritten, wait=not failed)
            self._unwritten.clear()
        except OSError as error:
            if not failed:
                log.warning("messages of the sandbox are not kept: %s", type(error).__name__)

    def _replace(self, messages: Sequence[SandboxMessage]) -> None:
        try:
            self.store.replace(_encode(messages))
        except OSError as error:  # it is only longer than needed
            log.warning("messages of the sandbox are not shortened: %s", type(error).__name__)


def _encode(messages: Iterable[SandboxMessage]) -> bytes:
    rows = ({name: getattr(message, name) for name in _NAMES} for message in messages)
    return b"".join(json.dumps(row).encode("ascii") + b"\n" for row in rows)


def _decode(line: bytes) -> SandboxMessage | None:
    try:
        row = json.loads(line)
        message = SandboxMessage(**row)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (message.number, message.template_code, message.content, message.out_id, message.biz_id)
    times = (message.sent, message.receipt_at, message.shown)
    good = all(isinstance(text, str) for text in texts) and all(
        isinstance(time, float | int) for time in times
    )
    return message if good and isinstance(message.final_status, int) else None
