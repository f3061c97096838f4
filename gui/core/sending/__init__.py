"""Delivery of a run: calls, batches, rate limit, progress, states and outcomes.

Threads, network and disk are elsewhere.
"""
