"""Workbooks of three formats with rows and columns that are hidden."""

import io
from collections.abc import Collection, Sequence

import xlsxwriter
import xlwt

from tests.storage.corpus import binary


def xlsx(
    rows: Sequence[Sequence[str]],
    hidden: Collection[int] = (),
    columns: Collection[int] = (),
    *,
    filtered: bool = False,
) -> bytes:
    """`hidden`: places of rows, from 0; `filtered`: by an autofilter."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    for down, row in enumerate(rows):
        sheet.write_row(down, 0, row)
        if down in hidden:
            sheet.set_row(down, None, None, {"hidden": True})
    for column in columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    if filtered:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
        sheet.filter_column(0, "x == 1")
    book.close()
    return out.getvalue()


def xls(
    rows: Sequence[Sequence[str]],
    hidden: Collection[int] = (),
    columns: Collection[int] = (),
    *,
    filtered: bool = False,
) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            sheet.write(down, across, cell)
        if down in hidden:
            sheet.row(down).hidden = True
    for column in columns:
        sheet.col(column).hidden = True
    return binary.ole(book.get_biff_data())


def ods(
    rows: Sequence[Sequence[str]],
    hidden: Collection[int] = (),
    columns: Collection[int] = (),
    *,
    filtered: bool = False,
) -> bytes:
    how = "filter" if filtered else "collapse"
    width = max(map(len, rows))
    body = "".join(
        "<table:table-column" + (' table:visibility="collapse"' if column in columns else "") + "/>"
        for column in range(width)
    )
    for down, row in enumerate(rows):
        mark = f' table:visibility="{how}"' if down in hidden else ""
        body += f"<table:table-row{mark}>{''.join(map(binary.ods_text, row))}</table:table-row>"
    return binary.ods([], body=body)


FORMATS = {"xlsx": xlsx, "xls": xls, "ods": ods}
