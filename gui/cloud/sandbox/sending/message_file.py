"""Keep the accepted messages of a sandbox in a file, one JSON object a line.

Without it a sandbox that is started again knows nothing of what it has accepted, and receipts
that were still to come would never do so.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from io import FileIO
from pathlib import Path

from gui.cloud.sandbox.sending.message import SandboxMessage

KEPT_SECONDS = 3 * 86400.0
"""How long a message is kept: nobody asks for a receipt after 72 hours."""
KEPT_MAX = 100_000
"""How many of the newest messages are read again."""

log = logging.getLogger(__name__)

_NAMES = tuple(field.name for field in fields(SandboxMessage))


@dataclass(slots=True)
class MessageFile:
    """The file of a sandbox; the caller prevents two calls at once.

    A file that cannot be read or written is no error of the service: it is logged, and the messages
    last as long as the sandbox runs.

    Attributes:
        path: private to this user; made with the first message.
    """

    path: Path
    _file: FileIO | None = None
    _failed: bool = False

    def load(self, now: float) -> list[SandboxMessage]:
        """Read the messages of the last `KEPT_SECONDS`, in order; drop the others from the file.

        A line that is none of ours, as a crash may leave one, is skipped.
        """
        try:
            content = self.path.read_bytes()
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
        if not messages or self._failed:
            return
        try:
            if self._file is None:
                self._file = FileIO(self.path, "ab", opener=_open_private)
            self._file.write(_encode(messages))
        except OSError as error:
            self._failed = True
            log.warning("messages of the sandbox are not kept: %s", type(error).__name__)

    def close(self) -> None:
        """Close the file; the next message opens it again."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _replace(self, messages: Sequence[SandboxMessage]) -> None:
        new = self.path.with_name(f".{self.path.name}-new")
        try:
            with FileIO(new, "wb", opener=_open_private) as file:
                file.write(_encode(messages))
            new.replace(self.path)
        except OSError as error:  # it is only longer than needed
            log.warning("messages of the sandbox are not shortened: %s", type(error).__name__)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


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
