import dataclasses
import errno
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, SettingsError
from gui.core.message.fields import DraftFields, SendMode
from gui.storage.settings.settings import Recents, Settings
from gui.storage.settings.settings_file import FORMAT, SettingsFile

SETTINGS = Settings(
    accounts=(Account("店铺", "LTAI1"), Account("银行", "LTAI2", production=True)),
    current="LTAI2",
    language="zh_CN",
    masked=True,
    recents={"LTAI1": Recents(("阿里云",), ("SMS_153055065",)), "": Recents(("小饭桌",))},
    drafts={"LTAI2": DraftFields("阿里云", "SMS_1", '{"code": "012345"}', mode=SendMode.BATCHED)},
    window={"splitter": "AAAA/w=="},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def file(path: Path) -> SettingsFile:
    return SettingsFile(path)


def fault_of(call: Callable[..., Settings | None], *arguments: Settings) -> FileFault:
    with pytest.raises(SettingsError) as caught:
        call(*arguments)
    return caught.value.fault


def damaged(path: Path) -> list[Path]:
    return sorted(path.parent.glob("settings.json.damaged-*"))


def full(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any `kind`, each of its fields drawn, so that a new one is tested with the rest."""
    return st.builds(kind, **{field.name: ... for field in dataclasses.fields(kind)})


st.register_type_strategy(Account, full(Account))
st.register_type_strategy(Recents, full(Recents))
st.register_type_strategy(DraftFields, full(DraftFields))


# --- There and back -------------------------------------------------------------------------------


def test_missing_file_gives_the_defaults(file: SettingsFile, path: Path) -> None:
    assert file.load() == Settings()
    assert not path.exists()


@given(full(Settings))
def test_any_settings_come_back(tmp_path_factory: pytest.TempPathFactory, drawn: Settings) -> None:
    file = SettingsFile(tmp_path_factory.getbasetemp() / "round-trip.json")
    file.save(drawn)

    assert file.load() == drawn
    assert hash(file.load()) == hash(drawn)


def test_a_lone_surrogate_comes_back(file: SettingsFile) -> None:
    odd = Settings(drafts={"": DraftFields(template_param='{"a": "\udc80"}')})
    file.save(odd)

    assert file.load() == odd


def test_only_what_differs_from_the_defaults_is_written(file: SettingsFile, path: Path) -> None:
    file.save(Settings())
    assert json.loads(path.read_bytes()) == {"format": FORMAT}

    file.save(SETTINGS)
    written = json.loads(path.read_bytes())
    assert written["accounts"] == [
        {"label": "店铺", "access_key_id": "LTAI1"},
        {"label": "银行", "access_key_id": "LTAI2", "production": True},
    ]
    assert written["drafts"]["LTAI2"]["mode"] == "batched"
    assert "店铺" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_only_this_user_may_read_it(file: SettingsFile, path: Path) -> None:
    path.write_text('{"format": 1}')
    path.chmod(0o644)

    file.save(SETTINGS)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_saving_leaves_no_other_file(file: SettingsFile, path: Path) -> None:
    file.save(SETTINGS)
    file.save(Settings())

    assert list(path.parent.iterdir()) == [path]


def test_a_byte_order_mark_of_an_editor_is_no_damage(file: SettingsFile, path: Path) -> None:
    path.write_bytes(b'\xef\xbb\xbf{"format": 1, "masked": true}')
    assert file.load() == Settings(masked=True)


# --- Other versions -------------------------------------------------------------------------------


def test_keys_of_a_newer_version_are_kept(file: SettingsFile, path: Path) -> None:
    path.write_text(
        '{"format": 1, "theme": {"accent": [1, 2.5, null]}, "masked": true,'
        ' "accounts": [{"label": "a", "access_key_id": "LTAI1", "colour": "red"}]}'
    )
    known = file.load()
    assert known == Settings((Account("a", "LTAI1"),), masked=True)

    file.save(dataclasses.replace(known, masked=False))

    written = json.loads(path.read_bytes())
    assert written["theme"] == {"accent": [1, 2.5, None]}
    assert "masked" not in written


def test_a_newer_format_is_refused_and_left_alone(file: SettingsFile, path: Path) -> None:
    content = b'{"format": 2, "accounts": "elsewhere"}'
    path.write_bytes(content)

    assert fault_of(file.load) is FileFault.NEWER
    assert fault_of(file.save, SETTINGS) is FileFault.NEWER
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


# --- Damage ---------------------------------------------------------------------------------------

DAMAGED = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"{}",
    b'{"format": "1"}',
    b'{"format": true}',
    b'{"format": 0}',
    b'{"format": 1.0}',
    b'{"format": 1, "masked": "yes"}',
    b'{"format": 1, "masked": 1}',
    b'{"format": 1, "accounts": {}}',
    b'{"format": 1, "accounts": [{"label": "no key"}]}',
    b'{"format": 1, "accounts": [{"label": 1, "access_key_id": "LTAI1"}]}',
    b'{"format": 1, "recents": {"": {"sign_names": "abc"}}}',
    b'{"format": 1, "drafts": {"": {"mode": "never"}}}',
    b'{"format": 1, "window": {"splitter": null}}',
    b'{"format": 1, "later": NaN}',
    b'{"format": 1, "later": 1e999}',
    b'{"format": 1, "later": ' + b"9" * 5000 + b"}",
    b'{"format": 1, "later": ' + b"[" * 500 + b"]" * 500 + b"}",
    b"[" * 200_000,
    b'{"format": 1, "language": "\xff"}',
    '{"format": 1}'.encode("utf-16"),
]


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_damaged_file_is_renamed_and_reported(
    file: SettingsFile, path: Path, content: bytes
) -> None:
    path.write_bytes(content)

    with pytest.raises(SettingsError) as caught:
        file.load()

    assert caught.value.fault is FileFault.DAMAGED
    assert [str(kept) for kept in damaged(path)] == [caught.value.kept]
    assert damaged(path)[0].read_bytes() == content
    file.save(SETTINGS)  # as the program does, which loads once
    assert SettingsFile(path).load() == SETTINGS
    file.save(Settings())
    assert SettingsFile(path).load() == Settings()


def test_file_damaged_since_loading_is_renamed_before_saving(
    file: SettingsFile, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.load()
    path.write_bytes(b"{")

    file.save(SETTINGS)

    assert [kept.read_bytes() for kept in damaged(path)] == [b"{"]
    assert file.load() == SETTINGS
    assert damaged(path)[0].name in caplog.text


def test_a_second_damaged_file_leaves_the_first(file: SettingsFile, path: Path) -> None:
    for content in (b"1", b"2", b"3"):
        path.write_bytes(content)
        assert fault_of(file.load) is FileFault.DAMAGED

    assert sorted(kept.read_bytes() for kept in damaged(path)) == [b"1", b"2", b"3"]


@given(
    st.one_of(
        st.binary(),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from([field.name for field in dataclasses.fields(Settings)])
                    | st.text(max_size=3),
                    inner,
                    max_size=4,
                )
            ),
        ).map(lambda data: json.dumps(data).encode()),
        st.dictionaries(
            st.sampled_from([field.name for field in dataclasses.fields(Settings)]),
            st.none() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()),
        ).map(lambda data: json.dumps({"format": 1, **data}).encode()),
    )
)
def test_any_bytes_are_settings_or_a_settings_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-bytes"
    folder.mkdir(exist_ok=True)
    path = folder / "settings.json"
    path.write_bytes(content)
    file = SettingsFile(path)
    try:
        read = file.load()
    except SettingsError as error:
        assert error.fault in (FileFault.DAMAGED, FileFault.NEWER)
        if error.fault is FileFault.NEWER:
            return
        (kept,) = damaged(path)
        assert kept.read_bytes() == content
        kept.unlink()
        read = SETTINGS
    file.save(read)
    assert SettingsFile(path).load() == read


# --- Disks ----------------------------------------------------------------------------------------


def test_unreadable_file_is_left_unchanged(file: SettingsFile, path: Path) -> None:
    path.mkdir()  # root may read any file, but no directory as one

    assert fault_of(file.load) is FileFault.UNREADABLE
    assert fault_of(file.save, SETTINGS) is FileFault.UNREADABLE
    assert path.is_dir()


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "gone" / "settings.json")

    assert file.load() == Settings()
    assert fault_of(file.save, SETTINGS) is FileFault.UNWRITABLE


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that not even root can write to")
def test_a_folder_that_is_read_only() -> None:
    file = SettingsFile(Path("/proc/settings.json"))
    assert fault_of(file.save, SETTINGS) is FileFault.UNWRITABLE


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, FileFault.DISK_FULL),
        (errno.EDQUOT, FileFault.DISK_FULL),
        (errno.EIO, FileFault.UNWRITABLE),
    ],
)
def test_disk_fault_leaves_the_file_unchanged(
    file: SettingsFile, path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: FileFault
) -> None:
    file.save(SETTINGS)
    before = path.read_bytes()

    def failing(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        assert fault_of(file.save, Settings()) is fault

    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_damaged_file_that_cannot_be_renamed_is_left_unchanged(path: Path) -> None:
    path = path.with_name("x" * 250)  # no longer name is possible
    path.write_bytes(b"{")
    file = SettingsFile(path)

    with pytest.raises(SettingsError) as caught:
        file.load()
    assert caught.value.kept == ""
    assert fault_of(file.save, SETTINGS) is FileFault.DAMAGED
    assert path.read_bytes() == b"{"
    path.write_bytes(b'{"format": 1, "masked": true}')  # mended by hand
    assert fault_of(file.save, SETTINGS) is FileFault.NOT_LOADED
    assert SettingsFile(path).load().masked


def test_a_newer_file_replaced_by_an_older_one_is_left_alone(
    file: SettingsFile, path: Path
) -> None:
    path.write_bytes(b'{"format": 2}')
    assert fault_of(file.load) is FileFault.NEWER
    path.write_bytes(b'{"format": 1, "masked": true}')
    assert fault_of(file.save, SETTINGS) is FileFault.NOT_LOADED
    assert SettingsFile(path).load().masked


def test_a_file_damaged_after_it_could_not_be_read_is_put_aside_once(
    file: SettingsFile, path: Path
) -> None:
    path.mkdir()
    assert fault_of(file.load) is FileFault.UNREADABLE
    path.rmdir()
    path.write_bytes(b"{")
    file.save(SETTINGS)
    file.save(Settings(masked=True))
    assert [kept.read_bytes() for kept in damaged(path)] == [b"{"]
    assert SettingsFile(path).load() == Settings(masked=True)
