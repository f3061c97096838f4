"""The tables of the ledger, and the migrations of older versions."""

from __future__ import annotations

from gui.core.sending.state import RecipientState

STATE_BY_NUMBER = tuple(RecipientState)
"""The number of a state in the file is its index here: append, never reorder."""
STATE_NUMBERS = {state: number for number, state in enumerate(STATE_BY_NUMBER)}
QUEUED = STATE_NUMBERS[RecipientState.QUEUED]
SUBMITTING = STATE_NUMBERS[RecipientState.SUBMITTING]
ACCEPTED = STATE_NUMBERS[RecipientState.ACCEPTED]
REJECTED = STATE_NUMBERS[RecipientState.REJECTED]
UNKNOWN = STATE_NUMBERS[RecipientState.UNKNOWN]
DELIVERED = STATE_NUMBERS[RecipientState.DELIVERED]
UNDELIVERED = STATE_NUMBERS[RecipientState.UNDELIVERED]
CANCELLED = STATE_NUMBERS[RecipientState.CANCELLED]
"""For SQL text: SQLite uses a partial index only if the number is not a bound value."""

# Entry N migrates version N to N + 1: never change one, append one.
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
    """
    alter table recipient add column accepted_at integer;
    alter table recipient add column next_query_at integer;
    alter table recipient add column queries integer not null default 0;
    alter table recipient add column looked_at integer;
    alter table recipient add column absent_at integer;
    alter table recipient add column receipt_code text not null default '';
    alter table recipient add column received_at integer;
    alter table recipient add column receipt_seconds integer;
    alter table recipient add column source_id integer;
    alter table run add column source_run integer;
    update recipient set accepted_at = settled_at, next_query_at = settled_at + 10000
        where state = 2;
    create index recipient_due on recipient (next_query_at) where next_query_at is not null;
    create index recipient_unknown on recipient (run_id) where state = 4;
    create unique index recipient_source on recipient (source_id) where source_id is not null;
    """,
    """
    create table draft_source (
        id integer primary key,
        kind text not null,
        path text not null,
        sheet text not null,
        names text not null,
        layout text not null,
        text text not null,
        added_at integer not null,
        ready integer not null default 0,
        first_id integer not null,
        last_id integer not null,
        removed_by integer
    );
    create table draft_row (
        id integer primary key,
        source_id integer not null,
        line integer not null,
        number text not null,
        cells text
    );
    create table draft_note (
        id integer primary key,
        source_id integer not null,
        line integer not null,
        number text,
        cells text,
        text text not null,
        note text not null,
        first_id integer,
        detail text
    );
    create index draft_note_first on draft_note (first_id) where first_id is not null;
    create table draft_removed (
        id integer primary key,
        step_id integer not null
    );
    create view counting_source as
        select * from draft_source where ready = 1 and removed_by is null;
    create view counting_row as
        select * from draft_row where id not in (select id from draft_removed);
    create table draft_step (
        id integer primary key,
        kind text not null,
        source_id integer,
        many integer not null,
        done_at integer not null
    );
    create table blocked (
        access_key_id text not null,
        number text not null,
        added_at integer not null,
        primary key (access_key_id, number)
    ) without rowid;
    """,
    """
    alter table recipient add column declared_at integer;
    """,
    """
    alter table run add column deliveries integer not null default 0;
    alter table recipient add column queued_after integer not null default 0;
    """,
    """
    create index recipient_declared on recipient (run_id) where declared_at is not null;
    """,
    """
    drop index recipient_number;
    create index recipient_number on recipient (number, run_id);
    create index run_message on run (access_key_id, sign_name, template_code);
    """,
    """
    create table identity (
        id integer primary key check (id = 1),
        ledger_id text not null,
        calls integer not null default 0,
        owner text not null default ''
    );
    insert into identity (id, ledger_id) values (1, lower(hex(randomblob(16))));
    """,
    """
    create table draft_taken (
        id integer primary key,
        step_id integer not null
    );
    """,
    """
    alter table run drop column dismissed;
    create table former_endpoint (
        id integer primary key,
        run_id integer not null references run,
        endpoint text not null
    );
    create index former_endpoint_run on former_endpoint (run_id);
    insert into former_endpoint (run_id, endpoint)
        with recursive part (run_id, number, endpoint, rest) as (
            select id, 0, '', endpoint from run where instr(endpoint, ' ') > 0
            union all
            select run_id, number + 1, substr(rest, 1, instr(rest, ' ') - 1),
                substr(rest, instr(rest, ' ') + 1) from part where instr(rest, ' ') > 0
        )
        select run_id, endpoint from part where number > 0 order by run_id, number;
    update run set endpoint =
        substr(endpoint, length(rtrim(endpoint, replace(endpoint, ' ', ''))) + 1)
        where instr(endpoint, ' ') > 0;
    """,
    """
    create table preset (
        id integer primary key,
        access_key_id text not null,
        sandbox integer not null,
        position integer not null,
        name text not null,
        sign_name text not null,
        template_code text not null,
        template_param text not null,
        up_extend_code text not null,
        mode text not null
    );
    create index preset_account on preset (access_key_id, sandbox);
    create table preset_recipient (
        id integer primary key,
        preset_id integer not null references preset,
        number text not null,
        name text not null
    );
    create unique index preset_recipient_number on preset_recipient (preset_id, number);
    create table test_phone (
        id integer primary key,
        access_key_id text not null,
        sandbox integer not null,
        position integer not null,
        name text not null,
        number text not null,
        group_name text not null
    );
    create unique index test_phone_number on test_phone (access_key_id, sandbox, number);
    alter table run add column preset_id integer;
    create index run_preset on run (preset_id) where preset_id is not null;
    """,
    """
    create table recipient_name (
        id integer primary key,
        run_id integer not null references run,
        number text not null,
        name text not null
    );
    create unique index recipient_name_number on recipient_name (run_id, number);
    """,
)
"""Times are milliseconds since 1970 in UTC. `template_param` of a recipient is null if it has that
of its run.

`next_query_at`: when to query its receipt, null for never. `looked_at`: when the service was last
asked about an unknown one. `absent_at`: set if a complete answer had no record of it, to the end of
its call plus the time that had certainly passed since. `declared_at`: when the operator last
declared it unsent. `source_id`, `source_run`: the rejected recipient and run that a resent one was
copied from.

`endpoint` of a run: where its next call goes. `former_endpoint`: where calls of a run went before
its endpoint was changed, in the order of the changes.

`preset_id` of a run: the preset it was sent from, maybe deleted since, or null. `position` of a
preset and a test phone: its place in the operator's order.

`recipient_name`: the names that stood beside numbers of a run, typed or saved; of few runs and few
numbers, so that they take no room in `recipient`.

`deliveries`: number of deliveries of a run. `queued_after`: the delivery during or after which a
recipient was queued again: only a later one may call it.

`identity` distinguishes this ledger from others and from older copies of itself: `calls` counts the
commits that were followed by calls, `owner` is a random id of the writing program."""
