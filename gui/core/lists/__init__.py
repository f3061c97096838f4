"""Convert the rows of a phone list into recipients and notes.

Files are read in `gui.storage.lists`.
"""
