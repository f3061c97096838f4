"""Lists on their way from a file to the service, as the window's own parts see them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from pytestqt.qtbot import QtBot

from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.lists.draft_rows import LoadProgress
from gui.core.lists.layout import LayoutChoice, ListEncoding, ListInspection
from gui.core.message.draft import DraftProblem, UnknownColumns
from gui.jobs.accounts.connector import Connector
from gui.panels.recipients.imports.import_dialog import ImportDialog
from gui.session.recipients.draft_recipients import DraftList
from gui.session.recipients.list_import import ListImport
from gui.session.recipients.recipients import Recipients
from gui.storage.secrets.secret_store import SecretStore
from gui.words.notices import Severity
from gui.words.recipients import list_import as words
from tests.desk import Desk, desk
from tests.present import present
from tests.session.test_faults import use
from tests.storage.lists import hiding

A, B, C = "13800138000", "13900139000", "18600186000"
TABLE = f"姓名,手机号,验证码\r\n张三,{A},0412\r\n李四,{B},\r\n王五,{C},9035\r\n"
NOTICE = "SMS_146806055"
"""A template of the sandbox whose variable takes any text."""
PATTERN = '{"code":"{{验证码}}"}'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "客户.csv"
    path.write_bytes(TABLE.encode("gbk"))
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.txt"
    path.write_text(f"{A}\n{B}\n", encoding="utf-8")
    return path


def parts(opened: Desk) -> tuple[Recipients, DraftList, ListImport]:
    recipients = opened.session.recipients
    return recipients, recipients.draft, recipients.list_import


def settled(qtbot: QtBot, opened: Desk, many: int) -> None:
    """Wait until the draft holds so many, and it is known who would be sent to."""
    recipients, listing, _ = parts(opened)
    qtbot.waitUntil(lambda: listing.overview.recipients == many and not recipients.busy)


def inspected(qtbot: QtBot, opened: Desk, path: Path) -> ListInspection:
    importing = opened.session.recipients.list_import
    with qtbot.waitSignal(importing.inspected) as found:
        importing.open(str(path))
    result: ListInspection = found.args[0]
    return result


def imported(
    qtbot: QtBot, opened: Desk, path: Path, mapping: Mapping[str, int] | tuple[()] = ()
) -> None:
    layout = inspected(qtbot, opened, path).layout
    dialog = present(opened.window.findChild(ImportDialog))
    dialog.accepted_layout.emit(replace(layout, mapping=tuple(dict(mapping).items())))
    dialog.accept()


def write(opened: Desk, param: str) -> None:
    opened.find("signName").setEditText("阿里云")
    opened.find("templateCode").setEditText("SMS_153055065")
    opened.find("templateParam").setPlainText(param)


def sentences(opened: Desk) -> list[str]:
    return [notice.text for notice in opened.notices]


def test_a_list_without_a_question_is_read_at_once_and_can_be_read_anew(
    qtbot: QtBot, opened: Desk, plain: Path
) -> None:
    _, listing, importing = parts(opened)
    asked = list[Any]()
    importing.inspected.connect(asked.append)
    opened.window.open_list(str(plain))
    settled(qtbot, opened, 2)
    assert not asked
    notice = opened.notices[-1]
    assert notice.text.startswith(words.loaded("numbers.txt", 2))

    with qtbot.waitSignal(importing.inspected):
        present(notice.verb)()
    importing.choose(LayoutChoice(encoding=ListEncoding.LATIN_1))
    qtbot.waitUntil(lambda: len(asked) == 2 and not importing.loading)
    assert asked[1].layout.encoding is ListEncoding.LATIN_1
    first = listing.overview.sources[0].id
    dialog = present(opened.window.findChild(ImportDialog))
    dialog.accepted_layout.emit(asked[1].layout)
    dialog.accept()
    qtbot.waitUntil(
        lambda: [source.id != first for source in listing.overview.sources] == [True],
    )
    settled(qtbot, opened, 2)


def test_a_table_waits_for_the_operator_and_can_be_cancelled(
    qtbot: QtBot, opened: Desk, table: Path
) -> None:
    _, listing, importing = parts(opened)
    found = inspected(qtbot, opened, table)
    assert found.layout.encoding is ListEncoding.GB18030
    assert found.layout.number_column == 1
    qtbot.waitUntil(lambda: not importing.loading)
    present(opened.window.findChild(ImportDialog)).reject()
    assert listing.overview.recipients == 0

    imported(qtbot, opened, table)
    settled(qtbot, opened, 3)
    assert listing.overview.first == (A, B, C)


def test_what_is_mapped_is_referred_to_and_sent_row_by_row(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, table: Path
) -> None:
    with (
        Sandbox(SandboxSettings(throttle=False)) as sandbox,
        desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened,
    ):
        use(qtbot, opened, sandbox.url)
        write(opened, '{"code":"?","other":"x"}')
        qtbot.waitUntil(lambda: opened.session.composer.variables == ("code",))
        imported(qtbot, opened, table, {"code": 2})
        settled(qtbot, opened, 2)
        qtbot.waitUntil(lambda: opened.session.composer.placeholders.present)
        assert "{{验证码}}" in opened.find("templateParam").toPlainText()

        opened.find("templateParam").setPlainText(PATTERN)
        opened.wait_ready(qtbot)
        opened.send(qtbot)
        assert {message.number: dict(message.params) for message in sandbox.messages()} == {
            A: {"code": "0412"},
            C: {"code": "9035"},
        }


def test_a_row_without_a_value_is_left_out_and_that_is_said(
    qtbot: QtBot, opened: Desk, table: Path
) -> None:
    recipients, _, _ = parts(opened)
    write(opened, PATTERN)
    imported(qtbot, opened, table)
    opened.wait_ready(qtbot)
    summary = present(opened.session.composer.summary())
    assert (summary.draft.count, summary.draft.personalised) == (2, True)
    assert (summary.first, summary.last) == ((A, C), ())
    assert (summary.blocked, summary.missing) == (0, (("验证码", 1),))
    qtbot.waitUntil(lambda: opened.session.composer.status().rows == 3)
    assert present(recipients.rows.recipient(1)).number == B

    assert "1 without a value" in opened.find("recipientSummary").text()
    opened.find("showProblems").click()
    problems = opened.find("recipientProblems").model()
    qtbot.waitUntil(lambda: problems.rowCount() == 1)
    shown = [problems.index(0, column).data() for column in range(3)]
    assert (shown[0], shown[1]) == ("3", B) and "验证码" in shown[2]
    opened.find("templateCode").setEditText(NOTICE)  # a name is no verification code
    opened.find("templateParam").setPlainText('{"code":"{{姓名}}"}')
    opened.find("problemsDialog").accept()
    qtbot.waitUntil(lambda: not opened.find("showProblems").isVisible())


def test_a_row_with_a_damaged_value_is_left_out_where_the_message_uses_it(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "客户.csv"
    path.write_bytes(f"姓名,手机号\n客户,{A}\n".encode() + b"\xe5\xae," + f"{B}\n".encode())
    write(opened, '{"code":"{{姓名}}"}')
    opened.find("templateCode").setEditText(NOTICE)
    imported(qtbot, opened, path)
    opened.wait_ready(qtbot)
    summary = present(opened.session.composer.summary())
    assert (summary.draft.count, summary.first) == (1, (A,))
    rows = opened.session.recipients.rows
    rows.search("")
    qtbot.waitUntil(lambda: rows.notes.rowCount() == 2)
    notes = {rows.notes.index(row, 2).data() for row in range(2)}
    assert len(notes) == 2 and any("姓名" in note for note in notes)


def test_a_column_that_no_list_has_keeps_the_message_back(
    qtbot: QtBot, opened: Desk, table: Path
) -> None:
    write(opened, '{"code":"{{代码}}"}')
    imported(qtbot, opened, table)
    settled(qtbot, opened, 3)
    qtbot.waitUntil(lambda: opened.session.composer.placeholders.present)
    qtbot.waitUntil(
        lambda: opened.session.composer.status().problems == (UnknownColumns(("代码",)),)
    )
    assert not opened.ready


def test_blocked_numbers_are_not_sent_to(qtbot: QtBot, opened: Desk) -> None:
    recipients, listing, _ = parts(opened)
    opened.fill(qtbot, [A, B, C])
    recipients.blocked_numbers.add(f"{B}, nonsense")
    qtbot.waitUntil(lambda: recipients.readiness_check.readiness.blocked == 1)
    qtbot.waitUntil(lambda: not recipients.busy)
    summary = present(opened.session.composer.summary())
    assert (summary.draft.count, summary.first) == (2, (A, C))
    assert (summary.blocked, summary.missing) == (1, ())
    opened.send(qtbot)
    qtbot.waitUntil(lambda: opened.rows() == [(A, "accepted"), (C, "accepted")])

    recipients.blocked_numbers.add(f"{A} {C}")
    qtbot.waitUntil(lambda: recipients.readiness_check.readiness.blocked == 3)
    qtbot.waitUntil(
        lambda: opened.session.composer.status().problems == (DraftProblem.NOBODY_LEFT,)
    )

    recipients.blocked_numbers.remove([A, B, C])
    qtbot.waitUntil(lambda: recipients.readiness_check.readiness.recipients == 3)
    assert listing.overview.recipients == 3


def test_cleared_undone_and_there_after_a_restart(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, plain: Path
) -> None:
    with desk(tmp_path / "data", secrets) as opened:
        _, listing, _ = parts(opened)
        editor = opened.find("phoneNumbers")
        editor.setPlainText(C)
        settled(qtbot, opened, 1)
        opened.window.open_list(str(plain))
        settled(qtbot, opened, 3)
        listing.clear()
        settled(qtbot, opened, 0)
        assert editor.toPlainText() == ""
        listing.undo()
        settled(qtbot, opened, 3)
        assert [entry.number for entry in listing.overview.entries] == [C]
    with desk(tmp_path / "data", secrets) as again:
        settled(qtbot, again, 3)
        assert again.find("phoneNumbers").toPlainText() == ""
        assert [entry.number for entry in parts(again)[1].overview.entries] == [C]
        assert parts(again)[1].overview.first == (C, A, B)


def test_a_list_that_is_not_there_does_not_keep_the_next_one_back(
    qtbot: QtBot, opened: Desk, tmp_path: Path, plain: Path
) -> None:
    opened.window.open_list(str(tmp_path / "gone.csv"))
    opened.window.open_list(str(plain))
    settled(qtbot, opened, 2)
    assert [notice.severity for notice in opened.notices] == [Severity.ERROR, Severity.SUCCESS]
    assert not opened.session.recipients.list_import.loading


def test_an_import_that_is_stopped_leaves_the_draft_as_it_was(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    _, listing, importing = parts(opened)
    long = tmp_path / "long.csv"
    long.write_text("".join(f"1380{n:07}\n" for n in range(1_000_000)), encoding="ascii")
    opened.fill(qtbot, [B])
    stopping = list[Any]()

    def stop(progress: LoadProgress | None) -> None:
        if progress is not None and progress.recipients and not stopping:
            stopping.append(progress)
            importing.stop()

    importing.progressed.connect(stop)
    opened.window.open_list(str(long))
    qtbot.waitUntil(lambda: words.stopped() in sentences(opened))
    assert stopping
    settled(qtbot, opened, 1)
    assert listing.overview.first == (B,)
    assert [source.recipients for source in listing.overview.sources] == [1]


def test_what_was_left_out_is_saved_and_it_is_said_which_numbers_are_in_it(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    rows, target = opened.session.recipients.rows, tmp_path / "left out.csv"
    opened.find("phoneNumbers").setPlainText(f"{A}\n{A}\n1380013800012")
    settled(qtbot, opened, 1)
    rows.search("")
    qtbot.waitUntil(lambda: rows.notes.rowCount() == 2)

    rows.save_notes(str(target))
    qtbot.waitUntil(lambda: bool(opened.notices) and "in full" in opened.notices[-1].text)
    assert "1380013800012" in target.read_text(encoding="utf-8-sig")

    opened.find("maskNumbers").click()
    rows.save_notes(str(target))
    qtbot.waitUntil(lambda: "are masked" in opened.notices[-1].text)
    saved = target.read_text(encoding="utf-8-sig")
    assert A not in saved and "1380013800012" not in saved


@pytest.mark.parametrize("name", hiding.FORMATS)
def test_a_list_with_hidden_rows_always_asks(
    qtbot: QtBot, opened: Desk, tmp_path: Path, name: str
) -> None:
    """Also of one column, which is read at once otherwise."""
    path = tmp_path / f"list.{name}"
    path.write_bytes(hiding.FORMATS[name]([["手机号"], [A], [B], [C]], {2}))
    seen = inspected(qtbot, opened, path)
    assert seen.sheet_notes.hidden_rows == 1
    dialog = present(opened.window.findChild(ImportDialog))
    dialog.accepted_layout.emit(seen.layout)
    dialog.accept()
    settled(qtbot, opened, 2)
    assert parts(opened)[1].overview.first == (A, C)


def test_hidden_rows_are_read_if_they_are_wanted(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(hiding.xlsx([["手机号"], [A], [B], [C]], {2}))
    inspected(qtbot, opened, path)
    importing = parts(opened)[2]
    with qtbot.waitSignal(importing.inspected) as found:
        importing.choose(LayoutChoice(hidden_rows=True))
    dialog = present(opened.window.findChild(ImportDialog))
    dialog.accepted_layout.emit(found.args[0].layout)
    dialog.accept()
    settled(qtbot, opened, 3)


def test_a_doubtful_row_is_taken_in_the_window_undone_and_there_after_a_restart(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with desk(tmp_path / "data", secrets, Connector(1.0, 0.7)) as opened:
        opened.find("phoneNumbers").setPlainText(f"李四：{A}\n61234567")
        qtbot.waitUntil(lambda: sum(opened.session.recipients.draft.overview.notes.values()) == 2)
        box = opened.find("typedRegion")
        box.set_region("HK")
        box.activated.emit(box.currentIndex())
        settled(qtbot, opened, 1)
        opened.find("showProblems").click()
        qtbot.waitUntil(lambda: opened.session.recipients.rows.notes.rowCount() == 2)
        opened.find("recipientProblems").selectRow(0)
        opened.find("takeRows").click()
        settled(qtbot, opened, 2)
        opened.find("undoRecipients").click()
        settled(qtbot, opened, 1)
        opened.find("takeAll").menu().actions()[0].trigger()
        settled(qtbot, opened, 2)
    with desk(tmp_path / "data", secrets, Connector(1.0, 0.7)) as opened:
        settled(qtbot, opened, 2)
        assert opened.find("typedRegion").region() == "HK"


def test_a_list_of_a_hidden_sheet_always_asks(qtbot: QtBot, opened: Desk, tmp_path: Path) -> None:
    """Also of one column, beside a sheet in sight that holds nothing."""
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("名单")
        hidden = book.add_worksheet("旧名单")
        hidden.write_column(0, 0, ["手机号", A, B])
        hidden.hide()
    seen = inspected(qtbot, opened, path)
    assert seen.layout.sheet == "旧名单"
    present(opened.window.findChild(ImportDialog)).reject()
    assert parts(opened)[1].overview.recipients == 0


@pytest.mark.parametrize("name", ["list.txt", "list.xlsx"])
def test_a_list_of_another_region_asks_where_it_is_from(
    qtbot: QtBot, opened: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name.endswith(".txt"):
        path.write_text("61234567\n91234567\n", encoding="utf-8")
    else:
        path.write_bytes(hiding.xlsx([["手机号"], ["61234567"], ["91234567"]]))
    seen = inspected(qtbot, opened, path)
    dialog = present(opened.window.findChild(ImportDialog))
    dialog.accepted_layout.emit(replace(seen.layout, region="HK"))
    dialog.accept()
    settled(qtbot, opened, 2)
    assert parts(opened)[1].overview.first == ("85261234567", "85291234567")


def test_a_workbook_that_was_read_at_once_can_be_read_anew(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(hiding.xlsx([["手机号"], [A], [B]]))
    opened.window.open_list(str(path))
    settled(qtbot, opened, 2)
    importing = parts(opened)[2]
    with qtbot.waitSignal(importing.inspected):
        present(opened.notices[-1].verb)()
    present(opened.window.findChild(ImportDialog)).reject()
