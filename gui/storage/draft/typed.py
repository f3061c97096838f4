"""The text typed into the editor as a source of the draft: always the newest, not undoable."""

from __future__ import annotations

import re
from collections.abc import Generator

from gui.core.lists.draft_rows import LoadProgress, SourceKind
from gui.core.lists.guess import is_phone_header
from gui.core.lists.imports.row_import import RowImporter
from gui.core.lists.layout import Layout
from gui.core.phones.number import MAINLAND_REGION
from gui.core.phones.typed_text import lines_of
from gui.storage.database.database import Database
from gui.storage.draft.edits import replace_typed
from gui.storage.draft.writer import DraftWriter, replace_unstorable

LINES_PER_STEP = 500

_DIGIT = re.compile(r"\d").search


def load_typed(
    database: Database, text: str, region: str = MAINLAND_REGION
) -> Generator[LoadProgress, None, None]:
    """Replace the previously typed text by `text`; an empty text removes it.

    A number that a list contains too is repeated here, not there. A removed number stays removed as
    long as the text contains it.

    Args:
        database: open on this thread.
        text: as typed.
        region: ISO 3166 region of numbers without a country code.

    Raises:
        LedgerError: the disk does not take it.
    """
    text = replace_unstorable(text)
    layout = Layout(region=region)
    writer = DraftWriter(database, SourceKind.TYPED, "", layout, {}, text)
    intake = RowImporter(layout, writer.first_id)
    lines = _without_header(lines_of(text))
    done = 0
    for begin in range(0, len(lines), LINES_PER_STEP):
        piece = lines[begin : begin + LINES_PER_STEP]
        writer.write(intake.import_lines(begin + 1, piece))
        done += sum(map(len, piece)) + len(piece)
        yield LoadProgress(done, len(text), intake.recipients, intake.noted)
    writer.flush()
    with database.transaction() as db:
        replace_typed(db, writer.source_id)


def _without_header(lines: list[str]) -> list[str]:
    """Blank the heading of a pasted column, so that other lines keep their numbers."""
    top = next((place for place, line in enumerate(lines) if line.strip()), None)
    if top is not None and not _DIGIT(lines[top]) and is_phone_header(lines[top]):
        lines[top] = ""
    return lines
