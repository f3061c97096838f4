"""The widgets of the accounts: the bar, the credentials form, the sandbox's page."""
