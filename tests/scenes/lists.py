"""Scenes of recipients: chips, lists, and what is wrong with them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.panels.top.place import Place
from tests.scenes.stage import NUMBERS, Stage

WRONG = ("小王 13800138000", "13900139000", "12345", "13800138000", "1390013900x")
"""With a name, without one, too short, a second time, and with a letter."""
MANY = 40
ROWS = (
    "手机号码,姓名,金额,截止日期",
    "13800138000,张三,500,12月1日",
    "13900139000,李四,501,12月1日",
    "123,王五,502,12月1日",
    "18600186000,赵六,503,12月1日",
    "13800138000,张三,504,12月1日",
)


def chips(stage: Stage) -> QWidget:
    """Numbers right and wrong, each where it was typed."""
    stage.fill(NUMBERS)
    stage.type_numbers(*WRONG)
    return stage.window


def many_recipients(stage: Stage) -> QWidget:
    """More recipients than chips are shown for."""
    stage.fill(tuple(f"139{n:08}" for n in range(MANY)))
    return stage.window


def problems(stage: Stage) -> QWidget:
    """What is wrong with the numbers, line by line."""
    chips(stage)
    stage.press("showProblems")
    return stage.dialog()


def all_recipients(stage: Stage) -> QWidget:
    """Everybody who is sent to."""
    many_recipients(stage)
    stage.press("showRecipients")
    return stage.dialog()


def blocked_numbers(stage: Stage) -> QWidget:
    """The numbers that are never sent to."""
    stage.desk.window.show_place(Place.SEND)
    options = stage.desk.find("recipientOptions")
    options.setChecked(True)
    stage.later(lambda: options.setChecked(False))
    stage.press("blockedNumbers")
    return stage.dialog()


def import_dialog(stage: Stage) -> QWidget:
    """A list with a bad row, before it is imported."""
    stage.fill(NUMBERS)
    stage.desk.find("templateCode").setEditText("SMS_900000004")
    stage.desk.find("templateParam").setPlainText("{}")
    stage.until(lambda: not stage.desk.session.recipients.draft.busy)
    stage.desk.session.recipients.draft.clear()
    path = stage.folder / "缴费名单.csv"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    stage.desk.window.open_list(str(path))
    dialog = stage.dialog()
    for variable, column in (("name", "姓名"), ("amount", "金额"), ("date", "截止日期")):
        box = stage.desk.find(f"importVariable_{variable}")
        box.setCurrentIndex(box.findText(column))
    stage.until(lambda: bool(stage.desk.find("importValid").text()))
    return dialog


def imported(stage: Stage) -> QWidget:
    """A list among the recipients, with values of its own for each."""
    import_dialog(stage)
    stage.press("importConfirm")
    draft = stage.desk.session.recipients.draft
    stage.later(draft.clear)
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    stage.until(lambda: any(one.names for one in draft.overview.sources))
    return stage.window
