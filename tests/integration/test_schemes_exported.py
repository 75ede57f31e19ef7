"""A case with powers from a body's scheme, written as a case file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from casework.services.casefiles.export import export_case
from casework.services.casefiles.reading import read_case_file
from casework.services.schemes import withdraw_entry
from tests.integration.case_pages import GOV, ICB, Pages, open_live_case, running_pages
from tests.integration.scheming import KEEPER, LETTERS, add_keepers, bring, state

KEY = f"{ICB}:{LETTERS}-1"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case of a board that states two powers and withdraws one."""
    found = running_pages(migrated_url, tmp_path / "data")
    add_keepers(found)
    open_live_case(found)
    state(found)
    state(found, power="decide_to_consult", held_by="board")
    bring(found)
    withdraw_entry(found.office, KEEPER, ICB, f"{LETTERS}-1", 1, "It was of another board")
    bring(found)
    yield found
    found.office.database.engine.dispose()


def test_its_powers_are_written_as_its_own_and_the_pins_are_left_out(
    pages: Pages, tmp_path: Path
) -> None:
    exported = export_case(pages.office, GOV, pages.reference, tmp_path / "out")
    acts = yaml.safe_load(exported.path.read_text())["acts"]
    powers = [act for act in acts if act.get("kind") == "delegated_power"]
    assert [act["key"] for act in powers] == [KEY, f"{ICB}:decide_to_consult-1"]
    assert exported.left_out["scheme_taken_over"] == 2


def test_what_was_withdrawn_is_withdrawn_in_the_file(pages: Pages, tmp_path: Path) -> None:
    exported = export_case(pages.office, GOV, pages.reference, tmp_path / "out")
    acts = yaml.safe_load(exported.path.read_text())["acts"]
    assert [a["record"] for a in acts if a["act"] == "withdraw"] == [f"delegated_power/{KEY}"]


def test_the_file_can_be_read_again(pages: Pages, tmp_path: Path) -> None:
    exported = export_case(pages.office, GOV, pages.reference, tmp_path / "out")
    read = read_case_file(exported.path, pages.office.pathways)
    assert read.reference == pages.reference
