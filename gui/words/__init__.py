"""Every sentence an operator reads, translated; nothing else in the program writes prose."""
