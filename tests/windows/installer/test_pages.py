"""The installer by hand, with the keyboard, in both languages: its questions, with pictures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.e2e.waiting import wait_until
from tests.windows.computer import PATIENCE, PICTURES, Computer
from tests.windows.wine import CHINESE, ENGLISH, Wine

pytestmark = [pytest.mark.wine, pytest.mark.timeout(900)]


@pytest.fixture(params=[ENGLISH, CHINESE], ids=["en", "zh"])
def localized(request: pytest.FixtureRequest, wine: Wine, bare: Computer) -> Iterator[Computer]:
    """The Windows of `bare`, once in English and once in Chinese."""
    wine.end_programs()
    with Wine(wine.home, request.param) as windows:
        yield Computer(windows, bare.setup)


def picture(computer: Computer, name: str) -> None:
    """Take one, once the page stands still."""
    language = "zh" if computer.wine.language == CHINESE else "en"
    computer.wine.picture(PICTURES / f"{language}-{name}.png")


def test_an_update_is_for_whom_it_was_installed(localized: Computer) -> None:
    localized.install("/ALLUSERS")
    with localized.by_hand(localized.setup):
        picture(localized, "welcome")
        localized.turn_page()
        picture(localized, "users-for-all")
        # All users, as it was: the installer starts itself anew, and hides.
        localized.press_for_window("the installer of an administrator")
        wait_until(lambda: len(localized.windows()) == 1, "that one alone", PATIENCE)
        uninstaller = localized.everyone / "uninstall.exe"
        uninstaller.unlink()  # which comes last
        for page in ("welcome", "folder"):  # whom it is for is not asked again
            picture(localized, f"administrator-{page}")
            localized.turn_page()
        wait_until(uninstaller.exists, "the update", PATIENCE)
    assert localized.location() == ""


def test_whoever_has_it_alone_updates_that(localized: Computer) -> None:
    localized.install()
    with localized.by_hand(localized.setup):
        picture(localized, "welcome")
        localized.turn_page()
        picture(localized, "users-for-me")
        localized.turn_page()
        picture(localized, "folder")
        (localized.installed / "uninstall.exe").unlink()  # which comes last
        with localized.held(localized.location() + r"\sms-desk.exe"):
            localized.press_for_window("the question")
            picture(localized, "in-use")
        localized.press("Return")
        wait_until((localized.installed / "uninstall.exe").exists, "the update", PATIENCE)
    assert localized.location("HKLM") == ""


@pytest.mark.parametrize("ticked", [True, False])
def test_data_are_removed_if_the_box_is_ticked(localized: Computer, ticked: bool) -> None:
    localized.install()
    state = localized.data.with_name("sms-desk-state")
    for folder in (localized.data, state):
        folder.mkdir(exist_ok=True)
    (localized.data / "settings.json").write_text("{}", encoding="utf-8")
    with localized.by_hand(localized.installed / "uninstall.exe"):
        picture(localized, "uninstall-confirm")
        localized.turn_page()
        picture(localized, "uninstall-data")
        if ticked:
            localized.turn_page("Tab", "Tab", "space")
            picture(localized, "uninstall-data-ticked")
        localized.press("Return")
        wait_until(lambda: not localized.installed.exists(), "the uninstaller", PATIENCE)
        picture(localized, "uninstall-done")
    assert localized.data.exists() is state.exists() is not ticked
    shutil.rmtree(state, ignore_errors=True)


@pytest.mark.parametrize("options", [(), ("/DATA",)], ids=["", "asked"])
def test_for_all_the_data_of_nobody_are_removed(
    localized: Computer, options: tuple[str, ...]
) -> None:
    """Not even if it is asked for: the page says that they are kept."""
    localized.install("/ALLUSERS")
    localized.data.mkdir()
    with localized.by_hand(localized.everyone / "uninstall.exe", *options):
        picture(localized, "uninstall-confirm")
        localized.turn_page()
        picture(localized, "uninstall-data-for-all")
        localized.press("Return")
        wait_until(lambda: not localized.everyone.exists(), "the uninstaller", PATIENCE)
    assert localized.data.exists()
