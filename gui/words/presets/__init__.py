"""Sentences about presets and test phones, and about files of them."""
