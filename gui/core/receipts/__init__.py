"""When to ask for a receipt, and which row of the answer belongs to which message.

Not the asking.
"""
