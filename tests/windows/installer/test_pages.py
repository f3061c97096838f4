"""The installer by hand, with the keyboard, in both languages: its questions, with pictures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.e2e.waiting import wait_until
from tests.windows.computer import PICTURES, Computer
from tests.windows.wine import CHINESE, ENGLISH, Wine

pytestmark = [pytest.mark.wine, pytest.mark.timeout(900)]


@pytest.fixture(params=[ENGLISH, CHINESE], ids=["en", "zh"])
def told(request: pytest.FixtureRequest, wine: Wine, bare: Computer) -> Iterator[Computer]:
    """A Windows of each language."""
    wine.end_programs()
    with Wine(wine.home, request.param) as windows:
        yield Computer(windows, bare.setup)


def picture(computer: Computer, name: str) -> None:
    """Take one, once the page stands still."""
    language = "zh" if computer.wine.language == CHINESE else "en"
    computer.wine.picture(PICTURES / f"{language}-{name}.png")


def test_an_update_is_for_whom_it_was_installed(told: Computer) -> None:
    told.install("/ALLUSERS")
    with told.by_hand(told.setup):
        picture(told, "welcome")
        told.press("Return")
        picture(told, "users-for-all")
        told.press("Return")  # all users, as it was: the installer starts itself anew
        wait_until(lambda: len(told.windows()) == 1, "the installer of an administrator")
        uninstaller = told.everyone / "uninstall.exe"
        uninstaller.unlink()  # which comes last
        for page in ("welcome", "folder"):  # whom it is for is not asked again
            picture(told, f"administrator-{page}")
            told.press("Return")
        wait_until(uninstaller.exists, "the update")
    assert told.location() == ""


def test_whoever_has_it_alone_updates_that(told: Computer) -> None:
    told.install()
    with told.by_hand(told.setup):
        picture(told, "welcome")
        told.press("Return")
        picture(told, "users-for-me")
        told.press("Return")
        picture(told, "folder")
        (told.installed / "uninstall.exe").unlink()  # which comes last
        with told.held(told.location() + r"\sms-desk.exe"):
            told.press("Return")
            wait_until(lambda: len(told.windows()) == 2, "the question")
            picture(told, "in-use")
        told.press("Return")
        wait_until((told.installed / "uninstall.exe").exists, "the update")
    assert told.location("HKLM") == ""


@pytest.mark.parametrize("ticked", [True, False])
def test_data_are_removed_if_the_box_is_ticked(told: Computer, ticked: bool) -> None:
    told.install()
    state = told.data.with_name("sms-desk-state")
    for folder in (told.data, state):
        folder.mkdir(exist_ok=True)
    (told.data / "settings.json").write_text("{}", encoding="utf-8")
    with told.by_hand(told.installed / "uninstall.exe"):
        picture(told, "uninstall-confirm")
        told.press("Return")
        picture(told, "uninstall-data")
        if ticked:
            told.press("Tab", "Tab", "space")
            picture(told, "uninstall-data-ticked")
        told.press("Return")
        wait_until(lambda: not told.installed.exists(), "the end of the uninstaller")
        picture(told, "uninstall-done")
    assert told.data.exists() is state.exists() is not ticked
    shutil.rmtree(state, ignore_errors=True)


@pytest.mark.parametrize("options", [(), ("/DATA",)], ids=["", "asked"])
def test_for_all_the_data_of_nobody_are_removed(told: Computer, options: tuple[str, ...]) -> None:
    """Not even if it is asked for: the page says that they are kept."""
    told.install("/ALLUSERS")
    told.data.mkdir()
    with told.by_hand(told.everyone / "uninstall.exe", *options):
        picture(told, "uninstall-confirm")
        told.press("Return")
        picture(told, "uninstall-data-for-all")
        told.press("Return")
        wait_until(lambda: not told.everyone.exists(), "the end of the uninstaller")
    assert told.data.exists()
