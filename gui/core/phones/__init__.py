"""Phone numbers: normalising and checking one, and finding several in a text.

Not the lists that they come in.
"""
