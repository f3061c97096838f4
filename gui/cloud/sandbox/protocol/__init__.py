"""The protocol of the sandbox: HTTP, signature, keys, refusals, replies.

Actions are in `gui.cloud.sandbox`.
"""
