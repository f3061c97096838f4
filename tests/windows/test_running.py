"""The program as it was built: on a console of Chinese Windows, and when the session ends."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui import __version__
from gui.core.message.fields import DraftFields
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database
from gui.storage.draft.typed import load_typed
from gui.storage.paths import Paths
from gui.storage.settings.settings import SANDBOX, Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.e2e.waiting import wait_until
from tests.packaging.sample_lists import write_lists
from tests.windows.computer import PATIENCE, PICTURES, PROGRAM, Computer
from tests.windows.home import windows_path
from tests.windows.keyboard import repeat
from tests.windows.ledger_copy import states
from tests.windows.wine import CHINESE, Wine, kill

pytestmark = [pytest.mark.wine, pytest.mark.timeout(900)]

DRAFT = DraftFields("阿里云", "SMS_153055065", '{"code":"1234"}')
"""What the sandbox takes."""
MANY = 300


@pytest.fixture
def chinese(wine: Wine) -> Iterator[Wine]:
    """A Chinese Windows, with code page 936."""
    wine.end_programs()
    with Wine(wine.home, CHINESE) as chinese:
        yield chinese


def test_sentences_are_whole_under_code_page_936(chinese: Wine, tmp_path: Path) -> None:
    status, text = chinese.run(PROGRAM, "--help")
    assert (status, "短信台" in text) == (0, True)
    lists = [windows_path(path) for path in write_lists(tmp_path)]
    status, text = chinese.run(PROGRAM, "self-check", *lists, cwd=tmp_path)
    lines = [line for line in text.splitlines() if line.strip()]
    assert status == 0, text
    assert lines[0].startswith(f"sms-desk {__version__}")
    assert all(line.startswith("ok ") for line in lines[1:]), text
    assert any("名单.csv" in line for line in lines)
    status, text = chinese.run(PROGRAM, "sandbox", "--port", "端口")
    assert (status, "--port" in text, "Traceback" in text) == (2, True, False)


def test_the_sandbox_serves_and_says_where(chinese: Wine) -> None:
    with chinese.start(PROGRAM, "sandbox", output=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline().decode("gbk").strip()
            assert first.startswith("URL: http://127.0.0.1:")
            assert process.stdout.readline().startswith(b"AccessKey ID: ")
        finally:
            kill(process)


def test_the_end_of_the_session_loses_nothing_that_is_being_sent(
    computer: Computer, tmp_path: Path
) -> None:
    wine = computer.wine
    paths, copies = Paths(tmp_path / "数据", tmp_path / "state"), tmp_path / "copies"
    for folder in (paths.data_dir, copies):
        folder.mkdir()
    SettingsFile(paths.settings).save(
        Settings(language="en", callers=1, rate=2, drafts={SANDBOX: DRAFT})
    )
    with Database(paths.ledger) as ledger:
        numbers = "\n".join(f"1390000{number:04}" for number in range(MANY))
        for _ in load_typed(ledger, numbers):
            pass

    process = computer.open(PROGRAM, paths.data_dir)
    state = RecipientState
    computer.focus()

    def sent() -> int:
        found = states(paths.data_dir, copies)
        return found.total() - found[state.QUEUED] - found[state.SUBMITTING]

    def asked() -> bool:
        return bool(computer.windows(f"Send {MANY} messages"))

    repeat(lambda: computer.press("ctrl+Return"), asked, "the question how many it will be")
    wine.picture(PICTURES / "confirming.png", still_for=2)  # once it is all there
    # The button takes nothing before it is known who was sent this before.
    repeat(lambda: computer.press("alt+s"), lambda: not asked(), "sending")
    wait_until(lambda: sent() > 2, "a few messages", PATIENCE)
    wine.picture(PICTURES / "sending.png")
    wine.run("wineboot", "--end-session")
    process.wait(60)

    assert not paths.ledger.with_name("ledger.db-wal").exists()  # it was closed by the program
    left = states(paths.data_dir, copies)
    assert left[state.SUBMITTING] == left[state.UNKNOWN] == 0
    assert left.total() == MANY
    assert 0 < left[state.QUEUED] < MANY - 2


@pytest.mark.parametrize("lost", ["Qt6Core.dll", "tokens.json"])
def test_a_program_that_is_incomplete_says_so(wine: Wine, tmp_path: Path, lost: str) -> None:
    """As after a virus scanner took a file away; the box is a window of Windows with one button."""
    program = tmp_path / "sms-desk"
    shutil.copytree(PROGRAM.parent, program, copy_function=os.link)
    next(program.rglob(lost)).unlink()
    executable, data_dir = windows_path(program / PROGRAM.name), windows_path(tmp_path / "data")
    # As from the desktop: without streams.
    process = wine.start("start", "/wait", executable, "--data-dir", data_dir)
    wait_until(lambda: bool(wine.xdotool("search", "--name", "^SMS Desk$")), "the box", PATIENCE)
    wine.picture(PICTURES / f"without-{lost}.png")
    wine.xdotool("key", "--clearmodifiers", "Return")
    assert process.wait(60) == 1
