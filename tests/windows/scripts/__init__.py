"""Programs of the tests that run on the Windows Python."""
