"""The settings as a typed value, and the JSON file that stores it; not the secrets."""
