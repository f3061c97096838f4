"""A list with values of each row's own, beside recipients who have none."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from gui.core.presets.preset import TestPhone
from gui.jobs.accounts.connector import Connector
from gui.panels.widgets.chip import Chip
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring
from tests.present import present

DELIVERY = "SMS_900000005"
"""A template of the sandbox with the variables order and waybill."""
NO_VARIABLES = "SMS_900000003"


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "data", SecretStore(find=no_keyring), Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: opened.session.catalogues.current.known)
        yield opened


def import_list(qtbot: QtBot, opened: Desk, path: Path) -> None:
    opened.session.recipients.list_import.open(str(path))
    qtbot.waitUntil(lambda: opened.can("importConfirm"))
    opened.find("importConfirm").click()
    qtbot.waitUntil(lambda: not opened.session.recipients.busy)


def test_who_has_no_value_is_marked_and_the_preview_begins_with_the_list(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Phone,Order,Waybill\n13900000011,A-1,W-1\n13900000012,A-2,W-2\n", "utf-8")
    opened.find("signName").setEditText("阿里云")
    opened.find("templateCode").setEditText(DELIVERY)
    phones = opened.session.test_phones
    phones.add([TestPhone(0, "Me", "13900000001")])
    book = opened.session.preset_book
    qtbot.waitUntil(lambda: len(book.book.phones) == 1)
    phones.tick([book.book.phones[0].id])
    qtbot.waitUntil(lambda: opened.session.recipients.draft.overview.recipients == 1)
    import_list(qtbot, opened, path)

    qtbot.waitUntil(lambda: opened.can("column_order"))
    for variable, column in (("order", "Order"), ("waybill", "Waybill")):
        opened.find(f"param_{variable}").setText(f"{{{{{column}}}}}")
    preview = opened.find("preview")
    qtbot.waitUntil(lambda: "A-1" in preview.toPlainText() and "W-1" in preview.toPlainText())
    assert present(opened.window.findChild(QLabel, "previewRow")).text() == "Row 2 of 3"
    qtbot.waitUntil(lambda: "Send 2" in opened.find("send").text().replace("&", ""))
    assert "without a value for Order" in opened.find("sendProblem").text()
    (chip,) = opened.window.findChildren(Chip)
    assert chip.content.tone == "warning"
    assert "no value for Order" in chip.toolTip()

    present(opened.window.findChild(QToolButton, "previewPrevious")).click()
    assert "[no Order]" in preview.toPlainText()
    assert "{{" not in preview.toPlainText()
    assert "${" not in preview.toPlainText()

    assert present(opened.window.findChild(QPushButton, "readSource1")).isVisible()
    present(opened.window.findChild(QToolButton, "removeSource1")).click()
    qtbot.waitUntil(lambda: not opened.can("column_order"))
    assert chip.content.tone == ""


def bind(
    qtbot: QtBot, opened: Desk, tmp_path: Path, rows: Sequence[str] = ("13900000011,A-1,W-1",)
) -> None:
    """Take the values of both variables from a list of these rows."""
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(["Phone,Order,Waybill", *rows]), "utf-8")
    opened.find("signName").setEditText("阿里云")
    opened.find("templateCode").setEditText(DELIVERY)
    import_list(qtbot, opened, path)
    qtbot.waitUntil(lambda: opened.can("column_order"))
    for variable, column in (("order", "Order"), ("waybill", "Waybill")):
        opened.find(f"param_{variable}").setText(f"{{{{{column}}}}}")
    opened.wait_ready(qtbot, len(rows))


def test_values_that_are_likely_refused_are_warned_of_wherever_they_are_seen(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    """At the field, beside the counts, among the problems, and in the confirmation."""
    rows = [f"139000000{place:02},A-{place},W-{place}" for place in range(10)]
    bind(qtbot, opened, tmp_path, [*rows, "13900000099,🎉,W-1"])
    said = "The service refuses 🎉 in a variable: 1 of the recipients"
    hint = present(opened.window.findChild(QLabel, "paramHint_order"))
    assert hint.isVisible() and hint.text() == said
    assert not present(opened.window.findChild(QLabel, "paramHint_waybill")).isVisible()
    assert "1 likely to be refused" in opened.find("recipientSummary").text()

    hidden: list[bool] = []
    opened.session.composer.status_changed.connect(lambda _: hidden.append(hint.isHidden()))
    opened.find("param_waybill").setText("No. {{Waybill}}")
    opened.wait_ready(qtbot, 11)
    assert hidden and not any(hidden)  # nothing moves while all rows are checked anew

    opened.find("showProblems").click()
    notes = opened.session.recipients.rows.notes
    qtbot.waitUntil(lambda: notes.rowCount() == 1)
    cells = [str(notes.index(0, column).data()) for column in range(notes.columnCount())]
    assert any("see “order”: The service refuses 🎉 in a variable" in cell for cell in cells)
    assert "🎉" in cells
    QTest.keyClick(present(opened.window.findChild(QDialog, "problemsDialog")), Qt.Key.Key_Escape)

    opened.find("send").click()
    qtbot.waitUntil(lambda: opened.can("confirmUnfit"))
    opened.find("confirmCancel").click()

    opened.find("showParamJson").click()
    opened.find("templateParam").setPlainText('{"order": "🎉", "waybill": "见 www.example.org"}')
    qtbot.waitUntil(lambda: hint.text() == "The service refuses 🎉 in a variable")
    other = present(opened.window.findChild(QLabel, "paramHint_waybill"))
    assert other.isVisible() and other.text() == "The service refuses web addresses in a variable"


def test_a_column_that_the_template_has_no_use_for_keeps_nothing_back(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    bind(qtbot, opened, tmp_path)
    present(opened.window.findChild(QToolButton, "removeSource1")).click()
    opened.find("templateCode").setEditText(NO_VARIABLES)
    opened.find("phoneNumbers").setPlainText("13900000001\n")
    opened.wait_ready(qtbot, 1)
    assert not opened.find("templateParam").isVisible()
    with qtbot.waitSignal(opened.session.sending.ended):
        opened.find("send").click()
    qtbot.waitUntil(lambda: opened.rows() == [("13900000001", "accepted")])
    assert not opened.find("templateParam").isVisible()


def test_a_column_that_no_list_has_any_more_is_said_and_cleared_by_one_click(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    bind(qtbot, opened, tmp_path)
    assert not opened.can("clear_order")
    opened.find("clearRecipients").click()
    qtbot.waitUntil(lambda: opened.can("clear_order") and opened.can("clear_waybill"))
    hint = present(opened.window.findChild(QLabel, "paramHint_order"))
    assert hint.isVisible() and hint.text() == "No list has the column “Order”"
    opened.find("phoneNumbers").setPlainText("13900000001\n")
    draft = opened.session.recipients.draft
    qtbot.waitUntil(lambda: draft.overview.recipients == 1 and not draft.busy)
    opened.window.activateWindow()
    opened.find("send").click()  # leads to the field, and not to the JSON
    assert present(opened.window.focusWidget()).objectName() == "param_order"
    assert not opened.find("templateParam").isVisible()

    opened.find("clear_order").click()
    opened.find("clear_waybill").click()
    assert opened.find("param_order").text() == ""
    qtbot.waitUntil(lambda: not opened.can("clear_order") and not opened.can("clear_waybill"))
