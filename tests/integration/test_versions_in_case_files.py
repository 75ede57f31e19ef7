"""A case file moves its case to a newer version of the pathway, and an export says so again."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.domain.viewer import SYSTEM
from casework.engine.library import Library
from casework.services.audit import verify_chain
from casework.services.casefiles.export import export_case
from casework.services.casefiles.format import CaseFileFaults
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.report import Outcome
from casework.services.reading import get_case
from tests.databases import Databases
from tests.integration.replays import new_office, replay_file

PAGE = Path(__file__).resolve().parents[2] / "docs" / "case-files.md"
CHANGES = ["change_version", "undo_version", "change_version"]
pytestmark = pytest.mark.one_database


def example() -> str:
    """The file of the page that moves to a newer version."""
    found = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return next(content for content in found if "EXAMPLE-3" in content)


@pytest.fixture
def played(databases: Databases, pathways: Library, tmp_path: Path):
    (tmp_path / "case.yaml").write_text(example(), encoding="utf-8")
    with ExitStack() as stack:
        office = new_office(databases, pathways, tmp_path / "files", stack)
        yield office, replay_file(office, tmp_path / "case.yaml")


def test_each_act_is_judged_by_the_version_that_the_case_is_on(played) -> None:
    office, report = played
    assert [a.outcome for a in report.acts] == [Outcome.ACCEPTED] * 3 + [Outcome.REFUSED]
    assert all(a.expectation_held is not False for a in report.acts) and report.version == 2
    assert get_case(office, SYSTEM, "EXAMPLE-3").definition.version == 2
    assert verify_chain(office.database, "EXAMPLE-3").intact


def test_the_reason_and_its_source_are_kept(played) -> None:
    office, _ = played
    found = get_case(office, SYSTEM, "EXAMPLE-3").facts.single("pathway_version")
    assert str(found.payload.reason) == "The board has seen what changes."
    assert "Minute of the board" in str(found.source)


def test_an_export_begins_with_the_first_version_and_replays_each_change(
    played, databases: Databases, pathways: Library, tmp_path: Path
) -> None:
    office, _ = played
    written = export_case(office, SYSTEM, "EXAMPLE-3", tmp_path / "out").path
    case = read_case_file(written, pathways)
    assert case.definition.version == 1
    assert [a.act for a in case.acts if a.act.endswith("_version")] == CHANGES
    with ExitStack() as stack:
        again = new_office(databases, pathways, tmp_path / "again", stack)
        replay_file(again, written)
        assert get_case(again, SYSTEM, "EXAMPLE-3").definition.version == 2


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [("version: 2\n    on: 2025-03-03", "version: 9\n    on: 2025-03-03", "another version"),
     ("version: 2\n    on: 2025-03-03", "version: two\n    on: 2025-03-03", "a whole number"),
     ("act: change_version\n    version: 2\n    on: 2025-03-03", "act: note\n    text: None\n"
      "    on: 2025-03-03", "a change of version before it")],
)  # fmt: skip
def test_a_change_that_leads_nowhere_is_a_fault(
    pathways: Library, tmp_path: Path, was: str, becomes: str, fault: str
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(example().replace(was, becomes), encoding="utf-8")
    with pytest.raises(CaseFileFaults, match=fault):
        read_case_file(path, pathways)
