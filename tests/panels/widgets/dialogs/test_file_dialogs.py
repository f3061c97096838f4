"""File dialogs speak the window's language, begin at the operator's documents, suggest a name."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.panels.recipients.imports.list_files import ask_for_list
from gui.panels.widgets.dialogs.file_dialog import documents, file_dialog
from gui.panels.widgets.dialogs.save_dialog import ask_for_table_file
from gui.resource import resource
from tests.present import present

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """Qt's own sentences and ours, in Chinese, as the program installs them."""
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed = []
    for folder, file in ((of_qt, "qtbase_zh_CN"), (str(resource("translations")), "zh_CN")):
        translator = QTranslator()
        assert translator.load(file, folder), file
        qapp.installTranslator(translator)
        installed.append(translator)
    yield
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def saving(parent: QWidget) -> QFileDialog:
    chosen: list[str] = []
    ask_for_table_file("Save", "History", chosen.append, parent)
    return present(parent.findChild(QFileDialog))


def test_nothing_in_them_is_english_in_a_chinese_window(chinese: None, parent: QWidget) -> None:
    ask_for_table_file("导出", "历史", print, parent)
    ask_for_list("导入", print, parent)
    for dialog in parent.findChildren(QFileDialog):
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        shown = [
            *(label.text() for label in dialog.findChildren(QLabel)),
            *(button.text() for button in dialog.findChildren(QAbstractButton)),
            *(button.toolTip() for button in dialog.findChildren(QAbstractButton)),
            *dialog.nameFilters(),
        ]
        assert len(shown) > 8
        assert not [text for text in shown if text and not HAN.search(text)]


def test_qt_s_own_buttons_are_chinese(chinese: None, qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.Save | kinds.Close | kinds.Discard)
    qtbot.addWidget(box)
    assert all(HAN.search(button.text()) for button in box.buttons())
    assert QCoreApplication.translate("QWidgetTextControl", "Select All") == "全选"


def test_it_begins_at_the_documents_with_a_name_of_today(saving: QFileDialog) -> None:
    assert Path(saving.directory().path()) == Path(documents())
    (path,) = saving.selectedFiles()
    assert Path(path).name == f"History-{date.today().isoformat()}.xlsx"


def test_the_name_ends_as_the_chosen_kind_does(saving: QFileDialog) -> None:
    workbook, text = saving.nameFilters()
    saving.filterSelected.emit(text)
    assert saving.selectedFiles()[0].endswith(".csv")
    saving.filterSelected.emit(workbook)
    assert saving.selectedFiles()[0].endswith(".xlsx")


@pytest.mark.skipif(sys.platform == "win32", reason="locks there end with the handle they are of")
def test_listing_a_folder_leaves_the_locks_on_its_files(
    qtbot: QtBot, parent: QWidget, tmp_path: Path
) -> None:
    import fcntl

    path = tmp_path / "ledger.db"
    path.write_bytes(b"SQLite format 3\0")
    attempt = (
        "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    )
    with path.open("r+b") as ledger:
        fcntl.lockf(ledger, fcntl.LOCK_SH)
        dialog = file_dialog("Open", parent)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.open()
        view = present(dialog.findChild(QTreeView))
        qtbot.waitUntil(lambda: view.rootIndex().isValid())
        shown, folder = view.model(), view.rootIndex()
        qtbot.waitUntil(lambda: bool(shown.index(0, 2, folder).data()))
        other = subprocess.run([sys.executable, "-c", attempt, str(path)], capture_output=True)
        dialog.close()

    assert b"BlockingIOError" in other.stderr
