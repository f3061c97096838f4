"""The one window: where the panels lie, and the signals that join them to the session."""
