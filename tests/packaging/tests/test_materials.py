"""The bill of materials and the licences."""

import json
import re
from pathlib import Path

import pytest

from gui import __version__
from tests.packaging import lock, materials
from tests.packaging.origins import Entry, SystemPackage

EPOCH = 1_700_000_000


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
    heading = r"^(\S+) [^\n]*\n=+\n\n"
    without = re.findall(heading + re.escape(materials.MISSING), text, re.MULTILINE)
    assert without == ["pyside6-essentials", "shiboken6"]  # LGPL: Qt's packages have no file


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
