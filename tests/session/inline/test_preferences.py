"""The settings in use are those of the last change, on the disk too."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gui.session.preferences import Preferences
from gui.storage.paths import Paths
from gui.storage.settings.settings_file import SettingsFile
from tests.session.inline.conftest import Heard
from tests.session.lanes import InlineWork


@pytest.fixture
def stored(paths: Paths) -> Callable[[], str]:
    return lambda: SettingsFile(paths.settings).load().current


def change(preferences: Preferences, current: str) -> None:
    preferences.update(replace(preferences.settings, current=current))


def test_a_change_is_told_and_saved_once(
    work: InlineWork, preferences: Preferences, heard: type[Heard], stored: Callable[[], str]
) -> None:
    changes = heard(preferences.changed)
    change(preferences, "LTAI5tShop")
    change(preferences, "LTAI5tShop")
    assert len(work.reading.waiting) == len(changes) == 1
    work.run()
    assert stored() == "LTAI5tShop"


def test_of_the_changes_during_a_save_the_last_is_saved_next(
    work: InlineWork, preferences: Preferences, stored: Callable[[], str]
) -> None:
    for current in ("LTAI5tShop", "", "LTAI5tShop"):
        change(preferences, current)
    change(preferences, "")
    assert len(work.reading.waiting) == 1

    work.reading.waiting.popleft().run()
    assert stored() == "LTAI5tShop"
    assert len(work.reading.waiting) == 1
    work.run()
    assert stored() == ""


def test_what_was_not_saved_when_the_lanes_closed_is_saved_at_the_end(
    work: InlineWork, preferences: Preferences, stored: Callable[[], str]
) -> None:
    change(preferences, "LTAI5tShop")
    change(preferences, "")
    change(preferences, "LTAI5tShop")
    preferences.close()
    assert stored() == "LTAI5tShop"


def test_settings_that_cannot_be_saved_stay_in_use_and_it_is_said(
    work: InlineWork, preferences: Preferences, paths: Paths, heard: type[Heard]
) -> None:
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    paths.settings.mkdir()
    change(preferences, "LTAI5tShop")
    work.run()
    assert preferences.settings.current == "LTAI5tShop"
    assert len(noticed) == 1
    assert withdrawn == []
    paths.settings.rmdir()
    change(preferences, "")
    work.run()
    assert paths.settings.is_file()
    assert withdrawn == [noticed[0].key]
