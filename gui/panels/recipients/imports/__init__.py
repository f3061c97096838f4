"""The import of a list: dialog, progress, file dialog."""
