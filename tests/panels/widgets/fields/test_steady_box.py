"""No wheel changes a choice or a number in passing."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

import gui
from gui.panels.recipients.region_box import RegionBox
from gui.panels.widgets.fields.date_box import DateBox
from gui.panels.widgets.fields.number_box import NumberBox
from gui.panels.widgets.fields.steady_box import SteadyBox
from tests.wheel import turn_wheel


def test_the_wheel_changes_no_choice(qtbot: QtBot) -> None:
    box = SteadyBox()
    qtbot.addWidget(box)
    box.addItems(["one", "two"])
    assert turn_wheel(box)
    assert box.currentText() == "one"


def test_the_wheel_changes_no_region(qtbot: QtBot) -> None:
    """It decides on who is sent to."""
    box = RegionBox()
    qtbot.addWidget(box)
    assert turn_wheel(box)
    assert box.region() == "CN"


def test_the_wheel_changes_no_number(qtbot: QtBot) -> None:
    box = NumberBox("importHeader")
    qtbot.addWidget(box)
    box.setValue(1)
    assert turn_wheel(box)
    assert box.value() == 1


def test_the_wheel_changes_no_day(qtbot: QtBot) -> None:
    box = DateBox(QDate(2026, 11, 28))
    qtbot.addWidget(box)
    assert turn_wheel(box)
    assert box.date() == QDate(2026, 11, 28)


def names(path: Path) -> set[str]:
    """The classes that are called or derived from in a file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(node.func.id)
        if isinstance(node, ast.ClassDef):
            found |= {base.id for base in node.bases if isinstance(base, ast.Name)}
    return found


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("QComboBox", ["steady_box.py"]),
        ("QSpinBox", ["number_box.py"]),
        ("QDoubleSpinBox", []),
        ("QDateEdit", ["date_box.py"]),
        ("QTimeEdit", []),
        ("QDateTimeEdit", []),
        ("QSlider", []),
    ],
)
def test_no_other_box_is_used(kind: str, place: list[str]) -> None:
    panels = Path(gui.__file__).parent
    users = [path.name for path in panels.rglob("*.py") if kind in names(path)]
    assert users == place
