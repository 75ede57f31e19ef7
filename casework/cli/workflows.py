"""`workflows check`: read every file of workflows/ and report every fault at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from casework.cli.entrance import Entrance
from casework.domain.errors import DefinitionFaults
from casework.engine.library import LOCK_FILE, Library


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("workflows", help="check the pathways")
    commands = parser.add_subparsers(metavar="WHAT", required=True)
    check = commands.add_parser("check", help="report every fault in every file")
    check.add_argument("--folder", type=Path, default=Path("workflows"))
    check.set_defaults(run=check_files)
    publish = commands.add_parser("publish", help="write the hashes of files not yet published")
    publish.add_argument("--folder", type=Path, default=Path("workflows"))
    publish.set_defaults(run=publish_files)


def check_files(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Print the faults and return 1, or say what was read."""
    try:
        library = Library.load(arguments.folder)
    except DefinitionFaults as faults:
        print("\n".join(faults.faults))
        count = len(faults.faults)
        print(f"{count} {'fault' if count == 1 else 'faults'}")
        return 1
    for d in library.definitions.values():
        criteria = sum(len(gate.criteria) for gate in d.gates)
        print(
            f"{d.pathway} v{d.version}: {len(d.stages)} stages, {len(d.gates)} gates, "
            f"{criteria} criteria, {len(d.law)} law entries, {d.hash[:12]}"
        )
    return 0


def publish_files(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Add every definition that the lock does not list yet; published lines never change."""
    library = Library.load(arguments.folder)
    path = arguments.folder / LOCK_FILE
    known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = {line.partition(" ")[0] for line in known}
    added = [
        f"{d.pathway}/v{d.version} {d.hash}"
        for d in library.definitions.values()
        if f"{d.pathway}/v{d.version}" not in names
    ]
    path.write_text("\n".join([*known, *added]) + "\n", encoding="utf-8")
    print("\n".join(added) or "nothing new")
    return 0
