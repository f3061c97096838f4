"""The bill of materials and the licences."""

import json
import re
from pathlib import Path

import pytest

from gui import __version__
from tests.packaging.components import lock, materials, vendored
from tests.packaging.components.origins import Entry, SystemPackage
from tests.packaging.tests.epoch import EPOCH


def names() -> list[str]:
    return lock.needed(lock.runtime_roots(), lock.installed())


def test_the_bill_names_every_package_with_version_hash_and_licence() -> None:
    there, locked = lock.installed(), lock.locked()
    text = materials.bill(names(), locked, there, EPOCH)
    assert text == materials.bill(reversed(names()), locked, there, EPOCH)
    document = json.loads(text)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", document["serialNumber"])
    assert document["metadata"]["component"]["version"] == __version__
    assert document["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    *packages, python = document["components"]
    assert [package["name"] for package in packages] == names()
    assert python["name"] == "cpython"
    for package in packages:
        assert package["purl"] == f"pkg:pypi/{package['name']}@{package['version']}"
        assert all(re.fullmatch(r"[0-9a-f]{64}", one["content"]) for one in package["hashes"])
        assert package["hashes"] and package["licenses"]


def test_every_licence_is_known_and_given_in_full() -> None:
    there = lock.installed()
    text = materials.licenses(names(), there)
    for name in names():
        assert materials.license_of(there[name]) != "unknown", name
        assert f"\n{name} {there[name].version}: " in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in text
    assert materials.MISSING not in text
    heading = r"^(\S+) [^\n]*\n=+\n\n"
    reference = re.escape(f"{materials.REFERENCE}: LGPL-3.0, below.\n")
    without = re.findall(heading + reference, text, re.MULTILINE)
    assert without == ["pyside6-essentials", "shiboken6"]  # Qt's packages have no file


def test_the_parts_of_others_within_qt_are_named() -> None:
    text = materials.licenses(["pyside6-essentials"], lock.installed())
    for name in ("PCRE2", "HarfBuzz", "libpng", "MD4C", "ICU", "FreeType"):
        assert re.search(rf"^ *{name}\b[^\n]*: \S", text, re.MULTILINE), name
    listed = re.findall(r"^(Qt \w+)\n(?=  )", text, re.MULTILINE)
    assert listed == ["Qt Core", "Qt GUI", "Qt Network", "Qt SVG"]
    assert "https://doc.qt.io/qt-6/licenses-used-in-qt.html" in text


def test_the_copies_within_the_sdk_are_in_the_bill_and_among_the_licences() -> None:
    there, locked = lock.installed(), lock.locked()
    copies = vendored.read(there[vendored.OWNER])
    assert {copy.name for copy in copies} >= {"requests", "urllib3", "chardet", "certifi", "six"}
    document = json.loads(materials.bill(names(), locked, there, EPOCH))
    found = {one["name"]: one for one in document["components"]}
    inner = found[vendored.OWNER]["components"]
    assert [(one["name"], one["version"]) for one in inner] == [
        (copy.name, copy.version) for copy in copies
    ]
    assert not any("components" in one for name, one in found.items() if name != vendored.OWNER)
    references = [one["bom-ref"] for one in [*document["components"], *inner]]
    assert len(references) == len(set(references))

    text = materials.licenses(names(), there)
    for copy in copies:
        heading = f"\n{copy.name} {copy.version}, in {vendored.OWNER}: {copy.source.license}\n"
        assert heading in text
        assert copy.source.text or copy.notices, copy.name
        named = copy.source.text.removeprefix("that of ")
        assert not named or f"\n{named.removesuffix(', below')}" in text, named
    assert "Benjamin Peterson" in text and "Dan-Haim" in text
    assert "Version 2.1, February 1999" in text  # of the LGPL


def test_the_sdk_has_no_copy_that_is_not_listed() -> None:
    owner = lock.installed()[vendored.OWNER]
    assert vendored.unlisted(owner) == []


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            "#!/usr/bin/python\n# -*- coding: utf-8 -*-\n\n#### BEGIN ####\n# a\n#\n# b\nx = 1\n",
            "BEGIN\na\n\nb\n",
        ),
        ('"""A\n\nb\n"""\n# c\n', "A\n\nb\n"),
        ("import a\n# b\n", ""),
        ("", ""),
    ],
)
def test_the_head_of_a_file_is_its_notice(text: str, head: str) -> None:
    assert vendored.head(text) == head


def test_the_program_that_starts_it_is_named_with_its_exception() -> None:
    there, locked = lock.installed(), lock.locked()
    document = json.loads(materials.bill(["pyinstaller"], locked, there, EPOCH))
    assert document["components"][0]["licenses"] == [
        {"expression": "GPL-2.0-or-later WITH Bootloader-exception"}
    ]


def system_package(name: str, *files: str, text: str) -> SystemPackage:
    return SystemPackage(name, "1:2.0+b1", "amd64", files, ("MIT",), text)


@pytest.mark.skipif(not Path("/etc/os-release").is_file(), reason="no Linux")
def test_what_came_from_the_system_is_in_the_bill_and_among_the_licences() -> None:
    there, locked = lock.installed(), lock.locked()
    one = system_package("liba1", "lib/liba.so.1", text="Text of A\n")
    others = [system_package(f"libb{number}", f"libb{number}.so", text="B\n") for number in "12"]
    unknown = Entry("libc.so", "/somewhere/libc.so", "BINARY")
    document = json.loads(materials.bill(["idna"], locked, there, EPOCH, [one, *others], [unknown]))
    idna, first, *_, file, python = document["components"]
    assert (idna["name"], file["name"], python["name"]) == ("idna", "libc.so", "cpython")
    assert (file["type"], first["version"]) == ("file", "1:2.0+b1")
    assert re.fullmatch(
        r"pkg:deb/[a-z]+/liba1@1:2\.0%2Bb1\?arch=amd64&distro=[a-z]+-[\d.]*", first["purl"]
    )
    assert first["evidence"] == {"occurrences": [{"location": "lib/liba.so.1"}]}
    assert len(document["dependencies"][0]["dependsOn"]) == len(document["components"])

    text = materials.licenses(["idna"], there, [one, *others])
    assert "\nliba1 1:2.0+b1 (liba.so.1)\n" in text and "Text of A" in text
    assert "\nlibb1 1:2.0+b1 (libb1.so)\nlibb2 1:2.0+b1 (libb2.so)\n===" in text  # once for both
