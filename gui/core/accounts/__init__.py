"""Accounts of the service: validation of what the operator typed, and the result of a test.

Not secrets, and not where accounts are stored.
"""
