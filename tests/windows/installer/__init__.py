"""The installer and the uninstaller: with the program, and with a small stand-in for it."""
