"""What the operator is doing: verbs in, signals out; the only state of the user interface."""
