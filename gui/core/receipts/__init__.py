"""The schedule of queries for receipts, and the matching of answer rows to messages.

The queries are made in `gui.jobs.receipts`.
"""
