import codecs
import csv
import io
import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.errors import ListError, ListFault
from gui.core.phones import PhoneProblem
from gui.core.recipients import Problem, Recipients, RowProblem
from gui.storage.encodings import ListEncoding
from gui.storage.lists import ROWS_PER_STEP, SIZE_MAX, read, reading

A, B, C = "13800138000", "13900139000", "15012345678"
TABLE = f"姓名,手机号,日期\r\n张三,{A},2024-01-01\r\n李四,1.59E+10,2024-01-02\r\n王五,{B},\r\n"
LOSSY = Problem(3, "李四, 1.59E+10, 2024-01-02", PhoneProblem.LOSSY)


@pytest.fixture
def written(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("codec", "mark", "encoding"),
    [
        ("utf-8", b"", ListEncoding.UTF_8),
        ("utf-8", codecs.BOM_UTF8, ListEncoding.UTF_8_MARKED),
        ("gbk", b"", ListEncoding.GB18030),
        ("utf-16-le", codecs.BOM_UTF16_LE, ListEncoding.UTF_16),
        ("utf-16-be", codecs.BOM_UTF16_BE, ListEncoding.UTF_16),
        ("utf-32-le", codecs.BOM_UTF32_LE, ListEncoding.UTF_32),
    ],
)
def test_a_table_in_any_encoding(written, codec, mark, encoding):
    path = written("list.csv", mark + TABLE.encode(codec))

    found = read(path)

    assert found.path == path
    assert found.encoding is encoding
    assert found.recipients == Recipients((A, B), (LOSSY,))


@pytest.mark.parametrize("name", ["list.txt", "list", "list.TXT", "list.log"])
def test_a_text_is_read_as_typed(written, name):
    found = read(
        written(name, f"手机号\r\n{A}，138 0013 8000\r\n\r\n+86 139-0013-9000 x1\r\nabc\r\n")
    )

    assert found.recipients == Recipients(
        (A, B),
        (
            Problem(2, "138 0013 8000", RowProblem.REPEATED, 2),
            Problem(4, "x1", PhoneProblem.NOT_A_NUMBER),
            Problem(5, "abc", PhoneProblem.NOT_A_NUMBER),
        ),
        repeated=1,
    )


@pytest.mark.parametrize("name", ["list.txt", "list.csv"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_line_break(written, name, line_break):
    found = read(written(name, line_break.join([A, "", B, A])))

    assert found.recipients == Recipients(
        (A, B), (Problem(4, A, RowProblem.REPEATED, 1),), repeated=1
    )


@pytest.mark.parametrize("name", ["list.csv", "list.TSV", "list.tab"])
@pytest.mark.parametrize("delimiter", list(",\t;|，；"))
def test_every_delimiter(written, name, delimiter):
    text = TABLE.replace(",", delimiter)

    assert read(written(name, text)).recipients == Recipients((A, B), (LOSSY,))


def test_quoted_cells_with_line_breaks(written):
    text = f'"姓\n名",手机号\n"张, 三",{A}\n"李\n四",139\n王五,"{B}\n{C}"\n'

    assert read(written("list.csv", text)).recipients == Recipients(
        (A, B, C), (Problem(4, "李\n四, 139", PhoneProblem.TOO_SHORT),)
    )


def test_a_quote_that_is_never_closed_hides_no_number(written):
    found = read(written("list.csv", f'"张三,{A}\n李四,{B}\n')).recipients

    assert found.numbers == (A, B)


def test_a_whole_list_in_one_line_of_a_csv_file(written):
    numbers = tuple(str(13800000000 + index) for index in range(20_000))

    assert read(written("list.csv", ",".join(numbers))).recipients == Recipients(numbers)


def test_a_list_of_words_says_so(written):
    found = read(written("list.csv", "姓名,部门\n张三,销售\n")).recipients

    assert [problem.line for problem in found.problems] == [1, 2]


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.txt", b"", ListFault.EMPTY),
        ("a.csv", b"", ListFault.EMPTY),
        ("a.txt", b" \r\n\t,\n", ListFault.EMPTY),
        ("a.txt", codecs.BOM_UTF8, ListFault.EMPTY),
        ("a.txt", b"13800138000\x00", ListFault.BINARY),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00", ListFault.BINARY),
        ("a.txt", b"\xff\xff\xff\xff", ListFault.ENCODING),
        ("a.txt", codecs.BOM_UTF8 + b"\xff", ListFault.ENCODING),
        ("a.xlsx", b"PK\x03\x04", ListFault.FORMAT),
        ("a.XLS", b"13800138000", ListFault.FORMAT),
        ("a.ods", b"PK\x03\x04", ListFault.FORMAT),
        ("a.csv", b"PK\x03\x04...", ListFault.FORMAT),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", ListFault.FORMAT),
        ("a.csv", b'"' + b"x,1\n" * 100_000, ListFault.FORMAT),  # a quote swallows it all
    ],
)
def test_what_cannot_be_read_is_refused(written, name, data, fault):
    path = written(name, data)

    with pytest.raises(ListError) as error:
        read(path)

    assert (error.value.fault, error.value.path) == (fault, str(path))


@pytest.mark.parametrize(
    "name", ["none.txt", "none.xlsx", "none/none.txt", "file/none.txt", "a\x00b.txt"]
)
def test_a_missing_file(tmp_path, name):
    (tmp_path / "file").touch()

    with pytest.raises(ListError) as error:
        read(tmp_path / name)

    assert error.value.fault is ListFault.MISSING


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_directory_is_no_list(tmp_path, name):
    (tmp_path / name).mkdir()

    with pytest.raises(ListError) as error:
        read(tmp_path / name)

    assert error.value.fault is ListFault.NOT_A_FILE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_or_a_device_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")

    for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
        with pytest.raises(ListError) as error:
            read(path)
        assert error.value.fault is ListFault.NOT_A_FILE


@pytest.mark.skipif(sys.platform == "win32", reason="chmod takes no reading right there")
def test_no_permission(written):
    path = written("list.txt", A)
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read everything
    try:
        with pytest.raises(ListError) as error:
            read(path)
    finally:
        os.seteuid(user)

    assert error.value.fault is ListFault.NO_PERMISSION


def test_too_large(tmp_path):
    path = tmp_path / "list.txt"
    with path.open("wb") as file:
        file.write(b"1")
        file.truncate(SIZE_MAX + 1)

    with pytest.raises(ListError) as error:
        read(path)

    assert error.value.fault is ListFault.TOO_LARGE


@pytest.mark.parametrize("name", ["list.txt", "list.csv"])
def test_reading_can_be_stopped(written, name):
    text = "\n".join(str(13800000000 + index) for index in range(3 * ROWS_PER_STEP))
    steps = reading(written(name, text))

    first = next(steps)
    steps.close()

    assert first.valid == ROWS_PER_STEP
    assert 0 < first.done <= first.total == len(text)


@pytest.mark.parametrize("more", ["\n" + A, "\n" + "张".encode("gbk").decode("latin-1") * 9])
def test_a_file_that_changes_meanwhile(written, more):
    text = "\n".join(str(13800000000 + index) for index in range(3 * ROWS_PER_STEP))
    path = written("list.txt", text)
    steps = reading(path)

    next(steps)
    with path.open("a", encoding="latin-1") as file:
        file.write(more)
    with pytest.raises(ListError) as error:
        list(steps)

    assert error.value.fault is ListFault.CHANGED


mainland = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
names = st.text("张三李四ab ,;'\"\n", min_size=1, max_size=6)


def through_a_file(suffix, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list").with_suffix(suffix)
        path.write_bytes(data)
        return read(path)


@given(
    st.lists(st.tuples(names, mainland, names), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"]),
    st.sampled_from(",\t;|，；"),
)
def test_a_list_written_out_reads_back_the_same(rows, codec, delimiter):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)

    found = through_a_file(".csv", out.getvalue().encode(codec)).recipients

    once = tuple(dict.fromkeys(number for _, number, _ in rows))
    assert found.numbers == once
    assert (found.invalid, found.repeated) == (0, len(rows) - len(once))


@given(
    st.sampled_from([".txt", ".csv"]),
    st.binary() | st.text().map(str.encode) | st.text('0123456789,"\n \r+;').map(str.encode),
)
def test_no_bytes_raise_anything_but_our_own_error(suffix, data):
    try:
        found = through_a_file(suffix, data).recipients
    except ListError:
        return
    assert found.numbers or found.problems
    assert all(problem.line >= 1 for problem in found.problems)
