"""The JSON of the template's parameters: reading, checking, placeholders for a row's values."""
