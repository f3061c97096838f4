"""Sentences about errors of the program: of accounts, files and phone lists."""
