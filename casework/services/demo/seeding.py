"""Filling an empty store with the demonstration, once."""

from __future__ import annotations

import logging
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
        seed_people(office)
        open_live_case(office)
    for reference in branches:
        open_branch_case(office, reference)
    for case in waiting:
        report = replay(office, case)
        log.info("%s replayed: %d acts", report.reference, len(report.acts))
    return True
