"""A dialog that is answered once."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


class Question(QDialog):
    """A dialog that is opened once, and takes one answer.

    A button that is pressed again while the dialog closes, by a program or a double click, would
    give its answer twice.

    Attributes:
        answered: whether it has been closed, by whatever answer.
    """

    answered = False

    def done(self, result: int) -> None:
        """Close with this answer, if it is the first one."""
        if not self.answered:
            self.answered = True
            super().done(result)
