"""`sms-desk self-check`: what the packages are tested with wherever they run."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.packaging.sample_lists import write_lists
from tests.secret_service import ROOT, PrivateSession, private_session


def check(environment: Mapping[str, str], *lists: Path) -> tuple[int, list[str], str]:
    done = subprocess.run(
        [sys.executable, "-m", "gui", "self-check", *map(str, lists)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


@pytest.fixture(scope="module")
def session() -> Iterator[PrivateSession]:
    with private_session() as session:
        yield session


def test_everything_that_is_there_is_found(session: PrivateSession, tmp_path: Path) -> None:
    status, lines, complaints = check(session.environment, *write_lists(tmp_path))
    assert (status, complaints) == (0, "")
    assert all(line.startswith("ok ") for line in lines[1:]), lines
    assert [line.split(":")[0].split(maxsplit=1)[1] for line in lines[1:]] == [
        *("resources", "keyring", "sandbox", "exports"),
        *("list numbers.xlsx", "list numbers.xls", "list 网页.xls", "list 名单.csv"),
    ]
    assert all(line.endswith(": 3 numbers") for line in lines[5:])
    assert session.entries() == {}


def test_what_is_missing_is_named(session: PrivateSession, tmp_path: Path) -> None:
    session.lock()
    try:
        status, lines, _ = check(session.environment, tmp_path / "no such list.csv")
    finally:
        session.unlock()
    assert status == 1
    failed = [line for line in lines if line.startswith("failed")]
    assert [line.split(":")[0].split(maxsplit=1)[1] for line in failed] == [
        "keyring",
        "list no such list.csv",
    ]
    assert "LOCKED" in failed[0]
