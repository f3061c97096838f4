from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.panels.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    qapp.setStyle("Fusion")
    made = Theme(Path(__file__).parents[2] / "resources", Qt.ColorScheme.Light)
    made.apply()
    yield made
    qapp.setStyleSheet("")


@pytest.fixture(autouse=True)
def english_numbers(grouped_numbers: None) -> None:
    """Numbers have commas, whatever the language of the machine."""
