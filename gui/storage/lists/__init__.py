"""Phone lists out of files: the one way in for the button, drag and drop and the command line."""
