"""The case files that are to be replayed before another: those of the cases that it links with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from casework.services.casefiles.format import FILE_NAME, CaseFile
from casework.services.casefiles.reading import read_case_file
from casework.services.office import Office
from casework.store.transaction import find_case_row

NAMED_IN = {"relate": "reference", "use_paper": "of_case"}
REFERENCE = re.compile(r"^reference:\s*[\"']?([A-Z0-9-]+)", re.MULTILINE)


def needed_before(
    office: Office, path: Path, case: CaseFile, asking: frozenset[str] = frozenset()
) -> tuple[CaseFile, ...]:
    """The case files of the cases that this one links with and that the store does not hold yet,
    each after those that it links with itself; ``asking`` are the cases for which they are wanted.

    They are looked for in the folders next to that of the file. A case that none of them tells is
    left out, so that the act itself says that there is no such case. Raises CaseFileFaults where
    one of them has faults.
    """
    wanted = {line.text(NAMED_IN[line.act]) for line in case.acts if line.act in NAMED_IN}
    with office.database.reading() as connection:
        missing = {name for name in wanted if find_case_row(connection, name) is None}
    asking |= {case.reference}
    needed: dict[str, CaseFile] = {}
    for name, found in _beside(path) if missing else ():
        if name in missing and name not in asking:
            other = read_case_file(found, office.pathways)
            for each in (*needed_before(office, found, other, asking), other):
                needed.setdefault(each.reference, each)
    return tuple(needed.values())


def _beside(path: Path) -> Iterator[tuple[str, Path]]:
    """Every case file in the folders next to that of this one, with its reference."""
    for found in sorted(path.resolve().parent.parent.glob(f"*/{FILE_NAME}")):
        told = REFERENCE.search(found.read_text(encoding="utf-8", errors="replace"))
        if told is not None:
            yield told.group(1), found
