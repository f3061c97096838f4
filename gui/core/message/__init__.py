"""The message itself: draft, template, billed segments, requests to the service.

Not its recipients.
"""
