from __future__ import annotations

import time
from collections.abc import Iterator
from http.client import HTTPMessage
from typing import Any

import pytest

from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from tests.cloud.sandbox.caller import Desk, http_ask


@pytest.fixture
def desk() -> Desk:
    return Desk()


class Running:
    """A sandbox that runs, and a way to ask it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def ask(self, action: str, **params: Any) -> tuple[int, HTTPMessage, bytes]:
        return http_ask(self.sandbox.port, action, time.time, **params)


@pytest.fixture
def running() -> Iterator[Running]:
    with Sandbox(SandboxSettings(hang=5, controlled=True)) as sandbox:
        yield Running(sandbox)
