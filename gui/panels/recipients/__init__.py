"""The widgets of the recipients: the editor, lists and their import, notes, blocked numbers."""
