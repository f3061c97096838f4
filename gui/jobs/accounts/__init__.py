"""Jobs about accounts: secrets in the keyring, clients, signs and templates."""
