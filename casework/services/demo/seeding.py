"""Filling an empty store with the demonstration, once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.replay import replay
from casework.services.demo.branches import BRANCH_CASES, open_branch_case
from casework.services.demo.live_case import LIVE_CASE, open_live_case
from casework.services.demo.people import seed_people
from casework.services.office import Office
from casework.store.cases import any_case
from casework.store.marks import is_demo
from casework.store.transaction import find_case_row

log = logging.getLogger(__name__)
CASE_FILES = "case-files"


def seed(office: Office, workflows: Path) -> bool:
    """Fill the store with what of the demonstration it lacks, if it is empty or marked as demo.

    Each case is made whole or not at all: where this is interrupted, what was being made is gone,
    and is made when this is called again.
    Case files that start from a compliant base are left out: what they state is little, and the
    rest of them is assumed.
    Returns False, having changed nothing, in a store that holds real cases or lacks nothing.
    """
    with office.database.reading() as connection:
        if any_case(connection) and not is_demo(connection):
            return False
        files = sorted((workflows / CASE_FILES).glob("*/case.yaml"))
        read = [read_case_file(path, office.pathways) for path in files]
        cases = [case for case in read if case.base is None]
        waiting = [c for c in cases if find_case_row(connection, c.reference) is None]
        has_live_case = find_case_row(connection, LIVE_CASE) is not None
        branches = [r for r in BRANCH_CASES if find_case_row(connection, r) is None]
    if has_live_case and not (waiting or branches):
        return False
    if not has_live_case:
        with _whole(office) as made:
            seed_people(made)
            open_live_case(made)
    for reference in branches:
        with _whole(office) as made:
            open_branch_case(made, reference)
    for case in waiting:
        with _whole(office) as made:
            report = replay(made, case)
        log.info("%s replayed: %d acts", report.reference, len(report.acts))
    return True


@contextmanager
def _whole(office: Office) -> Iterator[Office]:
    """The office, in which what is made is there in the end or not at all."""
    with office.database.all_or_nothing() as database:
        yield replace(office, database=database)
