"""Start and end of the program: composition, one instance a data directory, crashes."""
