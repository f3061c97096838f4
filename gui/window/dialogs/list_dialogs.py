"""The dialogs about lists of recipients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.core.errors import ListError, SmsDeskError
from gui.core.lists.layout import Layout, ListInspection
from gui.panels.recipients.recipients_panel import RecipientsPanel
from gui.panels.theme.theme import Theme
from gui.words.errors import errors

if TYPE_CHECKING:
    from gui.core.message.segments import SegmentCount
    from gui.core.message.template import Preview
    from gui.panels.recipients.imports.import_dialog import ImportDialog
    from gui.session.session import Session


class ListDialogs(QObject):
    """Wires the recipients' panel, and opens its dialogs over the window."""

    def __init__(
        self, session: Session, panel: RecipientsPanel, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._recipients = session.recipients
        self._panel = panel
        self._theme = theme
        self._window = window
        self._import: ImportDialog | None = None
        panel.set_models(self._recipients.rows.recipients, self._recipients.rows.notes)
        panel.set_masked(session.preferences.settings.masked)
        self._wire()

    def choose_list(self) -> None:
        """Ask for a file to be read."""
        from gui.panels.recipients.imports.list_files import ask_for_list  # imported when needed

        title = self.tr("Import a phone list")
        ask_for_list(title, self._recipients.list_import.open, self._window)

    def _wire(self) -> None:
        panel, recipients = self._panel, self._recipients
        listing, importing, rows = recipients.draft, recipients.list_import, recipients.rows
        panel.edited.connect(listing.expect_typed)
        panel.changed.connect(listing.read_pending)
        panel.taken.connect(listing.take)
        panel.entry_removed.connect(listing.remove_entry)
        panel.entry_edited.connect(listing.edit_entry)
        panel.line_edited.connect(listing.edit_text)
        panel.import_requested.connect(self.choose_list)
        panel.import_stopped.connect(importing.stop)
        panel.file_dropped.connect(importing.open)
        panel.table_pasted.connect(importing.open_text)
        panel.source_removed.connect(listing.remove_source)
        panel.rows_removed.connect(listing.remove_rows)
        panel.rows_taken.connect(listing.take_rows)
        panel.all_taken.connect(listing.take_all)
        panel.region_chosen.connect(listing.read_region)
        panel.cleared.connect(listing.clear)
        panel.undone.connect(listing.undo)
        panel.recipients_requested.connect(lambda: rows.reload(listing.overview.sources))
        panel.notes_searched.connect(rows.search)
        panel.notes_saved.connect(self._choose_target)
        panel.blocked_requested.connect(self._show_blocked)
        listing.changed.connect(panel.show_overview)
        listing.checking_changed.connect(panel.set_checking)
        listing.editing_requested.connect(panel.edit)
        listing.region_changed.connect(panel.set_region)
        recipients.first_rows_changed.connect(panel.show_first_rows)
        recipients.blocked_changed.connect(panel.show_blocked)
        recipients.missing_changed.connect(panel.show_missing)
        recipients.unfit_changed.connect(panel.show_unfit)
        importing.progressed.connect(panel.show_import)
        importing.inspected.connect(self._show_inspection)
        importing.undecided.connect(self._show_undecided)
        importing.refused.connect(self._show_refusal)
        importing.looking_changed.connect(self._show_looking)

    def _show_inspection(self, inspection: ListInspection) -> None:
        self._ask().show_inspection(inspection)

    def _show_undecided(self, name: str, error: ListError) -> None:
        self._ask().show_unread(name, errors.error(error))

    def _ask(self) -> ImportDialog:
        """Open the dialog, unless it is open."""
        if self._import is None:
            from gui.panels.recipients.imports.import_dialog import (
                ImportDialog,  # imported when needed
            )

            blocks = self._recipients.list_import.blocks
            # Above the dialog of blocked numbers, where it was asked for.
            above = QApplication.activeModalWidget() if blocks else None
            dialog = ImportDialog(self._theme, above or self._window, blocking=blocks)
            if not blocks:
                composing = self._session.composer
                dialog.show_variables(composing.variables, composing.placeholders.column_by_param)
                dialog.set_renderer(self._render)
            dialog.set_masked(self._session.preferences.settings.masked)
            dialog.check_requested.connect(self._recipients.list_import.check)
            self._recipients.list_import.checked.connect(dialog.show_check)
            dialog.choice_changed.connect(self._recipients.list_import.choose)
            dialog.accepted_layout.connect(self._accept)
            dialog.rejected.connect(self._drop)
            self._import = dialog
            dialog.open()
        return self._import

    def _render(
        self, number: str, row: Mapping[str, str], mapped: frozenset[str]
    ) -> tuple[Preview, SegmentCount] | None:
        from gui.session.recipients.import_preview import preview_row  # imported when needed

        fields = self._session.composer.fields
        content = self._session.catalogues.content(fields.template_code)
        return preview_row(content, fields, number, row, mapped)

    def _accept(self, layout: Layout) -> None:
        self._import = None
        self._recipients.list_import.accept(layout)

    def _drop(self) -> None:
        self._import = None
        self._recipients.list_import.drop()

    def _show_refusal(self, error: SmsDeskError) -> None:
        if self._import is not None:
            self._import.show_problem(errors.error(error))

    def _show_looking(self, looking: bool) -> None:
        if self._import is not None and looking:
            self._import.set_busy(True)

    def _choose_target(self) -> None:
        from gui.panels.widgets.dialogs.save_dialog import (
            ask_for_table_file,  # imported when needed
        )

        title, name = self.tr("Save what was left out"), self.tr("Left out")
        ask_for_table_file(title, name, self._recipients.rows.save_notes, self._window)

    def _show_blocked(self) -> None:
        from gui.panels.recipients.blocked_numbers_dialog import (
            BlockedNumbersDialog,  # imported when needed
        )
        from gui.panels.widgets.dialogs.once import gives_way

        blocking = self._recipients.blocked_numbers
        dialog = BlockedNumbersDialog(self._theme, self._window)
        if gives_way(dialog):
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.set_masked(self._session.preferences.settings.masked)
        dialog.added.connect(blocking.add)
        dialog.removed.connect(blocking.remove)
        dialog.import_requested.connect(blocking.add_list)
        blocking.listed.connect(dialog.show_numbers)
        blocking.noticed.connect(dialog.show_notice)
        blocking.unread.connect(dialog.show_unread)
        blocking.busy_changed.connect(dialog.set_busy)
        dialog.open()
        blocking.reload()
