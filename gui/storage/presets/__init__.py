"""Presets and test phones in the database, and in files of their own."""
