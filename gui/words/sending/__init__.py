"""Sentences about a run: its progress, the states of recipients, the answers of the service."""
