"""Save the form as a preset: its name, and whether its recipients belong to it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from gui.core.presets.preset import NAME_MAX, clean_name
from gui.panels.theme.theme import Theme
from gui.panels.widgets.dialogs.form_dialog import FormDialog

WIDTH = 360


class SavePresetDialog(FormDialog):
    """Asks for a name; one that is taken means that the old preset is replaced."""

    confirmed = Signal(str, bool)
    """The name, and whether the recipients are kept."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        taken: Collection[str],
        recipients: int,
        *,
        keepable: bool,
        keep: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Propose a name.

        Args:
            theme: gives the spacing.
            name: the proposal.
            taken: the names of the presets.
            recipients: how many there are.
            keepable: whether a preset can keep them.
            keep: whether to propose that.
            parent: the window.
        """
        super().__init__(theme, "preset", WIDTH, parent)
        self._taken = taken
        self.about = name
        self.setObjectName("savePresetDialog")
        self.setWindowTitle(self.tr("Save as a preset"))
        self._name = QLineEdit(name)
        self._name.setObjectName("presetName")
        self._name.setAccessibleName(self.tr("Name"))
        self._name.setMaxLength(NAME_MAX)
        self._name.selectAll()
        label = QLabel(self.tr("&Name"))
        label.setBuddy(self._name)
        self._keep = QCheckBox()
        self._keep.setObjectName("keepRecipients")
        self._keep.setText(self.tr("Keep the %Ln recipient(s) in it", "", recipients))
        self._keep.setEnabled(keepable)
        self._keep.setChecked(keepable and keep)
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName("presetNameHint")
        self._hint.setProperty("role", "caption")
        self._form.addRow(label, self._name)
        self._form.addRow(self._hint)
        self._form.addRow(self._keep)
        self._add_buttons()
        self._name.textChanged.connect(self._follow)
        self._keep.toggled.connect(self._follow)
        self._follow()
        self._name.setFocus()

    def accept(self) -> None:
        """Hand the name on, unless it is empty."""
        if name := clean_name(self._name.text()):
            self.confirmed.emit(name, self._keep.isChecked())
            super().accept()

    def _follow(self) -> None:
        name = clean_name(self._name.text())
        self._save.setEnabled(bool(name))
        self._save.setText(self.tr("Update") if name in self._taken else self.tr("Save"))
        if name in self._taken:
            hint = self.tr("There is a preset of this name: it is replaced.")
        elif not self._keep.isChecked():
            hint = self.tr(
                "Sign, template, values and options are kept; recipients are chosen each time."
            )
        else:
            hint = self.tr("Sign, template, values, options and recipients are kept.")
        self._hint.setText(hint)
