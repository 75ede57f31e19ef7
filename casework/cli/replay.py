"""``replay``: a case file through the services, into a store that is empty or marked as demo."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from casework.cli.entrance import Entrance
from casework.services.casefiles.beside import needed_before
from casework.services.casefiles.format import FILE_NAME
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.replay import replay
from casework.services.casefiles.table import table_of

INVALID = 2


def add_parser(subparsers: Any) -> None:
    """Add ``replay``."""
    parser = subparsers.add_parser(
        "replay", help="replay a case file into an empty or a demo store",
        description="Exit code: 0 all expectations hold, 1 one failed, 2 the file or the store "
        "cannot be used, 3 a refusal that the file does not expect.",
    )  # fmt: skip
    add_file(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--assume-unrecorded", action="store_true",
        help="fill gates that no act of the file mentions, and mark them as assumed",
    )  # fmt: skip
    parser.set_defaults(run=run, exit_when_refused=INVALID)


def run(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Replay and print the report."""
    office = entrance.open_office()
    path = case_file_at(arguments.file)
    case = read_case_file(path, office.pathways)
    for other in needed_before(office, path, case):
        first = replay(office, other, assume_unrecorded=arguments.assume_unrecorded)
        print(f"Replayed {other.reference} first: this file links with it.", file=sys.stderr)
        if first.exit_code:
            print(f"Not everything in {other.reference} came out as its file expects: replay it "
                  "by itself to see what.", file=sys.stderr)  # fmt: skip
    report = replay(office, case, assume_unrecorded=arguments.assume_unrecorded)
    if arguments.json:
        json.dump(report.plain(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        print(table_of(report))
    return report.exit_code


def add_file(parser: argparse.ArgumentParser) -> None:
    """Ask for a case file."""
    parser.add_argument("file", type=Path, help="the case file, or the folder that holds it")


def case_file_at(path: Path) -> Path:
    """The case file itself, where a folder is named."""
    return path / FILE_NAME if path.is_dir() else path
