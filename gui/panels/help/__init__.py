"""The manual, shown in the program; its pages are in `resources/manual`."""
