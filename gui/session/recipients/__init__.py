"""The recipients of the draft: lists, their import, blocked numbers, who would be sent to."""
