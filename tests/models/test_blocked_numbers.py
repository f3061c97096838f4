import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.models.blocked_numbers import BlockedNumbersModel
from gui.words import times

NUMBERS = (("13800138000", 1_790_000_000_000), ("13900139000", 1_780_000_000_000))


@pytest.fixture
def blocked(qapp: QApplication) -> BlockedNumbersModel:
    model = BlockedNumbersModel()
    model.show(NUMBERS)
    return model


def shown(model: BlockedNumbersModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_model_passes_qt_model_tester(
    blocked: BlockedNumbersModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(blocked)


def test_numbers_and_since_when(blocked: BlockedNumbersModel) -> None:
    assert shown(blocked) == ["13800138000", "13900139000"]
    assert blocked.index(1, 1).data() == times.local(1_780_000_000_000)
    heads = [blocked.headerData(n, Qt.Orientation.Horizontal) for n in range(2)]
    assert heads == ["Number", "Blocked since"]


def test_a_search_stays_when_the_list_changes(blocked: BlockedNumbersModel) -> None:
    blocked.search("139")
    assert shown(blocked) == ["13900139000"] and blocked.total == 2
    blocked.show((*NUMBERS, ("13911111111", 0)))
    assert shown(blocked) == ["13900139000", "13911111111"]
    blocked.search("")
    assert len(shown(blocked)) == blocked.total == 3


def test_a_masked_number_is_still_known(qtbot: QtBot, blocked: BlockedNumbersModel) -> None:
    with qtbot.waitSignal(blocked.dataChanged):
        blocked.set_masked(True)
    assert shown(blocked)[0] == "138****8000"
    assert blocked.number(0) == "13800138000"
