"""GD21, GT-U4: whoever decided or signed had the power on that day, by the body's own scheme."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, Expected, expect, make_facts, record

TO_CONSULT = "decision_to_consult_was_within_the_scheme_of_delegation"
PUBLIC = "public_decision_was_within_the_scheme_of_delegation"
TEMPORARY = "temporary_change_was_decided_within_the_scheme_of_delegation"
MINOR = "minor_change_was_decided_within_the_scheme_of_delegation"
LETTERS = "letters_to_councils_were_signed_within_the_scheme_of_delegation"
BUSINESS_CASE = "business_case_was_signed_off_within_the_scheme_of_delegation"
DECISIONS = {
    TO_CONSULT: ("to_consult", "decide_to_consult"),
    PUBLIC: ("final", "decide_proposal"),
    TEMPORARY: ("temporary_change", "decide_temporary_change"),
    MINOR: ("final", "decide_minor_change"),
}


def decision(purpose="to_consult", **fields):
    values = {"outcome": "approved", "organisation": "icb", "decided_on": "2026-03-02", **fields}
    return record("decision", "d", purpose=purpose, **values)


def entry(power="decide_to_consult", key="e", **fields):
    values = {"organisation": "icb", "held_by": "board", "since": "2025-04-01",
              "instrument": "Scheme, version 4", **fields}  # fmt: skip
    return record("delegated_power", key, power=power, **values)


def used(power="decide_to_consult", *what, **fields):
    return record("power_used", "u", power=power, what=what or ("decision/d",),
                  **{"used_by": "board", **fields})  # fmt: skip


def officer(**fields):
    return record("role", "r", person="ann", role="AO", **fields)


def in_cover(**fields):
    return record("cover", "c", **{
        "covered": "ann", "covering": "bea", "roles": ("AO",), "since": "2026-03-01",
        "until": "2026-03-10", **fields,
    })  # fmt: skip


def consulting(verdict, *records, **kwargs):
    return expect(TO_CONSULT, verdict, *records, **kwargs)


def by_officer(verdict, *records, since="2025-04-01", by="ann", **fields):
    """The accountable officer decided to consult on 2 March 2026, by an entry for that post."""
    about = {name: fields.pop(name) for name in ("amount", "conditions_met") if name in fields}
    return consulting(verdict, decision(), used(used_by="AO", person=by, **about), *records,
                      entry(held_by="AO", since=since, **fields))  # fmt: skip


def passed(verdict, *sources, **fields):
    """What the accountable officer used was passed on from another entry."""
    return by_officer(verdict, officer(), *sources, passed_on_from="delegated_power/s", **fields)


def source(**fields):
    return entry(key="s", **{"held_by": "committee", "may_be_passed_on": True, **fields})


TABLE: list[Expected] = [
    *(
        expect(name, verdict, decision(purpose), *more)
        for name, (purpose, power) in DECISIONS.items()
        for verdict, more in (
            (YES, (entry(power), used(power))),
            (NO, (entry(power), used(power, used_by="committee"))),
            (NOT_KNOWN, (entry(power),)),
            (NOT_KNOWN, (used(power),)),
            (NOT_KNOWN, (entry("sign_off_business_case"), used(power))),
        )
    ),
    consulting(NOT_KNOWN, entry(), used()),
    consulting(NOT_KNOWN, decision(decided_on="unknown"), entry(), used()),
    consulting(NOT_KNOWN, decision(organisation=""), entry(), used()),
    # Another body's scheme says nothing of this one's.
    consulting(NOT_KNOWN, decision(), entry(organisation="other-icb"), used()),
    # The first and the last day count; the day before and the day after are not in the scheme.
    consulting(YES, decision(), entry(since="2026-03-02", until="2026-03-02"), used()),
    consulting(NOT_KNOWN, decision(), entry(until="2026-03-01"), used()),
    consulting(NOT_KNOWN, decision(), entry(since="2026-03-03"), used()),
    consulting(NOT_KNOWN, decision(), entry(since="2026-03"), used()),
    consulting(NOT_KNOWN, decision(decided_on="2026-03"), entry(since="2026-03-15"), used()),
    # One scheme ended and the next began: each day is judged by its own.
    consulting(NO, decision(), entry(until="2026-02-28"),
               entry(key="new", held_by="committee", since="2026-03-01"), used()),
    consulting(YES, decision(decided_on="2026-02-28"), entry(until="2026-02-28"),
               entry(key="new", held_by="committee", since="2026-03-01"), used()),
    # A joint committee that decides in its own name.
    consulting(YES, decision(organisation="jc"),
               entry(held_by="joint_committee", committee="jc"), used(used_by="joint_committee")),
    consulting(NO, decision(), entry(held_by="joint_committee", committee="jc"), used()),
    # A reserved power is used by the board alone.
    consulting(YES, decision(), entry(reserved=True), used()),
    by_officer(NO, officer(), reserved=True),
    by_officer(NO, officer(), entry(key="b", reserved=True)),
    # The holder of a post is a person who held it on that day.
    by_officer(YES, officer()),
    by_officer(YES, officer(since="2026-01-05", until="2026-03-02")),
    by_officer(NO, officer(until="2026-03-01")),
    by_officer(NOT_KNOWN, officer(since="2026-03-09")),
    by_officer(NOT_KNOWN, officer(), by=""),
    by_officer(NOT_KNOWN, officer(), by="bea"),
    # Or who covered for one on that day, in that post.
    by_officer(YES, officer(), in_cover(), by="bea"),
    by_officer(NOT_KNOWN, officer(), in_cover(until="2026-03-01"), by="bea"),
    by_officer(NOT_KNOWN, officer(), in_cover(roles=("CFO",)), by="bea"),
    by_officer(NO, officer(until="2026-03-01"), in_cover(), by="bea"),
    by_officer(NOT_KNOWN),
    # Up to a figure.
    by_officer(YES, officer(), limit=50_000, amount=50_000),
    by_officer(NO, officer(), limit=50_000, amount=50_001),
    by_officer(NOT_KNOWN, officer(), limit=50_000),
    # On conditions.
    by_officer(YES, officer(), conditions="The chair agrees", conditions_met=True),
    by_officer(NO, officer(), conditions="The chair agrees", conditions_met=False),
    by_officer(NOT_KNOWN, officer(), conditions="The chair agrees"),
    # Passed on by whoever might, while they had it.
    passed(YES, source()),
    passed(NO, source(may_be_passed_on=False)),
    passed(NOT_KNOWN, source(may_be_passed_on=None)),
    passed(NO, source(until="2026-02-28")),
    passed(NOT_KNOWN, source(since="2026-03")),
    passed(NO, source(power="decide_proposal")),
    passed(NO, source(passed_on_from="delegated_power/e"), may_be_passed_on=True),
    passed(NOT_KNOWN),
    # A withdrawn entry passes nothing on.
    passed(NOT_KNOWN, record(
        "delegated_power", "s", state="withdrawn", power="decide_to_consult", organisation="icb",
        held_by="committee", since="2025-04-01", may_be_passed_on=True, instrument="Scheme")),
    # One entry that gives the power is enough.
    by_officer(YES, officer(), entry(key="a", held_by="AO", limit=10)),
]
LETTER = record("letter", "l", purpose="regulation_23", organisation="council",
                direction="sent", sender="icb", sent_on="2026-03-02")  # fmt: skip
SPONSOR = record("particulars", title="T", sponsor="icb")
SIGNING = "sign_letters_to_councils"
SIGNED = record("attestation", "GT50.business_case:SRO", criterion="GT50.business_case",
                role="SRO", person="sue")  # fmt: skip
OWNER = record("role", "o", person="sue", role="SRO")
OFF = "sign_off_business_case"
TABLE += [
    expect(LETTERS, YES, LETTER, entry(SIGNING), used(SIGNING, "letter/l")),
    expect(LETTERS, NO, LETTER, entry(SIGNING, held_by="committee"), used(SIGNING, "letter/l")),
    expect(LETTERS, NOT_KNOWN, LETTER, entry(SIGNING), used(SIGNING, "letter/other")),
    expect(LETTERS, NOT_KNOWN, LETTER, used(SIGNING, "letter/l")),
    expect(LETTERS, NOT_KNOWN, entry(SIGNING), used(SIGNING, "letter/l")),
    # Signed off on 1 June 2026.
    expect(BUSINESS_CASE, YES, SPONSOR, SIGNED, OWNER, entry(OFF, held_by="SRO")),
    expect(BUSINESS_CASE, NO, SPONSOR, SIGNED, OWNER, entry(OFF, held_by="AO")),
    expect(BUSINESS_CASE, NOT_KNOWN, SPONSOR, SIGNED, OWNER,
           entry(OFF, held_by="SRO", until="2026-05-31")),
    expect(BUSINESS_CASE, NOT_KNOWN, SIGNED, OWNER, entry(OFF, held_by="SRO")),
    expect(BUSINESS_CASE, NOT_KNOWN, SPONSOR, OWNER, entry(OFF, held_by="SRO")),
    # Another sign-off, which rests on the business case, is none of it.
    expect(BUSINESS_CASE, NOT_KNOWN, SPONSOR, OWNER, entry(OFF, held_by="SRO"),
           record("attestation", "GT54.money:CFO", criterion="GT54.money", role="CFO",
                  person="cat")),
    expect(BUSINESS_CASE, NO, SPONSOR, SIGNED, OWNER,
           entry(OFF, held_by="SRO", limit=5),
           used(OFF, "attestation/GT50.business_case:SRO", used_by="SRO", amount=6)),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_who_had_the_power(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


def test_what_is_missing_names_the_body_the_power_and_the_day():
    answer = find_guard(TO_CONSULT)(make_facts(decision(), used()), "")
    assert answer.missing == (
        "Not recorded: to whom the scheme of delegation of {org:icb} gave the power to decide to "
        "consult on 2 March 2026 ({rec:decision/d})"
    )


def test_a_no_names_who_held_the_power():
    facts = make_facts(decision(), entry(), used(used_by="AO", person="ann"))
    assert find_guard(TO_CONSULT)(facts, "").reason == (
        "the scheme of delegation of {org:icb} gives the power to decide to consult on 2 March "
        "2026 to the board itself, and not to the accountable officer ({rec:decision/d})"
    )


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(DAYS, DAYS, DAYS)
def test_the_power_is_there_on_exactly_the_days_of_its_entry(on, one, other):
    first, last = sorted((one, other))
    facts = make_facts(
        decision(decided_on=on.isoformat()), used(),
        entry(since=first.isoformat(), until=last.isoformat()),
    )  # fmt: skip
    assert find_guard(TO_CONSULT)(facts, "").is_yes is (first <= on <= last)
