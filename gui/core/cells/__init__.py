"""What the cell of a spreadsheet shows: its text, and numbers and dates under a display format."""
