"""Sentences about the message: what is wrong with it, how it will look, what it comes to."""
