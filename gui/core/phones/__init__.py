"""Phone numbers: normalise and validate one, find several in a text.

Lists of them are in `gui.core.lists`.
"""
