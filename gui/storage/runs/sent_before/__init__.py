"""Search the history for recipients whom exactly the same message was sent to before."""
