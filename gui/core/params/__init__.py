"""Template parameters as JSON: parsing, validation, placeholders for the values of a row."""
