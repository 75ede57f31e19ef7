"""A minor change stays minor only while every council agrees, and as it was when they did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

MINOR = "change_is_found_not_substantial"
NOT_GROWN = "change_has_not_grown_since_it_was_found_minor"


def determined(outcome="not_substantial_agreed", on="2026-03-02", about="", position=5):
    found = record("substantiality", outcome=outcome, reasons="Few patients", determined_on=on,
                   proposal=f"proposal_version/v-{about}" if about else "")  # fmt: skip
    return replace(found, position=position)


def version(dated, beds="10", key="", **fields):
    rows = ({"parameter": "beds", "of": "Ward", "value": beds, "unit": "beds"},)
    return record("proposal_version", key or f"v-{dated}", title="T", dated=dated,
                  parameters=rows, **fields)  # fmt: skip


BEFORE, SAME, GROWN = version("2026-02-01"), version("2026-04-01"), version("2026-04-01", "30")
TABLE = [
    expect(MINOR, YES, determined()),
    expect(MINOR, NO, determined("not_substantial_disputed")),
    expect(MINOR, NO, determined("substantial")),
    expect(MINOR, NO, determined("urgent_exception")),
    expect(MINOR, NO, absent("substantiality")),
    expect(MINOR, NOT_KNOWN),
    expect(NOT_GROWN, YES, determined(), BEFORE),
    expect(NOT_GROWN, YES, determined(), BEFORE, SAME),
    expect(NOT_GROWN, NO, determined(), BEFORE, GROWN),
    # Determined anew after it had grown.
    expect(NOT_GROWN, YES, determined(on="2026-05-01", about="2026-04-01"), BEFORE, GROWN),
    # Of several versions before it, it names the one that is meant.
    expect(NOT_GROWN, NOT_KNOWN, determined(on="2026-05-01"), BEFORE, GROWN),
    expect(NOT_GROWN, NO, determined(on="2026-05-01", about="2026-02-01"), BEFORE, GROWN),
    expect(NOT_GROWN, YES, determined(on="2026-05-01", about="2026-02-01"), BEFORE, SAME),
    expect(NOT_GROWN, NOT_KNOWN, determined(about="2025-01-01"), BEFORE),
    # Restated in place since: whether it is still the same is not known.
    expect(NOT_GROWN, NOT_KNOWN, determined(), replace(BEFORE, version=2, position=9)),
    expect(NOT_GROWN, YES, determined(), replace(BEFORE, version=2, position=3)),
    expect(NOT_GROWN, YES, determined(about="2026-02-01"), replace(BEFORE, version=2, position=9)),
    expect(NOT_GROWN, NO, determined(), BEFORE, version("2026-04-01", material_change=True)),
    # What grew in between and shrank again was another proposal for a while.
    expect(NOT_GROWN, NO, determined(), BEFORE, GROWN, version("2026-05-01")),
    expect(NOT_GROWN, NOT_KNOWN, determined(), BEFORE,
           record("proposal_version", "v", title="T", dated="2026-04-01")),
    expect(NOT_GROWN, NOT_KNOWN, determined(), SAME),
    expect(NOT_GROWN, NOT_KNOWN, determined(on=None), BEFORE),
    expect(NOT_GROWN, NOT_KNOWN, determined(on="unknown"), BEFORE),
    expect(NOT_GROWN, NO, determined(on="2026-12-01"), BEFORE, GROWN),
    expect(NOT_GROWN, NOT_KNOWN, determined()),
    expect(NOT_GROWN, NOT_KNOWN, BEFORE),
    expect(NOT_GROWN, NOT_KNOWN),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


def test_what_has_grown_is_named():
    facts = expect(NOT_GROWN, NO, determined(), BEFORE, GROWN)
    assert "Beds, ward: 10 beds, then 30 beds" in facts.ask(find_guard(NOT_GROWN)).reason
