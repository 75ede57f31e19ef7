"""What faults of a case file say: each reads as `file: path: what is wrong, expected what`."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.engine.library import Library
from casework.services.casefiles.format import CaseFileFaults
from casework.services.casefiles.reading import read_case_file
from tests.unit.casefile_samples import COUNCIL, HEADER, write_case

ANY_DATE = (
    "a date such as 2016-12-05, 2016-12, 2016, by 2018-05-11, from 2018-05-11, about 2013, "
    "about 2013-04 or unknown"
)
HOLD = (
    "- {act: start_hold, hold: IN_LITIGATION, key: k, on: 2025-01-20, reason: R, source: PAPER}\n"
)


def faults(folder: Path, library: Library, acts: str, header: str = HEADER) -> list[str]:
    with pytest.raises(CaseFileFaults) as raised:
        read_case_file(write_case(folder, acts, header), library)
    return raised.value.faults


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        ("act: note, text: t, on: 2024-02-30",
         "on: the date 2024-02-30 does not exist, expected a date that exists"),
        ("act: note, text: t, on: 2025-13",
         "on: the date 2025-13-01 does not exist, expected a date that exists"),
        ("act: note, text: t, on: 1492",
         "on: the year 1492 is outside 1800 to 2199, expected a year from 1800 to 2199"),
        ("act: note, text: t, on: soon", f"on: 'soon', expected {ANY_DATE}"),
        ("act: note, text: t, judged_on: 2025-02-30",
         "judged_on: the date 2025-02-30 does not exist, expected a date that exists"),
        ("act: note, text: t, judged_on: 2025-02",
         "judged_on: '2025-02', expected an exact day such as 2018-02-02"),
        ("act: note, text: t, judged_on: 3000-01-01",
         "judged_on: the year 3000 is outside 1800 to 2199, expected a year from 1800 to 2199"),
        ("act: note", "text: missing, expected the remark"),
        ("act: end_hold, key: k, source: PAPER",
         "on: missing, expected the date on which it was so"),
        ("act: withdraw, record: particulars/case, source: PAPER",
         "reason: missing, expected a text that says why"),
        ("act: sign_off, criterion: GT31.letter, role: AO, source: PAPER",
         "subject: missing, expected the affected authority for which the check is asked"),
        ("act: sign_off, criterion: GT00.owner, role: GOV, source: PAPER",
         "role: 'GOV', expected no sign-off, since the facts alone decide this check"),
        ("act: absent, kind: evidence, source: PAPER",
         "what: missing, expected a type of evidence of the pathway"),
        ("act: note, text: t, happened_anyway: true",
         "happened_anyway: true for the act note, expected it only for a move or a do"),
    ],
)  # fmt: skip
def test_a_fault_of_an_act_reads_as_a_sentence(
    act: str, fault: str, tmp_path: Path, library: Library
) -> None:
    before = "- {act: note, text: t}\n" if "end_hold" not in act else HOLD
    assert f"case.yaml: acts[2].{fault}" in faults(tmp_path, library, f"{before}- {{{act}}}\n")


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ("{organisation: sample-council}",
         "standing: missing, expected a value for “standing”"),
        ("{organisation: sample-council, standing: odd}",
         "standing: 'odd', expected one of scrutiny, courtesy"),
        ("{organisation: sample-council, standing: scrutiny, since: 2025-02-29}",
         "since: the date 2025-02-29 does not exist, expected a date that exists"),
        ("{organisation: sample-council, standing: scrutiny, since: later}",
         f"since: 'later', expected {ANY_DATE}"),
        ("{organisation: [], standing: scrutiny}",
         "organisation: missing, expected a value for “council”"),
        ("{organisation: 5, standing: scrutiny}", "organisation: 5, expected a text"),
        ("{organisation: sample-council, standing: scrutiny, committee: 5}",
         "committee: 5, expected a text"),
    ],
)  # fmt: skip
def test_a_fault_of_a_value_reads_as_a_sentence(
    values: str, fault: str, tmp_path: Path, library: Library
) -> None:
    act = f"- {{act: record, kind: affected_authority, values: {values}, source: PAPER}}\n"
    assert faults(tmp_path, library, act) == [f"case.yaml: acts[1].values.{fault}"]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ("kind: consultation, values: {formats: [smoke]}",
         "formats: 'smoke', expected one of document, summary, easy_read, large_print, bsl, "
         "languages, paper, web_form"),
        ("kind: consultation, values: {formats: 5}", "formats: 5, expected a list"),
        ("kind: joint_scrutiny, values: {outcome: appointed, members: [5]}",
         "members: 5, expected a text"),
        ("kind: urgency_screen, values: {no_time_to_consult: maybe}",
         "no_time_to_consult: 'maybe', expected true, false or unknown"),
        (f"kind: service, values: {{name: {'n' * 501}}}",
         "name: 501 characters long, expected at most 500"),
        (f"kind: decision, values: {{purpose: final, outcome: approved, decided_on: 2025, "
         f"conditions: [{', '.join(['c'] * 101)}]}}",
         "conditions: 101 entries, expected at most 100"),
    ],
)  # fmt: skip
def test_a_fault_of_any_type_of_value_reads_as_a_sentence(
    values: str, fault: str, tmp_path: Path, library: Library
) -> None:
    act = f"- {{act: record, key: k, {values}, source: PAPER}}\n"
    assert faults(tmp_path, library, act) == [f"case.yaml: acts[1].values.{fault}"]


def test_a_fault_of_a_change_is_found_under_changes(tmp_path: Path, library: Library) -> None:
    act = "- {act: record, kind: particulars, changes: {staff_affected: maybe}, source: PAPER}\n"
    assert faults(tmp_path, library, act) == [
        "case.yaml: acts[1].changes.staff_affected: 'maybe', expected true, false or unknown"
    ]


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("code_system: ODS, code: Q",
         "“Q” is not an ODS code, expected 3 to 10 letters and digits"),
        ("code_system: GSS, code: Q",
         "“Q” is not a GSS code, expected a letter and 8 digits, as in E10000016"),
        ("code: QYG", "the code has no system, expected code_system as well: ODS or GSS"),
    ],
)  # fmt: skip
def test_a_fault_of_a_code_reads_as_a_sentence(
    code: str, fault: str, tmp_path: Path, library: Library
) -> None:
    header = HEADER.replace("kind: icb", f"kind: icb, {code}")
    found = faults(tmp_path, library, COUNCIL, header)
    assert found == [f"case.yaml: organisations[0].code: {fault}"]


def test_a_missing_field_is_named_once(tmp_path: Path, library: Library) -> None:
    found = faults(tmp_path, library, "- {act: sign_off, role: GOV, source: PAPER}\n")
    assert found == [
        "case.yaml: acts[1].criterion: missing, expected the check, such as GT31.letter"
    ]


def test_an_act_without_its_kind_is_told_the_kinds(tmp_path: Path, library: Library) -> None:
    (found,) = faults(tmp_path, library, "- {source: PAPER}\n")
    assert found.startswith("case.yaml: acts[1].act: missing, expected one of record, absent, ")


def test_an_act_is_not_judged_before_it_can_have_happened(
    tmp_path: Path, library: Library
) -> None:
    end = "- {act: end_hold, key: k, on: 2025-06-30, judged_on: 2025-02-01, source: PAPER}\n"
    assert faults(tmp_path, library, HOLD + end) == [
        "case.yaml: acts[2].judged_on: 2025-02-01 is before the first day of on, 2025-06-30, "
        "expected that day or a later one"
    ]


@pytest.mark.parametrize("on", ["2025-03", "about 2025-04", "from 2025-03-01", "2026"])
def test_an_imprecise_act_is_not_judged_before_its_first_day(
    on: str, tmp_path: Path, library: Library
) -> None:
    act = f"- {{act: note, text: t, on: {on}, judged_on: 2025-02-28}}\n"
    assert "is before the first day of on" in faults(tmp_path, library, act)[0]


@pytest.mark.parametrize("on", ["2025-02", "about 2025-03", "by 2025-07-04", "unknown"])
def test_an_imprecise_act_may_be_judged_within_its_time(
    on: str, tmp_path: Path, library: Library
) -> None:
    act = f"- {{act: note, text: t, on: {on}, judged_on: 2025-02-28}}\n"
    assert read_case_file(write_case(tmp_path, act), library).acts


def test_an_opening_is_not_judged_before_it_can_have_happened(
    tmp_path: Path, library: Library
) -> None:
    header = HEADER.replace(
        "opened_on: 2025-01-06", "opened_on: 2025-02\nopened_judged_on: 2025-01-06"
    )
    assert faults(tmp_path, library, COUNCIL, header) == [
        "case.yaml: opened_judged_on: 2025-01-06 is before the first day of opened_on, "
        "2025-02-01, expected that day or a later one"
    ]


def test_a_role_may_be_given_ahead(tmp_path: Path, library: Library) -> None:
    act = (
        "- {act: give_role, person: sample-leg, role: HR, on: 2026-01-01, judged_on: 2025-02-01, "
        "source: PAPER}\n"
    )
    assert read_case_file(write_case(tmp_path, act), library).acts


def test_a_planned_date_within_a_record_may_lie_ahead(tmp_path: Path, library: Library) -> None:
    act = (
        "- {act: record, kind: consultation, on: 2025-02-01, judged_on: 2025-02-01, "
        "values: {opens_on: 2025-04-01, closes_on: 2025-07-04}, source: PAPER}\n"
    )
    assert read_case_file(write_case(tmp_path, act), library).acts
