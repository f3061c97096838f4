"""The settings: one typed value, and the JSON file that holds it; not the secrets."""
