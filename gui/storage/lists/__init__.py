"""Phone lists out of files: the one way in for the button, drag and drop and the command line.

`flat` is the first way, of text alone and without columns, until the window uses the draft.
"""

from gui.storage.lists.flat import ROWS_PER_STEP, SIZE_MAX, PhoneList, read, reading

__all__ = ["ROWS_PER_STEP", "SIZE_MAX", "PhoneList", "read", "reading"]
