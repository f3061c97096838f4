"""The SQLite file: connection, schema, lock, and what mends a damaged one.

Not the queries of any topic.
"""
