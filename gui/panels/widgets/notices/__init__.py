"""Notices over the window's lower edge, and notes within a card or dialog."""
