"""Web pages, web archives and XML spreadsheets: their tables as they are shown."""

import io
from datetime import datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.cells.cell_text import clean_cell
from gui.core.cells.plain_numbers import shown_number
from gui.core.errors import ListError, ListFault
from gui.core.lists.layout import LayoutChoice, Sheet
from gui.core.lists.sheet_notes import ColumnProblem
from gui.storage.lists.markup.grid import Grid, GridSource
from gui.storage.lists.markup.html import parse_html
from gui.storage.lists.markup.mhtml import parse_mhtml
from gui.storage.lists.markup.open_markup import (
    SIZE_MAX,
    MarkupKind,
    open_markup,
    tell_kind,
)
from gui.storage.lists.markup.page_encoding import decode
from gui.storage.lists.markup.spreadsheetml import NotSpreadsheetML, parse_spreadsheetml
from tests.storage.corpus import binary

A = "13800138000"


def tables(page: str) -> list[list[list[str]]]:
    return [grid.rows for grid in parse_html(page)]


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"<table><tr>", MarkupKind.HTML),
        (b"\xef\xbb\xbf\r\n <TABLE\nborder=1>", MarkupKind.HTML),
        ("<html><tr >".encode("utf-16"), MarkupKind.HTML),
        (b"<!-- x --><div><table>", MarkupKind.HTML),
        (b'<?xml version="1.0"?><html><table>', MarkupKind.HTML),
        (b"<html></html>", MarkupKind.HTML),
        (b"MIME-Version: 1.0\r\nContent-Type: x", MarkupKind.MHTML),
        (b"From: <Saved by Excel>\r\nMIME-version: 1.0\r\n", MarkupKind.MHTML),
        (b'<?xml version="1.0"?><Workbook xmlns="x">', MarkupKind.SPREADSHEETML),
        ('<?xml version="1.0"?>\n<ss:Workbook>'.encode("utf-16"), MarkupKind.SPREADSHEETML),
        (b'<?xml version="1.0"?><list/>', MarkupKind.OTHER),
        (b"{\\rtf1", MarkupKind.OTHER),
        (b"<b>,13800138000\n", None),
        (b"name,phone\n<table>,13800138000\n", None),
        (b"13800138000\n", None),
        (b"phone: 13800138000\n", None),
        (b"", None),
    ],
)
def test_kind_is_detected(start: bytes, kind: MarkupKind | None) -> None:
    assert tell_kind(start) is kind


def test_table_after_other_text_in_a_so_called_workbook_is_read() -> None:
    assert tell_kind(b"Warning: x\n<table><tr>", "a.XLS") is MarkupKind.HTML
    assert tell_kind(b"Warning: x\n<table><tr>", "a.csv") is None


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("<table><tr><td>a<td>b<tr><td>c</table>", [["a", "b"], ["c"]]),
        ("<TR><TD>a</TD></TR>", [["a"]]),
        ("<td>a<td>b", [["a", "b"]]),
        ("<table><thead><tr><th>a<tbody><tr><td>b</table>", [["a"], ["b"]]),
        ("<table><tr><td> a \n b </table>", [["a b"]]),
        ("<table><tr><td>a<br>b<br/>c</table>", [["a\nb\nc"]]),
        ("<table><tr><td><p>a</p><p>b</p></table>", [["a\nb"]]),
        ("<table><tr><td><font color=red><b>a</b></font>b</table>", [["ab"]]),
        ("<table><tr><td>&lt;a&gt;&amp;&#x5f20;&nbsp;&copy</table>", [["<a>&张\xa0©"]]),
        ("<table><tr><td><script>x<y</script>a<style>b{}</style></table>", [["a"]]),
        ("<table><tr><td><!-- x -->a<![if x]>b<![endif]></table>", [["ab"]]),
        ("<table><tr><td colspan=3>a<td>b</table>", [["a", "", "", "b"]]),
        ("<table><tr><td colspan=0>a<td colspan=x>b</table>", [["a", "b"]]),
        (
            "<tr><td rowspan=2>a<td>b<td rowspan=3>c<tr><td>d<tr><td>e<td>f<tr><td>g<td>h<td>i",
            [["a", "b", "c"], ["", "d"], ["e", "f"], ["g", "h", "i"]],
        ),
        ("<table><tr><td><table><tr><td>a</table>b</table>", [["ab"]]),
        ("<table><tr><td style='display:none'>a<td>b</table>", [["a", "b"]]),
        ("<table><tr><td><i hidden>x<i>y</i></i>a</table>", [["a"]]),
        ("<table><tr><td><i hidden>x<td>a</table>", [["", "a"]]),
        ("<table><tr><td x:num='13800138000'>1.38E+10</table>", [["13800138000"]]),
        ("<table><tr><td x:num='13800138000'>#######</table>", [["13800138000"]]),
        ("<table><tr><td x:num='0.5'>50%</table>", [["50%"]]),
        ("<table><tr><td x:num>1.38E+10</table>", [["1.38E+10"]]),
        ("<table><tr><td style='mso-number-format:\"0000\"'>12</table>", [["0012"]]),
        ("<table><tr><td style='mso-number-format:\"\\@\"'>012</table>", [["012"]]),
        ("<title>x<table><tr><td>a", [["a"]]),
        ("<table><tr><td>a<table></table></table></table></td>", [["a"]]),
    ],
)
def test_a_table_as_it_is_shown(page: str, rows: list[list[str]]) -> None:
    assert tables(page) == [rows]


def test_tables_of_one_shape_are_one_and_others_are_apart() -> None:
    page = (
        "<table><tr><td>名单</table><table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>"
        "<p>x<table><tr><td><table><tr><td>e<td>f<td>g</table></table>"
    )
    assert tables(page) == [
        [["名单"]],
        [["a", "b"], ["c", "d"]],
        [[""]],
        [["e", "f", "g"]],
    ]


def test_hidden_cells_are_marked() -> None:
    (grid, other) = parse_html(
        "<style>.a, tr.b {display : none}</style><table><tr><td>1<td class=a>2<tr class='x b'><td>3"
        "<tr hidden><td>4<tbody style='visibility:collapse'><tr><td>5</tbody><tr><td>6</table>"
        "<table style='display:none'><tr><td>7<td>8<td>9</table>"
    )
    assert (grid.hidden, grid.hidden_rows, grid.hidden_columns) == (False, {1, 2, 3}, {1})
    assert other.hidden


def test_an_archive_needs_no_names() -> None:
    pages = {"a.htm": "<table><tr><td>a</table>", "b.htm": "<table><tr><td>b<td>c</table>"}
    assert [grid.rows for grid in parse_mhtml(binary.mhtml(pages))] == [[["a"]], [["b", "c"]]]


@pytest.mark.parametrize("codec", ["gbk", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "big5"])
@pytest.mark.parametrize("declared", ["", "gb2312", "utf-8", "iso-8859-1", "utf-16", "hex", "x"])
def test_page_is_decoded_by_its_content(codec: str, declared: str) -> None:
    text = f'<meta charset="{declared}"><table><tr><td>王大明<td>手機<td>13800138000</table>'
    if codec == "big5":
        text = text.replace(declared, "big5") if declared else f"<meta charset=big5>{text}"
    assert decode(text.encode(codec)).removeprefix("\ufeff") == text


def test_an_archive_names_the_encoding_of_a_page() -> None:
    assert decode("陳".encode("big5"), "big5") == "陳"


@pytest.mark.parametrize(
    ("style", "text", "shown"),
    [
        ("000000", "1234", "001234"),
        (r"0\.00", "12.5", "12.50"),
        (r"\#\,\#\#0\.00", "1234.5", "1,234.50"),
        (r"\0022¥\0022\#\,\#\#0", "1234", "¥1,234"),
        ("Percent", "0.15", "15.00%"),
        (r"yyyy\\-mm\\-dd", "46357", "2026-12-01"),
        (r"\@", "12.50", "12.50"),
        ("General", "12.50", "12.50"),
        ("000000", "001234", "001234"),
        ("0%", "15%", "15%"),
        ("0", A, A),
        ("0.00E+00", A, A),
        ("0;0", f"-{A}", f"-{A}"),
    ],
)
def test_a_number_on_a_page_has_its_display_format(style: str, text: str, shown: str) -> None:
    for page in (
        f"""<table><tr><td style='mso-number-format:"{style}"'>{text}""",
        f"""<style>.x {{mso-number-format:"{style}";}}</style><tr><td class="a x">{text}""",
    ):
        assert tables(page) == [[[shown]]]


def test_unsupported_format_of_a_page_is_reported() -> None:
    (grid,) = parse_html("""<table><tr><td><td style='mso-number-format:"[DBNum1]0"'>12""")
    assert grid.rows == [["", "12"]]
    (note,) = grid.findings.notes().columns
    assert (note.column, note.problem, note.first_line) == (1, ColumnProblem.FORMAT, 1)
    odd = """<table><tr><td>a<td style='mso-number-format:"[DBNum1]0"'>12</table>"""
    (grid,) = parse_html("<table><tr><td>b<td>1</table>" + odd + odd)
    (note,) = grid.findings.notes().columns
    assert (note.cells, note.first_line) == (2, 2)


def xml(body: str, styles: str = "") -> str:
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f"<Styles>{styles}</Styles>"
        f'<Worksheet ss:Name="a"><Table>{body}</Table></Worksheet></Workbook>'
    )


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("<Row><Cell><Data>a</Data></Cell><Cell/></Row>", [["a", ""]]),
        ('<Row Index="2"><Cell Index="2"><Data>a</Data></Cell></Row>', [[], ["", "a"]]),
        ('<Row Span="2"/><Row><Cell><Data>a</Data></Cell></Row>', [[], [], [], ["a"]]),
        (
            '<Row><Cell ss:MergeAcross="1"><Data>a</Data></Cell><Cell><Data>b</Data></Cell></Row>',
            [["a", "", "b"]],
        ),
        ("<Row><Cell><Data ss:Type='Boolean'>1</Data></Cell></Row>", [["TRUE"]]),
        ("<Row><Cell><Data ss:Type='Error'>#REF!</Data></Cell></Row>", [[""]]),
        ("<Row><Cell><Data ss:Type='Number'>1.3800138E+10</Data></Cell></Row>", [["13800138000"]]),
        ("<Row><Cell><Data ss:Type='Number'>x</Data></Cell></Row>", [["x"]]),
        (
            "<Row><Cell><Data ss:Type='DateTime'>1899-12-31T08:30:00.000</Data></Cell></Row>",
            [["08:30:00"]],
        ),
        ("<Row><Cell><Data>a\nb &lt;</Data></Cell></Row>", [["a\nb <"]]),
    ],
)
def test_a_sheet_of_xml(body: str, rows: list[list[str]]) -> None:
    assert [grid.rows for grid in parse_spreadsheetml(xml(body))] == [rows]


def style(id: str, code: str, parent: str = "") -> str:
    parent = f' ss:Parent="{parent}"' if parent else ""
    code = f'<NumberFormat ss:Format="{escape(code)}"/>' if code else ""
    return f'<Style ss:ID="{id}"{parent}>{code}</Style>'


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("000000", "1234", "001234"),
        ("Percent", "0.15", "15.00%"),
        ("Standard", "1234.5", "1,234.50"),
        ("Currency", "1234.5", "¥1,234.50"),
        ("Short Date", "46357", "2026/12/1"),
        ("Scientific", A, A),
        ("0;0", f"-{A}", f"-{A}"),
        ("@", "12.5", "12.5"),
    ],
)
def test_a_number_of_xml_has_its_display_format(code: str, value: str, shown: str) -> None:
    cell = f"<Data ss:Type='Number'>{value}</Data></Cell></Row>"
    of_cell = f"<Row><Cell ss:StyleID='s'>{cell}"
    of_row = f"<Row ss:StyleID='s'><Cell>{cell}"
    of_column = f"<Column ss:StyleID='s'/><Row><Cell>{cell}"
    of_parent = f"<Row><Cell ss:StyleID='child'>{cell}"
    styles = style("s", code) + style("child", "", "s")
    for body in (of_cell, of_row, of_column, of_parent):
        assert [grid.rows for grid in parse_spreadsheetml(xml(body, styles))] == [[[shown]]]


def test_a_date_of_xml_has_its_display_format() -> None:
    cell = "<Data ss:Type='DateTime'>2026-12-01T00:00:00.000</Data></Cell></Row>"
    styles = style("s", 'm"月"d"日"') + style("odd", "[DBNum1]d")
    for named, shown in (("s", "12月1日"), ("odd", "2026-12-01"), ("none", "2026-12-01")):
        body = f"<Row><Cell ss:StyleID='{named}'>{cell}"
        (grid,) = parse_spreadsheetml(xml(body, styles))
        assert grid.rows == [[shown]]
        assert [note.problem for note in grid.findings.notes().columns] == (
            [ColumnProblem.FORMAT] if named == "odd" else []
        )


def test_formula_without_a_result_is_reported() -> None:
    body = "<Row><Cell ss:Formula='=1'/><Cell ss:Formula='=1'><Data>1</Data></Cell></Row>"
    (grid,) = parse_spreadsheetml(xml(body))
    (note,) = grid.findings.notes().columns
    assert (note.column, note.problem, note.cells) == (0, ColumnProblem.NO_RESULT, 1)


def test_rows_and_columns_without_a_size_are_hidden() -> None:
    body = "<Column ss:Width='0'/><Row ss:Height='0.0'><Cell><Data>a</Data></Cell></Row>"
    (grid,) = parse_spreadsheetml(xml(body + "<Row ss:Height='0.5'/>"))
    assert (grid.hidden_rows, grid.hidden_columns) == ({0}, {0})


@pytest.mark.parametrize(
    "text",
    [
        xml("<Row Index='0'/>"),
        xml("<Row Index='x'/>"),
        xml("<Row/><Row/><Row Index='1'/>"),
        xml("<Row Index='99999999'/>"),
        xml("<Row><Cell/><Cell Index='1'/></Row>"),
        xml("<Row>"),
        "<list/>",
        '<!DOCTYPE a [<!ENTITY b "c">]><Workbook>&b;</Workbook>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Workbook>&b;</Workbook>',
    ],
)
def test_other_xml_is_refused(text: str) -> None:
    with pytest.raises(NotSpreadsheetML):
        parse_spreadsheetml(text)


cells = st.text("张三<>&'\" ab\n1", max_size=5) | st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
rows = st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5)


@given(rows)
def test_a_page_written_out_reads_back_the_same(table: list[list[str]]) -> None:
    page = "".join(
        "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
        for row in table
    )
    (found,) = tables(f"<table>{page}</table>")

    def plain(cell: str) -> str:
        lines = (" ".join(filter(None, line.split(" "))) for line in clean_cell(cell).split("\n"))
        return clean_cell("\n".join(lines))

    assert [list(map(plain, row)) for row in found] == [list(map(plain, row)) for row in table]


@given(rows)
def test_an_xml_spreadsheet_written_out_reads_back_the_same(table: list[list[str]]) -> None:
    (grid,) = parse_spreadsheetml(binary.spreadsheetml({"a": table}))
    assert grid.rows == table


@given(st.text("<>/!-[]=\"' tablerdhscip&;#x0\n", max_size=60))
def test_no_page_does_any_harm(page: str) -> None:
    parse_html(page)


def test_table_with_most_numbers_is_chosen_first() -> None:
    grids = [
        Grid(rows=[["客服", A]]),
        Grid("", [["手机"], [A], ["13900139000"]], hidden_rows={1}, hidden_columns={3}),
        Grid("旧", [["手机"], *([A] for _ in range(9))], hidden=True),
        Grid(rows=[[]]),
    ]
    source = GridSource("a.xls", grids, 10, LayoutChoice())
    assert source.sheets == (Sheet("<table> 1"), Sheet("<table> 2"), Sheet("旧", True))
    assert source.basis.sheet == "<table> 2"
    (chunk,) = source.chunks()
    assert (chunk.lines, chunk.rows, chunk.done) == ([1, 3], [["手机"], ["13900139000"]], 10)
    assert source.sheet_notes().hidden_rows == 1
    assert source.sheet_notes().hidden_columns == ()
    everything = GridSource("a.xls", grids, 10, LayoutChoice(sheet="<table> 2", hidden_rows=True))
    (chunk,) = everything.chunks()
    assert (chunk.lines, len(chunk.rows)) == (range(1, 4), 3)
    with pytest.raises(ListError) as error:
        GridSource("a.xls", grids, 10, LayoutChoice(sheet="新"))
    assert error.value.fault is ListFault.CHANGED


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(ListError) as error:
        open_markup(MarkupKind.HTML, "a.xls", io.BytesIO(b"<table>"), SIZE_MAX + 1, LayoutChoice())
    assert error.value.fault is ListFault.TOO_LARGE


def test_a_date_and_time_has_a_display_format() -> None:
    when = datetime(2024, 1, 2, 8, 30)
    (grid,) = parse_spreadsheetml(binary.spreadsheetml({"a": [[when]]}))
    assert grid.rows == [["2024-01-02 08:30:00"]]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800138000", "13800138000"),
        ("1.3800138E10", "13800138000"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("351030001351351000", "351030001351351000"),
        ("351030001351350976", "351030001351351000"),
        ("1234567890123456789", "1234567890123460000"),
        ("-5", "-5"),
        ("-0", "-0"),
        ("0.00001", "0.00001"),
        ("1e-300", "0"),
        ("100", "100"),
        ("5.0", "5"),
        (".5", "0.5"),
        ("1e999", ""),
        ("nan", ""),
        ("x", ""),
    ],
)
def test_numbers_as_a_spreadsheet_shows_them(text: str, shown: str) -> None:
    assert shown_number(text) == shown


@given(st.integers(0, 10**15 - 1))
def test_no_digit_of_a_number_is_lost(value: int) -> None:
    assert shown_number(f"{float(value)!r}") == str(value)
