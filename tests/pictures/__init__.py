"""Pictures of the window for the manual: what they show, and how they are written."""
