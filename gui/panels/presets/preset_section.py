"""The presets in the rail."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QListWidgetItem, QMenu, QWidget

from gui.core.presets.preset import (
    NAME_MAX,
    Preset,
    PresetBook,
    PresetOutcome,
    PresetResults,
    clean_name,
)
from gui.panels.presets.delegates import PresetRow
from gui.panels.presets.movable_rows import ID
from gui.panels.presets.rail_list import ENTRY
from gui.panels.presets.section import RailSection, tool
from gui.panels.theme.theme import Theme
from gui.words.presets import presets as words

_STATES = {
    PresetOutcome.DELIVERED: "delivered",
    PresetOutcome.FAILED: "undelivered",
    PresetOutcome.UNKNOWN: "unknown",
    PresetOutcome.PENDING: "accepted",
    PresetOutcome.CANCELLED: "cancelled",
}


class PresetSection(RailSection):
    """Lists the presets; a click on one loads it."""

    chosen = Signal(int)
    save_requested = Signal()
    """The form is to be saved as a preset."""
    renamed = Signal(int, str)
    deleted = Signal(object)
    """The ids of presets."""
    ordered = Signal(object)
    """The ids of all presets."""
    import_requested = Signal()
    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without presets."""
        super().__init__(theme, "", "presets", parent)
        self.heading.setText(self.tr("Presets"))
        self.list.setAccessibleName(self.tr("Presets"))
        self._book, self._results = PresetBook(), PresetResults()
        self._active, self._changed = 0, False
        self._more = tool("presetFiles", self.tr("Import or export presets"))
        self._save = tool("savePreset", self.tr("Save as a preset"))
        menu = QMenu(self._more)
        menu.addAction(self.tr("Import…"), self.import_requested.emit)
        self._export = menu.addAction(self.tr("Export…"), self.export_requested.emit)
        self._more.setMenu(menu)
        self._more.setPopupMode(self._more.ToolButtonPopupMode.InstantPopup)
        self.add_tool(self._more)
        self.add_tool(self._save)
        self.hint.setText(
            self.tr(
                "Fill the form in and save it as a preset: later one click loads it again. Each "
                "account has presets and test phones of its own."
            )
        )
        self._save.clicked.connect(self.save_requested)
        self.list.chosen.connect(self.chosen)
        self.list.edit_requested.connect(self._rename)
        self.list.delete_requested.connect(lambda id: self.deleted.emit([id]))
        self.list.moved.connect(self.ordered)
        self.list.menu_requested.connect(self._show_menu)
        theme.changed.connect(self._dress)
        self._dress()
        self._fill()

    def show_book(self, book: PresetBook) -> None:
        """Show the presets of an account."""
        self._book = book
        self._fill()

    def show_results(self, results: PresetResults) -> None:
        """Show what became of them."""
        self._results = results
        self._fill()

    def show_active(self, preset: Preset | None, *, changed: bool) -> None:
        """Show which preset is in use, and whether the form is no longer what it keeps."""
        self._active, self._changed = (preset.id if preset else 0), changed
        self._fill()

    def _fill(self) -> None:
        self.show_rows([self._item(preset) for preset in self._book.presets], self._save)
        self.list.show_selected(self._active)
        self._export.setEnabled(bool(self._book.presets or self._book.phones))

    def _item(self, preset: Preset) -> QListWidgetItem:
        about = words.about(preset, self._book)
        last = self._results.last.get(preset.id)
        icon, role, when, said = "", "text", "", ""
        if last is not None:
            icon, role = self._theme.tokens.states[_STATES[last.outcome]]
            when, said = words.when(last.created_at), words.result(last)
        filled = preset.id == self._active and not self._changed
        item = QListWidgetItem()
        item.setData(ID, preset.id)
        short = words.about(preset, self._book, short=True)
        item.setData(ENTRY, PresetRow(preset.name, about, short, icon, role, when, filled))
        told = "\n".join(filter(None, (preset.name, about, said)))
        item.setText(preset.name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, preset.name)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, told)
        item.setToolTip(told)
        return item

    def _show_menu(self, id: int, place: QPoint) -> None:
        self.show_row_menu(id, place, self.tr("Rename…"))

    def _rename(self, id: int) -> None:
        preset = self._book.preset(id)
        if preset is None:
            return
        from gui.panels.widgets.dialogs.once import gives_way  # imported when needed

        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("renamePreset")
        dialog.setWindowTitle(self.tr("Rename preset"))
        dialog.setLabelText(self.tr("Name"))
        dialog.setOkButtonText(self.tr("Rename"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.setTextValue(preset.name)
        if field := dialog.findChild(QLineEdit):
            field.setMaxLength(NAME_MAX)
            field.setAccessibleName(self.tr("Name"))

        def rename(text: str) -> None:
            name = clean_name(text)
            if name and name != preset.name:
                self.renamed.emit(id, name)

        dialog.textValueSelected.connect(rename)
        if not gives_way(dialog, str(id)):
            dialog.open()

    def _dress(self) -> None:
        self.set_icon(self._save, "add")
        self.set_icon(self._more, "more")
