"""The rules of the program in plain Python: nothing here imports Qt or does I/O."""
