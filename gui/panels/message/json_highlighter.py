"""Colours for JSON."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from gui.panels.theme.theme import Theme

LONGEST = 10_000
"""Characters of a line that are coloured: every key typed into a line colours it again."""

# By the names of `TokenKind`: what reads JSON is loaded once there is some.
LIGHT = {
    "KEY": "#1a56c4",
    "STRING": "#17692f",
    "NUMBER": "#854800",
    "LITERAL": "#7a2e9e",
    "PUNCTUATION": "#57606a",
    "BAD": "#b42318",
}
DARK = {
    "KEY": "#8ab4ff",
    "STRING": "#6fd08c",
    "NUMBER": "#f0b849",
    "LITERAL": "#d9a8f5",
    "PUNCTUATION": "#b3bac3",
    "BAD": "#ff9a92",
}


class JsonHighlighter(QSyntaxHighlighter):
    """Colours a document line by line: no piece of JSON goes on past the end of its line."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats: Mapping[str, QTextCharFormat] = {}
        self._mix()
        theme.changed.connect(self._recolour)

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if not text:
            return
        from gui.core.params.problems import PARAMS_MAX
        from gui.core.params.tokens import tokenize

        if self.document().characterCount() > PARAMS_MAX:
            return  # refused, whatever is in it
        # Qt counts UTF-16 units; they are characters unless one lies beyond the BMP.
        wide = [] if text.isascii() else [i for i, char in enumerate(text) if char > "\uffff"]
        for token in tokenize(text[:LONGEST]):
            start, end = token.start, token.end
            if wide:
                start += sum(place < token.start for place in wide)
                end += sum(place < token.end for place in wide)
            self.setFormat(start, end - start, self._formats[token.kind.name])

    def _recolour(self) -> None:
        self._mix()
        self.rehighlight()

    def _mix(self) -> None:
        colours = DARK if self._theme.dark else LIGHT
        self._formats = {kind: _painted(colour) for kind, colour in colours.items()}


def _painted(colour: str) -> QTextCharFormat:
    paint = QTextCharFormat()
    paint.setForeground(QColor(colour))
    return paint
