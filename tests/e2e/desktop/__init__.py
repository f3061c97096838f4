"""A desktop session of its own for the program under test, and what operates a window in it."""
