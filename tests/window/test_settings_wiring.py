"""Settings take effect at once, in the whole window."""

import json
import platform
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from gui.panels.settings.settings_dialog import SettingsDialog
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring
from tests.present import present


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        opened.window.activateWindow()
        yield opened


@pytest.fixture
def dialog(opened: Desk) -> SettingsDialog:
    opened.find("settings").click()
    found = present(opened.window.findChild(SettingsDialog))
    assert found.isVisible()
    assert not found.isModal()
    return found


def choose(dialog: SettingsDialog, name: str, value: str | int) -> None:
    box = present(dialog.findChild(QComboBox, name))
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_scheme_and_text_size_change_at_once_and_stay(
    qtbot: QtBot, tmp_path: Path, opened: Desk, dialog: SettingsDialog
) -> None:
    theme = opened.find("topBar")._theme
    choose(dialog, "colourScheme", "dark")
    choose(dialog, "textScale", 125)

    assert theme.dark
    assert theme.scale == 1.25
    file = tmp_path / "settings.json"
    qtbot.waitUntil(
        lambda: (
            file.exists()
            and {"scheme": "dark", "text_scale": 125}.items()
            <= json.loads(file.read_text("utf-8")).items()
        ),
    )


def test_masking_is_one_setting_in_two_places(opened: Desk, dialog: SettingsDialog) -> None:
    top, setting = opened.find("maskNumbers"), present(dialog.findChild(QCheckBox, "maskSetting"))
    top.click()
    assert setting.isChecked()
    assert opened.session.preferences.settings.masked

    setting.click()
    assert not top.isChecked()
    assert not opened.session.preferences.settings.masked


def test_the_rate_is_that_of_the_settings(opened: Desk, dialog: SettingsDialog) -> None:
    present(dialog.findChild(QSpinBox, "callers")).setValue(3)
    present(dialog.findChild(QSpinBox, "rate")).setValue(7)

    settings = opened.session.preferences.settings
    assert (settings.callers, settings.rate) == (3, 7)


def test_another_language_is_announced_once_nothing_is_under_way(
    qtbot: QtBot, opened: Desk, dialog: SettingsDialog
) -> None:
    with qtbot.waitSignal(opened.window.language_changed):
        choose(dialog, "language", "zh_CN")
    assert opened.session.preferences.settings.language == "zh_CN"


def test_a_language_that_is_taken_back_is_not_announced(
    qtbot: QtBot, opened: Desk, dialog: SettingsDialog
) -> None:
    note = present(dialog.findChild(QLabel, "languageNote"))
    opened.session.set_limits(1, 1)
    opened.fill(qtbot, [f"1390000000{last}" for last in range(9)])
    opened.begin_to_send()
    choose(dialog, "language", "zh_CN")
    qtbot.waitUntil(note.isVisible)
    choose(dialog, "language", "")
    assert not note.isVisible()
    assert opened.session.preferences.settings.language == ""


def test_data_directory_and_keyring_are_named(
    qtbot: QtBot, tmp_path: Path, dialog: SettingsDialog
) -> None:
    assert present(dialog.findChild(QLineEdit, "dataDirectory")).text() == str(tmp_path)
    keyring = present(dialog.findChild(QLabel, "keyringName"))
    qtbot.waitUntil(lambda: "none" in keyring.text())


def test_what_is_copied_for_a_ticket_is_what_helps(
    qtbot: QtBot, opened: Desk, dialog: SettingsDialog
) -> None:
    keyring = present(dialog.findChild(QLabel, "keyringName"))
    qtbot.waitUntil(lambda: bool(keyring.text()))
    present(dialog.findChild(QPushButton, "copyAbout")).click()

    copied = QGuiApplication.clipboard().text()
    for name in ("SMS Desk", "Qt", "Python", "Alibaba Cloud SDK", "Data directory", "Keyring"):
        assert f"{name}: " in copied
    assert "–" not in copied
    assert "Alibaba Cloud SDK: aliyun-python-sdk-core 2." in copied


def test_about_says_what_becomes_of_the_data(tmp_path: Path, dialog: SettingsDialog) -> None:
    texts = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "an older version refuses the data of a newer one" in texts
    assert "Removing the program (" in texts
    assert str(Paths(tmp_path).witnesses.parent) in texts


def test_the_log_is_shown_and_copied(
    qtbot: QtBot, tmp_path: Path, opened: Desk, dialog: SettingsDialog
) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "sms-desk.log").write_text("first\nlast", encoding="utf-8")
    present(dialog.findChild(QPushButton, "showLog")).click()

    text = opened.find("logText")
    qtbot.waitUntil(lambda: text.toPlainText() == "first\nlast")
    opened.find("copyLog").click()
    assert QGuiApplication.clipboard().text() == "first\nlast"


def test_settings_have_a_key_and_escape_closes_them(opened: Desk) -> None:
    keys = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(opened.window, Qt.Key.Key_Comma, keys)
    dialog = present(opened.window.findChild(SettingsDialog))
    assert dialog.isVisible()

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_all_values_begin_at_one_place(dialog: SettingsDialog, language: str) -> None:
    if language == "zh_CN":
        choose(dialog, "language", language)
    QApplication.processEvents()
    texts = (f"{qVersion()} (", platform.python_version())
    said = [one for one in dialog.about.findChildren(QLabel) if one.text().startswith(texts)]
    boxes = [present(dialog.findChild(QComboBox, name)) for name in ("colourScheme", "textScale")]
    assert len({one.mapTo(dialog, QPoint(0, 0)).x() for one in (*said, *boxes)}) == 1
