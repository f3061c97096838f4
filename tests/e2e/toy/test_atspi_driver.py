"""What drives the real window, against a toy with a widget of each kind."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desktop.atspi import Gone
from tests.e2e.desktop.desktop import Desktop
from tests.e2e.desktop.operating import Operator
from tests.e2e.desktop.portal import Portal
from tests.e2e.waiting import wait_until

TOY = (sys.executable, "-m", "tests.e2e.toy.toy")


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def operator(desktop: Desktop) -> Iterator[Operator]:
    operator = desktop.launch(*TOY)
    operator.see("preview")
    yield operator
    operator.program.kill()
    assert operator.program.complaints() == ""


def test_a_line_edit_is_filled_and_read(operator: Operator) -> None:
    operator.fill("outId", "order-1 中文")
    assert operator.read("outId") == "order-1 中文"


def test_an_editor_takes_lines_and_insertions(operator: Operator) -> None:
    operator.fill("phoneNumbers", "13800138000\n13900139000")
    assert operator.wait_for("preview", "lines") == "2 lines"
    operator.see("phoneNumbers").insert_text(11, "\n13700137000")
    assert operator.read("phoneNumbers") == "13800138000\n13700137000\n13900139000"
    assert operator.wait_for("preview", "3 lines")


def test_a_secret_is_filled_but_not_read(operator: Operator) -> None:
    operator.fill("accessKeySecret", "not-to-be-read")
    assert "not" not in operator.read("accessKeySecret")
    operator.press("send")
    operator.press("confirmSend")
    assert "secret of 14" in operator.wait_for("preview", "sent")


def test_combo_boxes_are_typed_into_and_chosen_from(operator: Operator) -> None:
    operator.fill("signName", "新签名")
    assert operator.read("signName") == "新签名"
    operator.choose("signName", "阿里云")
    assert operator.read("signName") == "阿里云"
    operator.choose("sendMode", "无")
    assert operator.wait_for("preview", "mode") == "mode 2"
    with pytest.raises(LookupError, match="one by one"):
        operator.choose("sendMode", "by carrier pigeon")


def test_real_keys_reach_the_focused_control(operator: Operator) -> None:
    operator.focus("outId")
    operator.type("abc-123")
    operator.keys("ctrl+a", "ctrl+c", "Tab", "ctrl+v")
    wait_until(lambda: operator.read("outId") == "abc-123", "the typed text")
    operator.focus("signName")
    operator.keys("ctrl+a", "x")
    wait_until(lambda: operator.read("signName") == "x", "the typed sign")


def test_a_dialog_has_the_keyboard_and_gives_it_back(operator: Operator) -> None:
    operator.focus("outId")
    operator.press("send")
    operator.see("confirmSend")
    wait_until(lambda: "focused" in operator.see("confirmSend").states, "focus in the dialog")
    operator.keys("Return")
    operator.wait_for("preview", "sent")
    wait_until(lambda: not operator.shows("confirmSend"), "the end of the dialog")
    operator.keys("7")
    wait_until(lambda: operator.read("outId") == "7", "the key in the window")
    with pytest.raises(TimeoutError, match="confirmSend"):
        operator.see("confirmSend", 0.2)


def test_states_and_values_are_told(operator: Operator) -> None:
    assert operator.enabled("send")
    assert not operator.enabled("pause")
    assert operator.see("progress").value == 42
    operator.toggle("production")
    operator.wait_for("preview", "production True")
    assert "checked" in operator.see("production").states
    assert operator.read("send") == "Send 3"


def test_a_large_table_is_read_by_the_cell(operator: Operator) -> None:
    table = operator.table("historyTable")
    assert (table.rows, table.header()) == (100_000, ["时间", "手机号", "状态"])
    assert table.row(99_999)["手机号"] == "手机号 99999"
    assert table.cell(0, 2).name == "状态 0"
    table.select(3)
    assert table.selected() == [3]
    with pytest.raises(Gone):
        table.cell(100_000, 0)
    operator.press("send")
    operator.press("confirmSend")
    told = operator.wait_for("preview", "asked for")
    assert int(told.split("asked for ")[1].split()[0]) < 200


def test_a_click_lands_where_it_should(operator: Operator) -> None:
    operator.click("send")
    operator.see("confirmSend")


def test_the_window_closes_politely_and_can_be_killed(desktop: Desktop) -> None:
    polite = desktop.launch(*TOY)
    polite.see("preview")
    polite.press("send")
    polite.press("confirmSend")
    polite.wait_for("preview", "sent")
    assert polite.close() == 0
    assert polite.program.stdout == "shown\n"
    killed = desktop.launch(*TOY)
    killed.see("preview")
    killed.program.kill()
    assert not killed.program.running
    with pytest.raises(RuntimeError, match="has ended"):
        killed.see("preview")


def test_a_warning_on_stderr_is_a_complaint(desktop: Desktop) -> None:
    operator = desktop.launch(*TOY, "--warn")
    operator.see("preview")
    wait_until(operator.program.complaints, "a complaint")
    assert "toy" in operator.program.complaints()
    operator.program.kill()


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height, from the header of a PNG."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def test_pictures_are_of_the_window_or_of_the_screen(
    desktop: Desktop, operator: Operator, tmp_path: Path
) -> None:
    assert size_of(operator.picture(tmp_path / "window.png")) == (700, 700)
    operator.fill_screen()
    operator.picture(tmp_path / "window.png")
    desktop.screen.picture(tmp_path / "screen.png")
    assert size_of(tmp_path / "window.png") == size_of(tmp_path / "screen.png") == (1280, 800)


def test_a_large_scale_makes_a_large_window(desktop: Desktop) -> None:
    operator = desktop.launch(*TOY, environment={"QT_SCALE_FACTOR": "1.5"})
    operator.see("preview")
    assert (operator.box().width, operator.box().height) == (1050, 1050)
    operator.program.kill()


def test_a_dark_desktop_makes_a_dark_window(desktop: Desktop) -> None:
    with Portal(desktop.session_bus):
        operator = desktop.launch(*TOY, environment=Portal.ENVIRONMENT)
        operator.see("preview")
        operator.press("send")
        operator.press("confirmSend")
        assert "dark" in operator.wait_for("preview", "sent")
        operator.program.kill()
        assert operator.program.complaints() == ""


def test_two_desktops_do_not_see_each_other(desktop: Desktop) -> None:
    with Desktop() as other:
        there = other.launch(*TOY)
        there.see("preview")
        assert desktop.accessibility.application(there.program.pid) is None
        assert other.screen.display != desktop.screen.display
        assert len(other.processes()) >= 6
        home = other.home
    assert other.processes() == []
    assert not home.exists()
