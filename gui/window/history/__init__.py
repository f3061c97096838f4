"""The page of the history, and its wiring to the session."""
