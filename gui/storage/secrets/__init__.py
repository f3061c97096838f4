"""AccessKey secrets in the operating system's keyring, and which keyrings are trusted."""
