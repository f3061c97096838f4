"""The disk full, or gone read-only, in the middle of a run: nothing is sent twice, nothing lost."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gui.cloud.sandbox.protocol.keys import ACTIVE
from tests.e2e.desktop.desktop import Desktop
from tests.e2e.desktop.operating import Operator
from tests.e2e.mounts import mounted, small_disk
from tests.e2e.never_twice.checks import (
    check_nobody_lost,
    check_nobody_twice,
    wait_until_reconciled,
)
from tests.e2e.never_twice.unfinished_run import left, numbers, prepare, rows
from tests.e2e.waiting import wait_until
from tests.sandbox_process import SandboxProcess
from tests.secret_service import RemoteSecrets

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(os.geteuid() != 0, reason="a file system of its own needs root"),
]
NUMBERS = numbers(500)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    with small_disk(place, "24m"):
        yield place


def fill(disk: Path) -> Callable[[], None]:
    """Leave no room; gives what makes some again."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    return lambda: filler.unlink(missing_ok=True)


def forbid(pid: int) -> None:
    """Let a process write to no file any more, not even to those it has open.

    No file system becomes read-only under a file that is open for writing, but by a fault of the
    disk: this is what such a one looks like from inside.
    """
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))


@contextmanager
def protected(folder: Path) -> Iterator[None]:
    """Let nothing new be opened for writing below a folder."""
    with mounted(folder, "--bind", str(folder)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield


class Scene:
    """A run of 500 numbers on the small disk, and the program that sends it."""

    def __init__(self, disk: Path, sandbox: SandboxProcess, desktop: Desktop) -> None:
        self.called = 0
        self.data_dir = disk / "data"
        self.sandbox = sandbox
        self._desktop = desktop
        prepare(self.data_dir, sandbox.url, NUMBERS)
        with RemoteSecrets(desktop.session.environment) as secrets:
            secrets.store(ACTIVE.key_id, ACTIVE.secret)

    def start(self) -> Operator:
        command = [sys.executable, "-m", "gui", "--data-dir", str(self.data_dir), "--lang", "en"]
        return self._desktop.launch(*command)

    def begin(self) -> Operator:
        """Start the program and the run, and wait for the first calls."""
        operator = self.start()
        operator.see("resume", 30)
        operator.press("resume")
        wait_until(lambda: len(self.sandbox.calls()) > 20, "some calls")
        return operator

    def see_it_held(self, operator: Operator, why: str) -> None:
        """Wait until the program itself ends the run, and says why."""
        wait_until(lambda: not operator.offers("pause"), "the end of the run")
        operator.wait_for("messageText", why)
        self.called = len(self.sandbox.calls())
        assert 20 < self.called < len(NUMBERS)

    def see_it_refused(self, why: str) -> None:
        """Start the program while it lasts, press Resume if that can be, and kill it again."""
        again = self.start()
        again.wait_for("messageText", why, 30)
        if again.offers("resume"):
            again.press("resume")
            again.wait_for("messageText", why)
        assert len(self.sandbox.calls()) == self.called
        again.program.kill()
        assert len(self.sandbox.calls()) == self.called

    def finish(self) -> None:
        """Go on with the run, settle what is unknown, and compare with the sandbox."""
        operator = self.start()
        operator.see("resume", 30)
        operator.press("resume")
        wait_until(lambda: not left(self.data_dir), "the end of the run")
        if any(state == "unknown" for _, state in rows(self.data_dir)):
            operator.show_history()
            operator.press("resolveUnknown")
        wait_until_reconciled(self.sandbox, self.data_dir)
        check_nobody_twice(self.sandbox)
        check_nobody_lost(self.sandbox, self.data_dir, NUMBERS, reconciled=True)
        assert operator.close() == 0
        assert operator.program.complaints() == ""


@pytest.fixture
def scene(disk: Path) -> Iterator[Scene]:
    with SandboxProcess(delay=0.02) as sandbox, Desktop() as desktop:
        yield Scene(disk, sandbox, desktop)


def test_the_disk_is_full_in_mid_run(scene: Scene, disk: Path) -> None:
    operator = scene.begin()
    mend = fill(disk)
    scene.see_it_held(operator, "disk is full")
    operator.program.kill()

    fill(disk)  # the end of the program may have made room
    scene.see_it_refused("disk is full")
    mend()
    scene.finish()


def test_the_directory_is_read_only_in_mid_run(scene: Scene) -> None:
    operator = scene.begin()
    with protected(scene.data_dir):
        forbid(operator.program.pid)
        scene.see_it_held(operator, "cannot be written")
        operator.program.kill()
        scene.see_it_refused("Read-only")
    scene.finish()
