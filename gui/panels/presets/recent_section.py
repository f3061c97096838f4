"""The last runs in the rail."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QMenu, QWidget

from gui.core.presets.preset import PresetBook, PresetResults, RecentRun
from gui.panels.presets.delegates import RecentRow
from gui.panels.presets.movable_rows import ID
from gui.panels.presets.rail_list import ENTRY
from gui.panels.presets.section import RailSection
from gui.panels.theme.theme import Theme
from gui.words.presets import presets as words
from gui.words.sending.progress import number


class RecentSection(RailSection):
    """Lists the last runs; a click on one loads what it sent."""

    chosen = Signal(int)
    """The number of a run."""
    save_requested = Signal(int, str)
    """A run that is to be saved as a preset, and a name for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without runs."""
        super().__init__(theme, "", "recentRuns", parent)
        self.heading.setText(self.tr("Recent"))
        self.list.setAccessibleName(self.tr("Recent"))
        self._book, self._results = PresetBook(), PresetResults()
        self._names: Mapping[str, str] = {}
        self.hint.setVisible(False)
        self.list.chosen.connect(self._choose)
        self.list.menu_requested.connect(self._show_menu)
        self._fill()

    def show_book(self, book: PresetBook) -> None:
        """Name runs after the presets that they were sent from."""
        self._book = book
        self._fill()

    def show_results(self, results: PresetResults) -> None:
        """Show the last runs."""
        self._results = results
        self._fill()

    def show_names(self, names: Mapping[str, str]) -> None:
        """Name runs after their templates, by code."""
        self._names = names
        self._fill()

    def _choose(self, run_id: int) -> None:
        self.list.show_selected(0)  # a run is loaded once, and not in use afterwards
        self.chosen.emit(run_id)

    def _show_menu(self, run_id: int, place: QPoint) -> None:
        item = self.list.currentItem()
        name = item.text() if item else ""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Load into the form"), lambda: self.chosen.emit(run_id))
        menu.addAction(self.tr("Save as a preset"), lambda: self.save_requested.emit(run_id, name))
        menu.popup(place)

    def _fill(self) -> None:
        runs = self._results.recent
        self.list.fill([self._item(run) for run in runs])
        self.setVisible(bool(runs))

    def _item(self, run: RecentRun) -> QListWidgetItem:
        preset = self._book.preset(run.preset_id)
        name = preset.name if preset else self._names.get(run.template_code, run.template_code)
        when, count = words.when(run.created_at), number(run.recipients)
        item = QListWidgetItem(name)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)  # their order is that of time
        item.setData(ID, run.run_id)
        item.setData(ENTRY, RecentRow(when, name, count))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{when} {name} {count}")
        item.setToolTip(self.tr("Load what was sent then"))
        return item
