"""`make bench`: every figure beside its peer in the same run, or beside its goal.

`make bench ARGS="startup"` runs those named alone. Each runs in a process of its own: Qt has one
application in a process, with or without windows, and memory that is freed is not given back.
"""

import subprocess
import sys

from tests.benchmarks import lists, package, sending, sent_before, startup, verdict, window_lists


def window() -> None:
    """The real window, while it is busy with much."""
    subprocess.run([sys.executable, "-m", "tests.benchmarks.window_sending"], check=True)
    window_lists.main()


ALL = {
    "startup": startup.main,
    "package": package.main,
    "sending": sending.main,
    "lists": lists.main,
    "sent_before": sent_before.main,
    "verdict": verdict.main,
    "window": window,
}

if __name__ == "__main__":
    wanted = sys.argv[1:] or list(ALL)
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        sys.exit(f"no such benchmark: {unknown[0]}; there are {', '.join(ALL)}")
    if len(wanted) == 1:
        print(f"{wanted[0]}:", flush=True)
        ALL[wanted[0]]()
    else:
        for name in wanted:
            subprocess.run([sys.executable, "-m", "tests.benchmarks", name], check=True)
