"""The draft's recipients in the database: sources, rows, notes, duplicates, undo."""
