"""Dialogs for files and for decisions that need a confirmation."""
