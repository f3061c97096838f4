"""The program as processes: one of them a data directory, and what is said where that fails."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.app.instance import Instance
from gui.storage.database.database import Database
from gui.storage.database.lock import LedgerLock
from gui.storage.draft import reader
from tests.present import present
from tests.read_only import read_only

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def program(data_dir: Path, *lists: str, umask: int = -1) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "gui", "--data-dir", str(data_dir), "--lang", "en", *lists],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        umask=umask,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        },
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_ledger_in_use_by_a_silent_program_is_reported(tmp_path: Path) -> None:
    with LedgerLock(tmp_path / "ledger.db"), program(tmp_path) as second:
        out, err = second.communicate(timeout=60)
    assert (second.returncode, out) == (1, "")
    assert "in use by another program" in err
    assert str(tmp_path) in err
    assert len(err.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal")
def test_second_of_two_simultaneous_programs_hands_over(qtbot: QtBot, tmp_path: Path) -> None:
    with program(tmp_path) as one, program(tmp_path) as other:
        both = (one, other)
        qtbot.waitUntil(lambda: any(p.poll() is not None for p in both), timeout=60_000)
        first, second = both if one.poll() is None else (other, one)
        assert (second.returncode, present(second.stderr).read()) == (0, "")
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        assert first.wait(60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal")
def test_lists_handed_over_while_the_first_begins_are_opened_once_each(
    qtbot: QtBot, tmp_path: Path
) -> None:
    lists = [tmp_path / f"{place}.txt" for place in range(3)]
    for place, file in enumerate(lists):
        file.write_text(f"1390000000{place}\n")
    data = tmp_path / "data"
    with ExitStack() as stack:
        started = [stack.enter_context(program(data, str(file))) for file in lists]
        qtbot.waitUntil(lambda: [p.poll() for p in started].count(0) == 2, timeout=60_000)
        (first,) = (p for p in started if p.poll() is None)

        def loaded() -> list[str]:
            with Database(data / "ledger.db") as ledger:
                return sorted(source.path for source in reader.read_overview(ledger).sources)

        qtbot.waitUntil(lambda: loaded() == sorted(map(str, lists)))
        first.send_signal(signal.SIGTERM)
        assert first.wait(60) == 0
        assert loaded() == sorted(map(str, lists))


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_with_the_lock_file_deleted_a_second_program_still_hands_over(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with program(tmp_path) as first:
        # It listens once its window is up.
        qtbot.waitUntil(lambda: Instance(tmp_path).call_first("", 5000), timeout=60_000)
        (tmp_path / "ledger.db.lock").unlink()
        with program(tmp_path) as second:
            assert second.wait(60) == 0
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        assert first.wait(60) == 0


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of the directory there")
def test_files_are_private_whatever_the_umask(qtbot: QtBot, tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "list.txt"
    data.mkdir()
    Database(data / "ledger.db").close()
    (data / "ledger.db").chmod(0o644)
    file.write_text("13900000001\n")
    with program(data, str(file), umask=0) as only:

        def loaded() -> bool:
            with Database(data / "ledger.db", read_only=True) as ledger:
                return len(reader.read_overview(ledger).sources) == 1

        qtbot.waitUntil(loaded, timeout=60_000)
        assert open_to_others(data) == set()
        only.send_signal(signal.SIGTERM)
        assert only.wait(60) == 0
    assert open_to_others(data) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process as Linux shows them")
def test_crash_writes_no_memory_to_disk(qtbot: QtBot, tmp_path: Path) -> None:
    with program(tmp_path) as only:
        qtbot.waitUntil(lambda: Instance(tmp_path).call_first(""), timeout=60_000)
        limits = Path(f"/proc/{only.pid}/limits").read_text().splitlines()
        assert [line.split()[4:6] for line in limits if "core" in line] == [["0", "0"]]
        assert int(Path(f"/proc/{only.pid}/coredump_filter").read_text(), 16) == 0
        only.send_signal(signal.SIGTERM)
        assert only.wait(60) == 0


def open_to_others(folder: Path) -> set[Any]:
    """The files that others than their user may read; one may go while this looks."""
    found = set()
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
                found.add(path)
    return found


@pytest.mark.parametrize("logs", [False, True], ids=["no logs", "a folder of logs"])
def test_window_opens_where_nothing_can_be_written(
    qtbot: QtBot, tmp_path: Path, logs: bool
) -> None:
    (tmp_path / "data").mkdir()
    if logs:
        (tmp_path / "data" / "logs").mkdir()
    with read_only(tmp_path / "data"), program(tmp_path / "data") as only:
        qtbot.waitUntil(lambda: Instance(tmp_path / "data").call_first(""), timeout=60_000)
        only.send_signal(signal.SIGTERM)
        assert only.wait(60) == 0
        assert "Traceback" not in present(only.stderr).read()
