"""The message itself: draft, template, billed segments, and the requests that the service takes.

Not who gets it.
"""
