from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.number_box import NumberBox


def test_the_digits_keep_their_distance_from_the_border(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    """Measured on what is painted: the style sheet gives spin boxes no padding."""
    theme.apply()
    box = NumberBox("number")
    box.setValue(8)
    qtbot.addWidget(box)
    box.resize(96, 32)
    box.show()
    qtbot.waitExposed(box)
    image = box.grab().toImage()
    y = image.height() // 2
    ground = image.pixelColor(image.width() // 2, y)
    inked = [
        x
        for x in range(4, image.width() // 2)
        if any(image.pixelColor(x, row) != ground for row in range(y - 5, y + 5))
    ]
    qapp.setStyleSheet("")
    assert inked
    assert inked[0] >= 8
