"""How the rows of a phone list become recipients and notes.

Not how a file is read (`gui.storage.lists`).
"""
