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
    """A copy of the shipped folder with its first version alone, to spoil."""
    (tmp_path / PATHWAY).mkdir()
    for name in ("law.yaml", f"{PATHWAY}/v1.yaml"):
        shutil.copy(WORKFLOWS / name, tmp_path / name)
    published = (WORKFLOWS / LOCK_FILE).read_text(encoding="utf-8").splitlines()
    first = [line for line in published if line.startswith(f"{PATHWAY}/v1 ")]
    (tmp_path / LOCK_FILE).write_text("\n".join([*first, ""]), encoding="utf-8")
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
    assert Library.load(WORKFLOWS).newest(PATHWAY).version == 3


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("guards: [sponsor_is_recorded", "guards: [nobody_wrote_this", "unknown guard"),
        ("record: particulars", "record: dry_run", "which is kept apart"),
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


def change(path: Path, before: str, after: str) -> None:
    """Change a file, and leave the lock as it is."""
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def second_version(folder: Path, before: str = "", after: str = "") -> Path:
    """Version 2, the same as version 1 but for what is changed."""
    path = folder / PATHWAY / "v2.yaml"
    shutil.copy(folder / PATHWAY / "v1.yaml", path)
    change(path, "version: 1", "version: 2")
    if before:
        change(path, before, after)
    return path


def test_a_source_without_an_id_is_a_fault_of_the_register(folder: Path) -> None:
    change(folder / "law.yaml", "{id: SRC-B9, ", "{")
    found = faults(folder)
    assert found.startswith("law.yaml: sources[") and found.endswith(".id: missing, expected text")


def test_a_source_without_a_title_is_a_fault_of_the_register(folder: Path) -> None:
    change(folder / "law.yaml", "{id: SRC-SEED-002, title: ", "{id: SRC-SEED-002, address: ")
    assert faults(folder) == "law.yaml: sources[SRC-SEED-002].title: missing, expected text"


def test_a_bad_entry_of_the_register_is_one_fault(folder: Path) -> None:
    change(folder / "law.yaml", "confidence: C1", "confidence: C9")
    assert faults(folder) == (
        "law.yaml: law[si-2013-218-part-4].confidence: 'C9', expected one of C1, C2, A"
    )


def test_a_register_that_cannot_be_read_is_one_fault(folder: Path) -> None:
    (folder / "law.yaml").write_text("law: [\n")
    (found,) = faults(folder).splitlines()
    assert found.startswith("law.yaml: (file): ")


@pytest.mark.parametrize("text", ["", "[]", "{}", "law", "3"])
@pytest.mark.parametrize("name", ["law.yaml", f"{PATHWAY}/v1.yaml"])
def test_a_file_that_is_no_mapping_is_one_fault(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    (found,) = faults(folder).splitlines()
    assert found.startswith(f"{name}: (file): ")


def test_law_may_not_end_before_it_begins(folder: Path) -> None:
    change(folder / "law.yaml", "valid_to: 2024-01-30", "valid_to: 2013-03-31")
    assert faults(folder) == (
        "law.yaml: law[si-2013-218-reg-23-6-to-8].valid_to: 2013-03-31 is before 2013-04-01, "
        "expected a day no earlier than valid_from"
    )


def test_law_does_not_begin_at_an_hour(folder: Path) -> None:
    change(folder / "law.yaml", "valid_from: 2013-04-01", "valid_from: 2013-04-01 10:00:00")
    assert "expected a date written 2024-01-31" in faults(folder)


def test_a_changed_version_and_a_faulty_one_are_both_reported(folder: Path) -> None:
    second_version(folder, "force: LOCAL", "force: ROYAL")
    change(folder / PATHWAY / "v1.yaml", "title: Major service change", "title: Changed")
    found = faults(folder)
    assert "v1.yaml: (file): changed since it was published" in found
    assert "v2.yaml: gates[GT00].criteria[bodies].force: 'ROYAL'" in found


def test_a_published_version_is_reported_as_changed_beside_its_own_faults(folder: Path) -> None:
    change(folder / PATHWAY / "v1.yaml", "force: LOCAL", "force: ROYAL")
    found = faults(folder)
    assert "'ROYAL'" in found and "changed since it was published" in found


def test_a_published_version_that_is_gone_is_reported(folder: Path) -> None:
    (folder / PATHWAY / "v1.yaml").rename(folder / PATHWAY / "v3.yaml")
    assert "v1.yaml: (file): published and gone" in faults(folder)


def test_a_published_version_that_cannot_be_read_is_not_called_gone(folder: Path) -> None:
    (folder / PATHWAY / "v1.yaml").write_text("stages: [\n")
    assert "published" not in faults(folder)


@pytest.mark.parametrize("line", ["nonsense", f"{PATHWAY}/v1", f"{PATHWAY}/one 0", "v1 0"])
def test_a_line_of_the_lock_that_says_nothing_is_a_fault(folder: Path, line: str) -> None:
    (folder / LOCK_FILE).write_text(f"{line}\n")
    assert faults(folder) == f"{LOCK_FILE}: line 1: '{line}', expected <pathway>/vN and a hash"


def test_a_version_is_locked_once(folder: Path) -> None:
    (folder / LOCK_FILE).write_text((folder / LOCK_FILE).read_text() * 2)
    assert f"{LOCK_FILE}: line 2: {PATHWAY}/v1 is listed twice" in faults(folder)


def test_a_lock_that_is_not_text_is_a_fault(folder: Path) -> None:
    (folder / LOCK_FILE).write_bytes(b"\xff\xfe")
    assert f"{LOCK_FILE}: (file): cannot be read as UTF-8 text" in faults(folder)


@pytest.mark.parametrize("name", ["2.yaml", "v1.yml", "v01.yaml", "v².yaml", "V2.yaml", "new.yaml"])
def test_a_file_that_is_not_called_by_its_version_is_a_fault(folder: Path, name: str) -> None:
    (folder / PATHWAY / name).write_text("version: 2\n")
    assert faults(folder) == (
        f"{PATHWAY}/{name}: (file): is not read, expected a version called v1.yaml, v2.yaml, ..."
    )


def test_a_pathway_beside_the_register_of_law_is_a_fault(folder: Path) -> None:
    shutil.copy(folder / PATHWAY / "v1.yaml", folder / "v1.yaml")
    assert faults(folder).startswith("v1.yaml: (file): is not read, expected law.yaml")


def test_case_files_are_no_versions_of_a_pathway(folder: Path) -> None:
    (folder / "case-files").mkdir()
    (folder / "case-files" / "v1.yaml").write_text("casefile: 1\n")
    assert Library.load(folder).newest(PATHWAY).version == 1


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
