"""The mark of what could not be read; the window knows it without the rules of cells."""

UNREADABLE = "\ufffd"
"""In place of bytes that are no character (REPLACEMENT CHARACTER)."""
