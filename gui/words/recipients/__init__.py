"""Sentences about phone lists: how they are read, what became of their rows, who is left out."""
