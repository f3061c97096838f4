"""The disk full, or gone read-only, in the middle of a run: nothing is sent twice, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gui.cloud.sandbox.keys import ACTIVE
from tests.e2e.desktop import Desktop
from tests.e2e.operating import Operator
from tests.e2e.test_kill_window import NUMBERS, left, prepare, rows
from tests.e2e.waiting import wait_until
from tests.sandbox_process import SandboxProcess
from tests.secret_service import RemoteSecrets

pytestmark = [
    pytest.mark.timeout(240),
    pytest.mark.skipif(os.geteuid() != 0, reason="a file system of its own needs root"),
]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)])
    if mounted.returncode:
        pytest.skip("this machine does not let root mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Callable[[], None]:
    """Leave no room; gives what makes some again."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    return filler.unlink


def protect(disk: Path) -> Callable[[], None]:
    """Let nothing be written; gives what lets it be written again."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    return lambda: subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True) and None


@pytest.mark.parametrize("harm", [fill, protect])
def test_harmed_in_mid_run(disk, harm):
    with SandboxProcess(delay=0.02) as sandbox, Desktop() as desktop:
        data_dir = disk / "data"
        prepare(data_dir, sandbox.url)
        with RemoteSecrets(desktop.session.environment) as secrets:
            secrets.store(ACTIVE.key_id, ACTIVE.secret)

        def start() -> Operator:
            return desktop.launch(
                sys.executable, "-m", "gui", "--data-dir", str(data_dir), "--lang", "en"
            )

        operator = start()
        operator.see("resume", 30)
        operator.press("resume")
        wait_until(lambda: len(sandbox.calls()) > 20, "some calls", 30)
        mend = harm(disk)
        wait_until(lambda: operator.shows("messageText"), "a sentence", 60)
        wait_until(lambda: not operator.enabled("pause"), "the end of the run", 60)
        said = operator.read("messageText")
        assert "ledger" in said.lower() or "history" in said.lower() or "disk" in said.lower()
        called = len(sandbox.calls())
        assert called < len(NUMBERS)
        mend()
        operator.program.kill()
        assert len(sandbox.calls()) == called

        operator = start()
        operator.see("resume", 30)
        operator.press("resume")
        wait_until(lambda: not left(data_dir), "the end of the run", 60)
        operator.press("resolveUnknown")
        taken = {message["number"] for message in sandbox.messages()}
        wait_until(
            lambda: {n for n, state in rows(data_dir) if state != "unknown"} == taken,
            "every row to agree with the sandbox",
            60,
        )
        assert [number for number, _ in rows(data_dir)] == list(NUMBERS)
        calls = Counter(number for call in sandbox.calls() for number in call["numbers"])
        assert max(calls.values()) == 1
        assert "Traceback" not in operator.program.stderr
