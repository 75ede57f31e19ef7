"""Texts of records: how long they may be, and what is taken out of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.errors import InvalidFields
from casework.domain.records import get_kind, list_kinds
from casework.domain.records.codec import (
    _ASKED_FOR,
    build_payload,
    check_texts,
    missing_sentence,
    parse_field,
)
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
    with pytest.raises(ValueError, match="Enter the name of the site"):
        parse_field(replace(SHORT, required=True), "\u202e \x07")


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("responsible_body", "capacity", "Choose in which capacity."),
        ("responsible_body", "organisation", "Choose the organisation."),
        ("letter", "purpose", "Choose the purpose."),
        ("letter", "organisation", "Choose to or from which organisation."),
        ("assurance_letter", "purpose", "Choose which one it is."),
        ("meeting", "held_on", "Enter the day on which it was held."),
        ("delivery", "letter", "Choose the letter or pack."),
        ("resolution_step", "step", "Enter what was done."),
        ("attestation", "person", "Choose: signed by."),
        ("document", "sha256", "Enter the SHA-256."),
    ],
)
def test_a_missing_field_is_asked_for_in_plain_words(kind: str, name: str, said: str) -> None:
    assert missing_sentence(get_kind(kind).specs[name]) == said


def test_every_field_with_a_name_of_its_own_in_errors_still_exists() -> None:
    labels = {spec.label for kind in list_kinds() for spec in kind.specs.values()}
    assert set(_ASKED_FOR) <= labels


def test_a_payload_that_a_verb_made_is_held_to_the_same_length() -> None:
    payload = build_payload(get_kind("site"), {"name": "North General"})
    with pytest.raises(InvalidFields, match="500"):
        check_texts(replace(payload, name=commit("x" * 501)))
