"""The parser of every command line of the program."""

from __future__ import annotations

import argparse
from typing import NoReturn


class OneLineParser(argparse.ArgumentParser):
    """An argument parser that reports a usage error in one line."""

    def error(self, message: str) -> NoReturn:
        """End with status 2."""
        said = " ".join(message.splitlines())  # an argument may hold line breaks
        self.exit(2, f"{self.prog}: {said}; try {self.prog} --help\n")
