"""Widgets that several topics share: buttons, chips, labels, layouts; more by kind below."""
