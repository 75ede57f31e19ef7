"""The urgent pathway refuses what courts faulted for the reason that the court gave, and not
because something else is missing in the file."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.engine.library import Library
from tests.databases import Databases
from tests.integration.replays import SHIPPED, new_office, replay_file

NOT_INVOLVED = "It is recorded that people were not involved."
FAULTS = [
    ("lynton-and-winsford-1997-urgent", {
        "GD01.temporary": NOT_INVOLVED,
        "GD02.urgency": "The option is first mentioned by 9 April 1997, and urgency is claimed "
        "from 4 June 1997.",
        "GD07.proof": "The lack of time comes from the body's own delay.",
    }),
    ("altrincham-general-2006-urgent", {"GD01.temporary": NOT_INVOLVED}),
    ("grantham-green-site-2020-urgent", {"GD01.temporary": NOT_INVOLVED}),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "faults"), FAULTS, ids=[name for name, _ in FAULTS])
def test_it_is_refused_for_what_the_court_found(
    folder: str, faults: dict[str, str], databases: Databases, pathways: Library, tmp_path: Path
) -> None:
    path = next(p for p in SHIPPED if p.parent.name == folder)
    with ExitStack() as stack:
        report = replay_file(new_office(databases, pathways, tmp_path, stack), path)
    refused = [act for act in report.acts if act.blockers]
    said = {b.criterion: b.reason for act in refused for b in act.blockers}
    assert refused and {ref: said.get(ref) for ref in faults} == faults
