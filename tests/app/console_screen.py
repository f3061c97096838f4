"""Run the program as a windowed one from a console of its own, and write down what it shows there.

`python -m tests.app.console_screen FILE CODE_PAGE ARGUMENT…`, started with a new console.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WINDOWED = (
    "import sys; sys.stdout = sys.stderr = None\n"
    "from gui.__main__ import main\n"
    "sys.exit(main(sys.argv[1:]))\n"
)
"""What the windowed program is: without streams, and attached to no console."""

WIDTH, HEIGHT = 240, 200
"""Of the console, in characters."""

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _ScreenBuffer(ctypes.Structure):
        _fields_ = (
            ("dwSize", wintypes._COORD),
            ("dwCursorPosition", wintypes._COORD),
            ("wAttributes", wintypes.WORD),
            ("srWindow", wintypes.SMALL_RECT),
            ("dwMaximumWindowSize", wintypes._COORD),
        )

    def main(file: str, code_page: str, *arguments: str) -> None:
        """Write the exit status and the lines of the screen to `file`."""
        kernel32 = ctypes.WinDLL("kernel32")
        kernel32.CreateFileW.restype = wintypes.HANDLE
        kernel32.SetConsoleOutputCP(int(code_page))
        read_write, shared, open_existing = 0xC0000000, 3, 3
        console = wintypes.HANDLE(
            kernel32.CreateFileW("CONOUT$", read_write, shared, None, open_existing, 0, None)
        )
        # No line is broken in two.
        kernel32.SetConsoleScreenBufferSize(console, wintypes._COORD(WIDTH, HEIGHT))
        done = subprocess.run(
            [sys.executable, "-c", WINDOWED, *arguments],
            creationflags=subprocess.DETACHED_PROCESS,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
        buffer = _ScreenBuffer()
        kernel32.GetConsoleScreenBufferInfo(console, ctypes.byref(buffer))
        lines = [str(done.returncode)]
        for row in range(buffer.dwCursorPosition.Y + 1):
            text, read = ctypes.create_unicode_buffer(buffer.dwSize.X + 1), wintypes.DWORD()
            kernel32.ReadConsoleOutputCharacterW(
                console, text, buffer.dwSize.X, wintypes._COORD(0, row), ctypes.byref(read)
            )
            lines.append(text.value.rstrip())
        Path(file).write_text("\n".join(lines), encoding="utf-8")

    if __name__ == "__main__":
        main(*sys.argv[1:])
