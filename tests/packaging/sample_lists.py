"""Small phone lists of the kinds that operators have, for tests of the packaged program."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
import xlwt

NUMBERS = ("13800138000", "13900139000", "18600186000")
PAGE = """<html><head><meta charset="gb2312"></head><body><table border="1">
<tr><th>手机号</th><th>姓名</th></tr>
{rows}
</table></body></html>
"""
"""A web page with a table, which web programs send as an `.xls` file."""


def write_lists(folder: Path) -> list[Path]:
    """Write three numbers as XLSX, XLS, web page and CSV; return the files."""
    rows = [("手机号", "姓名"), *((number, "张三") for number in NUMBERS)]
    book = xlsxwriter.Workbook(folder / "numbers.xlsx")
    sheet = book.add_worksheet()
    old = xlwt.Workbook()
    old_sheet = old.add_sheet("Sheet1")
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text)
            old_sheet.write(line, column, text)
    book.close()
    old.save(str(folder / "numbers.xls"))
    cells = "\n".join(f"<tr><td>{number}</td><td>张三</td></tr>" for number in NUMBERS)
    (folder / "网页.xls").write_bytes(PAGE.format(rows=cells).encode("gb18030"))
    text = "\r\n".join(",".join(row) for row in rows) + "\r\n"
    (folder / "名单.csv").write_bytes(text.encode("gb18030"))
    return [folder / name for name in ("numbers.xlsx", "numbers.xls", "网页.xls", "名单.csv")]
