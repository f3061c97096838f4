"""The SQLite file: connection, schema, lock, backups and repair.

Queries are in the rooms of their topics.
"""
