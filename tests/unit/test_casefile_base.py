"""The header of a case file that starts from a compliant base: what is taken, and its faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casework.engine.library import Library
from casework.services.casefiles.format import CaseFile, CaseFileFaults
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.walk_days import CONSULTATION_DAYS, walk_begins_on
from casework.services.opening import MAIN_PATHWAY
from tests.unit.casefile_samples import HEADER, write_case

BASED = HEADER.replace(
    "opened_on: 2025-01-06\n", "base: compliant\nstage: S9\nbase_judged_on: 2026-06-01\n"
)
NOTE = "- {act: note, text: t, judged_on: 2026-06-01}\n"


def read(folder: Path, library: Library, acts: str = NOTE, header: str = BASED) -> CaseFile:
    return read_case_file(write_case(folder, acts, header), library)


def faults(folder: Path, library: Library, acts: str = NOTE, header: str = BASED) -> list[str]:
    with pytest.raises(CaseFileFaults) as raised:
        read(folder, library, acts, header)
    return [fault.removeprefix("case.yaml: ") for fault in raised.value.faults]


def test_a_case_with_a_base_is_opened_on_the_first_day_of_the_walk(
    tmp_path: Path, library: Library
) -> None:
    case = read(tmp_path, library)
    begins = walk_begins_on(case.definition, "S9", date(2026, 6, 1))
    assert (case.opened_judged_on, case.opened_on.text if case.opened_on else "") == (
        begins, begins.isoformat(),
    )  # fmt: skip


def test_the_base_stands_on_the_day_of_the_first_act_where_it_names_none(
    tmp_path: Path, library: Library
) -> None:
    case = read(tmp_path, library, header=BASED.replace("base_judged_on: 2026-06-01\n", ""))
    assert case.base is not None and case.base.on == date(2026, 6, 1)


def test_a_proposal_may_have_arisen_before_the_walk(tmp_path: Path, library: Library) -> None:
    header = BASED.replace("base: compliant\n", "base: compliant\nopened_on: about 2020\n")
    opened_on = read(tmp_path, library, header=header).opened_on
    assert opened_on is not None and opened_on.text == "about 2020"


def test_a_base_in_the_stage_of_the_consultation_stands_on_its_last_day(library: Library) -> None:
    d, day = library.newest(MAIN_PATHWAY), date(2026, 6, 1)
    earlier = walk_begins_on(d, "S6", day) - walk_begins_on(d, "S7", day)
    assert earlier.days == 28 + CONSULTATION_DAYS


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("base: compliant", "base: other", "base: 'other', expected one of compliant"),
        ("base: compliant\nstage: S9\n", "opened_on: 2025-01-06\n",
         "base: missing, expected compliant"),
        ("stage: S9\n", "", "stage: missing, expected the stage in which the base stands"),
        ("stage: S9", "stage: CLOSED",
         "stage: unknown 'CLOSED', expected a stage of the pathway"),
        ("base_judged_on: 2026-06-01", "base_judged_on: 2026-06",
         "base_judged_on: '2026-06', expected an exact day such as 2018-02-02"),
        ("base_judged_on: 2026-06-01", "base_judged_on: 1800-03-01",
         "base_judged_on: 1800-03-01, so that the base is walked from 1798-09-15, expected a day "
         "on which the walk begins in 1800 or later"),
        ("base: compliant", "base: compliant\nopened_on: 2026-01-01",
         "opened_on: 2026-01-01 is not known to be by 2024-12-16, expected a day no later than "
         "the first of the walk, or nothing"),
        ("base: compliant", "base: compliant\nopened_judged_on: 2020-01-01",
         "opened_judged_on: 2020-01-01, where the base is walked from 2024-12-16, expected that "
         "day, or nothing"),
        ("base: compliant", "base: compliant\nwhat_went_before: Much.",
         "what_went_before: given for a file with a base, expected nothing, since the base is "
         "walked from the first stage"),
    ],
)  # fmt: skip
def test_a_fault_of_the_base_is_the_only_one(
    old: str, new: str, fault: str, tmp_path: Path, library: Library
) -> None:
    assert faults(tmp_path, library, header=BASED.replace(old, new)) == [fault]


def test_a_base_without_any_day_is_told_so(tmp_path: Path, library: Library) -> None:
    header = BASED.replace("base_judged_on: 2026-06-01\n", "")
    assert (
        "base_judged_on: missing, expected the exact day on which the base stands"
        in faults(tmp_path, library, "- {act: note, text: t}\n", header)
    )


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        ("act: remove, kind: nonsense",
         "kind: 'nonsense', expected a kind of record, but not what the case itself went through"),
        ("act: remove, kind: stage_move",
         "kind: 'stage_move', expected a kind of record, but not what the case itself went "
         "through"),
        ("act: remove, kind: letter, what: nonsense",
         "what: 'nonsense', expected a purpose of letter, or nothing"),
        ("act: remove, kind: evidence, what: nonsense",
         "what: 'nonsense', expected a type of evidence of the pathway"),
        ("act: remove, kind: attestation, what: GT99.nonsense",
         "what: 'GT99.nonsense', expected a check of the pathway, or nothing"),
        ("act: remove, kind: letter, subject: nobody",
         "subject: unknown 'nobody', expected an organisation of this file, or the key of a "
         "record"),
        ("act: withdraw, record: nonsense/assumed-nonsense, reason: R",
         "record: unknown 'nonsense/assumed-nonsense', expected a record of an act before this "
         "one"),
    ],
)  # fmt: skip
def test_a_fault_of_an_act_on_the_base_reads_as_a_sentence(
    act: str, fault: str, tmp_path: Path, library: Library
) -> None:
    found = faults(tmp_path, library, f"{NOTE}- {{{act}, source: PAPER}}\n")
    assert found == [f"acts[2].{fault}"]


@pytest.mark.parametrize(
    "act",
    [
        "act: withdraw, record: letter/assumed-letter-regulation_23-assumed-local-authority, "
        "reason: R",
        "act: withdraw, record: 'attestation/GT93.read:GOV', reason: R",
        "act: absent, kind: letter, what: regulation_23, subject: assumed-local-authority",
        "act: remove, kind: role, what: SRO",
        "act: remove, kind: attestation, what: GT93.read",
        "act: end_role, person: sample-1-assumed-sro, role: SRO, on: 2026-06-01",
        "act: record, kind: site, key: assumed-site, changes: {name: Another}",
        "act: record, kind: affected_authority, key: a, "
        "values: {organisation: assumed-local-authority, standing: scrutiny}",
        "act: sign_off, criterion: GT93.read, role: GOV, by: sample-1-assumed-gov",
        "act: set_aside, criterion: GD12.statements, means: accepted_risk, reason: R, "
        "by: sample-1-assumed-ao, second_person: sample-1-assumed-leg",
    ],
)
def test_what_the_base_assumes_may_be_named(act: str, tmp_path: Path, library: Library) -> None:
    assert read(tmp_path, library, f"- {{{act}, source: PAPER}}\n").acts


@pytest.mark.parametrize(
    "act",
    [
        "act: remove, kind: letter",
        "act: record, kind: site, key: assumed-site, changes: {name: Another}",
        "act: absent, kind: letter, subject: assumed-local-authority",
        "act: sign_off, criterion: GT93.read, role: GOV, by: sample-1-assumed-gov",
    ],
)
def test_without_a_base_nothing_of_it_may_be_named(
    act: str, tmp_path: Path, library: Library
) -> None:
    assert faults(tmp_path, library, f"- {{{act}, source: PAPER}}\n", HEADER)
