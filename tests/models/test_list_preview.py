import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.models.list_preview import HEADER_ROLE, NUMBER_ROLE, ListPreviewModel

ROWS = (("名单",), ("姓名", "手机号"), ("张三", "13800138000", "x"))


@pytest.fixture
def preview(qapp: QApplication) -> ListPreviewModel:
    model = ListPreviewModel()
    model.show((1, 2, 5), ROWS)
    return model


def heads(
    model: ListPreviewModel, orientation: Qt.Orientation = Qt.Orientation.Horizontal
) -> list[int | str]:
    count = model.columnCount() if orientation is Qt.Orientation.Horizontal else model.rowCount()
    return [model.headerData(n, orientation) for n in range(count)]


def test_model_passes_qt_model_tester(
    preview: ListPreviewModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(preview)


def test_rows_are_shown_as_long_as_each_is_and_numbered_as_in_the_file(
    preview: ListPreviewModel,
) -> None:
    assert [preview.index(0, n).data() for n in range(3)] == ["名单", "", ""]
    assert heads(preview, Qt.Orientation.Vertical) == [1, 2, 5]
    assert heads(preview) == ["A", "B", "C", "Why it is left out"]


def test_the_header_names_the_columns_and_the_numbers_are_marked(
    qtbot: QtBot, preview: ListPreviewModel
) -> None:
    with qtbot.waitSignals([preview.headerDataChanged, preview.dataChanged]):
        preview.set_layout(2, 1)
    assert heads(preview)[:3] == ["姓名", "手机号 (numbers)", "C"]
    assert preview.names == ("姓名", "手机号", "C")
    marked = [
        [preview.index(row, column).data(role) for row in range(3)]
        for column, role in ((1, NUMBER_ROLE), (0, NUMBER_ROLE), (0, HEADER_ROLE))
    ]
    assert marked == [[False, False, True], [False] * 3, [True, True, False]]


def test_without_rows_nothing_is_named(preview: ListPreviewModel) -> None:
    preview.show((), ())
    preview.set_layout(3, 1)
    assert (preview.rowCount(), preview.columnCount(), preview.names) == (0, 0, ())
