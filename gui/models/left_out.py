"""The places of a list that are not sent to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.core.recipients import Problem
from gui.words import drafts

Index = QModelIndex | QPersistentModelIndex

PROBLEM_ROLE = Qt.ItemDataRole.UserRole
"""Gives the `Problem` of a row."""


class LeftOutModel(QAbstractTableModel):
    """One row for each place: its line, what was there, and why it was left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show `problems`, which must not change any more."""
        if problems != self._problems:
            self.beginResetModel()
            self._problems = problems
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many places were left out."""
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Line, text and reason."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return super().headerData(section, orientation, role)
        match section:
            case 0:
                return self.tr("Line")
            case 1:
                return self.tr("What was there")
            case _:
                return self.tr("Why it is left out")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell, or the `Problem` of its row."""
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return _cell(problem, index.column())
            case _ if role == PROBLEM_ROLE:
                return problem
        return None


def _cell(problem: Problem, column: int) -> str:
    match column:
        case 0:
            return str(problem.line or "–")
        case 1:
            return problem.text
        case _:
            return drafts.recipient_problem(problem)
