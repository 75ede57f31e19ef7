"""`workflows check`: read every file of workflows/, case files too; report every fault at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from casework.cli.entrance import Entrance
from casework.engine.library import CASE_FILES, LOCK_FILE, Library
from casework.services.casefiles.format import FILE_NAME, CaseFile, CaseFileFaults
from casework.services.casefiles.reading import read_case_file


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
    library, faults = Library.read(arguments.folder)
    cases, case_faults = read_case_files(arguments.folder, library)
    faults += case_faults
    if faults:
        print("\n".join(faults))
        print(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}")
        return 1
    for d in library.definitions.values():
        criteria = sum(len(gate.criteria) for gate in d.gates)
        print(
            f"{d.pathway} v{d.version}: {len(d.stages)} stages, {len(d.gates)} gates, "
            f"{criteria} criteria, {len(d.law)} law entries, {d.hash[:12]}"
        )
    for case in cases:
        print(f"{case.reference}: {len(case.acts)} acts")
    return 0


def read_case_files(folder: Path, library: Library) -> tuple[list[CaseFile], list[str]]:
    """Every case file below ``case-files``, and the faults of those that have any.

    Where no pathway can be read there is nothing to check them against, and none is read.
    """
    cases: list[CaseFile] = []
    faults: list[str] = []
    for path in case_files(folder / CASE_FILES) if library.definitions else ():
        try:
            cases.append(read_case_file(path, library))
        except CaseFileFaults as error:
            place = path.parent.relative_to(folder).as_posix()
            faults += [f"{place}/{fault}" for fault in error.faults]
    return cases, faults


def case_files(folder: Path) -> list[Path]:
    """The case file of every folder below this one, there or not, and any other YAML file."""
    found = {path / FILE_NAME for path in folder.glob("*") if path.is_dir()}
    found |= {p for p in folder.rglob("*") if p.suffix.lower() in (".yaml", ".yml") and p.is_file()}
    return sorted(found)


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
