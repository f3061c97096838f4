"""Tests that need what a machine lacks fail where they were asked for, and say how to skip them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.mounts import mounted
from tests.lacking import ASKED, MAY_SKIP

SKIPPED, FAILED = pytest.skip.Exception, pytest.fail.Exception


@pytest.fixture(autouse=True)
def nothing_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*ASKED, MAY_SKIP):
        monkeypatch.delenv(name, raising=False)


def mount_nothing(tmp_path: Path) -> None:
    """Mount what is not there, which is refused wherever mounting is refused, and elsewhere."""
    nothing = tmp_path / "nothing"
    with mounted(nothing, "--bind", str(nothing)):
        pass


def test_what_nobody_asked_for_is_skipped(tmp_path: Path) -> None:
    with pytest.raises(SKIPPED, match=r"^nothing can be mounted here: "):
        mount_nothing(tmp_path)


@pytest.mark.parametrize("name", ASKED)
def test_what_was_asked_for_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(FAILED, match=rf"^nothing can be mounted here: .+{MAY_SKIP}=1"):
        mount_nothing(tmp_path)


@pytest.mark.parametrize("name", ASKED)
def test_it_may_be_skipped_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    monkeypatch.setenv(MAY_SKIP, "1")
    with pytest.raises(SKIPPED):
        mount_nothing(tmp_path)
