"""What is kept: accounts, secrets, the ledger, phone lists."""
