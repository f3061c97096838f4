"""The test phones that the sandbox offers: each shows another result."""

SANDBOX_NUMBERS = ("13800000000", "13800000402", "13800000404", "13800000401")
"""Delivered, switched off, not in use, and a receipt after a minute [gui.cloud.sandbox.magic]."""
