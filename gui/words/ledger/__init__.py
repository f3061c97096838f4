"""Sentences about the ledger: backups, rescue of a damaged one, and copies of it."""
