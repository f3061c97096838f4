"""Add test phones line by line, or change one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QWidget,
)

from gui.core.phones.number import PhoneProblem
from gui.core.presets.phone_lines import read_number, read_phone_lines
from gui.core.presets.preset import NAME_MAX, PresetBook, TestPhone, clean_name
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.dialogs.form_dialog import FormDialog
from gui.panels.widgets.fields.steady_box import SteadyBox
from gui.panels.widgets.fields.text_box import TextBox
from gui.words.presets import presets as words
from gui.words.recipients.phone_problems import phone_problem

WIDTH = 400
LINES = 5
PROBLEMS_SHOWN = 3


class _PhoneDialog(FormDialog):
    """A form with a group, and a note below the fields."""

    def __init__(self, theme: Theme, groups: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(theme, "phone", WIDTH, parent)
        self._group_edit = QLineEdit()
        self._group: QWidget = self._group_edit
        if groups:  # without any, there is no list to open
            box = SteadyBox(editable=True)
            box.addItems(["", *groups])
            box.setLineEdit(self._group_edit)
            self._group = box
        self._group.setObjectName("phoneGroup")
        self._group.setAccessibleName(self.tr("Group"))
        self._group.setAccessibleDescription(self.tr("Group"))
        self._group_edit.setMaxLength(NAME_MAX)
        self._group_edit.setPlaceholderText(self.tr("None"))
        self._note = QLabel(wordWrap=True)
        self._note.setObjectName("phoneNote")
        self._note.setProperty("role", "caption")

    def _add_group(self) -> None:
        label = QLabel(self.tr("&Group"))
        label.setBuddy(self._group)
        self._form.addRow(label, self._group)
        self._form.addRow(self._note)
        self._add_buttons()

    def _group_name(self) -> str:
        return clean_name(self._group_edit.text())

    def _say(self, text: str, *, wrong: bool = False) -> None:
        restyle(self._note, tone="danger" if wrong else "secondary")
        self._note.setText(text)


class AddPhonesDialog(_PhoneDialog):
    """Takes one phone on each line: a name and a number, in any order."""

    confirmed = Signal(object)
    """A list of `TestPhone` without ids."""

    def __init__(self, theme: Theme, groups: Sequence[str], parent: QWidget | None = None) -> None:
        """Offer the groups that there are."""
        super().__init__(theme, groups, parent)
        self.setObjectName("addPhonesDialog")
        self.setWindowTitle(self.tr("Add test phones"))
        self._lines = TextBox(LINES)
        self._lines.setObjectName("phoneLines")
        self._lines.setAccessibleName(self.tr("Names and numbers"))
        self._lines.setPlaceholderText(
            self.tr(
                "A name and a number on each line, for example:\nMine 13900000001\nLi 13900000002"
            )
        )
        self._lines.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + 2 * theme.step)
        label = QLabel(self.tr("&Names and numbers"))
        label.setBuddy(self._lines)
        self._form.addRow(label)
        self._form.addRow(self._lines)
        self._add_group()
        self._lines.textChanged.connect(self._follow)
        self._follow()
        self._lines.setFocus()

    def accept(self) -> None:
        """Hand on what was read, unless a line gives no phone."""
        found = read_phone_lines(self._lines.toPlainText())
        if found.problems or not found.phones:
            self._follow()
            self._lines.setFocus()
            return
        group = self._group_name()
        phones = [TestPhone(0, one.name, one.number, group) for one in found.phones]
        self.confirmed.emit(phones)
        super().accept()

    def _typed(self) -> bool:
        return bool(self._lines.toPlainText().strip())

    def _follow(self) -> None:
        found = read_phone_lines(self._lines.toPlainText())
        self._save.setEnabled(bool(found.phones) and not found.problems)
        if found.problems:
            said = list(map(words.line_problem, found.problems[:PROBLEMS_SHOWN]))
            if len(found.problems) > PROBLEMS_SHOWN:
                said.append("…")
            self._say("\n".join(said), wrong=True)
        else:
            self._say(self.tr("%Ln phone(s) to add", "", len(found.phones)))


class EditPhoneDialog(_PhoneDialog):
    """Changes the name, the number or the group of a test phone."""

    confirmed = Signal(object)
    """The changed `TestPhone`."""

    def __init__(
        self, theme: Theme, phone: TestPhone, book: PresetBook, parent: QWidget | None = None
    ) -> None:
        """Show what a phone of `book` has now."""
        groups = dict.fromkeys(one.group for one in book.phones if one.group)
        super().__init__(theme, list(groups), parent)
        self._phone, self._book = phone, book
        self.about = str(phone.id)
        self.setObjectName("editPhoneDialog")
        self.setWindowTitle(self.tr("Edit test phone"))
        self._name = QLineEdit(phone.name)
        self._name.setObjectName("phoneName")
        self._name.setAccessibleName(self.tr("Name"))
        self._name.setMaxLength(NAME_MAX)
        self._number = QLineEdit(phone.number)
        self._number.setObjectName("phoneNumber")
        self._number.setAccessibleName(self.tr("Number"))
        for text, field in ((self.tr("&Name"), self._name), (self.tr("N&umber"), self._number)):
            label = QLabel(text)
            label.setBuddy(field)
            self._form.addRow(label, field)
        self._add_group()
        self._group_edit.setText(phone.group)
        self._number.textChanged.connect(self._follow)
        self._follow()
        self._name.setFocus()
        self._name.selectAll()

    def accept(self) -> None:
        """Hand on the phone, unless its number is none or taken."""
        number = self._read()
        if number is None:
            self._number.setFocus()
            return
        name = clean_name(self._name.text())
        self.confirmed.emit(
            replace(self._phone, name=name, number=number, group=self._group_name())
        )
        super().accept()

    def _typed(self) -> bool:
        now = (self._name.text(), self._number.text(), self._group_edit.text())
        return now != (self._phone.name, self._phone.number, self._phone.group)

    def _follow(self) -> None:
        self._save.setEnabled(self._read() is not None)

    def _read(self) -> str | None:
        """Read the number; say what is wrong with it."""
        found = read_number(self._number.text())
        if isinstance(found, PhoneProblem):
            self._say(phone_problem(found), wrong=True)
            return None
        other = self._book.phone_with(found)
        if other is not None and other.id != self._phone.id:
            self._say(
                self.tr("This number is saved already, as “{name}”.").format(name=other.name),
                wrong=True,
            )
            return None
        self._say("")
        return found
