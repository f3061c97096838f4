"""Colours for JSON."""

from __future__ import annotations

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from gui.core.json_text import TokenKind, tokens
from gui.panels.theme import Theme

LONGEST = 10_000
"""Characters of a line that are coloured: every key typed into a line colours it anew."""

LIGHT = {
    TokenKind.KEY: "#1a56c4",
    TokenKind.STRING: "#17692f",
    TokenKind.NUMBER: "#854800",
    TokenKind.LITERAL: "#7a2e9e",
    TokenKind.PUNCTUATION: "#57606a",
    TokenKind.BAD: "#b42318",
}
DARK = {
    TokenKind.KEY: "#8ab4ff",
    TokenKind.STRING: "#6fd08c",
    TokenKind.NUMBER: "#f0b849",
    TokenKind.LITERAL: "#d9a8f5",
    TokenKind.PUNCTUATION: "#b3bac3",
    TokenKind.BAD: "#ff9a92",
}


class JsonHighlighter(QSyntaxHighlighter):
    """Colours a document line by line: no piece of JSON goes on past the end of its line."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats: dict[TokenKind, QTextCharFormat] = {}
        self._mix()
        theme.changed.connect(self._recolour)

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        # Qt counts UTF-16 units; they are characters unless one lies beyond the BMP.
        wide = [] if text.isascii() else [i for i, char in enumerate(text) if char > "\uffff"]
        for token in tokens(text[:LONGEST]):
            start, end = token.start, token.end
            if wide:
                start += sum(place < token.start for place in wide)
                end += sum(place < token.end for place in wide)
            self.setFormat(start, end - start, self._formats[token.kind])

    def _recolour(self) -> None:
        self._mix()
        self.rehighlight()

    def _mix(self) -> None:
        for kind, colour in (DARK if self._theme.dark else LIGHT).items():
            paint = QTextCharFormat()
            paint.setForeground(QColor(colour))
            self._formats[kind] = paint
