"""A bill of materials in the form of CycloneDX, and the licences of what is in the package."""

from __future__ import annotations

import json
import platform
import sys
import sysconfig
import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path
from urllib.parse import quote

from gui import __version__
from tests.packaging.commands import ROOT, CommandError
from tests.packaging.components import vendored
from tests.packaging.components.lock import Locked
from tests.packaging.components.origins import Entry, SystemPackage, common_licenses

SPDX = {
    "apache 2.0": "Apache-2.0",
    "apache-2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "gplv2-or-later with a special exception which allows to use pyinstaller to build and"
    " distribute non-free programs (including commercial ones)": (
        "GPL-2.0-or-later WITH Bootloader-exception"
    ),
    "lgpl": "LGPL-3.0-only",
    "mit": "MIT",
    "mit license": "MIT",
    "mpl-2.0": "MPL-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
"""What packages write of their licence, in small letters, and its SPDX identifier."""
LICENSE_NAMES = ("licen", "copying", "notice", "authors", "copyright")
"""How the names of files with a licence begin."""
PYTHON = "Python-2.0"
REFERENCE = "The text of the licence in this file"
MISSING = "(The package has no file of its licence.)"
TEXTS = ROOT / "resources" / "packaging" / "licenses"
WITHOUT_TEXT = {"LGPL-3.0-only": "LGPL-3.0"}
"""For packages that bring no file of their licence, which are Qt's: the first licence they offer,
and which of the texts at the end is its."""
PARTS = {"pyside6-essentials": "qt-parts.txt"}
"""The file that names the third-party parts of a package which does not list them itself."""


def license_of(distribution: Distribution) -> str:
    """The licence of a package: an SPDX expression, or as its authors call it."""
    fields = [
        (key, value)
        for key in ("License-Expression", "License", "Classifier")
        for value in distribution.metadata.get_all(key) or ()
        if value.strip()
    ]
    found = {key: value.strip().splitlines()[0] for key, value in reversed(fields)}
    if expression := found.get("License-Expression"):
        result: str = expression
        return result
    classifiers = [
        value.rpartition(" :: ")[2]
        for key, value in fields
        if key == "Classifier" and value.startswith("License :: ")
    ]
    names = [*filter(None, [found.get("License")]), *classifiers]
    known = (SPDX.get(name.lower()) for name in names)
    return next(filter(None, known), names[0] if names else "unknown")


def bill(
    names: Iterable[str],
    locked: Mapping[str, Locked],
    there: Mapping[str, Distribution],
    epoch: int,
    system: Iterable[SystemPackage] = (),
    unknown: Iterable[Entry] = (),
) -> str:
    """The bill of materials as JSON: packages by name with version, hashes, licence.

    The same packages at the same `epoch`, seconds since 1970, give the same text.

    Args:
        system: the packages of Debian that files of the program came from.
        unknown: files of which no package is known.
    """
    components = [_component(locked[name], there[name]) for name in sorted(names)]
    components += [_system_component(package) for package in system]
    components += [
        {"type": "file", "bom-ref": f"file:{entry.name}", "name": entry.name} for entry in unknown
    ]
    version = ".".join(map(str, sys.version_info[:3]))
    components.append(
        {
            "type": "platform",
            "bom-ref": f"pkg:generic/cpython@{version}",
            "name": "cpython",
            "version": version,
            "licenses": [{"license": {"id": PYTHON}}],
            "purl": f"pkg:generic/cpython@{version}",
        }
    )
    own = f"pkg:pypi/sms-desk@{__version__}"
    when = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components))}",
        "version": 1,
        "metadata": {
            "timestamp": when,
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "sms-desk",
                "version": __version__,
                "licenses": [{"license": {"id": "MIT"}}],
                "purl": own,
            },
        },
        "components": components,
        "dependencies": [
            {"ref": own, "dependsOn": [component["bom-ref"] for component in components]}
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _component(package: Locked, distribution: Distribution) -> dict[str, object]:
    purl = f"pkg:pypi/{package.name}@{package.version}"
    name = license_of(distribution)
    licence: object = {"license": {"name": name}}
    if any(word in name for word in (" OR ", " AND ", " WITH ")):
        licence = {"expression": name}
    elif name in {*SPDX.values(), PYTHON}:
        licence = {"license": {"id": name}}
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "hashes": [{"alg": "SHA-256", "content": value} for value in package.hashes],
        "licenses": [licence],
        "purl": purl,
    }
    if package.name == vendored.OWNER:
        component["components"] = [
            _vendored_component(copy, purl) for copy in vendored.read(distribution)
        ]
    return component


def _vendored_component(copy: vendored.Vendored, owner: str) -> dict[str, object]:
    return {
        "type": "library",
        "bom-ref": f"{owner}#{copy.name}",  # a package of the lock may have its purl
        "name": copy.name,
        "version": copy.version,
        "licenses": [{"license": {"id": copy.source.license}}],
        "purl": f"pkg:pypi/{copy.name}@{copy.version}",
        "evidence": {"occurrences": [{"location": copy.source.file}]},
    }


def _system_component(package: SystemPackage) -> dict[str, object]:
    release = platform.freedesktop_os_release()
    distribution, number = release["ID"], release.get("VERSION_ID", "")
    purl = (
        f"pkg:deb/{distribution}/{quote(package.name)}@{quote(package.version, safe='~:')}"
        f"?arch={package.architecture}&distro={distribution}-{number}"
    )
    names = package.licenses or (f"see {package.name} in THIRD-PARTY-LICENSES.txt",)
    return {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "licenses": [{"license": {"name": name}} for name in names],
        "purl": purl,
        "evidence": {"occurrences": [{"location": file} for file in package.files]},
    }


def python_license() -> str:
    """The licence of this Python, of what is built into it too.

    Raises:
        CommandError: it has no file of it.
    """
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = [
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",  # Windows
        Path("/usr/share/doc") / version / "copyright",  # Debian
        Path("/usr/share/doc") / f"lib{version}-minimal" / "copyright",
    ]
    for place in places:
        if place.is_file():
            return place.read_text(encoding="utf-8", errors="replace").strip() + "\n"
    raise CommandError(f"Python's licence is in none of {', '.join(map(str, places))}")


def licenses(
    names: Iterable[str],
    there: Mapping[str, Distribution],
    system: Collection[SystemPackage] = (),
) -> str:
    """The licences of all that comes along, each with its text, and first what holds for all.

    Args:
        names: the Python packages.
        there: what is installed, by name.
        system: the packages of Debian that files of the program came from.

    Raises:
        CommandError: Python has no file of its licence.
    """
    parts = [
        "SMS Desk is under the MIT licence:\n",
        (ROOT / "LICENSE").read_text(encoding="utf-8"),
        "It comes with the packages and libraries below, under licences of their own, and with"
        " Python.\nQt and PySide are used under the LGPL, version 3: their libraries are"
        " files of their own in\nthe folder of the program and can be replaced by others. Their"
        " sources are at\nhttps://download.qt.io/official_releases/.\n",
    ]
    for name in sorted(names):
        distribution = there[name]
        licence = license_of(distribution)
        parts.append(_heading(f"{name} {distribution.version}: {licence}"))
        parts += _texts(distribution) or [_reference(licence)]
        parts += [(TEXTS / PARTS[name]).read_text(encoding="utf-8")] if name in PARTS else []
        parts += _vendored_texts(distribution) if name == vendored.OWNER else []
    parts += [_heading(f"Python {platform.python_version()}: {PYTHON}"), python_license()]
    for text in dict.fromkeys(package.text for package in system):  # many share a source
        same = (package for package in system if package.text == text)
        parts += [_heading("\n".join(map(_with_files, same))), text]
    texts = common_licenses(system)
    for name in ("LGPL-3.0", "GPL-3.0", "LGPL-2.1"):  # no package brings them
        texts[name] = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    for name, text in texts.items():
        parts += [_heading(name), text]
    return "\n".join(parts) + "\n"


def _vendored_texts(owner: Distribution) -> list[str]:
    parts = []
    for copy in vendored.read(owner):
        parts.append(
            _heading(f"{copy.name} {copy.version}, in {vendored.OWNER}: {copy.source.license}")
        )
        parts += copy.notices
        if copy.source.text:
            parts.append(f"{REFERENCE}: {copy.source.text}.\n")
    return parts


def _reference(licence: str) -> str:
    """Where the text is of the licence of a package that does not bring it."""
    text = WITHOUT_TEXT.get(licence.partition(" OR ")[0])
    return f"{REFERENCE}: {text}, below.\n" if text else MISSING


def _with_files(package: SystemPackage) -> str:
    files = ", ".join(Path(file).name for file in package.files)
    return f"{package.name} {package.version} ({files})"


def _heading(text: str) -> str:
    return f"{'=' * 100}\n{text}\n{'=' * 100}\n"


def _texts(distribution: Distribution) -> list[str]:
    found = {}
    for file in distribution.files or ():
        path = Path(str(distribution.locate_file(file)))
        parts = file.parts
        inside = parts[0].endswith(".dist-info")
        named = "licenses" in parts[1:-1] or path.name.lower().startswith(LICENSE_NAMES)
        offered = "commercial" in path.name.lower()  # Qt's other offer, in its wheels for Windows
        if inside and named and not offered and path.is_file():
            found[str(file)] = path.read_text(encoding="utf-8", errors="replace").strip() + "\n"
    return list(dict.fromkeys(found[name] for name in sorted(found)))
