"""The sandbox in a process of its own, with its limits off: `python -m tests.sandbox_process`."""

from __future__ import annotations

import argparse
import http.client
import json
import subprocess
import sys
import threading
from typing import Any, Self
from urllib.parse import urlsplit

from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings


class SandboxProcess:
    """A started sandbox; a context manager that ends it.

    Args:
        delay: seconds before each answer.
        receipts_after: seconds, shortest and longest.
    """

    def __init__(
        self, delay: float = 0.0, receipts_after: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        shortest, longest = receipts_after
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.sandbox_process",
                f"{delay}",
                f"{shortest}",
                f"{longest}",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        self._calls: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()  # the end of its input is the end of it

    @property
    def pid(self) -> int:
        return self._process.pid

    def calls(self) -> list[dict[str, Any]]:
        """Every call so far; only those are asked for that are new."""
        self._calls += self._ask("GET", f"/sandbox/calls?after={len(self._calls)}")["calls"]
        return list(self._calls)

    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._ask("GET", "/sandbox/messages")["messages"]
        return found

    def change_faults(self, **wish: Any) -> None:
        self._ask("POST", "/sandbox/faults", wish)

    def _ask(self, method: str, path: str, wish: dict[str, Any] | None = None) -> dict[str, Any]:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        try:
            body = json.dumps(wish) if wish is not None else None
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            assert answer.status == 200
            found: dict[str, Any] = json.loads(answer.read())
            return found
        finally:
            connection.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("delay", "shortest", "longest"):
        parser.add_argument(name, type=float)
    wish = parser.parse_args()
    settings = SandboxSettings(
        delay=wish.delay,
        receipts_after=(wish.shortest, wish.longest),
        flow_limits=None,
        throttle=False,
        controlled=True,
    )
    threading.stack_size(256 * 1024)
    with Sandbox(settings) as sandbox:
        print(sandbox.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
