"""The presets and test phones of the current account, and what is done with them."""
