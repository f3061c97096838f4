"""The page that composes and sends messages, and the wiring of its panels to the session."""
