"""Texts of records: how long they may be, and what is taken out of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.errors import InvalidFields
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload, check_texts, parse_field
from casework.domain.records.fields import FieldSpec, FieldType
from casework.domain.text import commit

SHORT = FieldSpec(FieldType.TEXT, "Name of the site")
LONG = FieldSpec(FieldType.TEXT, "What would change", long=True)
MANY = FieldSpec(FieldType.MANY_TEXTS, "Gaps", long=True)


@pytest.mark.parametrize(("spec", "longest"), [(SHORT, 500), (LONG, 20_000)])
def test_a_text_as_long_as_its_field_takes_is_kept(spec: FieldSpec, longest: int) -> None:
    assert parse_field(spec, "x" * longest).value == "x" * longest


@pytest.mark.parametrize(
    ("spec", "longest", "said"),
    [(SHORT, 500, "Name of the site.*500 at most"),
     (LONG, 20_000, "What would change.*20,000 at most")],
)  # fmt: skip
def test_a_longer_text_is_refused_by_the_name_of_its_field(
    spec: FieldSpec, longest: int, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        parse_field(spec, "x" * (longest + 1))


def test_a_list_of_texts_has_a_hundred_entries_at_most() -> None:
    with pytest.raises(ValueError, match="Gaps has 101 entries"):
        parse_field(MANY, ["gap"] * 101)


def test_marks_that_turn_writing_round_are_taken_out() -> None:
    assert parse_field(SHORT, "paper\u202efdp.exe\u2066\x07").value == "paperfdp.exe"


def test_tabs_and_line_ends_stay() -> None:
    assert parse_field(LONG, "one\ttwo\r\nthree").value == "one\ttwo\nthree"


def test_a_required_text_of_nothing_but_unseen_marks_is_missing() -> None:
    with pytest.raises(ValueError, match="Enter: name of the site"):
        parse_field(replace(SHORT, required=True), "\u202e \x07")


def test_a_payload_that_a_verb_made_is_held_to_the_same_length() -> None:
    payload = build_payload(get_kind("site"), {"name": "North General"})
    with pytest.raises(InvalidFields, match="500"):
        check_texts(replace(payload, name=commit("x" * 501)))
