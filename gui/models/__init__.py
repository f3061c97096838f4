"""Qt item models of the ledger's tables (QtCore and QtGui only)."""
