"""Filling an empty store with the demonstration, once."""

from __future__ import annotations

import logging
from pathlib import Path

from casework.domain.viewer import SYSTEM
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.replay import replay
from casework.services.demo.live_case import open_live_case
from casework.services.demo.people import ICB, seed_people
from casework.services.listing import open_programme
from casework.services.office import Office
from casework.store.cases import any_case
from casework.store.marks import is_demo

log = logging.getLogger(__name__)
CASE_FILES = "case-files"


def seed(office: Office, workflows: Path) -> bool:
    """Fill the store if it holds no case and nobody has marked it otherwise.

    Returns False, having changed nothing, where there are cases already.
    """
    with office.database.reading() as connection:
        if any_case(connection):
            return False
        started = is_demo(connection)
    if not started:
        seed_people(office)
        open_programme(
            office, SYSTEM, "Programmes reconstructed from published records", ICB, "reconstructed"
        )
    open_live_case(office)
    for path in sorted((workflows / CASE_FILES).glob("*/case.yaml")):
        report = replay(office, read_case_file(path, office.pathways))
        log.info("%s replayed: %d acts", report.reference, len(report.acts))
    return True
