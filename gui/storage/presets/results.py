"""What became of presets, and the last runs of an account."""

from __future__ import annotations

from gui.core.accounts.account import Account
from gui.core.presets.preset import LastResult, PresetResults, RecentRun
from gui.core.sending.progress import StateCounts
from gui.storage.database.database import Database, translate_errors
from gui.storage.database.schema import STATE_BY_NUMBER

RECENT_MAX = 8
"""Runs that are listed as recent."""

_LAST_OF_PRESET = """
    select preset.id, run.id, run.created_at from preset
    join run on run.id = (select max(id) from run where preset_id = preset.id)
    where preset.access_key_id = :access_key_id and preset.sandbox = :sandbox
"""
_RECENT = """
    select id, created_at, template_code, coalesce(preset_id, 0),
        (select count(*) from recipient where run_id = run.id)
    from run where access_key_id = :access_key_id and sandbox = :sandbox
    order by id desc limit :many
"""


def read_results(database: Database, account: Account) -> PresetResults:
    """Read the last result of every preset of an account, and its last runs."""
    values = {
        "access_key_id": account.access_key_id,
        "sandbox": int(account.sandbox),
        "many": RECENT_MAX,
    }
    with translate_errors(database.path):
        db = database.db
        last = dict[int, LastResult]()
        for preset_id, run_id, created_at in db.execute(_LAST_OF_PRESET, values).fetchall():
            found = db.execute(
                "select state, count(*) from recipient where run_id = ? group by state", (run_id,)
            )
            counts = {STATE_BY_NUMBER[number].value: many for number, many in found}
            last[preset_id] = LastResult(run_id, created_at, StateCounts(**counts))
        recent = tuple(
            RecentRun(id, created_at, template_code, many, preset_id)
            for id, created_at, template_code, preset_id, many in db.execute(_RECENT, values)
        )
    return PresetResults(last, recent)
