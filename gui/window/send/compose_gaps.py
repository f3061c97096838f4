"""Leads an operator to what is missing or wrong in the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.core.message.draft import (
    DraftProblem,
    MagicNumbers,
    MissingParams,
    Problem,
    UnknownColumns,
)
from gui.panels.theme.theme import restyle
from gui.words.message import draft

if TYPE_CHECKING:
    from gui.window.send.compose_column import ComposeColumn

OF_OPTIONS = {
    DraftProblem.OUT_ID_LONG: "outId",
    DraftProblem.OUT_ID_CHARACTERS: "outId",
    DraftProblem.EXTEND_CODE: "smsUpExtendCode",
}
OF_RECIPIENTS = {DraftProblem.NO_NUMBERS, DraftProblem.NOBODY_LEFT}


class ComposeGaps:
    """Marks the fields once somebody has tried to send, until nothing is missing any more."""

    def __init__(self, column: ComposeColumn) -> None:
        self._column = column
        self._marking = False

    def clear(self) -> None:
        """Mark nothing: the form is another one."""
        self._marking = False
        self.show(())

    def lead(self, problems: Sequence[Problem]) -> None:
        """Mark what is missing, and focus the first of it."""
        self._marking = True
        self._column.send.alarm()
        self.show(problems)
        self.focus(problems)

    def show(self, problems: Sequence[Problem]) -> None:
        """Mark what is missing, if somebody has tried to send."""
        self._marking = self._marking and bool(problems)
        marked: Sequence[Problem] = problems if self._marking else ()
        said = {one: draft.problem(one) for one in marked if isinstance(one, DraftProblem)}
        self._column.message.show_gap(
            template=said.get(DraftProblem.NO_TEMPLATE, ""),
            sign=said.get(DraftProblem.NO_SIGN, ""),
        )
        missing = [one.names for one in marked if isinstance(one, MissingParams)]
        self._column.parameters.show_missing(missing[0] if missing else ())
        self._mark_recipients(problems, said)

    def focus(self, problems: Sequence[Problem]) -> bool:
        """Focus the field of the first problem that has one."""
        return any(self._focus(problem) for problem in problems)

    def _focus(self, problem: Problem) -> bool:
        column = self._column
        if isinstance(problem, MissingParams | UnknownColumns) or problem is DraftProblem.BAD_PARAM:
            column.parameters.focus_gap()
        elif problem is DraftProblem.NO_TEMPLATE:
            column.message.focus_template()
        elif problem is DraftProblem.NO_SIGN:
            column.message.focus_sign()
        elif problem in OF_RECIPIENTS or isinstance(problem, MagicNumbers):
            return self._focus_control(column, "phoneNumbers")
        elif problem is DraftProblem.NO_SECRET:
            return self._focus_control(column.window(), "accountSettings")
        elif isinstance(problem, DraftProblem) and problem in OF_OPTIONS:
            column.options.set_open(True)
            return self._focus_control(column, OF_OPTIONS[problem])
        else:
            return False
        return True

    def _focus_control(self, within: QWidget, name: str) -> bool:
        control = within.findChild(QWidget, name)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
        return control is not None

    def _mark_recipients(self, problems: Sequence[Problem], said: dict[DraftProblem, str]) -> None:
        # Numbers that mean something to the sandbox alone are said without being asked.
        magic = [draft.problem(one) for one in problems if isinstance(one, MagicNumbers)]
        texts = [*(said[one] for one in OF_RECIPIENTS if one in said), *magic]
        self._column.recipients_gap.show_text("\n".join(texts))
        editor = self._column.findChild(QWidget, "phoneNumbers")
        if editor is not None:
            restyle(editor, state="error" if texts else "")
