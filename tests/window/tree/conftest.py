"""One window for all tests of a file: a scene begins where the one before it has ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.storage.secrets.secret_store import SecretStore
from tests.desk import desk, no_keyring
from tests.gallery import until
from tests.scenes import Stage


@pytest.fixture(scope="module")
def theatre(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Open the window of a file's tests, in the program's own look."""
    folder = tmp_path_factory.mktemp("scenes")
    with desk(folder, SecretStore(find=no_keyring)) as opened:
        opened.window.resize(1280, 800)
        opened.theme.apply()
        yield Stage(opened, until, folder)
        opened.theme.set_scale(1.0)
    qapp.setStyleSheet("")


@pytest.fixture
def stage(theatre: Stage, qtbot: QtBot) -> Iterator[Stage]:
    """Give the window to one test, without dialogs."""
    theatre.until = qtbot.waitUntil
    theatre.window.activateWindow()
    yield theatre
    theatre.clear()
