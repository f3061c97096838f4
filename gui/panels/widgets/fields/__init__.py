"""Fields for text and choices, the notes beside them, and positions in their text."""
