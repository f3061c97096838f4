"""Jobs about the draft's recipients and phone lists, and the check before they are sent to."""
