"""Whatever is in a list: written out it reads back the same, and no bytes do any harm."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gui.core.cells.cell_text import clean_cell, has_line_break
from gui.core.cells.unreadable import UNREADABLE
from gui.core.lists.draft_rows import SourceKind
from gui.core.lists.layout import LayoutChoice, ListEncoding
from gui.core.lists.notes import Note, RowNote
from gui.storage.database.database import Database
from gui.storage.draft import edits, reader
from gui.storage.draft.writer import load_list
from gui.storage.lists.open_list import open_list, open_text
from gui.storage.lists.source import ListSource
from tests.present import present
from tests.storage.corpus import binary
from tests.storage.corpus.cases import CASES, FILES
from tests.storage.draft.test_reader import run

FUZZ = int(os.environ.get("SMS_DESK_FUZZ", "200"))
"""Examples of broken bytes; the whole run has 10,000 or more."""
GROWN_MAX = 200
"""MB."""
HEADER = ("姓名", "手机号", "备注")
PLAIN = ("name", "phone", "note")

quick = settings(
    max_examples=FUZZ // 8,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
mainland = st.from_regex(r"1[3-9][0-9]{9}(?<!0000)", fullmatch=True)
"""Numbers whose last digits no spreadsheet rounded off."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database(tmp_path_factory.mktemp("properties") / "ledger.db") as ledger:
        yield ledger


Row = tuple[str, str, str]


def changed(row: Row, change: Callable[[str], str]) -> Row:
    name, number, note = row
    return change(name), change(number), change(note)


def tables(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[list[Row]]:
    """Rows of a name, a number and a note."""
    words = st.text(alphabet, max_size=8)
    return st.lists(st.tuples(words, mainland, words), min_size=1, max_size=12)


def read_back(ledger: Database, source: ListSource) -> tuple[list[tuple[str, ...]], list[Note]]:
    edits.clear_draft(ledger)
    run(load_list(ledger, source, SourceKind.FILE))
    ids, noted = reader.list_recipient_ids(ledger), reader.list_note_ids(ledger)
    rows = reader.RecipientReader(ledger).rows(ids)
    notes = reader.NoteReader(ledger).rows(noted)
    return [tuple(rows[id].values.values()) for id in ids], [notes[id].note for id in noted]


def wanted(rows: Sequence[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], list[Note]]:
    """Whom some rows name, tidied, and what is said of them."""
    firsts: dict[str, tuple[str, ...]] = {}
    notes: list[Note] = []
    for cells in rows:
        row = tuple(map(clean_cell, cells))
        if row[1] in firsts:
            notes.append(RowNote.REPEATED)
            continue
        firsts[row[1]] = row
        if any(map(has_line_break, row)):
            notes.append(RowNote.LINE_BREAK)
    return list(firsts.values()), notes


CJK = st.characters(
    codec="gb18030", exclude_categories=["C", "Zl", "Zp"], exclude_characters=UNREADABLE
) | st.sampled_from("张三李四,;\t|\"'，；\n")
CODECS = {
    "utf-8": (CJK, None),
    "utf-8-sig": (CJK, None),
    "utf-16": (CJK, None),
    "utf-32": (CJK, None),
    "gb18030": (st.sampled_from("张三李四王五赵六的一是了,;\t|\"'，；\n"), None),
    "utf-16-le": (CJK, ListEncoding.UTF_16_LE),
    "utf-16-be": (CJK, ListEncoding.UTF_16_BE),
    "big5": (st.sampled_from("陳大文黃小明許功蓋,;\t|\"'\n"), ListEncoding.BIG5),
    "shift-jis": (st.sampled_from("山田太郎ソ表能ｱ,;\t|\"'\n"), ListEncoding.SHIFT_JIS),
    "latin-1": (st.sampled_from("Joséçñ ,;\t|\"'\n"), ListEncoding.LATIN_1),
}


@quick
@given(data=st.data(), delimiter=st.sampled_from(",\t;，；|"), every=st.booleans())
@pytest.mark.parametrize("codec", CODECS)
def test_a_table_of_text_reads_back_the_same(
    ledger: Database, tmp_path: Path, codec: str, data: st.DataObject, delimiter: str, every: bool
) -> None:
    alphabet, chosen = CODECS[codec]
    if codec in ("big5", "shift-jis", "latin-1") and delimiter in "，；":
        delimiter = ","
    rows = data.draw(tables(alphabet))
    out = io.StringIO(newline="")
    quoting: Any = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
    writer.writerows([HEADER if chosen is None else PLAIN, *rows])
    path = tmp_path / "list.csv"
    path.write_bytes(out.getvalue().encode(codec))

    # A guess may be wrong where half of the text is other delimiters: then it is chosen.
    with open_list(path, LayoutChoice(chosen, delimiter)) as source:
        assert read_back(ledger, source) == wanted(rows)


@quick
@given(
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    delimiter=st.sampled_from(",\t;，；|"),
    rows=tables(st.sampled_from("张三李四王五, -abc，；;|\t")),
)
def test_encoding_and_delimiter_are_guessed(
    ledger: Database, tmp_path: Path, codec: str, delimiter: str, rows: list[Row]
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([HEADER, *rows])
    path = tmp_path / "list.csv"
    path.write_bytes(out.getvalue().encode(codec))
    with open_list(path) as source:
        assert source.basis.delimiter == delimiter
        assert read_back(ledger, source) == wanted(rows)


BOOK = st.characters(
    codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=UNREADABLE
) | st.sampled_from(" 张三,\n")
number_cells = st.sampled_from([str, int, float])


@quick
@given(rows=tables(BOOK), kind=number_cells)
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_workbook_reads_back_the_same(
    ledger: Database, tmp_path: Path, suffix: str, rows: list[Row], kind: type[Any]
) -> None:
    if suffix == "xls":
        rows = [
            changed(row, lambda cell: "".join(c for c in cell if c < "\U00010000")) for row in rows
        ]
    if suffix == "ods":  # blanks and line breaks are other elements there
        rows = [changed(row, lambda cell: "".join(cell.split())) for row in rows]
    cells = [HEADER, *((name, kind(number), note) for name, number, note in rows)]
    path = tmp_path / f"list.{suffix}"
    match suffix:
        case "xlsx":
            path.write_bytes(binary.xlsx({"名单": cells}))
        case "xls":
            path.write_bytes(binary.xls(cells))
        case "ods":
            path.write_bytes(binary.ods(cells))
    with open_list(path) as source:
        assert read_back(ledger, source) == wanted(rows)


@quick
@given(rows=tables(st.sampled_from("张三李四, ;-abc")))
def test_pasted_table_reads_back_the_same(ledger: Database, rows: list[Row]) -> None:
    text = "\r\n".join("\t".join(row) for row in [HEADER, *rows])
    with open_text(text) as source:
        assert read_back(ledger, source) == wanted(rows)


def small(name: str) -> bytes:
    data = (FILES / name).read_bytes()
    return data if len(data) < 30_000 else b""


SEEDS = [data for name in CASES if (data := small(name))]
ARCHIVES = [data for data in SEEDS if zipfile.is_zipfile(io.BytesIO(data))]


AS_THEY_ARE = st.sampled_from(SEEDS)
TOKENS = [
    *(b"<table>", b"</table>", b"<tr>", b"<td>", b"</td>", b"<tr hidden>", b"<td colspan=1000>"),
    *(b"<td rowspan=65534>", b"<!--", b"-->", b"<script>", b"<style>", b"<![CDATA[", b"]]>"),
    *(b"&#0;", b"&amp", b"<", b">", b'"', b"<br>", b"charset=utf-16", b"charset=hex", b"=\r\n"),
    *(b"<Row>", b"</Row>", b'<Cell ss:Index="16384">', b'<Row ss:Index="1048576">', b"</Data>"),
    *(b'<!DOCTYPE a [<!ENTITY b "c">]>', b"<?xml encoding='gbk'?>", b"--edge\r\n", b"--edge--"),
    *(b' table:number-rows-repeated="1048576"', b' table:number-columns-repeated="16384"'),
    *(b"<table:table-row>", b"</table:table-row>", b"<text:p>", b"</text:p>", b"<table:table>"),
    *(b' r="XFD1048576"', b"<c>", b"<v>1e999</v>", b"<v>-13800137914</v>", b' hidden="1"'),
    *(b"\x80", b"\xff", b"\xe6\n", b"\x1f", b"\0" * 50, b",,,", b"13800138000", b"-", b"E+10"),
]
"""What the readers of some format take for more than text."""


@st.composite
def spoiled_members(draw: st.DrawFn) -> bytes:
    """A workbook of the corpus in whose archive a member is spoiled, and the archive is sound."""
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(ARCHIVES)))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(members)))
    members[name] = draw(broken(st.just(members[name])))
    return binary.zipped(members)


@st.composite
def broken(draw: st.DrawFn, seeds: st.SearchStrategy[bytes] = AS_THEY_ARE) -> bytes:
    """A list of the corpus with pieces changed, cut, doubled, or moved."""
    data = bytearray(draw(seeds))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["set", "cut", "insert", "token", "double", "number"])):
            case "set" if at < len(data):
                data[at] = draw(st.integers(0, 255))
            case "cut":
                del data[at : at + draw(st.integers(0, 200))]
            case "insert":
                data[at:at] = draw(st.binary(max_size=40))
            case "token":
                data[at:at] = draw(st.sampled_from(TOKENS))
            case "double":
                data[at:at] = data[at : at + 300] * draw(st.integers(1, 5))
            case "number":
                data[at : at + 4] = draw(st.sampled_from([b"\xff" * 4, b"\0" * 4, b"\x7f" * 4]))
    return bytes(data)


anything = (
    broken()
    | spoiled_members()
    | st.binary()
    | st.text().map(str.encode)
    | st.text("0123456789,\"\n \r+;\t张.E='", max_size=200).map(str.encode)
)


class Fuzzed:
    """The process that reads broken bytes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "list.bin"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.lists.fuzzed", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
        )

    def read(self, data: bytes) -> tuple[int, str]:
        """Return by how many MB it grew, and how it ended."""
        self.path.write_bytes(data)
        present(self._process.stdin).write(f"{self.path.name}\n")
        grown, _, ending = (
            present(self._process.stdout).readline().partition("\t")[0].partition(" ")
        )
        return int(grown), ending

    def close(self) -> None:
        present(self._process.stdin).close()
        self._process.wait()
        present(self._process.stdout).close()


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    process = Fuzzed(tmp_path_factory.mktemp("fuzzed"))
    yield process
    process.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks")
@settings(
    max_examples=FUZZ,
    database=None if FUZZ > 200 else settings().database,
)
@given(data=anything)
@example(data=(FILES / "bomb.xlsx").read_bytes())
@example(data=(FILES / "lying-bomb.xlsx").read_bytes())
@example(data=(FILES / "billion-cells.xlsx").read_bytes())
@example(data=(FILES / "repeated-cells.ods").read_bytes())
@example(data=b"1" * 20_000_000)
@example(data=b'"\n",' * 4_000_000)
@example(data=b"a\n" * 8_000_000)
@pytest.mark.timeout(0 if FUZZ > 200 else 300)
def test_no_bytes_do_any_harm(fuzzed: Fuzzed, data: bytes) -> None:
    grown, ending = fuzzed.read(data)
    assert ending.split()[0] in ("read", "refused", "blank", "killed"), ending
    assert ending not in ("killed 11", "killed 9")
    assert grown < GROWN_MAX
