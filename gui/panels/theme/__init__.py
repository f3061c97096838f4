"""Colours, icons and spacing, light and dark."""
