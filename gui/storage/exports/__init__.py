"""Tables written to a file of the operator's choice, CSV or XLSX."""
