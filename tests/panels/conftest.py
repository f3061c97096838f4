from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt

from gui.panels.theme.theme import Theme


@pytest.fixture
def theme(qapp):
    qapp.setStyle("Fusion")
    made = Theme(Path(__file__).parents[2] / "resources", Qt.ColorScheme.Light)
    made.apply()
    yield made
    qapp.setStyleSheet("")


@pytest.fixture(autouse=True)
def grouped_numbers():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)
