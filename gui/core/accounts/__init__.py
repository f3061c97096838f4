"""An account of the service as the operator types it, and what its test found.

Not its secret, not where either is kept.
"""
