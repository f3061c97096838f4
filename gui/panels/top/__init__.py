"""The bar on top of the window: the account, the places, what holds everywhere."""
