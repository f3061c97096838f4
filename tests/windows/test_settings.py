"""The program as built, by keyboard: an account with its secret, and another language, stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.core.accounts.account import Account
from gui.storage.catalogue_cache import CatalogueCache
from gui.storage.paths import Paths
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.e2e.waiting import wait_until
from tests.sandbox_process import SandboxProcess
from tests.windows import credentials
from tests.windows.computer import PATIENCE, PICTURES, PROGRAM, Computer
from tests.windows.keyboard import choose_command, enter, has_keyboard, repeat

pytestmark = [pytest.mark.wine, pytest.mark.timeout(1800)]

NAME = "Shop"
ENGLISH, CHINESE = "^SMS Desk$", "^短信台$"
"""Patterns of the window's title."""
ACCOUNTS, SETTINGS, CHINESE_SETTINGS = "^Accounts", "^Settings", "^设置"
"""Patterns of the titles of the dialogs, which end with that of the window."""


@pytest.fixture
def no_secret(computer: Computer) -> Iterator[None]:
    """Nothing of the account is in Credential Manager, before and after."""
    credentials.remove(computer.wine, ACTIVE.key_id)
    yield
    computer.wine.end_programs()
    credentials.remove(computer.wine, ACTIVE.key_id)


def files_with(folder: Path, text: str) -> list[str]:
    """The names of the files that have a text in them, as Unix or as Windows writes it."""
    written = (text.encode(), text.encode("utf-16-le"))
    found = []
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # the program replaces and removes some
            if path.is_file() and any(form in path.read_bytes() for form in written):
                found.append(path.name)
    return found


def save_account(computer: Computer, endpoint: str) -> None:
    """Add an account in the dialog; each field is filled anew, whatever it has."""
    repeat(
        lambda: choose_command(computer, "account settings"),
        lambda: has_keyboard(computer, ACCOUNTS),
        "the dialog of the accounts",
        undo=lambda: computer.press("Escape"),
    )
    computer.press("Tab", "space")  # from the list to the button that adds one
    for keys, text in (
        ("alt+n", NAME),
        ("alt+k", ACTIVE.key_id),
        ("Tab", ACTIVE.secret),
        ("alt+e", endpoint),
    ):
        computer.press(keys, "ctrl+a")
        enter(computer, text)
    computer.press("ctrl+s")


def close_dialog(computer: Computer) -> None:
    """Close the dialog of the accounts, and discard what is not saved."""
    computer.press("Escape", "alt+d")


def choose_chinese(computer: Computer) -> None:
    """Choose the second language in the settings: after the system's, before English."""
    repeat(
        lambda: computer.press("ctrl+comma"),
        lambda: has_keyboard(computer, SETTINGS),
        "the settings",
    )
    computer.press("alt+t", "shift+Tab", "Home", "Down")  # from the theme back to the language


@pytest.mark.usefixtures("no_secret")
def test_account_secret_and_language_are_there_after_the_next_start(
    computer: Computer, tmp_path: Path
) -> None:
    wine, paths = computer.wine, Paths(tmp_path / "data", tmp_path / "state")

    def saved() -> Settings:
        return SettingsFile(paths.settings).load()

    def fetched() -> int:
        """When signs and templates of the account came; 0 before."""
        found = CatalogueCache(paths.catalogues).load().get(ACTIVE.key_id)
        return found.fetched_at if found else 0

    with SandboxProcess() as sandbox:
        account = Account(NAME, ACTIVE.key_id, sandbox.url)
        process = computer.open(PROGRAM, paths.data_dir, language=None)
        wait_until(lambda: computer.windows(ENGLISH), "a window in the language of Windows")
        computer.focus()
        assert credentials.read(wine, ACTIVE.key_id) == ""
        repeat(
            lambda: save_account(computer, sandbox.url),
            lambda: saved().accounts,
            "an account in the settings",
            undo=lambda: close_dialog(computer),
        )
        assert saved().accounts == (account,)
        assert credentials.read(wine, ACTIVE.key_id) == ACTIVE.secret
        # It has become the current one, and the service has taken what was signed with the secret.
        wait_until(fetched, "its signs and templates", PATIENCE)
        wine.picture(PICTURES / "account-saved.png")
        repeat(
            lambda: computer.press("Escape"),
            lambda: not computer.windows(ACCOUNTS),
            "the end of the dialog",
        )

        repeat(
            lambda: choose_chinese(computer),
            lambda: saved().language == "zh_CN",
            "the language in the settings",
        )
        wait_until(lambda: computer.windows(CHINESE), "a window in Chinese", PATIENCE)
        wait_until(
            lambda: has_keyboard(computer, CHINESE_SETTINGS), "the settings in Chinese", PATIENCE
        )
        wine.picture(PICTURES / "language-chosen.png", still_for=2)  # once it is all there
        assert files_with(paths.data_dir, NAME)  # what is looked at is what the program writes
        assert files_with(paths.data_dir, ACTIVE.secret) == []
        assert computer.close(process) == 0
        assert files_with(paths.data_dir, ACTIVE.secret) == []

        before = fetched()
        process = computer.open(PROGRAM, paths.data_dir, language=None)
        wait_until(lambda: computer.windows(CHINESE), "a window in Chinese", PATIENCE)
        computer.focus()
        repeat(
            lambda: computer.press("F5"),
            lambda: fetched() > before,
            "signs and templates once more, with the secret that was kept",
        )
        wine.picture(PICTURES / "chinese-at-start.png")
        assert not computer.windows(ENGLISH)
        assert computer.close(process) == 0
        assert (saved().accounts, saved().language) == ((account,), "zh_CN")
        assert credentials.read(wine, ACTIVE.key_id) == ACTIVE.secret
