"""The main window: its pages, and the wiring that joins their panels to the session."""
