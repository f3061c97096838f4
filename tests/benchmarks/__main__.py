"""`make bench`: every figure beside its peer in the same run, or beside its goal.

`make bench ARGS="startup"` runs those named alone.
"""

import subprocess
import sys

from tests.benchmarks import lists, package, sending, sent_before, startup, verdict, window_lists


def window() -> None:
    """The real window, while it is busy with much; in a process that has none yet."""
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
    for name in wanted:
        print(f"{name}:", flush=True)
        ALL[name]()
