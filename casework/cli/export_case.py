"""``export-case``: a case as a case file, with its evidence beside it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from casework.cli.entrance import Entrance
from casework.domain.viewer import SYSTEM
from casework.services.casefiles.export import export_case


def add_parser(subparsers: Any) -> None:
    """Add ``export-case``."""
    parser = subparsers.add_parser(
        "export-case", help="write a case as a case file that replays to the same checks"
    )
    parser.add_argument("reference", help="the case's reference")
    parser.add_argument("--output", type=Path, help="a new folder; by default the reference")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Export, and say what was written and what was left out."""
    folder = arguments.output or Path(arguments.reference)
    written = export_case(entrance.open_existing_office(), SYSTEM, arguments.reference, folder)
    print(f"Written to {written.path}, with {len(written.files)} files of evidence.")
    for kind, count in written.left_out.items():
        print(f"Left out: {kind.replace('_', ' ')} ({count}).")
    return 0
