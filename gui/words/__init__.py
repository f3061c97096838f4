"""Every translated sentence that an operator reads, but for the labels of controls."""
