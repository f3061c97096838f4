"""Files: the ledger, settings, secrets in the keyring, phone lists, exports."""
