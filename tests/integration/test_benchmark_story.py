"""The case that the benchmarks measure holds what a case can hold, whatever kinds are added."""

from __future__ import annotations

from benchmarks.long_lived import THERE, TURNS, long_lived_case
from benchmarks.offices import office
from casework.domain.records import list_kinds


def test_long_lived_case_holds_every_kind_that_people_state_and_may_still_be_decided() -> None:
    with office() as made:
        walker = long_lived_case(made, "FULL", papers=3, years=1)
        told = {record.kind for record in walker.view().facts.records}
        assert walker.satisfy(THERE) == []
    stated = {kind.name for kind in list_kinds() if kind.stated_by_people}
    assert stated - told == TURNS
