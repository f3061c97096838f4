"""The presets and test phones of each account: read, change, restore.

An account is its AccessKey ID, and whether it is the sandbox. Every function that changes something
does so in one durable transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection

from gui.core.accounts.account import Account
from gui.core.message.fields import SendMode
from gui.core.presets.preset import (
    NamedNumber,
    Preset,
    PresetBook,
    TestPhone,
    unique_name,
)
from gui.core.presets.preset_file import ImportPlan, plan_import
from gui.storage.database.database import Database, read_rows, translate_errors

_OWN = "access_key_id = :access_key_id and sandbox = :sandbox"
_LAST = f"(select coalesce(max(position) + 1, 0) from {{table}} where {_OWN})"  # noqa: S608


def read_book(database: Database, account: Account) -> PresetBook:
    """Read the presets and test phones of an account, in the operator's order."""
    with translate_errors(database.path):
        return _read(database.db, account)


def save_preset(database: Database, account: Account, preset: Preset) -> int:
    """Store a preset; return its id.

    One with an id is changed, and gets a counter if another has its name. One without takes the
    place of that with its name, or comes last.

    Raises:
        LedgerError: the disk does not take it.
    """
    with database.transaction() as db:
        book = _read(db, account)
        if known := book.preset(preset.id):
            taken = [one.name for one in book.presets if one is not known]
            renamed = replace(preset, name=unique_name(preset.name, taken))
            return _write_preset(db, account, renamed, known.id)
        same = book.preset_named(preset.name)
        return _write_preset(db, account, preset, same.id if same else _next_preset(db))


def delete_presets(database: Database, account: Account, ids: Sequence[int]) -> None:
    """Delete presets; the runs that were sent from them stay as they are."""
    with database.transaction() as db:
        _delete_presets(db, account, ids)


def save_phone(database: Database, account: Account, phone: TestPhone) -> int:
    """Store a test phone; return its id.

    The one with its number is changed, or else the one with its id, or else it comes last. Presets
    that contain its former number contain the new one from now on.

    Raises:
        LedgerError: the disk does not take it.
    """
    with database.transaction() as db:
        book = _read(db, account)
        old = book.phone_with(phone.number) or book.phone(phone.id)
        if old is None:
            return _insert_phone(db, account, phone)
        values = _owner(account) | _phone_values(phone) | {"id": old.id, "old": old.number}
        db.execute(
            "update test_phone set name = :name, number = :number, group_name = :group_name"
            " where id = :id",
            values,
        )
        db.execute(
            "update or ignore preset_recipient set number = :number where number = :old"  # noqa: S608
            f" and preset_id in (select id from preset where {_OWN})",
            values,
        )
        return old.id


def add_phones(database: Database, account: Account, phones: Sequence[TestPhone]) -> int:
    """Add test phones whose numbers are not saved yet; return how many."""
    with database.transaction() as db:
        return _add_phones(db, account, phones)


def delete_phones(database: Database, account: Account, ids: Sequence[int]) -> None:
    """Delete test phones, also from the presets of the account."""
    with database.transaction() as db:
        for id in ids:
            values = _owner(account) | {"id": id}
            db.execute(
                "delete from preset_recipient where number in"  # noqa: S608
                f" (select number from test_phone where id = :id and {_OWN})"
                f" and preset_id in (select id from preset where {_OWN})",
                values,
            )
            db.execute(f"delete from test_phone where id = :id and {_OWN}", values)  # noqa: S608


def order_presets(database: Database, account: Account, ids: Sequence[int]) -> None:
    """Put presets into the order of `ids`; others keep their positions after them."""
    with database.transaction() as db:
        _order(db, "preset", account, ids)


def order_phones(database: Database, account: Account, ids: Sequence[int]) -> None:
    """Put test phones into the order of `ids`; others keep their positions after them."""
    with database.transaction() as db:
        _order(db, "test_phone", account, ids)


def restore(database: Database, account: Account, before: PresetBook) -> None:
    """Bring back what of `before` was deleted since; what was added or changed since stays.

    A test phone whose number is saved again is not brought back; a preset whose name is taken
    gets a counter.
    """
    with database.transaction() as db:
        now = _read(db, account)
        back = [phone for phone in before.phones if now.phone(phone.id) is None]
        back = [phone for phone in back if now.phone_with(phone.number) is None]
        for phone in back:
            _insert_phone(db, account, phone, phone.id)
        numbers = {phone.number for phone in back}
        names = [preset.name for preset in now.presets]
        for preset in before.presets:
            if now.preset(preset.id) is None:
                name = unique_name(preset.name, names)
                _write_preset(db, account, replace(preset, name=name), preset.id)
            else:
                lost = [one for one in preset.recipients if one.number in numbers]
                _write_recipients(db, preset.id, lost)
        _order(db, "preset", account, [preset.id for preset in before.presets])
        _order(db, "test_phone", account, [phone.id for phone in before.phones])


def import_book(database: Database, account: Account, found: PresetBook) -> ImportPlan:
    """Add what a file holds, as `plan_import` says; return what was added."""
    with database.transaction() as db:
        plan = plan_import(_read(db, account), found)
        _add_phones(db, account, plan.phones)
        for preset in plan.presets:
            _write_preset(db, account, preset, _next_preset(db))
    return plan


def move_presets(database: Database, old: str, new: str) -> None:
    """Give the presets and test phones of an account its new AccessKey ID, unless that has some."""
    values = {"old": old, "new": new}
    with database.transaction() as db:
        for table in ("preset", "test_phone"):
            db.execute(
                f"update {table} set access_key_id = :new where access_key_id = :old"  # noqa: S608
                f" and not sandbox and not exists (select 1 from {table} there"
                " where there.access_key_id = :new and not there.sandbox)",
                values,
            )


def _owner(account: Account) -> dict[str, object]:
    return {"access_key_id": account.access_key_id, "sandbox": int(account.sandbox)}


def _phone_values(phone: TestPhone) -> dict[str, object]:
    return {"name": phone.name, "number": phone.number, "group_name": phone.group}


def _read(db: Connection, account: Account) -> PresetBook:
    owner = _owner(account)
    phones = tuple(
        TestPhone(*row)
        for row in db.execute(
            "select id, name, number, group_name from test_phone"  # noqa: S608
            f" where {_OWN} order by position, id",
            owner,
        )
    )
    recipients = dict[int, list[NamedNumber]]()
    for id, number, name in db.execute(
        "select preset_id, number, name from preset_recipient where preset_id in"  # noqa: S608
        f" (select id from preset where {_OWN}) order by id",
        owner,
    ):
        recipients.setdefault(id, []).append(NamedNumber(number, name))
    modes = {mode.value: mode for mode in SendMode}
    presets = tuple(
        Preset(
            row["id"],
            row["name"],
            row["sign_name"],
            row["template_code"],
            row["template_param"],
            tuple(recipients.get(row["id"], ())),
            row["up_extend_code"],
            modes.get(row["mode"], SendMode.ONE_BY_ONE),
        )
        for row in read_rows(
            db,
            f"select * from preset where {_OWN} order by position, id",  # noqa: S608
            owner,
        )
    )
    return PresetBook(presets, phones)


def _next_preset(db: Connection) -> int:
    """Return an id that no preset has or had, as far as runs remember."""
    (last,) = db.execute(
        "select max(coalesce((select max(id) from preset), 0), coalesce((select max(preset_id)"
        " from run where preset_id is not null), 0))"
    ).fetchone()
    return int(last) + 1


def _write_preset(db: Connection, account: Account, preset: Preset, id: int) -> int:
    """Insert a preset at the end, or replace the one with this id."""
    values = _owner(account) | {
        "id": id,
        "name": preset.name,
        "sign_name": preset.sign_name,
        "template_code": preset.template_code,
        "template_param": preset.template_param,
        "up_extend_code": preset.up_extend_code,
        "mode": preset.mode.value,
    }
    db.execute(
        "insert into preset (id, access_key_id, sandbox, position, name, sign_name, template_code,"  # noqa: S608
        f" template_param, up_extend_code, mode) values (:id, :access_key_id, :sandbox,"
        f" {_LAST.format(table='preset')}, :name, :sign_name, :template_code, :template_param,"
        " :up_extend_code, :mode)"
        " on conflict (id) do update set name = excluded.name, sign_name = excluded.sign_name,"
        " template_code = excluded.template_code, template_param = excluded.template_param,"
        " up_extend_code = excluded.up_extend_code, mode = excluded.mode",
        values,
    )
    db.execute("delete from preset_recipient where preset_id = ?", (id,))
    _write_recipients(db, id, preset.recipients)
    return id


def _write_recipients(db: Connection, preset_id: int, recipients: Sequence[NamedNumber]) -> None:
    db.executemany(
        "insert or ignore into preset_recipient (preset_id, number, name) values (?, ?, ?)",
        [(preset_id, one.number, one.name) for one in recipients],
    )


def _delete_presets(db: Connection, account: Account, ids: Sequence[int]) -> None:
    for id in ids:
        values = _owner(account) | {"id": id}
        db.execute(
            "delete from preset_recipient where preset_id in"  # noqa: S608
            f" (select id from preset where id = :id and {_OWN})",
            values,
        )
        db.execute(f"delete from preset where id = :id and {_OWN}", values)  # noqa: S608


def _add_phones(db: Connection, account: Account, phones: Sequence[TestPhone]) -> int:
    known = {phone.number for phone in _read(db, account).phones}
    added = 0
    for phone in phones:
        if phone.number not in known:
            known.add(phone.number)
            _insert_phone(db, account, phone)
            added += 1
    return added


def _insert_phone(db: Connection, account: Account, phone: TestPhone, id: int | None = None) -> int:
    cursor = db.execute(
        "insert into test_phone (id, access_key_id, sandbox, position, name, number, group_name)"  # noqa: S608
        f" values (:id, :access_key_id, :sandbox, {_LAST.format(table='test_phone')}, :name,"
        " :number, :group_name)",
        _owner(account) | _phone_values(phone) | {"id": id},
    )
    assert cursor.lastrowid is not None  # noqa: S101 - a table with a rowid gives one
    return cursor.lastrowid


def _order(db: Connection, table: str, account: Account, ids: Sequence[int]) -> None:
    rows = db.execute(
        f"select id from {table} where {_OWN} order by position, id",  # noqa: S608
        _owner(account),
    )
    found = [id for (id,) in rows]
    first = [id for id in ids if id in found]
    order = [*first, *(id for id in found if id not in first)]
    db.executemany(f"update {table} set position = ? where id = ?", list(enumerate(order)))  # noqa: S608
