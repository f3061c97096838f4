"""Controllers of the results: the cards of the runs, and sending the same again."""
