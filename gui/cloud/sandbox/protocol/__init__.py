"""How requests reach the sandbox and replies leave it: HTTP, signature, keys, refusals.

Not what an action does.
"""
