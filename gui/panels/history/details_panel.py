"""Everything known of the selected row."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from gui.panels.theme.theme import Theme
from gui.words.history.details import EntryDetails
from gui.words.history.steps import Step, fact

ICON = 16
"""Side of an icon in the text, in device-independent pixels."""
TINTS = {"danger": "danger-tint", "success": "success-tint", "unknown": "unknown-tint"}
"""The background of a reason, by the role of its state's colour; neutral for any other."""


WHOLE = 24
"""Characters of a value from which it has a line of its own, if it is one word: an identifier
that breaks is hard to compare and to copy."""

GAP = '<p style="font-size: 4px; margin: 0">&nbsp;</p>'
"""Between two parts: a table keeps no margin."""


class DetailsPanel(QTextBrowser):
    """Read-only text; where no row is selected it says how to see one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: EntryDetails | None = None
        self.setObjectName("details")
        self.setAccessibleName(self.tr("Details"))
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        # Read-only text has a cursor for the keyboard only if it is asked for.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setPlaceholderText(self.tr("Select a row to see its details"))
        theme.changed.connect(self._render)

    def show_details(self, details: EntryDetails | None) -> None:
        """Put up the details of a row, or of none. The place in the text stays."""
        if details == self._shown:
            return
        same = bool(details and self._shown and details.heading == self._shown.heading)
        self._shown = details
        self._render(at=self.verticalScrollBar().value() if same else 0)

    def _render(self, at: int = 0) -> None:
        if self._shown is None:
            self.clear()
            return
        self.setHtml(self._html(self._shown))
        self.verticalScrollBar().setValue(at)

    def _html(self, details: EntryDetails) -> str:
        secondary = self._theme.scheme["text-secondary"]
        parts = [
            self._heading(details),
            self._reason(details),
            self._way(details),
        ]
        if details.message:
            ground = self._theme.scheme["hover"]
            parts.append(
                f'<table width="100%" cellpadding="8" cellspacing="0" bgcolor="{ground}">'
                f"<tr><td>{escape(details.message)}</td></tr></table>{GAP}"
            )
        for name, value in details.facts:
            start, _, rest = escape(fact(name, "\0")).partition("\0")
            if len(value) >= WHOLE and not any(map(str.isspace, value)):
                start = f"{start.rstrip()}<br>"
            parts.append(
                f'<p style="margin: 0 0 4px 0"><span style="color: {secondary}">{start}</span>'
                f"{escape(value)}{rest}</p>"
            )
        return "".join(parts)

    def _heading(self, details: EntryDetails) -> str:
        return f'<p style="margin: 4px 0 0 0"><b>{escape(details.heading)}</b></p>{GAP}'

    def _reason(self, details: EntryDetails) -> str:
        icon, role = self._theme.tokens.states[details.state.value]
        ground = self._theme.scheme[TINTS.get(role, "hover")]
        first, *more = map(escape, details.reason)
        rest = "".join(f"<br>{line}" for line in more)
        return (
            f'<table width="100%" cellpadding="8" cellspacing="0" bgcolor="{ground}"><tr>'
            f'<td width="24">{self._image(icon, role)}</td>'
            f"<td><b>{first}</b>{rest}</td></tr></table>{GAP}"
        )

    def _way(self, details: EntryDetails) -> str:
        rows = "".join(map(self._step, details.steps))
        return f'<table width="100%" cellpadding="2" cellspacing="0">{rows}</table>{GAP}'

    def _step(self, step: Step) -> str:
        secondary = self._theme.scheme["text-secondary"]
        caption = f"color: {secondary}; font-size: {self._theme.size('type.caption')}px"
        icon, role = self._theme.tokens.states[step.state.value]
        time = f'<td align="right"><span style="{caption}">{escape(step.time)}</span></td>'
        note = ""
        if step.note:
            said = f'<span style="{caption}">{escape(step.note)}</span>'
            note = f'<tr><td></td><td colspan="2">{said}</td></tr>'
        across = "" if step.time else ' colspan="2"'
        return (
            f'<tr><td width="20">{self._image(icon, role)}</td>'
            f"<td{across}>{escape(step.title)}</td>{time if step.time else ''}</tr>{note}"
        )

    def _image(self, icon: str, role: str) -> str:
        """Add an icon to the document; return what shows it."""
        name = f"{icon}-{role}"
        pixmap = self._theme.pixmap(icon, self, role, ICON)
        self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), pixmap)
        return f'<img src="{name}" width="{ICON}" height="{ICON}">'
