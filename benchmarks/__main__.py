"""``python -m benchmarks [GOAL ...] [--entries N] [--nights N] [--full]``."""

from __future__ import annotations

import argparse
import sys

from benchmarks import (  # noqa: F401  (importing registers the goals)
    appending,
    moving,
    nights,
    pages,
    verifying,
)
from benchmarks.goals import HEADING, Sizes, list_measurements

ENTRIES, ENTRIES_IN_FULL = 200_000, 1_000_000
CASES_IN_FULL = 100_000
NIGHTS = 10_000


def main() -> int:
    """Print one line a goal. Returns 1 if one was missed."""
    arguments = _parser().parse_args()
    sizes = Sizes(arguments.entries, nights=arguments.nights)
    if arguments.full:
        sizes = Sizes(ENTRIES_IN_FULL, cases=CASES_IN_FULL, nights=arguments.nights)
    print(HEADING)
    missed = 0
    for goal, measurement in list_measurements():
        if arguments.goals and goal not in arguments.goals:
            continue
        for result in measurement(sizes):
            print(result.line(), flush=True)
            missed += not result.met
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    known = [goal for goal, _ in list_measurements()]
    parser.add_argument("goals", nargs="*", metavar="GOAL", help=f"any of {', '.join(known)}")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="length of the long chain")
    parser.add_argument("--nights", type=int, default=NIGHTS,
                        help="how many cases a night works through")  # fmt: skip
    full = f"{ENTRIES_IN_FULL:,} entries and {CASES_IN_FULL:,} cases"
    parser.add_argument("--full", action="store_true", help=full)
    return parser


if __name__ == "__main__":
    sys.exit(main())
