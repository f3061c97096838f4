"""Joins the rail to the session: presets, test phones, the last runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.core.presets.preset import Preset, TestPhone
from gui.panels.presets.heading import KEYS, PresetHeading
from gui.panels.theme.theme import Theme
from gui.window.send.compose_wiring import ComposeWiring
from gui.window.send.send_page import SendPage

if TYPE_CHECKING:
    from gui.panels.presets.save_dialog import SavePresetDialog
    from gui.session.presets.presets import ActivePreset
    from gui.session.session import Session


class PresetWiring(QObject):
    """Shows the rail as the session has it, and hands on what is done in it."""

    def __init__(
        self,
        session: Session,
        page: SendPage,
        compose: ComposeWiring,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._rail = rail = page.rail
        self._recipients = page.recipients
        self._compose = compose
        self._theme = theme
        self._window = window
        self._heading = PresetHeading(theme, page.compose.heading, page.compose.title)
        self._heading.save_requested.connect(self.ask_to_save)
        self._wire_presets()
        self._wire_phones()
        rail.recent.chosen.connect(session.refill.edit)
        for chosen in (rail.recent.chosen, page.results.edited, page.results.repeated):
            chosen.connect(session.presets.follow_run)
        rail.recent.save_requested.connect(self._ask_to_save_run)
        page.results.kept.connect(self._ask_to_save_run)
        session.catalogues.changed.connect(self._show_names)
        session.accounts.changed.connect(self._offer_examples)
        session.preferences.changed.connect(self._mask)
        QShortcut(QKeySequence(KEYS), window, self.ask_to_save)
        self._show_names()
        self._offer_examples()
        self._mask()

    def ask_to_save(self) -> None:
        """Ask for the name under which the form is saved."""
        self._compose.save_draft()
        offer = self._session.presets.offer()
        dialog = self._save_dialog(
            offer.name, offer.recipients, keepable=offer.keepable, keep=offer.typed
        )
        dialog.confirmed.connect(self._save)
        dialog.open()

    def choose(self, preset_id: int) -> None:
        """Load a preset, once what is typed is among the recipients that can come back."""
        self._recipients.flush()
        self._session.presets.choose(preset_id)

    def _wire_presets(self) -> None:
        session, section = self._session, self._rail.presets
        stored, presets = session.preset_book, session.presets
        section.chosen.connect(self.choose)
        section.save_requested.connect(self.ask_to_save)
        section.renamed.connect(presets.rename)
        section.deleted.connect(presets.delete)
        section.ordered.connect(presets.order)
        section.import_requested.connect(self._ask_for_import)
        section.export_requested.connect(self._ask_for_export)
        stored.changed.connect(section.show_book)
        stored.changed.connect(self._rail.recent.show_book)
        stored.results_changed.connect(section.show_results)
        stored.results_changed.connect(self._rail.recent.show_results)
        presets.active_changed.connect(self._show_active)
        presets.fields_requested.connect(self._compose.fill)

    def _wire_phones(self) -> None:
        phones, section = self._session.test_phones, self._rail.phones
        section.ticked.connect(phones.tick)
        section.unticked.connect(phones.untick)
        section.add_requested.connect(self._ask_for_phones)
        section.edit_requested.connect(self._ask_to_edit)
        section.deleted.connect(phones.delete)
        section.ordered.connect(phones.order)
        section.examples_requested.connect(phones.add_examples)
        self._session.preset_book.changed.connect(section.show_book)
        phones.ticked_changed.connect(section.show_ticked)

    def _save(self, name: str, with_recipients: bool) -> None:
        self._session.presets.save_form(name, with_recipients=with_recipients)

    def _ask_to_save_run(self, run_id: int, name: str) -> None:
        self._session.presets.offer_run(run_id, name, self._offer_run)

    def _offer_run(self, preset: Preset) -> None:
        def save(name: str, with_recipients: bool) -> None:
            kept = preset.recipients if with_recipients else ()
            self._session.presets.save_from_run(replace(preset, name=name, recipients=kept))

        many = len(preset.recipients)
        dialog = self._save_dialog(preset.name, many, keepable=many > 0, keep=True)
        dialog.confirmed.connect(save)
        dialog.open()

    def _save_dialog(
        self, name: str, recipients: int, *, keepable: bool, keep: bool
    ) -> SavePresetDialog:
        from gui.panels.presets.save_dialog import SavePresetDialog  # imported when needed

        taken = [preset.name for preset in self._session.preset_book.book.presets]
        return SavePresetDialog(
            self._theme, name, taken, recipients, keepable=keepable, keep=keep, parent=self._window
        )

    def _show_active(self, active: ActivePreset | None) -> None:
        preset, changed = (active.preset, active.changed) if active else (None, False)
        self._rail.presets.show_active(preset, changed=changed)
        self._heading.show_preset(preset.name if preset else "", changed=changed)

    def _show_names(self) -> None:
        templates = self._session.catalogues.current.templates
        self._rail.recent.show_names({row.code: row.name for row in templates})

    def _offer_examples(self) -> None:
        self._rail.phones.offer_examples(self._session.accounts.current.sandbox)

    def _mask(self) -> None:
        self._rail.phones.set_masked(self._session.preferences.settings.masked)

    def _ask_for_phones(self) -> None:
        from gui.panels.presets.phone_dialogs import AddPhonesDialog

        phones = self._session.preset_book.book.phones
        groups = dict.fromkeys(one.group for one in phones if one.group)
        dialog = AddPhonesDialog(self._theme, list(groups), self._window)
        dialog.confirmed.connect(self._session.test_phones.add)
        dialog.open()

    def _ask_to_edit(self, phone: TestPhone) -> None:
        from gui.panels.presets.phone_dialogs import EditPhoneDialog

        dialog = EditPhoneDialog(self._theme, phone, self._session.preset_book.book, self._window)
        dialog.confirmed.connect(self._session.test_phones.save)
        dialog.open()

    def _ask_for_import(self) -> None:
        from gui.panels.widgets.dialogs.file_dialog import file_dialog

        dialog = file_dialog(self.tr("Import presets and test phones"), self._window)
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Presets (*.json)"))
        dialog.fileSelected.connect(self._session.preset_book.import_file)
        dialog.open()

    def _ask_for_export(self) -> None:
        from gui.panels.widgets.dialogs.file_dialog import file_dialog

        dialog = file_dialog(self.tr("Export presets and test phones"), self._window)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Presets (*.json)"))
        dialog.setDefaultSuffix("json")
        dialog.selectFile(self.tr("SMS presets") + ".json")
        dialog.fileSelected.connect(self._session.preset_book.export_file)
        dialog.open()
