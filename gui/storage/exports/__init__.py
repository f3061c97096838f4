"""Export tables to CSV or XLSX files."""
