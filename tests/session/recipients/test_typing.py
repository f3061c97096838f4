"""Typed numbers on their way from the editor to the chips, through the whole window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.panels.widgets.chip import Chip
from gui.session.recipients.draft_recipients import DraftList
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk

A, B, C = "13800138000", "13900139000", "18600186000"


def draft(opened: Desk) -> DraftList:
    return opened.session.recipients.draft


def chips(opened: Desk) -> dict[str, Chip]:
    page = opened.find("recipientChips")
    found = [chip for chip in page.findChildren(Chip) if not chip.isHidden()]
    return {chip.content.text: chip for chip in sorted(found, key=lambda chip: chip.objectName())}


def shows(qtbot: QtBot, opened: Desk, *texts: str) -> None:
    qtbot.waitUntil(lambda: list(chips(opened)) == list(texts) and not draft(opened).busy)


def test_typed_numbers_become_chips_with_their_names_and_are_there_again(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with desk(tmp_path / "data", secrets) as opened:
        editor = opened.find("phoneNumbers")
        editor.setPlainText(f"张三 {A}\n{B}\n12345")
        shows(qtbot, opened, "张三", B, "12345")
        assert editor.toPlainText() == ""
        assert opened.find("recipientSummary").text().startswith("2 valid · 1 left out")
        assert chips(opened)["张三"].accessibleName() == f"张三 {A}, remove"
        assert chips(opened)["12345"].accessibleName() == "12345 too few digits, edit"
        QTest.keyClicks(editor, C[:6])
        opened.window.close()
    with desk(tmp_path / "data", secrets) as again:
        shows(qtbot, again, "张三", B, "12345", C[:6])


def test_a_number_that_is_being_typed_counts_and_is_no_chip_yet(qtbot: QtBot, opened: Desk) -> None:
    editor = opened.find("phoneNumbers")
    opened.window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, A[:5])
    qtbot.waitUntil(lambda: draft(opened).overview.typed == A[:5])
    assert opened.find("recipientSummary").text().startswith("0 valid · 0 left out")
    QTest.keyClicks(editor, A[5:])
    qtbot.waitUntil(lambda: draft(opened).overview.recipients == 1)
    assert editor.toPlainText() == A and not chips(opened)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shows(qtbot, opened, A)
    assert editor.toPlainText() == ""


def test_a_bad_chip_is_edited_and_a_doubtful_one_taken(qtbot: QtBot, opened: Desk) -> None:
    editor = opened.find("phoneNumbers")
    editor.setPlainText(f"1380013800\n李四：{B}")
    shows(qtbot, opened, "1380013800", f"李四：{B}")
    chips(opened)["1380013800"].click()
    assert editor.toPlainText() == "1380013800"
    QTest.keyClicks(editor, "0")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shows(qtbot, opened, f"李四：{B}", A)
    chips(opened)[f"李四：{B}"].click()
    qtbot.waitUntil(lambda: draft(opened).overview.recipients == 2)


def test_a_chip_is_removed_and_comes_back(qtbot: QtBot, opened: Desk) -> None:
    opened.find("phoneNumbers").setPlainText(f"{A} {B}")
    shows(qtbot, opened, A, B)
    QTest.keyClick(chips(opened)[A], Qt.Key.Key_Delete)
    shows(qtbot, opened, B)
    opened.find("undoRecipients").click()
    shows(qtbot, opened, A, B)


def test_setting_the_text_adds_and_clearing_takes_all_away(qtbot: QtBot, opened: Desk) -> None:
    editor = opened.find("phoneNumbers")
    editor.setPlainText(A)
    editor.setPlainText(B)
    shows(qtbot, opened, A, B)
    opened.find("clearRecipients").click()
    editor.setPlainText(C)
    shows(qtbot, opened, C)
    opened.find("undoRecipients").click()
    shows(qtbot, opened)
    opened.find("undoRecipients").click()
    shows(qtbot, opened, A, B)


def test_what_was_typed_since_stays_when_older_numbers_come_back(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with desk(tmp_path / "data", secrets) as opened:
        opened.find("phoneNumbers").setPlainText(A)
        shows(qtbot, opened, A)
        opened.find("clearRecipients").click()
        opened.find("phoneNumbers").setPlainText(B)
        shows(qtbot, opened, B)
    with desk(tmp_path / "data", secrets) as again:
        shows(qtbot, again, B)
        again.find("undoRecipients").click()
        shows(qtbot, again, A, B)


def test_many_numbers_are_one_chip_that_shows_them(qtbot: QtBot, opened: Desk) -> None:
    numbers = [str(13800000000 + n) for n in range(25)]
    opened.find("phoneNumbers").setPlainText("\n".join(numbers))
    shows(qtbot, opened, "25 numbers · show…")
    chips(opened)["25 numbers · show…"].click()
    qtbot.waitUntil(lambda: opened.find("draftRecipients").model().rowCount() == 25)
    opened.find("recipientsDialog").accept()


def test_the_chip_of_many_numbers_counts_those_that_are_sent_to(qtbot: QtBot, opened: Desk) -> None:
    rubbish = [f"1380013{n:02}" for n in range(30)]
    opened.find("phoneNumbers").setPlainText("\n".join([*rubbish, A, B, A]))
    shows(qtbot, opened, "2 numbers · show…")


def test_masked_chips_show_no_whole_number(qtbot: QtBot, opened: Desk) -> None:
    opened.find("maskNumbers").click()
    opened.find("phoneNumbers").setPlainText(f"{A}\n1380013800012")
    shows(qtbot, opened, "138****8000", "138******0012")
    for chip in chips(opened).values():
        for text in (chip.text(), chip.toolTip(), chip.accessibleName()):
            assert A not in text and "1380013800012" not in text


@pytest.mark.parametrize("before_load", [True, False])
def test_numbers_set_right_after_the_start_join_the_older_ones(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, before_load: bool
) -> None:
    with desk(tmp_path / "data", secrets) as opened:
        opened.find("phoneNumbers").setPlainText(A)
        shows(qtbot, opened, A)
    with desk(tmp_path / "data", secrets) as again:
        if not before_load:
            shows(qtbot, again, A)
        again.find("phoneNumbers").setPlainText(B)
        shows(qtbot, again, A, B)
