"""SQL conditions of the recipients whose receipt is due, and the order in which they are asked for.

Values: `now`; `but`, ids to leave out, and `resting`, AccessKey IDs, as JSON arrays; `limit`.
"""

from __future__ import annotations

from gui.core.receipts import schedule

NEWEST = 50
"""Newest runs among which small ones are looked for that go before all others."""
_WANTED = (
    "recipient.id not in (select value from json_each(:but))"
    " and access_key_id not in (select value from json_each(:resting))"
)
LONGEST_DUE = f"next_query_at <= :now and {_WANTED} order by next_query_at limit :limit"
DUE_LAST = f"next_query_at <= :now and {_WANTED} order by next_query_at desc limit :limit"
# The plus keeps SQLite from walking through all that is due.
DUE_OF_SMALL_RUNS = f"""
    run_id in (
        select id from run small where id in (select id from run order by id desc limit {NEWEST})
        and (select count(*) from (
            select 1 from recipient other where other.run_id = small.id
            limit {schedule.FEW_MAX + 1}
        )) <= {schedule.FEW_MAX}
    ) and +next_query_at <= :now and {_WANTED}
    order by run_id desc, +next_query_at limit :limit
"""  # noqa: S608 - fixed text
