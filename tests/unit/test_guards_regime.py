"""The recorded regime must still be what the facts lead to."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

CURRENT = "regime_determination_is_current"


def particulars(outside=False):
    return record("particulars", title="Stroke services", outside_nhs_in_england=outside)


def regime(code, **fields):
    return record("regime", regime=code, as_at="2023-06-01", **fields)


def letter(sent_on, key="kent"):
    return record(
        "letter",
        key,
        purpose="regulation_23",
        organisation=f"{key}-county-council",
        direction="sent",
        sent_on=sent_on,
    )


def referral(started_on):
    return record("hold", "referred", hold="REFERRED", started_on=started_on)


TABLE = [
    expect("regime_is_determined", YES, regime("R24")),
    expect("regime_is_determined", NO, absent("regime")),
    expect("regime_is_determined", NOT_KNOWN),
    expect(CURRENT, YES, particulars(), regime("R24")),
    expect(CURRENT, YES, particulars(), regime("R13"), as_at="2024-01-30"),
    expect(CURRENT, NO, particulars(), regime("R13"), as_at="2024-01-31"),
    expect(
        CURRENT,
        YES,
        *(particulars(), regime("R24_TRANSITIONAL", consultation_with_council_began="2023-09")),
    ),
    expect(CURRENT, NO, particulars(), regime("R24"), letter("2023-09-25")),
    expect(CURRENT, YES, particulars(), regime("R24_TRANSITIONAL"), letter("2023-09-25")),
    expect(
        CURRENT,
        YES,
        *(particulars(), regime("R24_TRANSITIONAL")),
        *(letter("2024-03-01"), letter("2023-09-25", "medway")),
    ),
    expect(CURRENT, YES, particulars(), regime("R13_SAVED"), referral("2023-10-01")),
    expect(CURRENT, NO, particulars(), regime("R24"), referral("2023-10-01")),
    expect(CURRENT, NOT_KNOWN),
    expect(CURRENT, NOT_KNOWN, regime("R24")),
    expect(CURRENT, NOT_KNOWN, particulars(outside=None), regime("R24")),
    expect(CURRENT, NOT_KNOWN, particulars(), regime("R24"), letter("unknown")),
    expect(CURRENT, NOT_KNOWN, particulars(), regime("R24"), letter(None)),
    expect(CURRENT, YES, particulars(outside=True), regime("PRE_R13_OR_OTHER")),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_the_regime_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


def test_a_determination_that_is_overtaken_says_what_the_facts_lead_to():
    line = expect(CURRENT, NO, particulars(), regime("R13"), as_at="2024-01-31")
    assert "lead to R24" in line.ask(find_guard(CURRENT)).reason
