"""Which gates a case file mentions, and so leaves to its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.engine.library import Library
from casework.engine.vocabulary import PER_RECORD
from casework.services.casefiles.compliant import remedy_of, values_for
from casework.services.casefiles.mentions import mentioned_gates
from casework.services.casefiles.reading import read_case_file
from casework.services.opening import MAIN_PATHWAY
from tests.unit.casefile_samples import COUNCIL, write_case

LETTER = (
    "- {act: record, kind: letter, key: l, values: {purpose: regulation_23, "
    "organisation: sample-council, direction: sent}, source: PAPER}\n"
)
ABSENT = "- {act: absent, kind: evidence, what: bed_test, source: PAPER}\n"
PAPER = "- {act: evidence, type: pcbc, title: T, address: 'https://example.org', source: PAPER}\n"
SIGNED = "- {act: sign_off, criterion: GT03.register, role: GOV, source: PAPER}\n"
SCREEN = "- {act: record, kind: urgency_screen, values: {no_time_to_consult: no}, source: PAPER}\n"
RESPONSE = (
    "- {act: record, kind: scrutiny_response, key: r, values: {organisation: sample-council, "
    "outcome: no_comment}, source: PAPER}\n"
)


@pytest.mark.parametrize(
    ("acts", "gates"),
    [
        ("- {act: note, text: t}\n", set()),
        (COUNCIL, {"GT00"}),
        (LETTER, {"GT31", "GT34", "GT72", "GD03", "GD04"}),
        (ABSENT, {"GT51"}),
        (PAPER, {"GT50", "GT53", "GT70"}),
        (SIGNED, {"GT03"}),
        (SCREEN, {"GT04"}),
        (RESPONSE, {"GT82", "GD03"}),
    ],
    ids=["note", "party", "letter", "absence", "evidence", "sign-off", "determination", "by guard"],
)
def test_an_act_mentions_the_gates_it_speaks_about(
    acts: str, gates: set[str], tmp_path: Path, library: Library
) -> None:
    assert mentioned_gates(read_case_file(write_case(tmp_path, acts), library)) == gates


def test_every_record_that_a_check_needs_has_compliant_values(library: Library) -> None:
    missing = {
        need.record
        for gate in library.newest(MAIN_PATHWAY).gates
        for c in gate.criteria
        for need in c.needs
        if need.record and need.record != "regime" and values_for(need) is None
    }
    # What gates protect against, or ask about only where there is one, is never assumed.
    assert missing <= {*PER_RECORD, "information_request", "mitigation", "safety_ground"}


def test_an_unknown_guard_has_no_remedy() -> None:
    assert remedy_of("no_such_guard") is None
