from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.widgets.flow_layout import FlowLayout
from tests.present import present

PAGES: list[QWidget] = []


class Box(QWidget):
    def __init__(self, width: int, grows: bool = False) -> None:
        super().__init__()
        self.setMinimumSize(width, 20)
        if grows:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedSize(width, 20)


@pytest.fixture(autouse=True)
def pages() -> Iterator[None]:
    yield
    PAGES.clear()


def laid_out(
    qtbot: QtBot, width: int, *boxes: Box
) -> tuple[FlowLayout, list[tuple[int, int, int]]]:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(5, page)
    flow.setContentsMargins(2, 2, 2, 2)
    for box in boxes:
        flow.addWidget(box)
    page.resize(width, 200)
    page.show()
    flow.activate()
    PAGES.append(page)  # a page that is collected takes its layout along
    return flow, [(box.x(), box.y(), box.width()) for box in boxes]


def test_a_row_that_is_full_is_followed_by_another(qtbot: QtBot) -> None:
    flow, places = laid_out(qtbot, 104, Box(40), Box(50), Box(60))
    assert places == [(2, 2, 40), (47, 2, 50), (2, 27, 60)]
    assert flow.heightForWidth(104) == 49
    assert flow.heightForWidth(1000) == 24


def test_what_expands_takes_the_rest_of_its_row_or_a_row_of_its_own(qtbot: QtBot) -> None:
    assert laid_out(qtbot, 104, Box(40), Box(30, grows=True))[1] == [(2, 2, 40), (47, 2, 55)]
    assert laid_out(qtbot, 104, Box(80), Box(30, grows=True))[1] == [(2, 2, 80), (2, 27, 100)]


def test_what_is_too_wide_is_cut_to_the_row(qtbot: QtBot) -> None:
    assert laid_out(qtbot, 54, Box(40), Box(40))[1] == [(2, 2, 40), (2, 27, 40)]


def test_items_are_put_in_and_taken_out(qtbot: QtBot) -> None:
    first, second, third = Box(10), Box(10), Box(10)
    flow, _ = laid_out(qtbot, 100, first, third)
    flow.insert(1, second)
    assert [present(flow.itemAt(n)).widget() for n in range(flow.count())] == [first, second, third]
    flow.removeWidget(second)
    assert flow.count() == 2 and flow.itemAt(2) is None and flow.takeAt(5) is None
