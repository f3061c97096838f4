import time

import pytest

from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from tests.cloud.sandbox.caller import Desk, http_ask


@pytest.fixture
def desk():
    return Desk()


class Running:
    """A sandbox that runs, and a way to ask it."""

    def __init__(self, sandbox):
        self.sandbox = sandbox

    def ask(self, action, **params):
        return http_ask(self.sandbox.port, action, time.time, **params)


@pytest.fixture
def running():
    with Sandbox(SandboxSettings(hang=5, controlled=True)) as sandbox:
        yield Running(sandbox)
