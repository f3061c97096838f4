"""Workbooks of every kind, and broken ones, made from rows."""

import base64
import io
import quopri
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

MADE = datetime(2026, 11, 1)
Cell = str | float | date | time | tuple[float, str] | None
"""Of a sheet: a text, number, truth, date, time, or a number and its format."""


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[Cell]]],
    *,
    hidden: tuple[str, ...] = (),
    origin: tuple[int, int] = (0, 0),
) -> bytes:
    """`sheets`: names and rows; a cell is a text, number, truth, date, or (number, format)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    formats = {
        code: book.add_format({"num_format": code}) for code in ("yyyy-mm-dd", "hh:mm", "0%", "@")
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        elif hidden:
            sheet.activate()
        for down, row in enumerate(rows, origin[0]):
            for across, cell in enumerate(row, origin[1]):
                match cell:
                    case None | "":
                        continue
                    case str():
                        sheet.write_string(down, across, cell)
                    case bool():
                        sheet.write_boolean(down, across, cell)
                    case datetime() | date():
                        sheet.write_datetime(down, across, cell, formats["yyyy-mm-dd"])
                    case time():
                        sheet.write_datetime(down, across, cell, formats["hh:mm"])
                    case (value, code):
                        sheet.write_number(down, across, value, formats[code])
                    case _:
                        sheet.write_number(down, across, cell)
    book.close()
    return out.getvalue()


def formula_xlsx() -> bytes:
    """Numbers that are results of formulas; one of them is a fault."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("公式")
    sheet.write_row(0, 0, ["姓名", "手机号"])
    sheet.write_string(1, 0, "张三")
    sheet.write_formula(1, 1, "=13800138000", None, 13800138000)
    sheet.write_string(2, 0, "李四")
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    sheet.write_string(3, 0, "王五")
    sheet.write_formula(3, 1, '="139"&"00139000"', None, "13900139000")
    book.close()
    return out.getvalue()


def xls_stream(rows: Sequence[Sequence[Cell]], name: str = "名单") -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name)
    style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write(down, across, cell, style)
            elif cell is not None:
                sheet.write(down, across, cell)
    found: bytes = book.get_biff_data()
    return found


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """An OLE file with one stream."""
    out = io.BytesIO()
    XlsDoc().save(out, stream)
    data = bytearray(out.getvalue())
    place = data.index("Workbook".encode("utf-16-le"))
    encoded = name.encode("utf-16-le")
    data[place : place + 64] = encoded.ljust(64, b"\0")
    data[place + 64 : place + 66] = struct.pack("<H", len(encoded) + 2)
    return bytes(data)


def xls(rows: Sequence[Sequence[Cell]]) -> bytes:
    return ole(xls_stream(rows))


def encrypted_xls() -> bytes:
    stream = xls_stream([["手机号"], ["13800138000"]])
    end = 4 + struct.unpack_from("<H", stream, 2)[0]
    file_pass = struct.pack("<HH", 0x2F, 6) + b"\0\0\1\2\3\4"
    return ole(stream[:end] + file_pass + stream[end:])


def encrypted_xlsx() -> bytes:
    return ole(b"\x40" * 5000, "EncryptedPackage")


def zipped(
    members: Mapping[str, str] | Mapping[str, bytes] | Mapping[str, str | bytes],
    *,
    compression: int = zipfile.ZIP_DEFLATED,
    level: int | None = None,
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 11, 1, 0, 0, 0))
            info.compress_type = compression
            archive.writestr(info, data, compresslevel=level)
    return out.getvalue()


def ods(rows: Sequence[Sequence[Cell]], *, body: str = "") -> bytes:
    """An OpenDocument sheet; `body` is XML in place of the rows'."""
    made = body or "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="表1">{made}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_text(text: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{attributes}>'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    if isinstance(cell, (int, float)):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    return ods_text(str(cell))


def with_sheet_xml(workbook: bytes, sheet_xml: str | bytes) -> bytes:
    """Put other XML in place of the first sheet of an XLSX."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = sheet_xml
    return zipped(members)


def sheet_xml(cells: list[tuple[str, str | int]]) -> str:
    """XML of a sheet with `cells`: references and numbers."""
    rows = "".join(
        f'<row r="{reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}">'
        f'<c r="{reference}"><v>{value}</v></c></row>'
        for reference, value in cells
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def bomb(megabytes: int = 64) -> bytes:
    """An XLSX whose sheet unpacks to many megabytes of blanks."""
    return with_sheet_xml(xlsx({"a": [["1"]]}), b" " * (megabytes << 20))


def lying_bomb() -> bytes:
    """The same, but its directory says it is small."""
    data = bytearray(bomb(64))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(mark)
        while place >= 0:
            name = {22: 30, 24: 46}[offset]
            if data[place + name :].startswith(b"xl/worksheets/sheet1.xml"):
                data[place + offset : place + offset + 4] = struct.pack("<I", 100)
            place = data.find(mark, place + 4)
    return bytes(data)


EXCEL_FRAME = (
    "<html><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>"
    "<x:Name>旧</x:Name><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible>"
    '</x:WorksheetOptions><x:WorksheetSource HRef="Book1.files/sheet001.htm"/>'
    "</x:ExcelWorksheet><x:ExcelWorksheet><x:Name>新名单</x:Name><x:WorksheetSource"
    ' HRef="Book1.files/sheet002.htm"/></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook>'
    "</xml><![endif]--><frameset></frameset></html>"
)


def mhtml(pages: dict[str, str], encoding: str = "quoted-printable", codec: str = "gbk") -> bytes:
    """A web archive: addresses and pages."""
    encode = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}[encoding]
    parts = [
        (
            f"--edge\r\nContent-Location: file:///C:/0/{address}\r\n"
            f"Content-Transfer-Encoding: {encoding}\r\n"
            f'Content-Type: text/html; charset="{codec}"\r\n\r\n'
        ).encode()
        + encode(page.encode(codec))
        + b"\r\n"
        for address, page in pages.items()
    ]
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="edge"\r\n\r\n'
    return head + b"".join(parts) + b"--edge--\r\n"


def spreadsheetml(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> str:
    """An XML spreadsheet; a cell is a text, number, date, or (number, format)."""
    formats = {
        cell[1]: f"s{number}"
        for number, cell in enumerate(
            cell
            for rows in sheets.values()
            for row in rows
            for cell in row
            if isinstance(cell, tuple)
        )
    }
    styles = "".join(
        f'<Style ss:ID="{name}"><NumberFormat ss:Format="{code}"/></Style>'
        for code, name in formats.items()
    )
    worksheets = "".join(
        f'<Worksheet ss:Name="{name}"><Table>'
        + "".join(f"<Row>{''.join(_xml_cell(cell, formats) for cell in row)}</Row>" for row in rows)
        + "</Table></Worksheet>"
        for name, rows in sheets.items()
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{styles}</Styles>'
        f"{worksheets}</Workbook>"
    )


def _xml_cell(cell: Cell, formats: dict[str, str]) -> str:
    style = ""
    match cell:
        case None | "":
            return "<Cell/>"
        case datetime():
            kind, text = "DateTime", cell.isoformat(timespec="milliseconds")
        case (value, code):
            style = f' ss:StyleID="{formats[code]}"'
            kind, text = "Number", repr(value)
        case str():
            kind, text = "String", escape(cell)
        case _:
            kind, text = "Number", repr(cell)
    return f'<Cell{style}><Data ss:Type="{kind}">{text}</Data></Cell>'
