"""Make a preset of what stands in the draft, or of a run."""

from __future__ import annotations

from gui.core.message.fields import SendMode
from gui.core.presets.preset import RECIPIENTS_MAX, NamedNumber, Preset
from gui.storage.database.database import Database, read_rows, translate_errors
from gui.storage.draft.entries import read_names
from gui.storage.draft.reader import SOURCES
from gui.storage.runs.names import names_of


def read_draft_recipients(database: Database) -> tuple[NamedNumber, ...]:
    """Read the recipients of the draft in the order of sending; none if there are too many."""
    found = list[NamedNumber]()
    with translate_errors(database.path):
        names = read_names(database.db)
        for _, first, last in database.db.execute(SOURCES).fetchall():
            rows = database.db.execute(
                "select number from counting_row where id between ? and ? order by id limit ?",
                (first, last, RECIPIENTS_MAX + 1 - len(found)),
            )
            found += [NamedNumber(number, names.get(number, "")) for (number,) in rows]
            if len(found) > RECIPIENTS_MAX:
                return ()
    return tuple(found)


def preset_of_run(database: Database, run_id: int, name: str) -> Preset:
    """Return what a run has sent as a preset; without recipients if they were many."""
    with translate_errors(database.path):
        (run,) = read_rows(
            database.db,
            "select sign_name, template_code, template_param, up_extend_code, mode from run"
            " where id = ?",
            (run_id,),
        )
        found = database.db.execute(
            "select number, max(template_param is not null) from recipient where run_id = ?"
            " group by number order by min(id) limit ?",
            (run_id, RECIPIENTS_MAX + 1),
        ).fetchall()
        names = names_of(database.db, run_id)
    # Recipients with values of their own come from a list, which is imported each time.
    few = len(found) <= RECIPIENTS_MAX and not any(own for _, own in found)
    return Preset(
        0,
        name,
        run["sign_name"],
        run["template_code"],
        run["template_param"],
        tuple(NamedNumber(number, names.get(number, "")) for number, _ in found) if few else (),
        run["up_extend_code"],
        SendMode(run["mode"]),
    )
