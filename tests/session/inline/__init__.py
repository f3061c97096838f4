"""Controllers of the session on lanes without threads: no window, no waiting."""
