"""``casefile``: the schemas of case files and reports, and a check of one file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from casework.cli.entrance import Entrance
from casework.cli.replay import INVALID, add_file, case_file_at
from casework.engine.library import Library
from casework.services.casefiles.documentation import newest_of_each, with_tables
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.report_schema import report_schema
from casework.services.casefiles.schema import case_file_schema


def add_parser(subparsers: Any) -> None:
    """Add ``casefile schema``, ``casefile tables`` and ``casefile check``."""
    casefile = subparsers.add_parser("casefile", help="case files").add_subparsers(
        metavar="ACTION", required=True
    )
    schema = casefile.add_parser("schema", help="print the JSON Schema of a case file")
    schema.add_argument("--report", action="store_true", help="of the report of a replay instead")
    schema.set_defaults(run=print_schema)
    page = casefile.add_parser("tables", help="write the generated part of the page anew")
    page.add_argument("page", type=Path, help="docs/case-files.md")
    page.set_defaults(run=write_tables)
    check = casefile.add_parser("check", help="report every fault of a case file at once")
    add_file(check)
    check.set_defaults(run=check_file, exit_when_refused=INVALID)


def print_schema(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Print a schema."""
    schema = report_schema() if arguments.report else case_file_schema()
    json.dump(schema, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    return 0


def write_tables(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Write the tables of acts, kinds and codes into the page on case files."""
    pathways = newest_of_each(Library.load(entrance.workflows))
    page = arguments.page.read_text(encoding="utf-8")
    arguments.page.write_text(with_tables(page, pathways), encoding="utf-8")
    return 0


def check_file(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Read the file, and say what it holds; nothing is written."""
    case = read_case_file(case_file_at(arguments.file), Library.load(entrance.workflows))
    print(f"{case.reference}: {len(case.acts)} acts, without fault.")
    return 0
