"""The command palette: what can be done or looked at, found by typing."""
