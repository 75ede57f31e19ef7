"""Several bodies decide: each in common with others, or all by one joint committee."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, Expected, expect, record

WAY = "each_body_decides_in_one_way"
QUORATE = "committees_in_common_were_each_quorate"
ONE_DAY = "committees_in_common_each_decided_on_one_day"
JOINT = "joint_committee_decided_for_all_its_members"


def body(key: str, capacity: str = "commissioner"):
    return record("responsible_body", key, organisation=key, capacity=capacity)


def authority(key: str, **more: object):
    return record("decision_authority", key, organisation=key, **more)


def joint(**more: object):
    values = {"joint_committee": True, "members": ("one", "two"), "delegation": "D", **more}
    return authority("committee", **values)


def meeting(key: str, **more: object):
    values = {"organisation": key, "purpose": "decision", "held_on": "2026-05-20", **more}
    return record("meeting", key, **values)


def decision(key: str, day: str | None = "2026-05-20"):
    return record("decision", key, organisation=key, purpose="final", outcome="approved",
                  decided_on=day)  # fmt: skip


def common(*members: str, **more: object):
    return record("committees_in_common", "c", members=members, **more)


BODIES = (body("one"), body("two"))
TOGETHER = common("one", "two", sits_on="2026-05-20")
BOTH = (meeting("one", quorate=True), meeting("two", quorate=True))
TABLE = (
    expect(WAY, NOT_KNOWN),
    expect(WAY, YES, body("one"), body("trust", "provider")),
    expect(WAY, NOT_KNOWN, *BODIES),
    expect(WAY, NOT_KNOWN, *BODIES, authority("one", joint_committee=False)),
    expect(WAY, YES, *BODIES, authority("one", joint_committee=False), authority("two")),
    expect(WAY, YES, *BODIES, joint()),
    expect(WAY, YES, *BODIES, TOGETHER),
    expect(WAY, NO, *BODIES, TOGETHER, joint()),
    expect(WAY, NO, *BODIES, joint(), authority("one", joint_committee=False)),
    expect(WAY, NOT_KNOWN, *BODIES, joint(), authority("one")),
    # A joint committee may leave a part of the proposal to one of its members.
    expect(WAY, YES, *BODIES, joint(rest_decided_by=("one",)),
           authority("one", joint_committee=False)),
    expect(JOINT, YES, joint(rest_decided_by=("one",)), decision("committee"), decision("one")),
    # Of committees in common each has the authority of its own body.
    expect(WAY, YES, *BODIES, TOGETHER, authority("one", joint_committee=False)),
    expect(WAY, YES, *BODIES, authority("one", joint_committee=True, members=("one", "two"))),
    expect(QUORATE, YES),
    expect(QUORATE, YES, TOGETHER, *BOTH),
    expect(QUORATE, NOT_KNOWN, common()),
    expect(QUORATE, NOT_KNOWN, TOGETHER, BOTH[0]),
    expect(QUORATE, NOT_KNOWN, TOGETHER, BOTH[0], meeting("two")),
    expect(QUORATE, NO, TOGETHER, BOTH[0], meeting("two", quorate=False)),
    # What one body's meeting had is nothing to another's.
    expect(QUORATE, NOT_KNOWN, TOGETHER, meeting("committee", quorate=True)),
    expect(ONE_DAY, YES),
    expect(ONE_DAY, NOT_KNOWN, common()),
    expect(ONE_DAY, YES, TOGETHER, decision("one"), decision("two")),
    expect(ONE_DAY, NOT_KNOWN, TOGETHER, decision("one")),
    expect(ONE_DAY, NO, TOGETHER, decision("one"), decision("two", "2026-05-21")),
    expect(ONE_DAY, NO, TOGETHER, decision("one", "2026-05-21"), decision("two", "2026-05-21")),
    expect(ONE_DAY, NOT_KNOWN, TOGETHER, decision("one"), decision("two", "2026-05")),
    expect(ONE_DAY, NO, TOGETHER, decision("one"), decision("two"), as_at="2026-05-01"),
    expect(JOINT, YES),
    expect(JOINT, YES, authority("one", joint_committee=False), decision("one")),
    expect(JOINT, YES, joint(), decision("committee")),
    expect(JOINT, NOT_KNOWN, joint()),
    expect(JOINT, NOT_KNOWN, joint(members=()), decision("committee")),
    expect(JOINT, NOT_KNOWN, joint(delegation=""), decision("committee")),
    expect(JOINT, NO, joint(), decision("committee"), decision("two")),
    expect(JOINT, NO, joint(), decision("committee"), as_at="2026-05-01"),
)  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_table(line: Expected) -> None:
    assert line.ask(find_guard(line.name)).verdict is line.verdict


def test_a_body_that_decided_beside_its_joint_committee_is_named() -> None:
    line = expect(JOINT, NO, joint(), decision("committee"), decision("two"))
    assert "{org:two} is recorded to have decided as well" in line.ask(find_guard(JOINT)).reason


def test_days_that_differ_are_both_named() -> None:
    line = expect(ONE_DAY, NO, TOGETHER, decision("one"), decision("two", "2026-05-21"))
    assert "20 May 2026, 21 May 2026" in line.ask(find_guard(ONE_DAY)).reason
