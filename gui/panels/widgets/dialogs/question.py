"""A dialog that is answered once."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from gui.panels.widgets.dialogs.once import gives_way


class Question(QDialog):
    """A dialog that is opened once, and takes one answer.

    A button that is pressed again while the dialog closes, by a program or a double click, would
    give its answer twice.

    Attributes:
        about: tells it from those of the same title that ask about something else.
        answered: whether it has been closed, by whatever answer.
    """

    about = ""
    answered = False

    def open(self) -> None:
        """Open, unless the same question is open already: then that comes to the front."""
        if not gives_way(self, self.about):
            super().open()

    def done(self, result: int) -> None:
        """Close with this answer, if it is the first one."""
        if not self.answered:
            self.answered = True
            super().done(result)
