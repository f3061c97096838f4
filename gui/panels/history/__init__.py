"""The widgets of the history: search, table, details of a row."""
