"""The first window is as large as its text needs, and no larger than the screen."""

import sys
from pathlib import Path

from tests.e2e.desktop.desktop import Desktop

LANGUAGES = ("en", "zh_CN")


def test_it_has_room_on_a_small_screen_in_both_languages(tmp_path: Path) -> None:
    """Fonts with Chinese have an average width of twice as many pixels, for the same letters."""
    with Desktop(1366, 768) as desktop:
        for language in LANGUAGES:
            data = str(tmp_path / language)
            command = (sys.executable, "-m", "gui", "--lang", language, "--data-dir", data)
            operator = desktop.launch(*command)
            operator.see("send")
            box = operator.box()
            assert 1000 < box.width <= desktop.screen.width, language
            assert 600 < box.height < desktop.screen.height, language
            assert operator.close() == 0
