"""Ground rules of every test: no screen is needed, and nothing of this machine is touched."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
