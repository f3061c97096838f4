"""Ground rules of every test: no screen is needed, and nothing of this machine is touched."""

import os
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":
    # Without a screen Qt looks for fonts beside itself, where there are none.
    os.environ.setdefault("QT_QPA_FONTDIR", os.path.expandvars(r"%WINDIR%\Fonts"))
os.environ["SMS_DESK_STATE_DIR"] = tempfile.mkdtemp(prefix="sms-desk-state-")
