"""The widgets of sending: the button, the confirmation, the bar of a run."""
