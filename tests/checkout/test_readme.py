"""What READMEs, CONTRIBUTING and manual say holds, and both languages say the same."""

import ast
import json
import re
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from gui import __version__
from gui.__main__ import parser
from gui.cloud.sandbox.command import main as sandbox_main
from gui.cloud.sandbox.magic import MAGIC_NUMBERS
from gui.cloud.sandbox.protocol.gateway import MANDATORY
from gui.core.sending.state import RecipientState
from gui.resource import resource
from gui.storage.paths import VARIABLE, Paths
from gui.words.sending import states
from tests.documents import (
    CODE,
    DOCUMENTS,
    LANGUAGES,
    MANUAL,
    PAGES,
    PICTURES,
    ROOT,
    path_of,
    read,
    section,
    sections,
)
from tests.packaging.staging import MENU_ENTRY

PICTURE_MAX = 200_000
"""Bytes."""
FRONT_DOOR_MAX = 150
"""Lines of a README."""
EXAMPLES = 10
"""At least so many things of which CONTRIBUTING says where they go."""
MADE = (
    "build/",
    "dist/",
    ".venv/",
    "logs/",
    "exports/",
    "./",
    "ledger.db",
    "settings.json",
    "catalogues.json",
    "sandbox.jsonl",
    f"./{MENU_ENTRY}",
    "~",
    "%",
    "$",
)
"""What is named and not in the checkout: it is made, or a path of the operator's or an archive."""

each = pytest.mark.parametrize("language", LANGUAGES)


def uncommented(code: str) -> str:
    return re.sub(r"\s+# .*$", "", code, flags=re.MULTILINE)


def in_english(link: str) -> str:
    """The link to the same document, page or picture in English."""
    return link.replace(".zh-CN.md", ".md").replace("/zh_CN/", "/en/").replace("/zh_CN-", "/en-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_both_say_the_same(document: str) -> None:
    ours, theirs = sections(document, "en"), sections(document, "zh_CN")
    assert [one.level for one in ours] == [one.level for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        where = f"{one.title} / {other.title}"
        assert sorted(set(one.codes)) == sorted(set(other.codes)), where
        for (kind, code), (its_kind, its_code) in zip(one.fences, other.fences, strict=True):
            assert (kind, uncommented(code)) == (its_kind, uncommented(its_code)), where
        assert one.items == other.items, where
        assert [len(row) for row in one.rows] == [len(row) for row in other.rows], where
        its_links = [in_english(link) for link in other.links]
        assert [in_english(link) for link in one.links] == its_links, where


@each
@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere_in_the_same_language(document: str, language: str) -> None:
    path = path_of(document, language)
    for link in [link for part in sections(document, language) for link in part.links]:
        if link.startswith("https://"):
            continue
        assert "#" not in link, f"{link}: headings are no targets in the program's help"
        assert (path.parent / link).is_file(), link
        other = "zh_CN" if language == "en" else "en"
        assert f"{other}/" not in link and f"{other}-" not in link, link
        if document.startswith("manual/"):
            assert (path.parent / link).resolve().is_relative_to(MANUAL), link


@each
def test_every_page_of_the_manual_is_in_its_index(language: str) -> None:
    (index,) = sections("manual/index.md", language)
    assert sorted(index.links) == sorted(set(PAGES) - {"index.md"})
    assert index.items == len(index.links)
    inside = sorted(path.name for path in (MANUAL / language).iterdir())
    assert inside == sorted([*PAGES, PICTURES.name])
    title = section("README", language, "Where to read on")
    in_readme = [link for link in title.links if link.startswith("resources/manual/")]
    assert in_readme == [f"resources/manual/{language}/{link}" for link in index.links]


@each
def test_the_readme_is_a_front_door(language: str) -> None:
    assert len(read("README", language).splitlines()) <= FRONT_DOOR_MAX


@each
def test_contributing_says_where_a_new_thing_goes(language: str) -> None:
    assert section("CONTRIBUTING", language, "Where a new thing goes").items >= EXAMPLES


@each
def test_the_commands_are_those_of_the_makefile(language: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    text = "\n".join(read(document, language) for document in DOCUMENTS)
    named = set(re.findall(r"`make ([a-z]+)", text)) | set(
        re.findall(r"^make ([a-z]+)", text, re.MULTILINE)
    )
    assert named == targets - {"help", "clean"}


@each
def test_what_they_name_is_there(language: str) -> None:
    checked = 0
    for part in [part for document in DOCUMENTS for part in sections(document, language)]:
        rows = [CODE.findall(" ".join(row)) for row in part.rows]
        in_rows = {code for row in rows for code in row}
        for row in rows:
            base = (ROOT / row[0]) if row and row[0].startswith(("gui/", "tests/")) else ROOT
            folder = base if base.is_dir() else base.parent
            checked += sum(exists(code, (ROOT, folder)) for code in row)
        checked += sum(exists(code, (ROOT,)) for code in part.codes if code not in in_rows)
    assert checked > 100


def exists(code: str, folders: tuple[Path, ...]) -> bool:
    """Whether `code` names a file of ours; it must be there then."""
    if code.startswith(MADE) or not re.fullmatch(r"\.?[\w*.-]+(/[\w*.-]*)*", code):
        return False
    if not ("/" in code or code.endswith((".py", ".lock", ".json"))):
        return False
    assert any(list(folder.glob(code)) for folder in folders), code
    return True


@each
def test_the_map_names_every_package(language: str) -> None:
    found = section("CONTRIBUTING", language, "Map of the code")
    named = {row[0].strip("`").rstrip("/") for row in found.rows}
    packages = {
        path.parent.relative_to(ROOT).as_posix()
        for path in (ROOT / "gui").rglob("__init__.py")
        if path.parent.name != "gui"
    }
    # A package within one of these is a part of it.
    inner = {name for name in packages if Path(name).parent.as_posix() in packages}
    assert packages - inner <= named
    layers = re.findall(r"`(\w+)`", found.prose.split("\n|")[0])
    outer = {f"gui/{layer}" for layer in layers if (ROOT / "gui" / layer).is_dir()}
    assert packages - inner == outer


@each
def test_the_magic_numbers_are_those_of_the_sandbox(language: str) -> None:
    rows = section("manual/sandbox.md", language, "Magic numbers").rows[1:]
    assert [(row[0], row[1].strip("`")) for row in rows] == [
        (magic.number, magic.code) for magic in MAGIC_NUMBERS
    ]
    assert all(row[2] for row in rows)


@each
def test_every_state_is_explained_as_the_window_words_it(language: str, qapp: QApplication) -> None:
    rows = section("manual/sending.md", language, "States, and what may be sent again").rows[1:]
    assert [row[0].strip("`") for row in rows] == [state.value for state in RecipientState]
    translator = QTranslator()
    assert translator.load(language, str(resource("translations")))
    for row, state in zip(rows, RecipientState, strict=True):
        source = states.state(state)
        assert row[1] == (translator.translate("words", source) or source)


def calling() -> dict[str, str]:
    """Each action of the service, and the method of the client that calls it."""
    tree = ast.parse((ROOT / "gui" / "cloud" / "client.py").read_text(encoding="utf-8"))
    methods = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {
        node.value: method.name
        for method in methods
        for node in ast.walk(method)
        if isinstance(node, ast.Constant) and node.value in MANDATORY
    }


@cache
def source() -> str:
    """All source code of the program."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "gui").rglob("*.py"))


@cache
def used_names() -> dict[str, set[str]]:
    """The names that each function and class of the program uses, but for those of the client."""
    used: dict[str, set[str]] = {}
    for path in (ROOT / "gui").rglob("*.py"):
        if "cloud" in path.parts:
            continue
        for top in ast.parse(path.read_text(encoding="utf-8")).body:
            nodes = list(ast.walk(top))
            names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
            names |= {node.id for node in nodes if isinstance(node, ast.Name)}
            used.setdefault(getattr(top, "name", ""), set()).update(names)
    return used


def is_reached(method: str) -> bool:
    """Whether the program calls this method of the client, in something that it uses itself."""
    used = used_names()
    callers = {name for name, names in used.items() if method in names}
    return any(callers & names - {name} for name, names in used.items())


def test_a_method_that_nothing_calls_is_not_reached() -> None:
    assert is_reached("query_templates")
    assert not is_reached("query_something_else")


@each
def test_the_permissions_are_those_of_the_calls(language: str) -> None:
    (fence,) = section("manual/accounts.md", language, "The least permission that suffices").fences
    (statement,) = json.loads(fence[1])["Statement"]
    actions = {action for action, method in calling().items() if is_reached(method)}
    makers = "\n".join(
        path.read_text(encoding="utf-8")
        for layer in ("core", "storage", "jobs")
        for path in (ROOT / "gui" / layer).rglob("*.py")
    )
    if not re.search(r"(?<!class )\bSendBatchSms\(", makers):
        actions.discard("SendBatchSms")  # the client can, but nothing asks it to
    assert sorted(statement["Action"]) == sorted(f"dysms:{action}" for action in actions)


@each
def test_the_command_line_is_that_of_the_program(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = section("manual/files.md", language, "Command line").fences[0][1].splitlines()
    options = {text for action in parser()._actions for text in action.option_strings} - {"-h"}
    assert set(re.findall(r"--[a-z-]+", usage[0])) == options
    assert sandbox_main(["--help"]) == 0
    help_text = capsys.readouterr().out
    assert set(re.findall(r"--[a-z-]+", usage[1])) == set(re.findall(r"--[a-z-]+", help_text)) - {
        "--help"
    }


@each
def test_the_variables_are_those_of_the_program(language: str) -> None:
    rows = section("manual/files.md", language, "Environment variables").rows[1:]
    named = {row[0].strip("`") for row in rows}
    assert VARIABLE in named
    assert {name for name in named if name.startswith("SMS_DESK_")} == set(
        re.findall(r'"(SMS_DESK_[A-Z_]+)"', source())
    )


SHORT = {"Return": "Enter", "Escape": "Esc", "Delete": "Del"}
"""How the manual names keys that Qt names otherwise."""


@each
def test_the_keys_are_those_of_the_window(language: str) -> None:
    keys = set(re.findall(r'"((?:Ctrl\+)[\w+,]+|F\d+|Esc)"', source()))
    standard = set(re.findall(r"StandardKey\.(\w+)", source()))
    keys |= {QKeySequence(getattr(QKeySequence.StandardKey, name)).toString() for name in standard}
    handled = {SHORT.get(name, name) for name in re.findall(r"Key\.Key_(\w+)", source())}
    keys |= handled
    if "AltModifier" in source():
        keys |= {f"Alt+{name}" for name in handled & {"Up", "Down"}}
    (found,) = sections("manual/keyboard.md", language)
    named = {key for row in found.rows[1:] for key in CODE.findall(row[0])}
    assert named <= keys
    assert {key for key in keys if re.fullmatch(r"F\d+", key)} <= named


@each
def test_the_files_are_those_of_the_data_directory(language: str, tmp_path: Path) -> None:
    named = section("manual/files.md", language, "Files").codes
    paths = Paths(tmp_path)
    assert {paths.ledger.name, paths.settings.name, f"{paths.logs.name}/"} <= set(named)


@each
def test_the_pictures_are_small(language: str) -> None:
    links = [link for part in sections("README", language) for link in part.links]
    pictures = [link for link in links if link.endswith(".png")]
    assert len(pictures) == 3
    for link in pictures:
        assert (ROOT / link).read_bytes().startswith(b"\x89PNG")
        assert (ROOT / link).stat().st_size < PICTURE_MAX


def test_no_path_of_a_developers_machine() -> None:
    written = [path_of(document, language) for document in DOCUMENTS for language in LANGUAGES]
    for path in [*written, ROOT / "CHANGELOG.md", ROOT / "SECURITY.md"]:
        text = path.read_text(encoding="utf-8")
        assert not re.findall(r"(?<![\w.:/])/(?:home|root|Users|work|srv|tmp|opt|mnt)\b", text), (
            path
        )
        assert not re.findall(r"[A-Z]:\\", text), path


def test_the_changelog_knows_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert headings[:2] == ["Unreleased", __version__]
