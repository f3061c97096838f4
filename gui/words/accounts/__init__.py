"""Sentences about accounts, their secrets, and the connection test."""
