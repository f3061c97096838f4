"""Which columns of the history are shown, how wide, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from gui.core.sending.state import RecipientState
from gui.models.paged import Column
from gui.panels.theme.theme import Theme
from gui.words.sending import states

WIDTHS = {
    "time": 14,
    "number": 12,
    "name": 8,
    "state": 9,
    "message": 28,
    "receipt_after": 7,
    "account": 10,
    "template": 14,
    "sign": 10,
    "code": 24,
    "receipt_at": 14,
    "out_id": 16,
    "biz_id": 21,
    "request_id": 37,
}
"""Of the texts of the columns, in digits, and their order for the eye, until the operator changes
them; a heading or the name of a state may need more.

The order of the model is that of exported files, and of what assistive technology counts."""
ESSENTIAL = ("time", "number", "state", "message", "receipt_after")
"""Columns that are always shown; the others, in their order, as far as there is room."""
ALWAYS = "number"
"""The one column that cannot be hidden."""
SPARE = "message"
"""The column that gets the width that the other columns leave."""
SPARE_LEAST = 16
"""Its minimum width beside the account, in digits: who has several must see which it was."""
SPARE_NARROW = 8
"""Its minimum width, in digits: the others are not pushed out of sight by it."""
PADDING = 24
"""Of a cell, in device-independent pixels."""


class ColumnLayout(QObject):
    """Lets the columns of `table` fit its width, until the operator sets them."""

    def __init__(self, table: QTableView, theme: Theme) -> None:
        super().__init__(table)
        self._table = table
        self._theme = theme
        self._columns: Sequence[Column] = ()
        self._fitting = True
        self._several_accounts = self._named = False

    def begin(self, columns: Sequence[Column]) -> None:
        """Lay the columns out; the table shows them already."""
        self._columns = columns
        self._order()
        self.fit()
        header = self._header
        header.sectionResized.connect(self._note_change)
        header.sectionMoved.connect(self._note_change)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer)

    def state(self) -> QByteArray:
        """Return widths, order and choice of the columns; empty while they fit themselves."""
        return QByteArray() if self._fitting else self._header.saveState()

    def restore(self, state: QByteArray) -> None:
        """Put widths, order and choice of the columns as they were."""
        if not state.isEmpty() and self._header.restoreState(state):
            self._fitting = False

    def set_several_accounts(self, several: bool) -> None:
        """Say whether there is more than one account to tell apart."""
        if several != self._several_accounts:
            self._several_accounts = several
            self.fit()

    def set_named(self, named: bool) -> None:
        """Say whether there are names beside the numbers, which are worth a column then."""
        if named != self._named:
            self._named = named
            self.fit()

    def fill_menu(self, menu: QMenu) -> None:
        """Put an entry for each column into `menu`, and one that lets them fit again."""
        menu.clear()
        for at, column in enumerate(self._columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(at))
            action.setEnabled(column.name != ALWAYS)
            action.toggled.connect(lambda shown, at=at: self._show(at, shown))
        menu.addSeparator()
        fit = menu.addAction(self.tr("Fit to the window"), self._fit_again)
        fit.setEnabled(not self._fitting)

    def fit(self) -> None:
        """Show as many columns as fit the width, and give the rest of it to the column `SPARE`.

        Columns that the operator has set stay as they are.
        """
        if not self._fitting:
            return
        names, header = self._names(), self._header
        widths = {name: self._width(at, name) for at, name in enumerate(names)}
        shown = [name for name in ESSENTIAL if name in names]
        if self._named and "name" in names:
            shown.append("name")
        room = self._table.viewport().width()
        room -= sum(widths[name] for name in shown if name != SPARE)
        for name in self._optional():
            if room - widths[name] < self._spare_least(beside=name):
                break
            room -= widths[name]
            shown.append(name)
        if SPARE in widths:
            widths[SPARE] = max(self._width_of(SPARE_NARROW), room)
        blocked = header.blockSignals(True)
        for at, name in enumerate(names):
            header.setSectionHidden(at, name not in shown)
            header.resizeSection(at, widths[name])
        header.blockSignals(blocked)
        self._table.updateGeometries()
        self._table.viewport().update()

    @property
    def _header(self) -> QHeaderView:
        return self._table.horizontalHeader()

    def _names(self) -> list[str]:
        return [column.name for column in self._columns]

    def _optional(self) -> list[str]:
        names = self._names()
        kept = (*ESSENTIAL, "name")
        optional = [name for name in WIDTHS if name in names and name not in kept]
        if "account" in optional and not self._several_accounts:
            optional.remove("account")
            optional.append("account")
        return optional

    def _spare_least(self, *, beside: str) -> int:
        digits = SPARE_LEAST if beside == "account" else WIDTHS[SPARE]
        return self._width_of(digits)

    def _width(self, at: int, name: str) -> int:
        wide = self._width_of(WIDTHS.get(name, 0))
        if name == "state":
            letters = self._table.fontMetrics()
            words = max(letters.horizontalAdvance(states.state(one)) for one in RecipientState)
            icon = self._theme.icon_size.width() + self._theme.step
            wide = max(wide, words + icon + PADDING)
        return max(wide, self._header.sectionSizeHint(at))

    def _width_of(self, digits: int) -> int:
        return digits * self._table.fontMetrics().horizontalAdvance("0") + PADDING

    def _order(self) -> None:
        """Put the columns into their order for the eye."""
        names, header = self._names(), self._header
        for place, name in enumerate(name for name in WIDTHS if name in names):
            header.moveSection(header.visualIndex(names.index(name)), place)

    def _note_change(self) -> None:
        self._fitting = False

    def _show(self, at: int, shown: bool) -> None:
        self._fitting = False
        self._table.setColumnHidden(at, not shown)
        header, names = self._header, self._names()
        if SPARE in names and not self._table.isColumnHidden(spare := names.index(SPARE)):
            left = self._table.viewport().width() - header.length() + header.sectionSize(spare)
            header.resizeSection(spare, max(self._width_of(SPARE_NARROW), left))

    def _fit_again(self) -> None:
        self._order()
        self._fitting = True
        self.fit()

    def _offer(self, at: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(self._header.mapToGlobal(at))
