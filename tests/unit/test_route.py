"""The way from a stage to where a move or act can be done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.engine.definition import Definition
from casework.engine.library import Library
from casework.engine.route import way_to


@pytest.fixture(scope="module")
def definition() -> Definition:
    return Library.load(Path("workflows")).newest("major-service-change")


def at(stage: str) -> CaseFacts:
    """A case of which nothing is known but its stage."""
    today = date(2026, 6, 1)
    return CaseFacts("C", "major-service-change", stage, 1, today, FactDate.on(today))


@pytest.mark.parametrize(
    ("stage", "what", "way"),
    [
        ("S6", "S6-S7", ()),
        ("S7", "open_consultation", ()),
        ("S6", "open_consultation", ("S6-S7",)),
        ("S4", "open_consultation", ("S4-S5", "S5-S6", "S6-S7")),
        ("S8", "S0-S1", None),
        ("S8", "open_consultation", None),
    ],
)
def test_the_fewest_forward_moves_are_named(
    definition: Definition, stage: str, what: str, way: tuple[str, ...] | None
) -> None:
    assert way_to(definition, at(stage), what) == way


def test_a_move_that_does_not_exist_has_no_way(definition: Definition) -> None:
    with pytest.raises(KeyError):
        way_to(definition, at("S0"), "S0-S9-by-magic")
