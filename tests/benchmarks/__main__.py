"""`make bench`: every figure beside its peer in the same run, or beside its goal."""

from tests.benchmarks import startup

if __name__ == "__main__":
    startup.main()
