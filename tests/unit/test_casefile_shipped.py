"""What the shipped case files may not do: stand in for the unknown, or vouch for themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casework.engine.library import Library
from casework.services.casefiles.format import CaseFile
from casework.services.casefiles.reading import read_case_file

SHIPPED = sorted((Path(__file__).parents[2] / "workflows" / "case-files").glob("*/case.yaml"))
STANDS_IN = re.compile(
    r"^(an?|another|some|one|other)\b|\b(not|un)[ -]?(named|known|recorded|stated)\b|"
    r"\b(assumed|placeholder|stand[ -]?in|unclear|various)\b",
    re.IGNORECASE,
)
OWN_NOTES = "Notes on real programmes"


@pytest.fixture(params=SHIPPED, ids=lambda path: path.parent.name)
def case(request: pytest.FixtureRequest, library: Library) -> CaseFile:
    """Each shipped case file in turn."""
    return read_case_file(request.param, library)


def names_in(case: CaseFile, kind: str) -> list[str]:
    """The names that the file's records of a kind give."""
    given = [
        line.fields.get("values") or line.fields.get("changes") or {}
        for line in case.acts if line.act == "record" and line.text("kind") == kind
    ]  # fmt: skip
    return [str(values["name"]) for values in given if "name" in values]


@pytest.mark.parametrize(
    "name",
    [
        "A council not named in the sources",
        "Another council not named in the sources",
        "Not named in the sources used here",
        "Unknown council",
        "Local authority (assumed)",
    ],
)
def test_a_stand_in_is_known_by_its_name(name: str) -> None:
    assert STANDS_IN.search(name)


def test_no_organisation_of_a_shipped_file_is_a_stand_in(case: CaseFile) -> None:
    assert [body.name for body in case.organisations if STANDS_IN.search(body.name)] == []


def test_no_site_of_a_shipped_file_is_a_stand_in(case: CaseFile) -> None:
    assert [name for name in names_in(case, "site") if STANDS_IN.search(name)] == []


def test_no_service_of_a_shipped_file_is_a_stand_in(case: CaseFile) -> None:
    assert [name for name in names_in(case, "service") if STANDS_IN.search(name)] == []


def test_no_move_of_a_shipped_file_cites_our_own_notes(case: CaseFile) -> None:
    cited = [line.text("what") for line in case.acts
             if line.act in ("move", "do") and OWN_NOTES in line.source]  # fmt: skip
    assert cited == []


def test_no_source_is_said_to_state_the_first_moves_of_a_shipped_file(case: CaseFile) -> None:
    first = ("S0-S1", "S1-S2", "S2-S3", "S3-S4", "S4-S5", "S5-S6")
    moves = [line for line in case.acts if line.act == "move" and line.text("what") in first]
    stated = [line.text("what") for line in moves if not line.assumed]
    assert stated == []


def test_every_organisation_of_a_shipped_file_says_where_it_is_named(case: CaseFile) -> None:
    assert [body.key for body in case.organisations if not body.source] == []
