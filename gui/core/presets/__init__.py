"""Presets and test phones: what an account keeps to be sent again.

Nothing here knows how they are stored; `preset_file` says how a file holds them.
"""
