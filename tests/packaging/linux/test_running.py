"""dpkg is stopped before it changes the files of a program that runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging import staging

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages for Debian")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A system, as dpkg's scripts find it, with a program that waits for the end of its input."""
    program = tmp_path / "usr/lib/sms-desk/sms-desk"
    program.parent.mkdir(parents=True)
    shutil.copy(shutil.which("cat") or "", program)
    return tmp_path


@pytest.fixture
def running(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    program = root / "usr/lib/sms-desk/sms-desk"
    with subprocess.Popen([program], stdin=subprocess.PIPE) as process:
        yield process


def script(root: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    text = (staging.SOURCES / "debian/refuse-while-running").read_text(encoding="utf-8")
    return subprocess.run(
        ["sh", "-c", staging.fill(text, {"WHEN": staging.REFUSING[name]}), name, *arguments],
        env={"DPKG_ROOT": str(root), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )


CALLS = [("preinst", "upgrade", "0.8.0", "0.9.0"), ("prerm", "remove")]


@pytest.mark.parametrize("call", CALLS)
def test_it_refuses_while_the_program_runs(
    root: Path, running: subprocess.Popen[bytes], call: tuple[str, ...]
) -> None:
    done = script(root, *call)
    assert done.returncode == 1
    assert "Close it first" in done.stderr and "请先关闭" in done.stderr
    running.communicate()
    assert script(root, *call).returncode == 0


@pytest.mark.parametrize(
    "call",
    [
        ("preinst", "install"),
        ("preinst", "abort-upgrade", "0.9.0"),
        ("prerm", "upgrade", "0.9.0"),
        ("prerm", "failed-upgrade", "0.8.0", "0.9.0"),
    ],
)
def test_what_changes_nothing_goes_on(
    root: Path, running: subprocess.Popen[bytes], call: tuple[str, ...]
) -> None:
    assert script(root, *call).returncode == 0
    assert running.poll() is None


@pytest.mark.parametrize("call", CALLS)
def test_the_same_program_elsewhere_does_not_count(
    root: Path, tmp_path_factory: pytest.TempPathFactory, call: tuple[str, ...]
) -> None:
    copy = tmp_path_factory.mktemp("container") / "usr/lib/sms-desk/sms-desk"
    copy.parent.mkdir(parents=True)
    shutil.copy(root / "usr/lib/sms-desk/sms-desk", copy)
    with subprocess.Popen([copy], stdin=subprocess.PIPE):
        done = script(root, *call)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("call", CALLS)
def test_without_a_program_it_goes_on(tmp_path: Path, call: tuple[str, ...]) -> None:
    assert script(tmp_path, *call).returncode == 0
