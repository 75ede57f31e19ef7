"""Persons and bodies of a base that acts of the file name, whether or not the base needed them."""

from __future__ import annotations

import pytest

from casework.services.casefiles.report import Outcome
from casework.services.casefiles.seeing import facts_of
from tests.integration.test_compliant_base import move, open_office, play

pytestmark = pytest.mark.one_database
__all__ = ["open_office"]
TEMPORARY = (
    "- {act: record, kind: temporary_change, key: night, values: {what: Nights stop, "
    "status: urgent}, source: PAPER}\n"
)


def test_a_person_whom_nothing_needed_before_acts_in_their_role(open_office, tmp_path) -> None:
    acts = TEMPORARY + (
        "- {act: record, kind: safety_ground, key: g, by: base-1-assumed-cmo, values: "
        "{change: temporary_change/night, ground: No doctor, found_on: 2026-06-01}, "
        "source: PAPER}\n"
    )
    office, report = play(open_office, tmp_path, acts, stage="S0")
    assert [act.outcome for act in report.acts] == [Outcome.ACCEPTED] * 2, report.acts
    facts = facts_of(office, "BASE-1")
    assert facts.find("safety_ground/g").recorded_by == "base-1-assumed-cmo"
    assert facts.holders_of("CMO") == ["base-1-assumed-cmo"]
    assert facts.find("role/base-1-assumed-cmo:CMO").assumed


def test_a_sign_off_by_a_person_of_the_base_counts(open_office, tmp_path) -> None:
    acts = (
        "- {act: withdraw, record: 'attestation/GT93.read:GOV', reason: R, source: PAPER}\n"
        "- {act: sign_off, criterion: GT93.read, role: GOV, by: base-1-assumed-gov, "
        "source: PAPER}\n"
    )
    _, report = play(open_office, tmp_path, acts + move("S9"))
    assert report.acts[-1].outcome is Outcome.ACCEPTED, report.acts[-1].blockers


def test_a_person_of_the_base_without_their_role_may_not_act_in_it(open_office, tmp_path) -> None:
    acts = (
        "- {act: remove, kind: role, what: GOV, source: PAPER}\n"
        "- {act: sign_off, criterion: GT93.read, role: GOV, by: base-1-assumed-gov, "
        "source: PAPER}\n"
    )
    _, report = play(open_office, tmp_path, acts)
    assert [act.outcome for act in report.acts] == [Outcome.ACCEPTED, Outcome.REFUSED]


def test_persons_of_the_base_set_aside_as_two_persons(open_office, tmp_path) -> None:
    acts = (
        "- {act: set_aside, criterion: GT33.in_time, means: waiver, reason: R, "
        "by: base-1-assumed-ao, second_person: base-1-assumed-leg, source: PAPER}\n"
        "- {act: confirm, criterion: GT33.in_time, by: base-1-assumed-leg, source: PAPER}\n"
    )
    _, report = play(open_office, tmp_path, acts, stage="S0")
    assert [act.outcome for act in report.acts] == [Outcome.ACCEPTED] * 2, report.acts


def test_a_body_of_the_base_may_be_named_before_the_base_needs_it(open_office, tmp_path) -> None:
    acts = (
        "- {act: record, kind: responsible_body, key: trust, values: "
        "{organisation: assumed-trust, capacity: provider, duty: s242}, source: PAPER}\n"
    )
    _, report = play(open_office, tmp_path, acts, stage="S0")
    assert report.acts[-1].outcome is Outcome.ACCEPTED, report.acts[-1].message
