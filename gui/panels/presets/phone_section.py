"""The test phones in the rail: ticked ones are among the recipients."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from gui.core.presets.preset import PresetBook, TestPhone, grouped
from gui.panels.presets.delegates import GroupRow, PhoneRow
from gui.panels.presets.movable_rows import ID
from gui.panels.presets.rail_list import ENTRY
from gui.panels.presets.section import RailSection, tool
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.words.presets import presets as words


class PhoneSection(RailSection):
    """Lists the test phones; a click on a row ticks it or takes the tick away."""

    ticked = Signal(object)
    """The ids of phones that are to be recipients."""
    unticked = Signal(object)
    """The ids of phones that are to be none."""
    add_requested = Signal()
    edit_requested = Signal(object)
    """A `TestPhone`."""
    deleted = Signal(object)
    """The ids of phones."""
    ordered = Signal(object)
    """The ids of all phones."""
    examples_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without phones."""
        super().__init__(theme, "", "testPhones", parent)
        self.heading.setText(self.tr("Test phones"))
        self.list.setAccessibleName(self.tr("Test phones"))
        self.list.setSelectionMode(self.list.SelectionMode.NoSelection)
        self._book = PresetBook()
        self._ticked: Collection[str] = frozenset()
        self._masked = False
        self._add = tool("addTestPhone", self.tr("Add test phones"))
        self.add_tool(self._add)
        self.hint.setText(
            self.tr("Add your own phone and your colleagues': a tick makes it a recipient.")
        )
        self._first = named_button("newTestPhone", self.tr("Add phones"))
        self._examples = named_button("addExamplePhones", self.tr("Add examples"))
        self._offers = QWidget()
        offers = QVBoxLayout(self._offers)
        offers.setContentsMargins(8, 0, 0, 0)
        offers.setSpacing(8)
        for button in (self._first, self._examples):
            button.setProperty("small", True)
            offers.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_below(self._offers)
        self._add.clicked.connect(self.add_requested)
        self._first.clicked.connect(self.add_requested)
        self._examples.clicked.connect(self.examples_requested)
        self.list.chosen.connect(self._toggle)
        self.list.edit_requested.connect(self._edit)
        self.list.delete_requested.connect(lambda id: self.deleted.emit([id]))
        self.list.moved.connect(self.ordered)
        self.list.menu_requested.connect(self._show_menu)
        self.list.itemChanged.connect(self._follow_box)
        theme.changed.connect(self._dress)
        self._dress()
        self.offer_examples(False)
        self._fill()

    def show_book(self, book: PresetBook) -> None:
        """Show the test phones of an account."""
        self._book = book
        self._fill()

    def show_ticked(self, numbers: Collection[str]) -> None:
        """Show which numbers are among the recipients."""
        self._ticked = numbers
        self._fill()

    def set_masked(self, masked: bool) -> None:
        """Hide the middle of every number, or show it."""
        self._masked = masked
        self._fill()

    def offer_examples(self, offered: bool) -> None:
        """Offer the numbers of the sandbox, or not."""
        self._examples.setVisible(offered)

    def _fill(self) -> None:
        phones = self._book.phones
        items = []
        for group, members in grouped(phones):
            if group:
                heading = QListWidgetItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setData(ENTRY, GroupRow(group))
                items.append(heading)
            items += map(self._item, members)
        self.show_rows(items, self._first, self._offers)
        many = sum(phone.number in self._ticked for phone in phones)
        self.count.setText(
            self.tr("{ticked} / {all}").format(ticked=many, all=len(phones)) if phones else ""
        )

    def _item(self, phone: TestPhone) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setData(ID, phone.id)
        ending = words.last_digits(phone.number, masked=self._masked)
        item.setData(ENTRY, PhoneRow(phone.name or ending, ending))
        told = words.phone(phone, masked=self._masked)
        item.setText(phone.name or ending)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        item.setToolTip(told)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        checked = phone.number in self._ticked
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        return item

    def _toggle(self, id: int) -> None:
        item = next(
            (
                self.list.item(row)
                for row in range(self.list.count())
                if self.list.item(row).data(ID) == id
            ),
            None,
        )
        if item is not None:
            checked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def _follow_box(self, item: QListWidgetItem) -> None:
        """A box was ticked, by the operator or by a screen reader."""
        id = item.data(ID)
        phone = self._book.phone(int(id)) if id else None
        if phone is None or self.list.filling:
            return
        checked = item.checkState() is Qt.CheckState.Checked
        if checked != (phone.number in self._ticked):
            # Whoever presses twice before the first press has had its effect wants both.
            self._ticked = {phone.number} ^ set(self._ticked)
            (self.ticked if checked else self.unticked).emit([phone.id])

    def _edit(self, id: int) -> None:
        if phone := self._book.phone(id):
            self.edit_requested.emit(phone)

    def _show_menu(self, id: int, place: QPoint) -> None:
        self.show_row_menu(id, place, self.tr("Edit…"))

    def _dress(self) -> None:
        self.set_icon(self._add, "add")
        set_icons(self._theme, (self._first, "add"), (self._examples, "add"))
