"""A file of workflows/ is read whole, and every fault in it is reported at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casework.domain.errors import DefinitionFaults
from casework.engine.library import LOCK_FILE, Library

WORKFLOWS = Path(__file__).parents[2] / "workflows"
PATHWAY = "major-service-change"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped folder, to spoil."""
    (tmp_path / PATHWAY).mkdir()
    for name in ("law.yaml", LOCK_FILE, f"{PATHWAY}/v1.yaml"):
        shutil.copy(WORKFLOWS / name, tmp_path / name)
    return tmp_path


def spoil(folder: Path, before: str, after: str) -> None:
    """Change the shipped pathway, and let the copy be unpublished."""
    path = folder / PATHWAY / "v1.yaml"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    (folder / LOCK_FILE).unlink(missing_ok=True)


def faults(folder: Path) -> str:
    with pytest.raises(DefinitionFaults) as raised:
        Library.load(folder)
    return "\n".join(raised.value.faults)


def test_the_shipped_folder_has_no_fault() -> None:
    assert Library.load(WORKFLOWS).newest(PATHWAY).version == 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("guards: [sponsor_is_recorded", "guards: [nobody_wrote_this", "unknown guard"),
        ("when: [substantial]", "when: [nobody_wrote_this]", "unknown condition"),
        ("attesters: {all_of: [GOV]}", "attesters: {all_of: [KING]}", "'KING'"),
        ("force: LOCAL", "force: ROYAL", "'ROYAL'"),
        ("blocks: [S0-S1]", "blocks: [S0-S99]", "'S0-S99'"),
        ("confidence: C1", "confidence: sure", "'sure'"),
        ("    reason: ", "    reasons: ", "unknown key 'reasons'"),
        ("version: 1", "version: 2", "as the file is called"),
        ("title: Major service change\n", "title: A\ntitle: B\n", "given twice"),
    ],
)
def test_a_fault_is_named(folder: Path, before: str, after: str, said: str) -> None:
    spoil(folder, before, after)
    assert said in faults(folder)


def test_all_faults_are_reported_together(folder: Path) -> None:
    spoil(folder, "guards: [sponsor_is_recorded", "guards: [nobody_wrote_this")
    spoil(folder, "force: LOCAL", "force: ROYAL")
    found = faults(folder)
    assert "nobody_wrote_this" in found and "ROYAL" in found


def test_a_published_file_may_not_change(folder: Path) -> None:
    path = folder / PATHWAY / "v1.yaml"
    path.write_text(path.read_text().replace("title: Major service change", "title: Changed", 1))
    assert "changed since it was published" in faults(folder)


def test_a_pinned_definition_is_read_from_its_canonical_text() -> None:
    from casework.engine.loader import definition_from_canonical

    shipped = Library.load(WORKFLOWS).newest(PATHWAY)
    assert definition_from_canonical(shipped.canonical_text).hash == shipped.hash


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("documents: [D01]", "documents: [D99]",
         "gates[GT02].documents: unknown 'D99', expected a document, D01 to D34"),
        ("document: D03}", "document: D3}",
         "evidence_types[case_for_change].document: unknown 'D3', expected a document"),
        ("clock: T08", "clock: T99",
         "holds[CALLED_IN].clock: unknown 'T99', expected a deadline, T01 to T19"),
        ("headline: Public decision", "headline: Public relations",
         "stages[S9].headline: unknown 'Public relations', expected one of Impact assessment,"),
        ("attesters: {all_of: [GOV]}", "attesters: {all_of: [GOV], any_of: [LEG]}",
         "criteria[confirmed].attesters: all_of and any_of together, expected one of them"),
        ("when: [regime_may_be_called_in]", "when: [regime_may_be_called_in, regime_allows_referral"
         ", regime_is_r24]",
         "holds[CALL_IN_REQUESTED].when: regime_may_be_called_in and regime_allows_referral and "
         "regime_is_r24 never hold together"),
    ],
)  # fmt: skip
def test_what_could_never_be_right_is_a_fault(
    folder: Path, before: str, after: str, said: str
) -> None:
    spoil(folder, before, after)
    assert said in faults(folder)


def test_conditions_that_one_regime_can_meet_are_no_fault(folder: Path) -> None:
    spoil(
        folder, "when: [regime_may_be_called_in]",
        "when: [regime_may_be_called_in, regime_allows_referral]",
    )  # fmt: skip
    assert Library.load(folder).newest(PATHWAY).version == 1


def test_a_gate_that_bars_only_what_lies_before_its_stage_is_a_fault(folder: Path) -> None:
    spoil(folder, "blocks: [S1-S2]", "blocks: [S0-S1]")
    assert faults(folder) == (
        f"{PATHWAY}/v1.yaml: gates[GT10].blocks: only moves that lie before its stage S1, "
        "expected a move or act of that stage or of a later one"
    )


def test_a_gate_that_bars_only_an_earlier_act_is_a_fault(folder: Path) -> None:
    spoil(folder, "blocks: [S8-S9]", "blocks: [open_consultation]")
    assert "gates[GT80].blocks: only moves that lie before its stage S8" in faults(folder)
