"""A small program with a widget of each kind, for the tests of what drives the real one."""

from __future__ import annotations

import sys

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    qWarning,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

ROWS = 100_000
TITLES = ("时间", "手机号", "状态")


class Rows(QAbstractTableModel):
    """A hundred thousand rows that are made when asked for, and counted."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[int] = set()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else ROWS

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(TITLES)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return TITLES[section]
        return None

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        self.asked.add(index.row())
        return f"{TITLES[index.column()]} {index.row()}"


class Window(QMainWindow):
    """One column of widgets; `preview` tells what the others did."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Toy")
        self.model = Rows()
        self.preview = QLabel("…")
        self.sign_name = QComboBox()
        self.sign_name.setEditable(True)
        self.sign_name.addItems(["小饭桌管理平台", "阿里云"])
        self.send_mode = QComboBox()
        self.send_mode.addItems(["one by one", "batched", "无"])
        self.numbers = QPlainTextEdit()
        self.out_id = QLineEdit()
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.send = QPushButton("Send &3")
        self.pause = QPushButton("Pause")
        self.pause.setEnabled(False)
        self.production = QCheckBox("Production")
        self.progress = QProgressBar()
        self.progress.setValue(42)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._lay_out()
        self._wire()
        self.resize(700, 700)

    def _lay_out(self) -> None:
        names = {
            "preview": self.preview,
            "signName": self.sign_name,
            "sendMode": self.send_mode,
            "phoneNumbers": self.numbers,
            "outId": self.out_id,
            "accessKeySecret": self.secret,
            "send": self.send,
            "pause": self.pause,
            "production": self.production,
            "progress": self.progress,
            "historyTable": self.table,
        }
        central = QWidget()
        column = QVBoxLayout(central)
        for name, widget in names.items():
            widget.setObjectName(name)
            column.addWidget(widget)
        self.setCentralWidget(central)

    def _wire(self) -> None:
        tell = self.preview.setText
        self.send.clicked.connect(self._confirm)
        self.send_mode.activated.connect(lambda at: tell(f"mode {at}"))
        self.numbers.textChanged.connect(lambda: tell(f"{self.numbers.blockCount()} lines"))
        self.production.toggled.connect(lambda on: tell(f"production {on}"))
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(lambda now: tell(f"row {now.row()}"))

    def _confirm(self) -> None:
        self.dialog = QDialog(self)
        self.dialog.setModal(True)
        yes = QPushButton("Yes", self.dialog)
        yes.setObjectName("confirmSend")
        yes.clicked.connect(self.dialog.accept)
        self.dialog.accepted.connect(self._sent)
        self.dialog.open()

    def _sent(self) -> None:
        scheme = self.palette().window().color().lightness()
        self.preview.setText(
            f"sent {self.sign_name.currentText()}, asked for {len(self.model.asked)} rows, "
            f"{'dark' if scheme < 128 else 'light'}, secret of {len(self.secret.text())}"
        )


def main() -> int:
    """Show the window; `--warn` lets Qt complain."""
    application = QApplication(sys.argv)
    window = Window()
    window.show()
    if "--warn" in sys.argv:
        QTimer.singleShot(0, lambda: qWarning("a toy complains"))
    print("shown", flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
