"""The program: whatever an operator reads goes through Qt's translation, and lupdate finds it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeGuard

from tests.checkout.test_translations import Sentence, sentences
from tests.translations import ROOT

IN_EVERY_LANGUAGE = {"SMS_123456789", '{"code": "1234"}'}
NOT_SAID = re.compile(r"Q\w+ \{ |; |\W*<|Noto Sans|PingFang|Microsoft YaHei")
"""Style sheets, HTML and fonts."""
SHOWING = re.compile(
    r"set(Text|ToolTip|StatusTip|WhatsThis|Title|WindowTitle|PlaceholderText|AccessibleName"
    r"|AccessibleDescription|Suffix|Prefix|HorizontalHeaderLabels|NameFilters|InformativeText)"
    r"|add(Item|Items|Tab)|Q(Label|PushButton|ToolButton|CheckBox|RadioButton|GroupBox|Action"
    r"|MessageBox|FileDialog)|Notice"
)
"""Calls whose texts an operator sees."""


@dataclass(frozen=True)
class Call:
    """One call of tr or translate; without a literal there is no source."""

    place: str
    context: str | None
    source: str | None
    counts: bool
    by_tr: bool


@cache
def program() -> list[tuple[str, ast.Module]]:
    paths = sorted((ROOT / "gui").rglob("*.py"))
    return [
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths
    ]


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def translates(node: ast.AST) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call):
        return False
    if name_of(node) == "translate" and isinstance(node.func, ast.Attribute):
        # Not that of str and bytes, which takes tables.
        return literal(node.args[0]) is not None
    return bool(node.args) and name_of(node) in ("tr", "translate")


def literal(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def calls(tree: ast.AST, file: str, context: str | None = None) -> Iterator[Call]:
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.ClassDef) else context
        if translates(node):
            by_tr = name_of(node) == "tr"
            yield Call(
                f"{file}:{node.lineno}",
                context if by_tr else literal(node.args[0]),
                literal(node.args[0 if by_tr else 1]),
                len(node.args) + len(node.keywords) > (2 if by_tr else 3),
                by_tr,
            )
        yield from calls(node, file, inside)


def untranslated(node: ast.AST) -> Iterator[str]:
    """Texts with a word in them that go through no translation."""
    if translates(node):
        return
    text = literal(node)
    if text is not None and re.search(r"[^\W\d_]{2}", text) and text not in IN_EVERY_LANGUAGE:
        yield text
    for child in ast.iter_child_nodes(node):
        yield from untranslated(child)


def shown(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and SHOWING.fullmatch(name_of(node)):
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                for text in untranslated(argument):
                    yield node.lineno, text


def phrases(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Untranslated texts of several words, other than docstrings."""
    apart = {
        id(below)
        for node in ast.walk(tree)
        if translates(node) or (isinstance(node, ast.Expr) and literal(node.value) is not None)
        for below in ast.walk(node)
    }
    for node in ast.walk(tree):
        text = None if id(node) in apart else literal(node)
        if text is not None and re.search(r"[^\W\d_]{2} [^\W\d_]{2}", text):
            assert isinstance(node, ast.expr)
            yield node.lineno, text


def test_lupdate_finds_every_sentence() -> None:
    known: dict[tuple[str | None, str], Sentence] = {
        (one.context, one.source): one for one in sentences("zh_CN")
    }
    found = [call for file, tree in program() for call in calls(tree, file)]
    for call in found:
        assert call.source is not None, f"{call.place}: only literals are found"
        assert (call.context, call.source) in known, f"{call.place}: {call.source!r} is not"
        # `translate` is never found to count; `tr` is not where the count is an attribute.
        assert call.by_tr or not call.counts, f"{call.place}: only tr can count"
        assert known[call.context, call.source].numerus is call.counts, call.place
        assert bool(re.search("%L?n", call.source)) is call.counts, call.place
    assert {(call.context, call.source) for call in found} == set(known)


def test_what_is_shown_is_translated() -> None:
    for file, tree in program():
        assert not list(shown(tree)), file


def test_no_phrase_stands_beside_the_translations() -> None:
    for file, tree in program():
        if file.split("/")[1] in ("words", "models", "panels", "session", "window"):
            assert not [text for _, text in phrases(tree) if not NOT_SAID.match(text)], file


def test_these_rules_see_what_they_forbid() -> None:
    bad = ast.parse("""
class Panel:
    def build(self):
        self.label.setText(f"Sent {count}")
        QLabel("Send it" if now else self.tr("Later"))
        self.tr(text)
        translate("words", "%n rows", "", count)
        said = "Nothing more"
""")
    assert [text for _, text in shown(bad)] == ["Sent ", "Send it"]
    assert {text for _, text in phrases(bad)} == {"Send it", "Nothing more"}
    found = {(call.source, call.counts) for call in calls(bad, "")}
    assert found == {("Later", False), (None, False), ("%n rows", True)}
