"""Writing several sections in one go."""

from __future__ import annotations

import pytest

from casework.domain.errors import Invalid, NotFound
from casework.services.case_documents.sections import (
    SectionsChanged,
    SectionText,
    current_sections,
    write_sections,
)
from tests.integration.desk import Desk


def write(desk: Desk, *texts: SectionText, once: str = "", by: str = "PM") -> tuple[str, ...]:
    return write_sections(
        desk.office, desk.viewer(by), desk.reference, "D03", texts, once=once
    )


def test_several_sections_are_written_in_one_transaction(desk: Desk) -> None:
    before = desk.view().row.audit_position
    write(desk, SectionText("scope", "Adults."), SectionText("next_steps", "A letter."))
    assert desk.view().row.audit_position == before + 1


def test_a_section_written_by_two_people_is_one_record(desk: Desk) -> None:
    write(desk, SectionText("scope", "Adults."))
    pin = current_sections(desk.view().facts)["scope"].pin
    write(desk, SectionText("scope", "Adults and children.", pin), by="ENG")
    assert [r.version for r in desk.view().facts.current("section")] == [2]


def test_sections_changed_meanwhile_are_named_and_nothing_is_written(desk: Desk) -> None:
    write(desk, SectionText("scope", "Adults."))
    with pytest.raises(SectionsChanged) as raised:
        write(desk, SectionText("scope", "Everyone."), SectionText("next_steps", "A letter."))
    assert raised.value.names == ("scope",)
    assert set(current_sections(desk.view().facts)) == {"scope"}


def test_an_emptied_section_is_withdrawn(desk: Desk) -> None:
    write(desk, SectionText("scope", "Adults."))
    pin = current_sections(desk.view().facts)["scope"].pin
    write(desk, SectionText("scope", "  ", pin))
    assert current_sections(desk.view().facts) == {}


def test_sections_that_stay_empty_write_nothing(desk: Desk) -> None:
    before = desk.view().row.audit_position
    assert write(desk, SectionText("scope", "")) == ()
    assert desk.view().row.audit_position == before


def test_pressing_twice_writes_once(desk: Desk) -> None:
    write(desk, SectionText("scope", "Adults."), once="pressed")
    write(desk, SectionText("scope", "Adults."), once="pressed")
    assert current_sections(desk.view().facts)["scope"].version == 1


def test_a_section_that_the_document_lacks_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid):
        write(desk, SectionText("board_dinner", "Fish."))


def test_a_stranger_writes_no_section(desk: Desk) -> None:
    with pytest.raises(NotFound):
        write(desk, SectionText("scope", "Adults."), by="stranger")
