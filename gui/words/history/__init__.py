"""Sentences about one recipient of the history: details and timeline."""
