"""A bill of materials in the form of CycloneDX, and the licences of what is in the package."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path

from gui import __version__
from tests.packaging.commands import ROOT
from tests.packaging.lock import Locked

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
MISSING = "(The package has no file of its licence.)"
TEXTS = ROOT / "resources" / "packaging" / "licenses"


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
) -> str:
    """The bill of materials as JSON: packages by name with version, hashes, licence.

    The same packages at the same `epoch`, seconds since 1970, give the same text.
    """
    components = [_component(locked[name], there[name]) for name in sorted(names)]
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
    simple = {"id": name} if name in {*SPDX.values(), PYTHON} else None
    is_expression = any(word in name for word in (" OR ", " AND ", " WITH "))
    licence: object = {"license": simple or {"name": name}}
    if is_expression and simple is None:
        licence = {"expression": name}
    return {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "hashes": [{"alg": "SHA-256", "content": value} for value in package.hashes],
        "licenses": [licence],
        "purl": purl,
    }


def licenses(names: Iterable[str], there: Mapping[str, Distribution]) -> str:
    """The licences of the packages, each with its text, and first what holds for all of it."""
    parts = [
        "SMS Desk is under the MIT licence:\n",
        (ROOT / "LICENSE").read_text(encoding="utf-8"),
        "It comes with the packages below, under licences of their own, and with Python"
        " (Python-2.0).\nQt and PySide are used under the LGPL, version 3: their libraries are"
        " files of their own in\nthe folder of the program and can be replaced by others. Their"
        " sources are at\nhttps://download.qt.io/official_releases/.\n",
    ]
    for name in sorted(names):
        distribution = there[name]
        heading = f"{name} {distribution.version}: {license_of(distribution)}"
        parts.append(f"{'=' * 100}\n{heading}\n{'=' * 100}\n")
        parts += _texts(distribution) or [MISSING]
    for name in ("LGPL-3.0", "GPL-3.0"):  # Qt's packages do not bring them
        parts.append(f"{'=' * 100}\n{name}\n{'=' * 100}\n")
        parts.append((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))
    return "\n".join(parts) + "\n"


def _texts(distribution: Distribution) -> list[str]:
    found = {}
    for file in distribution.files or ():
        path = Path(str(distribution.locate_file(file)))
        parts = file.parts
        inside = parts[0].endswith(".dist-info")
        named = "licenses" in parts[1:-1] or path.name.lower().startswith(LICENSE_NAMES)
        if inside and named and path.is_file():
            found[str(file)] = path.read_text(encoding="utf-8", errors="replace").strip() + "\n"
    return list(dict.fromkeys(found[name] for name in sorted(found)))
