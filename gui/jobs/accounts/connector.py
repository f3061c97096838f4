"""Make a client from an account and its secret; the sandbox is started on first use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID
from gui.core.accounts.account import Account

if TYPE_CHECKING:
    from gui.cloud.client import SmsClient
    from gui.cloud.sandbox.server import Sandbox

CONNECT_TIMEOUT = 5.0
READ_TIMEOUT = 10.0
"""Seconds; the service's own advice is a read time-out of at least 3 [SendSms]."""


class Connector:
    """Makes clients; its methods belong on worker threads.

    Args:
        connect_timeout, read_timeout: of a call, in seconds.
        messages: the file of what the sandbox accepted, `Paths.sandbox_messages`; none to forget it
            with this connector.
    """

    def __init__(
        self,
        connect_timeout: float = CONNECT_TIMEOUT,
        read_timeout: float = READ_TIMEOUT,
        messages: Path | None = None,
    ) -> None:
        self._messages = messages
        self._timeouts = (connect_timeout, read_timeout)
        self._guard = Lock()
        self._sandbox: Sandbox | None = None
        self._secret = ""

    @property
    def sandbox_running(self) -> bool:
        """Whether the sandbox was started already."""
        return self._sandbox is not None

    def client(self, account: Account, secret: str) -> SmsClient:
        """Connect to the service as `account`; the sandbox needs no secret.

        Raises:
            AccountError: the endpoint cannot be used.
            SandboxError: the sandbox cannot be started.
        """
        from gui.cloud.client import SmsClient  # brings in the SDK: not before it is needed

        if account.sandbox:
            url, secret = self._open_sandbox()
            account = replace(account, endpoint=url)
        connect, read = self._timeouts
        return SmsClient(account, secret, connect_timeout=connect, read_timeout=read)

    def close(self) -> None:
        """Stop the sandbox, if it was started."""
        with self._guard:
            sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            sandbox.stop()

    def _open_sandbox(self) -> tuple[str, str]:
        """Start the sandbox, if it does not run yet; return its URL and its AccessKey secret."""
        import secrets  # as hashlib, it loads OpenSSL: 4 MB

        from gui.cloud.sandbox.protocol.keys import AccessKey
        from gui.cloud.sandbox.server import Sandbox
        from gui.cloud.sandbox.settings import SandboxSettings
        from gui.storage.appended_file import AppendedFile

        with self._guard:
            if self._sandbox is None:
                secret = secrets.token_urlsafe(24)
                keys = (AccessKey(SANDBOX_KEY_ID, secret),)
                kept = AppendedFile(self._messages) if self._messages else None
                sandbox = Sandbox(SandboxSettings(keys=keys, messages=kept))
                sandbox.start()
                self._sandbox, self._secret = sandbox, secret
            return self._sandbox.url, self._secret


def sandbox_account(label: str) -> Account:
    """Describe the built-in sandbox as an account; its endpoint is known once it is started."""
    return Account(label, SANDBOX_KEY_ID, endpoint="http://127.0.0.1", sandbox=True)
