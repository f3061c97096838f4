"""Carrying out a run: calls, batches, rate, progress, states and outcomes.

Not the threads, the network or the disk.
"""
