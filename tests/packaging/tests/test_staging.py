"""What desktops and dpkg find in the packages for Linux."""

import gzip
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui import __version__
from tests.packaging import staging
from tests.packaging.build import check_share, insist
from tests.packaging.commands import CommandError
from tests.packaging.tests.epoch import EPOCH

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux")


@pytest.fixture
def root(tmp_path: Path, qapp: QApplication) -> Path:
    program = tmp_path / "program"
    (program / "_internal").mkdir(parents=True)
    (program / "sms-desk").write_bytes(b"program")
    (program / "sms-desk").chmod(0o755)
    library = program / "_internal" / "liba.so.1"
    library.write_bytes(b"library")
    library.chmod(0o755)
    licenses = tmp_path / "THIRD-PARTY-LICENSES.txt"
    licenses.write_text("licences\n", encoding="utf-8")
    root = tmp_path / "DEBIAN" / "root"  # a name that is special in the package alone
    staging.lay_out_debian(root, program, licenses, EPOCH, "2.35")
    return root


def test_the_package_for_debian_has_its_place_for_everything(root: Path) -> None:
    link = root / "usr/bin/sms-desk"
    assert (link.parent / link.readlink()).read_bytes() == b"program"
    assert (root / "usr/lib/sms-desk/_internal/liba.so.1").stat().st_mode & 0o777 == 0o644
    control = (root / "DEBIAN/control").read_text(encoding="utf-8")
    assert "libc6 (>= 2.35)," in control
    for name in staging.REFUSING:
        assert (root / "DEBIAN" / name).stat().st_mode & 0o777 == 0o755
    assert f"\nVersion: {__version__}\n" in control and "@" not in control.replace("@example", "")
    documents = root / "usr/share/doc/sms-desk"
    assert "Permission is hereby granted" in (documents / "copyright").read_text(encoding="utf-8")
    changelog = gzip.decompress((documents / "changelog.gz").read_bytes()).decode()
    assert changelog.startswith(f"sms-desk ({__version__}) ")
    assert "Tue, 14 Nov 2023 22:13:20 +0000" in changelog
    done = subprocess.run(["md5sum", "--check", "DEBIAN/md5sums"], cwd=root, capture_output=True)
    assert done.returncode == 0, done.stderr
    sums = (root / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in sums] == sorted(
        str(path.relative_to(root))
        for top in root.iterdir()
        if top.name != "DEBIAN"
        for path in top.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def test_icons_have_the_sizes_of_their_folders(root: Path) -> None:
    icons = root / "usr/share/icons/hicolor"
    for side in staging.ICON_SIDES:
        assert QImage(str(icons / f"{side}x{side}/apps/sms-desk.png")).width() == side
    assert (icons / "scalable/apps/sms-desk.svg").is_file()


def test_the_metadata_lead_to_the_desktop_entry(root: Path) -> None:
    share = root / "usr/share"
    metadata = ET.parse(share / "metainfo" / f"{staging.APPLICATION_ID}.metainfo.xml")
    assert metadata.findtext("id") == staging.APPLICATION_ID
    assert (share / "applications" / metadata.findtext("launchable", "")).is_file()
    releases = [release.get("version") for release in metadata.iter("release")]
    assert releases[0] == __version__


def test_validators_find_nothing(root: Path) -> None:
    if not os.environ.get("CI") and not shutil.which("desktop-file-validate"):
        pytest.skip("there are no validators here")
    check_share(root / "usr/share")


def test_where_releases_are_made_everything_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    insist("not checked")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(CommandError, match="not checked"):
        insist("not checked")


def test_a_value_that_is_missing_is_noticed() -> None:
    with pytest.raises(KeyError):
        staging.fill("@NOTHING@", {})
