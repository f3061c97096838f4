"""Read lists that are text files, with columns or as lines with numbers."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO

from gui.core.errors import ListError, ListFault
from gui.core.lists.guess import PREAMBLE_MAX, contains_number, guess_layout
from gui.core.lists.layout import DELIMITERS, Layout, LayoutChoice, ListEncoding, Sheet, find_header
from gui.core.lists.sheet_notes import NO_SHEET_NOTES, SheetNotes
from gui.core.phones.normalise import normalise
from gui.core.phones.number import Phone, PhoneProblem
from gui.core.phones.scan import scan_numbers
from gui.storage.lists.encodings import ERRORS, NotText, check_encoding, guess_encoding
from gui.storage.lists.long_lines import LINE_MAX, iter_lines
from gui.storage.lists.source import CHUNK, RowChunk, tidy_chunk

SIZE_MAX = 256 * 1024 * 1024
"""Bytes."""
CHUNK_MAX = 8 * 1024 * 1024
"""Maximum characters of the rows of a chunk: only a malformed table has more."""
PIECE = 64 * 1024
"""Bytes read at once."""
DELIMITER_ROWS = PREAMBLE_MAX + 50
"""Rows used to guess the delimiter."""
TABLES = (".csv", ".tsv", ".tab")

_NO_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Further characters at which `str.splitlines` splits."""
_LINE_END = re.compile("\r\n|\r|\n")
_PADDING = re.compile("\0+")
"""Padding of fixed fields and disk blocks, treated as one blank."""
_QUOTED = re.compile(r'"[^"]*+"')
_SEP = re.compile(r"""["']?sep=(.)["']?[\r\n]""", re.IGNORECASE)
"""The delimiter that some spreadsheets declare in the first line."""


_Rows = Iterator[tuple[Sequence[int], Sequence[MutableSequence[str]]]]


class TextSource:
    """Reads a text with one encoding and one delimiter."""

    def __init__(self, path: str, file: BinaryIO, size: int, choice: LayoutChoice) -> None:
        """Determine encoding and delimiter.

        Args:
            path: for errors and for its suffix; may be empty.
            file: at its beginning; stays open.
            size: of it, in bytes.
            choice: the operator's choices.

        Raises:
            ListError: it is too large, or not text in the encoding.
        """
        if size > SIZE_MAX:
            raise ListError(ListFault.TOO_LARGE, path)
        self.size = size
        self.sheets: tuple[Sheet, ...] = ()
        self._path = path
        self._file = file
        self._since_chunk = 0
        encoding = self._choose_encoding(choice.encoding)
        self.basis = Layout(encoding=encoding)
        delimiter = choice.delimiter
        if delimiter is None:
            delimiter = self._guess_delimiter()
        self.basis = replace(self.basis, delimiter=delimiter)

    def chunks(self) -> Iterator[RowChunk]:
        """Yield the rows, including blank ones.

        Raises:
            ListError: a line or cell does not end.
        """
        for place, taken in self._table() if self.basis.delimiter else self._lines():
            yield tidy_chunk(place, taken, min(self._file.tell(), self.size))

    def sheet_notes(self) -> SheetNotes:
        """Return no notes: a text has no hidden content."""
        return NO_SHEET_NOTES

    def _choose_encoding(self, chosen: ListEncoding | None) -> ListEncoding:
        try:
            if chosen is None:
                return guess_encoding(self._file)
            return check_encoding(self._file, chosen)
        except NotText as error:
            fault = ListFault.BINARY if error.binary else ListFault.ENCODING
            raise ListError(fault, self._path) from error

    @contextmanager
    def _text(self, newline: str | None) -> Iterator[io.TextIOWrapper]:
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, self.basis.encoding, ERRORS, newline)
        try:
            yield text
        finally:
            text.detach()

    def _sample(self) -> str:
        with self._text("") as text:
            return text.read(LINE_MAX).removeprefix("\ufeff")

    def _guess_delimiter(self) -> str:
        sample = self._sample()
        if named := _SEP.match(sample):
            return named[1]
        if len(sample) == LINE_MAX and not _LINE_END.search(sample):
            return ""  # a list in one line is not a table, whatever the file's name is
        best = max(DELIMITERS, key=lambda one: _evidence(sample, one))
        if self._path.lower().endswith(TABLES):
            return best
        return best if _is_table(_sample_rows(sample, best)) else ""

    def _lines(self) -> _Rows:
        with self._text(None) as text:
            numbered = iter_lines(text)
            while taken := list(islice(numbered, CHUNK)):
                yield [line for line, _ in taken], [[content] for _, content in taken]

    def _table(self) -> _Rows:
        every_line = chain.from_iterable(self._pieces())
        reader = csv.reader(every_line, delimiter=self.basis.delimiter)
        line = 1
        while True:
            self._since_chunk = 0
            rows = list(islice(reader, CHUNK))
            if not rows:
                return
            after = reader.line_num + 1
            if after - line == len(rows):
                yield range(line, after), rows
            else:
                yield _begins(line, rows), rows
            line = after

    def _pieces(self) -> Iterator[Iterable[str]]:
        """Split the text into pieces of whole lines, which are processed without Python loops."""
        decoder = codecs.getincrementaldecoder(str(self.basis.encoding))(ERRORS)
        self._file.seek(0)
        rest = ""
        first, final = True, False
        while not final:
            block = self._file.read(PIECE)
            final = not block
            text = rest + decoder.decode(block, final)
            if first:  # before a quote, a byte order mark would make the quote part of the text
                text = text.removeprefix("\ufeff")
                first = False
            if "\0" in text:
                text = _PADDING.sub(" ", text)
            # The last \r may be half of \r\n.
            cut = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            if final:
                cut = len(text)
            rest = text[cut:]
            self._since_chunk += cut
            if len(rest) > LINE_MAX or self._since_chunk > CHUNK_MAX:
                raise ListError(ListFault.DAMAGED, self._path)
            yield _lines_of(text[:cut])


def _lines_of(text: str) -> Iterable[str]:
    """Split a text into lines, keeping line ends, only at those of files."""
    if any(mark in text for mark in _NO_LINE_ENDS):
        return io.StringIO(text, newline="")
    return text.splitlines(keepends=True)


def _begins(line: int, rows: Sequence[Sequence[str]]) -> list[int]:
    """Yield the first line of each row; cells may contain line breaks."""
    begins = []
    for cells in rows:
        begins.append(line)
        line += 1 + sum(len(_LINE_END.findall(cell)) for cell in cells)
    return begins


def _evidence(sample: str, delimiter: str) -> tuple[bool, float, bool, float, int]:
    """Return the evidence for `delimiter`, the strongest first.

    It cuts the header; numbers stand alone in their cells; the header has as many cells as the
    rows; the rows have as many as each other. How often it stands there tells little: 您好，张三，…
    is one cell with many marks in it.
    """
    often = _QUOTED.sub("", sample).count(delimiter)
    rows = _sample_rows(sample, delimiter) if often else []
    if max(map(len, rows), default=0) < 2:
        return False, 0.0, False, 0.0, 0
    header_rows = guess_layout(rows).header_rows
    header = len(find_header(rows, header_rows))
    usual, even = _usual_width(_from_header(rows, header_rows))
    return header > 1, _alone(rows), header == usual > 1, even if usual > 1 else 0.0, often


def _from_header(rows: Sequence[Sequence[str]], header_rows: int) -> Sequence[Sequence[str]]:
    """Skip the lines above a header, whose width means nothing."""
    return rows[max(0, header_rows - 1) :]


def _usual_width(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return the most frequent number of cells, and the share of these rows."""
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return usual, round(widths.count(usual) / len(widths), 1)


def _alone(rows: Sequence[Sequence[str]]) -> float:
    """Return the share of cells with a phone number that contain nothing else."""
    holding = [cell.strip() for row in rows for cell in row if contains_number(cell)]
    return round(sum(map(_is_alone, holding)) / len(holding), 1) if holding else 0.0


def _is_alone(cell: str) -> bool:
    if isinstance(normalise(cell), Phone):
        return True
    if cell[0] in DELIMITERS or cell[-1] in DELIMITERS:
        return False
    found = [one for _, one in scan_numbers(cell)]
    return all(isinstance(one, Phone) or one is PhoneProblem.LOSSY for one in found)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a text is a table: rows of equal width, with one column of numbers."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    found = guess_layout(rows)
    usual, even = _usual_width(_from_header(rows, found.header_rows))
    return usual > 1 and even >= 0.9 and found.number_column is not None


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    if len(sample) == LINE_MAX:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1]
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        return [row for row in islice(reader, DELIMITER_ROWS) if row]
    except csv.Error:
        return []
