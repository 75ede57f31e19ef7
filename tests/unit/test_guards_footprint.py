"""GD04: no council whose residents are affected is left out."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, make_facts, record

OXFORD, NORTHANTS, JOINT = "oxfordshire", "northamptonshire", "joint-committee"
FLOWS = "where_patients_come_from_is_recorded"
APPROACHED = "every_affected_authority_was_approached"
MANY = "no_authority_with_many_patients_was_left_out"
HUNDRED = record("local_threshold", "p", threshold="flow_patients", value=100)
FIVE = record("local_threshold", "s", threshold="flow_share", value=5)


def council(key=OXFORD, standing="scrutiny", **fields):
    return record("affected_authority", key, organisation=key, standing=standing, **fields)


def flow(of=NORTHANTS, affected=True, standing="scrutiny", **fields):
    return record(
        "patient_flow", of, organisation=of, standing=standing, affected=affected, **fields
    )


def letter(to=OXFORD, purpose="regulation_23", on="2026-01-10", direction="sent"):
    return record(
        "letter", f"{purpose}-{to}", purpose=purpose, organisation=to, direction=direction,
        sent_on=on,
    )  # fmt: skip


def joint(outcome="appointed", members=(OXFORD, NORTHANTS), on="2026-01-20"):
    body = JOINT if outcome == "appointed" else ""
    return record("joint_scrutiny", outcome=outcome, organisation=body, members=members, on=on)


TABLE = [
    expect(FLOWS, YES, flow()),
    expect(FLOWS, YES, flow(affected=False)),
    # Whoever was approached is treated as affected.
    expect(FLOWS, YES, flow(OXFORD, None), letter()),
    expect(FLOWS, NOT_KNOWN, flow(affected=None)),
    expect(FLOWS, NOT_KNOWN, flow("powys", standing="courtesy")),
    expect(FLOWS, NOT_KNOWN),
    expect(APPROACHED, YES, council(), letter()),
    expect(APPROACHED, YES, council(), letter(purpose="joint_scrutiny_request")),
    expect(APPROACHED, YES, council(), council(NORTHANTS), flow(), letter(JOINT), joint()),
    # A seat that was taken, or declined in writing, had been offered.
    expect(APPROACHED, YES, council(), council(NORTHANTS), flow(), joint()),
    expect(APPROACHED, YES, council(), council(NORTHANTS), letter(), flow(),
           joint("declined", (NORTHANTS,))),
    # Of a council that is known by its patients alone, nothing else would be asked.
    expect(APPROACHED, NOT_KNOWN, council(), letter(), flow(), letter(NORTHANTS)),
    expect(APPROACHED, YES, council(), letter(), flow(affected=False)),
    # Districts and bodies outside England are courtesy consultees.
    expect(APPROACHED, YES, council(), letter(), flow("powys", standing="courtesy")),
    expect(APPROACHED, YES, council(), letter(), council("cherwell", "courtesy")),
    expect(APPROACHED, YES, council(), letter(), council(NORTHANTS, until="2020-03-31")),
    expect(
        APPROACHED,
        NO,
        *(council(), letter(), flow(), absent("letter", f"no-regulation_23:{NORTHANTS}")),
    ),
    expect(APPROACHED, NO, council(), letter(on="2026-07-01")),
    expect(APPROACHED, NO, council(), joint(on="2026-07-01")),
    expect(APPROACHED, NOT_KNOWN, council(), letter(), flow()),
    expect(APPROACHED, NOT_KNOWN, council(), letter(), council(NORTHANTS)),
    # Nobody offered a seat where none was appointed, or to those who are no members.
    expect(APPROACHED, NOT_KNOWN, council(), joint("not_appointed")),
    expect(APPROACHED, NOT_KNOWN, council(), letter(JOINT), flow(), joint(members=(OXFORD,))),
    expect(APPROACHED, NOT_KNOWN, council(), letter(direction="received")),
    expect(APPROACHED, NOT_KNOWN, council(), letter(on=None)),
    expect(APPROACHED, NOT_KNOWN, council(), absent("letter", "no-healthwatch_outcome")),
    expect(APPROACHED, NOT_KNOWN),
    expect(MANY, YES, HUNDRED, FIVE, flow(affected=False, patients=99, share=4)),
    expect(MANY, YES, HUNDRED, FIVE, flow(affected=False, patients=99)),
    expect(MANY, YES, HUNDRED, flow(OXFORD, False, patients=900), letter()),
    # Who is known to be affected is asked about by a check that bars.
    expect(MANY, YES, HUNDRED, flow(patients=900)),
    expect(MANY, YES, HUNDRED, flow("powys", False, "courtesy", patients=900), flow()),
    expect(
        MANY,
        NO,
        *(HUNDRED, flow(affected=False, patients=100)),
        absent("letter", f"no-regulation_23:{NORTHANTS}"),
    ),
    expect(
        MANY,
        NO,
        *(FIVE, flow(affected=None, share=5), absent("letter", f"no-regulation_23:{NORTHANTS}")),
    ),
    expect(MANY, NOT_KNOWN, HUNDRED, flow(affected=False, patients=900)),
    expect(MANY, NOT_KNOWN, HUNDRED, FIVE, flow(affected=False)),
    expect(MANY, NOT_KNOWN),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_the_footprint_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("name", "records", "missing"),
    [
        (FLOWS, (), "Not recorded: where patients come from, by council"),
        (
            FLOWS,
            (flow(affected=None),),
            "Not recorded: whether the proposal affects residents of {org:northamptonshire}",
        ),
        (
            APPROACHED,
            (council(), letter(), flow()),
            "Not recorded: a consultation of {org:northamptonshire}, or the offer of a seat; "
            "Not recorded: {org:northamptonshire} among the affected councils, of which all else "
            "is asked",
        ),
        (
            MANY,
            (HUNDRED, flow(affected=False)),
            "Not recorded: how many patients come from {org:northamptonshire}",
        ),
    ],
)
def test_what_is_missing_of_the_footprint_is_named(name, records, missing):
    assert find_guard(name)(make_facts(*records), "").missing == missing
