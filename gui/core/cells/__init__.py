"""The text that a spreadsheet shows for a cell, by its value and its display format."""
