"""Servers that misbehave on purpose, and clients that do not wait long for them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gui.cloud.client import SmsClient
from gui.core.accounts.account import Account
from tests.cloud.server import Authority, Script, Server

SECRET = "s3cr3t-that-must-not-show"


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start a server; it ends with the test."""
    started = []

    def start(script: Script | None = None, **kwargs: Any) -> Server:
        if script:
            kwargs["script"] = script
        server = Server(**kwargs)
        started.append(server)
        return server

    yield start
    for server in started:
        server.__exit__()


@pytest.fixture
def connect() -> Iterator[Callable[..., SmsClient]]:
    """Make a client of a server or an endpoint; it is closed with the test."""
    made = []

    def make(
        where: Server | str, secret: str = SECRET, proxy: str = "", **kwargs: Any
    ) -> SmsClient:
        if isinstance(where, Server):
            where = where.authority if where.tls else f"http://{where.authority}"
        kwargs = {"connect_timeout": 30.0, "read_timeout": 30.0, "total_timeout": 90.0, **kwargs}
        client = SmsClient(Account("t", "KEYID", endpoint=where, proxy=proxy), secret, **kwargs)
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))
