"""Read phone lists from files."""
