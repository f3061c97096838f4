"""Runs in the database: creation, delivery, unknown recipients, receipts, history."""
