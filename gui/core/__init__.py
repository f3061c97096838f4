"""What the program knows, in plain Python: nothing here imports Qt or does I/O."""
