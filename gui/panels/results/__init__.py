"""The results beside the send button: a card for each run, and what the first start offers."""
