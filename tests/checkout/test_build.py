"""What `build.spec` leaves in the folder, and the icon it gives the executable."""

from __future__ import annotations

import plistlib
import re
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QApplication

from gui import __version__
from gui.resource import resource
from resources.packaging.pyinstaller import application_icon, pruning, version_resource
from tests.packaging import staging

PLUGINS = "PySide6/Qt/plugins"
ROOT = Path(__file__).parents[2]


def test_the_installer_of_packages_is_pinned_and_its_hash_checked() -> None:
    """Whoever answers for the registry must not choose the program that checks all others."""
    prepare = (ROOT / ".ci" / "prepare").read_text(encoding="utf-8")
    installing = [
        line
        for line in re.sub(r"\\\n\s*", "", prepare).splitlines()
        if re.search(r"\bpip install\b", line)
    ]
    assert len(installing) == 2
    first, own = installing
    assert "--require-hashes --only-binary :all: --requirement .ci/uv.txt" in first
    assert "--no-deps --no-build-isolation --editable ." in own
    pinned = (ROOT / ".ci" / "uv.txt").read_text(encoding="utf-8")
    (version,) = re.findall(r"^[^#\s].*", pinned, re.MULTILINE)
    assert re.fullmatch(r"uv==0\.[\d.]+ \\", version)
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", pinned)) > 10


@pytest.fixture
def svg(qapp: QApplication) -> Path:
    return resource("icons/sms-desk.svg")


def test_an_ico_has_an_image_of_every_size(svg: Path) -> None:
    buffer = QBuffer()
    buffer.setData(QByteArray(application_icon.ico(svg)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"ico"))
    assert reader.imageCount() == len(application_icon.ICO_SIDES)
    for number, side in enumerate(application_icon.ICO_SIDES):
        assert reader.jumpToImage(number)
        image = reader.read()
        assert (image.width(), image.height()) == (side, side)
        assert image.pixelColor(side // 2, side // 4).alpha() == 255
        assert image.pixelColor(0, 0).alpha() == 0


def test_an_icns_is_a_chain_of_pngs(svg: Path) -> None:
    data = application_icon.icns(svg)
    assert struct.unpack(">4sI", data[:8]) == (b"icns", len(data))
    at, found = 8, {}
    while at < len(data):
        kind, length = struct.unpack(">4sI", data[at : at + 8])
        found[kind] = QImage.fromData(data[at + 8 : at + length]).width()
        at += length
    assert found == application_icon.ICNS_TYPES


@pytest.mark.parametrize(
    "name",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{PLUGINS}/iconengines/libqsvgicon.so",
        f"{PLUGINS}/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "resources/translations/sms-desk_en.qm",
    ],
)
def test_what_the_window_needs_stays(name: str) -> None:
    entry = (name, "somewhere", "DATA")
    assert pruning.pruned([], [entry], Path("unused")) == ([], [entry])


@pytest.mark.parametrize(
    "name",
    [
        f"{PLUGINS}/platforms/libqlinuxfb.so",
        f"{PLUGINS}/platforms/libqminimal.so",
        "PySide6\\plugins\\platforms\\qminimal.dll",
        "PySide6\\plugins\\platforms\\qdirect2d.dll",
        "PySide6\\opengl32sw.dll",
        f"{PLUGINS}/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/imageformats/libqpdf.so",
        f"{PLUGINS}/tls/libqopensslbackend.so",
        f"{PLUGINS}/xcbglintegrations/libqxcb-glx-integration.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_zh_CN.qm",
    ],
)
def test_what_nothing_uses_goes(name: str) -> None:
    assert pruning.pruned([], [(name, "somewhere", "DATA")], Path("unused")) == ([], [])


def test_a_link_goes_with_what_it_leads_to() -> None:
    library = ("PySide6/Qt/lib/libQt6Gui.so.6", "somewhere", "DATA")
    link = ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK")
    loose = ("libgtk-3.so.0", "elsewhere/libgtk-3.so.0", "SYMLINK")
    assert pruning.pruned([], [library, link, loose], Path("unused")) == ([], [library, link])


def test_a_framework_of_macos_keeps_its_links() -> None:
    """As PyInstaller lists one: a folder is linked, and others lead through that link."""
    framework = "PySide6/Qt/lib/QtGui.framework"
    kept = [
        (f"{framework}/Versions/A/QtGui", "somewhere", "BINARY"),
        (f"{framework}/Versions/A/Resources/Info.plist", "somewhere", "DATA"),
        (f"{framework}/Versions/Current", "A", "SYMLINK"),
        (f"{framework}/QtGui", "Versions/Current/QtGui", "SYMLINK"),
        (f"{framework}/Resources", "Versions/Current/Resources", "SYMLINK"),
        ("QtGui", f"{framework}/Versions/A/QtGui", "SYMLINK"),
    ]
    loose = [
        (f"{framework}/Helpers", "Versions/Current/Helpers", "SYMLINK"),
        ("circle", "other", "SYMLINK"),
        ("other", "circle", "SYMLINK"),
    ]
    assert set(pruning._loose_links([*kept, *loose])) == {name for name, *_ in loose}


@pytest.mark.skipif(sys.platform == "win32", reason="fakes another system than its own")
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_what_build_spec_asks_for_on_each_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, system: str
) -> None:
    """PyInstaller's classes only note what they are told: nothing is built for another system."""
    told: dict[str, dict[str, Any]] = {}

    class Step:
        def __init__(self, *_: object, **options: Any) -> None:
            told[type(self).__name__] = options
            self.binaries: list[pruning.Entry] = []
            self.datas: list[pruning.Entry] = []
            self.pure = self.scripts = ()

    steps = {name: type(name, (Step,), {}) for name in ("Analysis", "PYZ", "EXE", "COLLECT")}
    names = {**steps, "BUNDLE": type("BUNDLE", (Step,), {})}
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("SMS_DESK_CODESIGN_IDENTITY", "Developer ID Application: X (Y)")
    text = (ROOT / "build.spec").read_text(encoding="utf-8")
    exec(compile(text, "build.spec", "exec"), {**names, "SPECPATH": ROOT, "workpath": tmp_path})

    assert told["EXE"]["codesign_identity"] == "Developer ID Application: X (Y)"
    # Each exception weakens the hardened runtime: build.spec says why there is this one.
    entitlements = Path(told["EXE"]["entitlements_file"]).read_bytes()
    allowed = "com.apple.security.cs.allow-unsigned-executable-memory"
    assert plistlib.loads(entitlements) == {allowed: True} and b"<!--" not in entitlements
    assert told["EXE"]["console"] is (system == "linux")
    assert told["EXE"]["disable_windowed_traceback"] is True
    shipped = {Path(file) for file, _ in told["Analysis"]["datas"]}
    manual = {path for path in (ROOT / "resources/manual").rglob("*.*") if path.is_file()}
    assert {path.suffix for path in manual} == {".md", ".png"} and manual <= shipped
    assert ("secretstorage" in told["Analysis"]["hiddenimports"]) is (system == "linux")
    assert ("version" in told["EXE"] and bool(told["EXE"]["version"])) is (system == "win32")
    assert ("BUNDLE" in told) is (system == "darwin")
    if system == "darwin":
        bundle = told["BUNDLE"]
        assert bundle["name"] == "SMS Desk.app"
        identifier = bundle["bundle_identifier"]
        assert re.fullmatch(r"[A-Za-z0-9.-]+", identifier)  # what Apple allows in one
        assert identifier == staging.APPLICATION_ID.replace("_", "-")
        assert (
            bundle["version"] == __version__ == bundle["info_plist"]["CFBundleShortVersionString"]
        )
        assert re.fullmatch(r"\d+(\.\d+){0,2}", bundle["info_plist"]["CFBundleVersion"])
        assert set(bundle["info_plist"]["CFBundleLocalizations"]) == {"zh_CN", "en"}
        assert Path(bundle["icon"]).read_bytes()[:4] == b"icns"


def test_notarisation_is_the_same_by_hand_and_in_the_workflow() -> None:
    """Each step of it, in its order: nobody here has a Mac to find one missing."""
    steps = [
        "SMS_DESK_CODESIGN_IDENTITY",
        "xcrun notarytool submit",
        'xcrun stapler staple "build/packages/macos/SMS Desk.app"',
        "ditto -c -k build/packages/macos",
        'spctl --assess --type execute --verbose "build/packages/macos/SMS Desk.app"',
    ]
    for name in (".github/workflows/ci.yml", "CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        places = [text.find(step) for step in steps]
        assert -1 not in places and places == sorted(places), name


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.9.0", (0, 9, 0, 0)), ("1.2.3rc4", (1, 2, 3, 0)), ("7", (7, 0, 0, 0))],
)
def test_the_version_resource_is_what_pyinstaller_reads(
    version: str, numbers: tuple[int, int, int, int]
) -> None:
    """PyInstaller evaluates the text with its own classes, which only Windows can import."""
    made: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {}

    def struct(kind: str) -> Callable[..., None]:
        return lambda *values, **fields: made.setdefault(kind, []).append((values, fields))

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct")
    classes = {name: struct(name) for name in (*names, "VarFileInfo", "VarStruct")}
    eval(version_resource.text(version), classes)
    assert made["FixedFileInfo"][0][1]["filevers"] == numbers
    strings = dict(values for values, _ in made["StringStruct"])
    assert strings["FileVersion"] == strings["ProductVersion"] == version


def test_what_is_no_version_gives_no_resource() -> None:
    with pytest.raises(ValueError, match="is no version"):
        version_resource.text("newest")
