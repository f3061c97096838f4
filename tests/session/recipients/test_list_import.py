"""Lists that need a decision, are read anew, or are to be blocked, through session and dialog."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from gui.core.lists.draft_rows import StepKind
from gui.core.lists.layout import Layout, ListEncoding, ListInspection
from gui.models.list_preview import ListPreviewModel
from gui.panels.recipients.blocked_numbers_dialog import BlockedNumbersDialog
from gui.storage import blocked_numbers
from gui.storage.database.database import Database
from gui.words.recipients import list_import as words
from tests.desk import Desk
from tests.present import present
from tests.session.recipients.test_lists import A, B, C, imported, parts, sentences, settled, write

D = "15900159000"


def dialog(opened: Desk, name: str = "importDialog") -> Any:
    return opened.window.findChild(QDialog, name)


def choose(opened: Desk, name: str, value: str | int) -> None:
    """Choose in the dialog as an operator does."""
    box = dialog(opened).findChild(QComboBox, name)
    index = next(n for n in range(box.count()) if box.itemData(n) == value)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def wait_for_rows(qtbot: QtBot, opened: Desk, many: int) -> ListPreviewModel:
    rows = dialog(opened).findChild(QTableView, "importPreview").model()
    qtbot.waitUntil(lambda: rows.rowCount() == many)
    found: ListPreviewModel = rows
    return found


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.txt"
    path.write_text(f"{A}\n{B}\n", encoding="utf-8")
    return path


def change(qtbot: QtBot, opened: Desk, plain: Path) -> ListInspection:
    """Import a list, and ask to read it another way; return the inspection."""
    importing = opened.session.recipients.list_import
    opened.window.open_list(str(plain))
    settled(qtbot, opened, 2)
    with qtbot.waitSignal(importing.inspected) as found:
        present(opened.notices[-1].verb)()
    qtbot.waitUntil(lambda: not importing.loading)
    result: ListInspection = found.args[0]
    return result


def accept(opened: Desk, layout: Layout) -> None:
    dialog(opened).accepted_layout.emit(layout)
    dialog(opened).accept()


def test_a_list_read_another_way_takes_the_place_of_the_old_in_one_step(
    qtbot: QtBot, opened: Desk, plain: Path
) -> None:
    _, listing, _ = parts(opened)
    found = change(qtbot, opened, plain)
    (old,) = listing.overview.sources
    accept(opened, found.layout)
    qtbot.waitUntil(lambda: [each.id for each in listing.overview.sources] not in ([], [old.id]))
    settled(qtbot, opened, 2)
    assert present(listing.overview.undo).kind is StepKind.REPLACED
    listing.undo()
    qtbot.waitUntil(lambda: listing.overview.sources == (old,))


def test_a_list_stays_if_rereading_it_fails(qtbot: QtBot, opened: Desk, plain: Path) -> None:
    _, listing, importing = parts(opened)
    found = change(qtbot, opened, plain)
    before = listing.overview
    plain.unlink()
    accept(opened, found.layout)
    qtbot.waitUntil(lambda: not importing.loading and len(opened.notices) == 2)
    settled(qtbot, opened, 2)
    listing.reload()
    qtbot.waitUntil(lambda: not listing.busy)
    assert listing.overview == before


def test_a_list_stays_if_rereading_it_is_stopped(qtbot: QtBot, opened: Desk, plain: Path) -> None:
    _, listing, importing = parts(opened)
    found = change(qtbot, opened, plain)
    before = listing.overview
    accept(opened, found.layout)
    importing.stop()
    qtbot.waitUntil(lambda: words.stopped() in sentences(opened))
    settled(qtbot, opened, 2)
    listing.reload()
    qtbot.waitUntil(lambda: not listing.busy)
    assert listing.overview == before


def test_a_list_that_cannot_be_read_as_it_looks_is_read_in_the_encoding_chosen(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    _, listing, importing = parts(opened)
    path = tmp_path / "clientes.csv"
    path.write_bytes(f"nombre;phone\nJosé;{A}\n".encode("latin-1"))
    with qtbot.waitSignal(importing.undecided):
        opened.window.open_list(str(path))
    assert opened.notices == []
    assert "clientes.csv" in dialog(opened).findChild(QLabel, "importTitle").text()
    problem = dialog(opened).findChild(QLabel, "importProblem")
    assert problem.text()
    assert not dialog(opened).findChild(QPushButton, "importConfirm").isEnabled()
    assert dialog(opened).findChild(QComboBox, "importEncoding").isVisible()

    choose(opened, "importEncoding", ListEncoding.UTF_8)
    rows = wait_for_rows(qtbot, opened, 2)
    assert rows.index(1, 0).data() == "Jos\N{REPLACEMENT CHARACTER}"
    choose(opened, "importEncoding", ListEncoding.LATIN_1)
    qtbot.waitUntil(lambda: "José" in _first_name(opened))
    rows = wait_for_rows(qtbot, opened, 2)
    assert rows.index(1, 0).data() == "José"
    assert not problem.text()
    dialog(opened).findChild(QPushButton, "importConfirm").click()
    settled(qtbot, opened, 1)
    assert listing.overview.sources[0].layout.encoding is ListEncoding.LATIN_1


def _first_name(opened: Desk) -> str:
    return str(dialog(opened).findChild(QTableView, "importPreview").model().index(1, 0).data())


def test_utf_16_without_a_mark_is_told_by_its_zeros(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    _, _, importing = parts(opened)
    path = tmp_path / "list.csv"
    path.write_bytes(f"姓名,手机\n张三,{A}\n".encode("utf-16-le"))
    with qtbot.waitSignal(importing.inspected) as found:
        opened.window.open_list(str(path))
    assert found.args[0].layout.encoding is ListEncoding.UTF_16_LE


def test_an_undecodable_list_can_be_cancelled(
    qtbot: QtBot, opened: Desk, tmp_path: Path, plain: Path
) -> None:
    _, _, importing = parts(opened)
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with qtbot.waitSignal(importing.undecided):
        opened.window.open_list(str(path))
    qtbot.waitUntil(lambda: not importing.loading)
    dialog(opened).reject()
    opened.window.open_list(str(plain))
    settled(qtbot, opened, 2)


def test_a_pasted_table_is_cut_as_chosen_and_has_no_encoding(qtbot: QtBot, opened: Desk) -> None:
    _, listing, importing = parts(opened)
    with qtbot.waitSignal(importing.inspected):
        importing.open_text(f"a|x\t{B}\nb|{A}\t\n")
    qtbot.waitUntil(lambda: not importing.loading)
    assert not dialog(opened).findChild(QComboBox, "importEncoding").isVisible()
    choose(opened, "importDelimiter", "|")
    rows = wait_for_rows(qtbot, opened, 2)
    qtbot.waitUntil(lambda: rows.index(1, 1).data() == A)
    assert dialog(opened).findChild(QComboBox, "importDelimiter").currentData() == "|"
    dialog(opened).findChild(QPushButton, "importConfirm").click()
    settled(qtbot, opened, 2)
    assert listing.overview.sources[0].layout.delimiter == "|"


def test_lists_with_other_headings_are_both_mapped(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    recipients, _, _ = parts(opened)
    write(opened, '{"code":"?"}')
    lists = (("one.csv", "验证码", A, "0412"), ("two.csv", "代码", B, "7781"))
    for name, heading, number, code in lists:
        path = tmp_path / name
        path.write_text(f"手机号,{heading}\n{number},{code}\n", encoding="utf-8")
        imported(qtbot, opened, path, {"code": 1})
        many = 1 + (name == "two.csv")
        settled(qtbot, opened, many)
        if many == 1:
            qtbot.waitUntil(lambda: opened.session.composer.placeholders.names == ("验证码",))
    qtbot.waitUntil(lambda: opened.session.composer.placeholders.names == ("code",))
    qtbot.waitUntil(lambda: recipients.readiness_check.readiness.recipients == 2)
    assert not recipients.readiness_check.readiness.missing
    rows = [present(recipients.rows.recipient(place)).values["code"] for place in range(2)]
    assert rows == ["0412", "7781"]


def test_a_name_written_by_hand_and_a_mapped_list_go_together(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    recipients, _, _ = parts(opened)
    write(opened, '{"code":"{{验证码}}"}')
    for name, heading, number, mapping in (
        ("one.csv", "验证码", A, {}),
        ("two.csv", "代码", B, {"code": 1}),
        ("three.csv", "验证码", C, {}),
    ):
        path = tmp_path / name
        path.write_text(f"手机号,{heading}\n{number},1\n", encoding="utf-8")
        imported(qtbot, opened, path, mapping)
        settled(qtbot, opened, {A: 1, B: 2, C: 3}[number])
    qtbot.waitUntil(lambda: opened.session.composer.placeholders.names == ("code",))
    qtbot.waitUntil(lambda: recipients.readiness_check.readiness.recipients == 2)
    # The third has neither the variable nor a column of its name.
    assert recipients.readiness_check.readiness.missing == {"code": 1}


def test_the_parameters_stay_while_a_mapped_list_is_stopped(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    _, _, importing = parts(opened)
    write(opened, '{"code":"?"}')
    qtbot.waitUntil(lambda: opened.session.composer.variables == ("code",))
    path = tmp_path / "one.csv"
    path.write_text(f"手机号,验证码\n{A},1\n", encoding="utf-8")
    imported(qtbot, opened, path, {"code": 1})
    importing.stop()
    qtbot.waitUntil(lambda: words.stopped() in sentences(opened))
    assert not opened.session.composer.placeholders.present


# Blocked numbers.


def open_blocked(opened: Desk) -> BlockedNumbersDialog:
    opened.find("blockedNumbers").click()
    found: BlockedNumbersDialog = dialog(opened, "blockedDialog")
    return found


def on_list(opened: Desk, tmp_path: Path) -> set[str]:
    key = opened.session.accounts.current.access_key_id
    with Database(tmp_path / "data" / "ledger.db", read_only=True) as ledger:
        found = blocked_numbers.list_blocked_numbers(ledger, key)
    return {each.number for each in found}


def test_what_is_no_number_stays_in_the_field(qtbot: QtBot, opened: Desk, tmp_path: Path) -> None:
    shown = open_blocked(opened)
    field = present(shown.findChild(QLineEdit, "blockedNew"))
    field.setText(f"{A}, nonsense, 138 0013 800，{B}")
    present(shown.findChild(QPushButton, "blockNumbers")).click()
    qtbot.waitUntil(lambda: field.text() == "nonsense, 138 0013 800")
    note = present(shown.findChild(QLabel, "blockedNote")).text()
    assert note == f"{words.blocked(2)} {words.some_unread(2)}"
    qtbot.waitUntil(lambda: present(shown.findChild(QPushButton, "blockNumbers")).isEnabled())
    assert on_list(opened, tmp_path) == {A, B}


def test_a_table_of_numbers_to_block_is_asked_about(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    _, listing, importing = parts(opened)
    shown = open_blocked(opened)
    path = tmp_path / "unsubscribed.csv"
    path.write_text(f"{A},{B}\n{C},{D}\nabc,123\n", encoding="utf-8")
    with qtbot.waitSignal(importing.inspected):
        shown.import_requested.emit(str(path))
    asked = present(shown.findChild(QDialog, "importDialog"))
    assert asked.isVisible()
    assert not present(asked.findChild(QLabel, "importTitle")).isHidden()
    qtbot.waitUntil(lambda: not importing.loading)
    choose(opened, "importNumberColumn", 1)
    present(asked.findChild(QPushButton, "importConfirm")).click()
    note = present(shown.findChild(QLabel, "blockedNote"))
    said = words.list_blocked(2, 1, [(3, "123")])
    qtbot.waitUntil(lambda: note.text() == said)
    qtbot.waitUntil(lambda: present(shown.findChild(QPushButton, "importBlocked")).isEnabled())
    assert on_list(opened, tmp_path) == {B, D}
    assert listing.overview.recipients == 0
    assert opened.notices == []


def test_after_cancel_or_failure_blocking_can_go_on(
    qtbot: QtBot, opened: Desk, tmp_path: Path, plain: Path
) -> None:
    _, _, importing = parts(opened)
    shown = open_blocked(opened)
    again = present(shown.findChild(QPushButton, "importBlocked"))
    path = tmp_path / "two.csv"
    path.write_text(f"{A},{B}\n", encoding="utf-8")
    with qtbot.waitSignal(importing.inspected):
        shown.import_requested.emit(str(path))
    assert not again.isEnabled()
    present(shown.findChild(QDialog, "importDialog")).reject()
    qtbot.waitUntil(again.isEnabled)
    shown.import_requested.emit(str(tmp_path / "gone.csv"))
    note = present(shown.findChild(QLabel, "blockedNote"))
    qtbot.waitUntil(lambda: "gone.csv" in note.text() and again.isEnabled())
    shown.import_requested.emit(str(plain))
    qtbot.waitUntil(lambda: note.text() == words.list_blocked(2, 0, []))
    assert on_list(opened, tmp_path) == {A, B}
