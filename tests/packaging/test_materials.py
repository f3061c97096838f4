"""The bill of materials and the licences."""

import json
import re

from gui import __version__
from tests.packaging import lock, materials

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
