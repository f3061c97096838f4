"""The SQLite file: connection, schema, lock, backups and repair.

The queries of a topic are in its own package.
"""
