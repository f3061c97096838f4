"""Jobs for support: the keyring in use, and the log."""

from __future__ import annotations

from pathlib import Path

from gui.jobs.job import Query, query
from gui.storage.logs import read_newest
from gui.storage.secrets.backends import BackendInfo
from gui.storage.secrets.secret_store import SecretStore


def find_keyring(secrets: SecretStore) -> Query[BackendInfo]:
    """Find out which keyring there is."""
    return query(secrets.backend)


def read_log(folder: Path) -> Query[str]:
    """Read the end of the newest log; empty if there is none."""
    return query(lambda: read_newest(folder))
