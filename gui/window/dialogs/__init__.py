"""Dialogs about lists and runs that the session's signals open over the window."""
