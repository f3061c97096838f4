"""The jobs of the sending lane, and the threads that make the calls."""
