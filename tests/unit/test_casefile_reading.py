"""Reading a case file: what is taken, and every fault named together with the others."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casework.engine.library import Library
from casework.services.casefiles.format import CaseFile, CaseFileFaults
from casework.services.casefiles.reading import read_case_file
from casework.services.opening import MAIN_PATHWAY
from tests.unit.casefile_samples import COUNCIL, HEADER, TO_S1, write_case

SHIPPED = sorted((Path(__file__).parents[2] / "workflows" / "case-files").glob("*/case.yaml"))


def read(folder: Path, library: Library, acts: str, header: str = HEADER) -> CaseFile:
    return read_case_file(write_case(folder, acts, header), library)


def faults(folder: Path, library: Library, acts: str, header: str = HEADER) -> list[str]:
    with pytest.raises(CaseFileFaults) as raised:
        read(folder, library, acts, header)
    return raised.value.faults


def test_a_sample_is_read(tmp_path: Path, library: Library) -> None:
    case = read(tmp_path, library, COUNCIL + TO_S1)
    assert [line.act for line in case.acts] == ["record", "move"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_a_shipped_case_file_has_no_fault(path: Path, library: Library) -> None:
    assert read_case_file(path, library).acts


def test_six_programmes_sixteen_cases_lost_or_saved_and_four_invented_ones_are_shipped(
    library: Library,
) -> None:
    full = [case for path in SHIPPED if (case := read_case_file(path, library)).definition.pathway
            == MAIN_PATHWAY]  # fmt: skip
    based = [case for case in full if case.base is not None]
    invented = [case for case in based if case.reference.startswith("EXAMPLE-")]
    assert (len(full) - len(based), len(based) - len(invented), len(invented)) == (6, 16, 4)


def test_three_lost_cases_a_lawful_move_and_three_invented_ones_are_on_the_urgent_pathway(
    library: Library,
) -> None:
    cases = [read_case_file(path, library) for path in SHIPPED]
    urgent = {c.reference for c in cases if c.definition.pathway == "urgent-temporary-change"}
    assert urgent == {
        "POW-1997-URGENT", "TRAFFORD-2006-URGENT", "GRANTHAM-2020-URGENT",
        "KENT-STROKE-URGENT", "EXAMPLE-OVERNIGHT", "EXAMPLE-LATE-NOTICE", "EXAMPLE-EARLY-NOTICE",
    }


def test_every_fault_is_reported_at_once(tmp_path: Path, library: Library) -> None:
    acts = """\
- {act: record, kind: spaceship, values: {}, source: PAPER}
- {act: record, kind: service, key: s, values: {name: S, colour: red}, source: PAPER}
- {act: record, kind: affected_authority, key: c, values: {organisation: nobody, standing: odd},
   source: PAPER}
- {act: sign_off, criterion: GT99.no, role: GOV, by: stranger, source: PAPER}
- {act: move, what: S0-S9, on: 2025-02-30, source: PAPER}
- {act: dance, source: PAPER}
- {act: start_hold, hold: NAPPING, key: k, on: 2025, assumed: true}
- {act: note, text: hello, expect: {refused: {blocked_by: [GT999]}}}
"""
    found = "\n".join(faults(tmp_path, library, acts))
    for part in ("acts[1].kind: 'spaceship'", "acts[2].values.colour", "unknown 'nobody'",
                 "acts[3].values.standing", "GT99.no", "unknown 'stranger'", "2025-02-30",
                 "unknown 'S0-S9'", "acts[6].act: 'dance'", "unknown 'NAPPING'",
                 "unknown 'GT999'"):  # fmt: skip
        assert part in found


def test_faults_of_the_header_come_with_those_of_the_acts(tmp_path: Path, library: Library) -> None:
    header = HEADER.replace("SAMPLE-1", "sample one").replace("kind: icb", "kind: pirate")
    found = faults(tmp_path, library, "- {act: dance}\n", header)
    assert [fault.split(":")[1].strip() for fault in found] == [
        "reference", "organisations[0].kind", "acts[1].act",
    ]  # fmt: skip


def test_an_act_says_where_it_is_stated(tmp_path: Path, library: Library) -> None:
    found = faults(tmp_path, library, COUNCIL.replace(", source: PAPER", ""))
    assert "neither a source nor assumed: true" in found[0]


def test_an_act_is_not_both_stated_and_assumed(tmp_path: Path, library: Library) -> None:
    found = faults(tmp_path, library, COUNCIL.replace("source: PAPER", "source: PAPER, assumed: "
                                                      "true"))  # fmt: skip
    assert "both a source and assumed" in found[0]


def test_a_source_of_one_word_is_an_id_that_must_be_known(tmp_path: Path, library: Library) -> None:
    assert "unknown 'PAPPER'" in faults(tmp_path, library, COUNCIL.replace("PAPER", "PAPPER"))[0]


def test_a_source_may_be_a_text(tmp_path: Path, library: Library) -> None:
    case = read(tmp_path, library, COUNCIL.replace("PAPER", "Minutes of the board"))
    assert case.acts[0].source == "Minutes of the board"


def test_the_source_of_a_body_may_be_an_id(tmp_path: Path, library: Library) -> None:
    header = HEADER.replace("kind: icb", "kind: icb, source: PAPER")
    assert read(tmp_path, library, COUNCIL, header).organisations[0].source == "Board paper"


def test_the_source_of_a_body_may_be_any_text(tmp_path: Path, library: Library) -> None:
    header = HEADER.replace("kind: icb", "kind: icb, source: Fictional")
    assert read(tmp_path, library, COUNCIL, header).organisations[0].source == "Fictional"


def test_the_key_on_and_bare_dates_are_text(tmp_path: Path, library: Library) -> None:
    case = read(tmp_path, library, "- {act: note, on: 2025-03-04, text: no}\n")
    assert (case.acts[0].on.text, case.acts[0].text("text")) == ("2025-03-04", "no")


def test_an_act_is_judged_on_the_latest_day_of_its_date(tmp_path: Path, library: Library) -> None:
    case = read(tmp_path, library, "- {act: note, on: 2025-03, text: t}\n")
    assert case.acts[0].judged_on.isoformat() == "2025-03-31"


def test_an_act_about_an_earlier_day_is_not_judged_before_the_last(
    tmp_path: Path, library: Library
) -> None:
    acts = "- {act: note, on: 2025-03, text: t}\n- {act: note, on: 2025-02-01, text: t}\n"
    assert read(tmp_path, library, acts).acts[1].judged_on.isoformat() == "2025-03-31"


def test_a_stated_day_of_judgement_may_not_go_back(tmp_path: Path, library: Library) -> None:
    acts = "- {act: note, on: 2025-03, text: t}\n- {act: note, judged_on: 2025-02-01, text: t}\n"
    assert "is before 2025-03-31" in faults(tmp_path, library, acts)[0]


@pytest.mark.parametrize("on", ["unknown", "from 2025-02-01"])
def test_a_date_without_a_latest_day_needs_a_day_of_judgement(
    on: str, tmp_path: Path, library: Library
) -> None:
    assert "judged_on" in faults(tmp_path, library, f"- {{act: note, on: {on}, text: t}}\n")[0]


def test_a_key_given_twice_is_a_fault(tmp_path: Path, library: Library) -> None:
    assert "given twice" in faults(tmp_path, library, "- {act: note, act: note, text: t}\n")[0]


@pytest.mark.parametrize(
    "text", ["", "[", "- a\n- b\n", "casefile: 2\n", "\x00", "just words", "casefile: true\n"]
)
def test_what_is_no_case_file_is_refused_in_words(
    text: str, tmp_path: Path, library: Library
) -> None:
    assert faults(tmp_path, library, "", text)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path, library: Library) -> None:
    with pytest.raises(CaseFileFaults, match="no such file"):
        read_case_file(tmp_path / "case.yaml", library)


def evidence(name: str) -> str:
    return f"- {{act: evidence, type: other, title: T, file: {name}, file_name: t.txt, " \
           "source: PAPER}\n"  # fmt: skip


def test_evidence_lies_beside_the_file_under_its_hash(tmp_path: Path, library: Library) -> None:
    digest = hashlib.sha256(b"paper").hexdigest()
    (tmp_path / digest).write_bytes(b"paper")
    assert read(tmp_path, library, evidence(digest)).acts


def test_evidence_with_another_hash_is_a_fault(tmp_path: Path, library: Library) -> None:
    (tmp_path / ("a" * 64)).write_bytes(b"paper")
    assert "the file has the hash" in faults(tmp_path, library, evidence("a" * 64))[0]


def test_evidence_that_is_not_there_is_a_fault(tmp_path: Path, library: Library) -> None:
    assert "beside the case file" in faults(tmp_path, library, evidence("b" * 64))[0]


def test_evidence_is_never_read_from_elsewhere(tmp_path: Path, library: Library) -> None:
    assert "the SHA-256" in faults(tmp_path, library, evidence("../secret"))[0]


def test_evidence_without_file_or_address_is_a_fault(tmp_path: Path, library: Library) -> None:
    acts = "- {act: evidence, type: other, title: T, source: PAPER}\n"
    assert "acts[1].file: missing" in faults(tmp_path, library, acts)[0]


def test_only_a_move_or_an_act_happens_anyway(tmp_path: Path, library: Library) -> None:
    acts = COUNCIL.replace("source: PAPER", "source: PAPER, happened_anyway: true")
    assert "happened_anyway" in faults(tmp_path, library, acts)[0]


def test_changes_need_a_record_before_them(tmp_path: Path, library: Library) -> None:
    acts = "- {act: record, kind: consultation, changes: {opens_on: 2025-02}, source: PAPER}\n"
    assert "is not recorded before this act" in faults(tmp_path, library, acts)[0]


def test_who_acts_is_the_first_who_may(tmp_path: Path, library: Library) -> None:
    acts = "- {act: start_hold, hold: IN_LITIGATION, key: k, on: 2025-02-03, source: PAPER}\n"
    assert read(tmp_path, library, COUNCIL + acts).acts[1].by == "sample-leg"


@pytest.mark.parametrize("value", ["[]", "{}", "[[1]]", "{a: 1}", "true", "-1", "~"])
@pytest.mark.parametrize(
    "act",
    [
        "{act: record, kind: regime, values: {regime: VALUE, as_at: 2025}, source: PAPER}",
        "{act: record, kind: VALUE, values: {name: S}, source: PAPER}",
        "{act: sign_off, criterion: VALUE, role: GOV, source: PAPER}",
        "{act: move, what: VALUE, source: PAPER}",
        "{act: note, on: VALUE, judged_on: VALUE}",
        "{act: VALUE}",
    ],
)
def test_a_value_of_the_wrong_shape_is_a_fault_and_no_crash(
    act: str, value: str, tmp_path: Path, library: Library
) -> None:
    assert faults(tmp_path, library, f"- {act.replace('VALUE', value)}\n")
