"""Lists that are workbooks (XLSX, XLSB, XLS, ODS): their parts, sheets and rows."""
