"""Controllers of sending: the run under way, unfinished runs, notices about runs."""
