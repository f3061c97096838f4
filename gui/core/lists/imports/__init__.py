"""Import the rows of a list: recipients, notes about other rows, and the tests of each number."""
