"""The tables of the ledger, and how a file of an older version becomes one of this."""

from __future__ import annotations

from gui.core.states import State

STATES = tuple(State)
"""A state's number in the file is its place here: append, never reorder."""
NUMBER_OF = {state: number for number, state in enumerate(STATES)}

# Entry N takes a file from version N to N + 1: never edit one, add one.
MIGRATIONS = (
    """
    create table run (
        id integer primary key,
        token text not null unique,
        created_at integer not null,
        access_key_id text not null,
        account_label text not null,
        production integer not null,
        sandbox integer not null,
        endpoint text not null,
        sign_name text not null,
        template_code text not null,
        template_param text not null,
        template_content text not null default '',
        out_id text not null,
        up_extend_code text not null,
        mode text not null,
        dismissed integer not null default 0
    );
    create table recipient (
        id integer primary key,
        run_id integer not null references run,
        number text not null,
        template_param text,
        state integer not null default 0,
        code text not null default '',
        message text not null default '',
        request_id text not null default '',
        biz_id text not null default '',
        out_id text not null default '',
        fault text not null default '',
        http_status integer not null default 0,
        submitted_at integer,
        settled_at integer
    );
    create index recipient_queued on recipient (run_id, id) where state = 0;
    create index recipient_submitting on recipient (run_id) where state = 1;
    create index recipient_run on recipient (run_id, state);
    create index recipient_number on recipient (number);
    """,
)
"""Times are milliseconds since 1970 in UTC; `template_param` of a recipient is its own, or null
for that of its run."""
