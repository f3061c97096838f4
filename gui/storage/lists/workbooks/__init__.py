"""Read workbooks (XLSX, XLSB, XLS, ODS)."""
