"""Ground rules of every test: no screen is needed, and nothing of this machine is touched."""

import os
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["SMS_DESK_STATE_DIR"] = tempfile.mkdtemp(prefix="sms-desk-state-")
