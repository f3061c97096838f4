"""Widgets of no topic, used by several panels."""
