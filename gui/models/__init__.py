"""Tables over the ledger (QtCore and QtGui only)."""
