"""A Windows of one's own on Debian: Wine, the genuine CPython for Windows, the locked packages.

`make test-windows` does all of it; `python -m tests.windows` has the parts.
"""
