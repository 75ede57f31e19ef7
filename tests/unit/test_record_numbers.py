"""Numbers of records: from which to which a field takes them, wherever they come from."""

from __future__ import annotations

import pytest

from casework.domain.errors import Invalid, InvalidFields
from casework.domain.records import get_kind, list_kinds
from casework.domain.records.codec import build_payload
from casework.domain.records.fields import FieldType
from casework.domain.records.thresholds import MOST_OF
from casework.services.stated_values import check_threshold

FLOW = {"organisation": "east-council", "standing": "scrutiny"}


@pytest.mark.parametrize(
    ("field", "value", "asked"),
    [
        ("share", "1200", "from 0 to 100"), ("share", -1, "from 0 to 100"),
        ("patients", "-5", "of 0 or more"), ("patients", "9" * 12, "of 9 figures at most"),
        ("year", 20260, "from 1948 to 2100"), ("patients", 1.5, "not a whole number"),
    ],
)  # fmt: skip
def test_a_number_out_of_range_is_refused_with_the_range(
    field: str, value: object, asked: str
) -> None:
    with pytest.raises(InvalidFields, match=asked):
        build_payload(get_kind("patient_flow"), {**FLOW, field: value})


@pytest.mark.parametrize(("field", "value"), [("share", "0"), ("share", "100"), ("patients", 7)])
def test_a_number_in_range_is_kept(field: str, value: object) -> None:
    built = build_payload(get_kind("patient_flow"), {**FLOW, field: value})
    assert getattr(built, field) == int(str(value))


def test_no_number_that_people_enter_is_negative() -> None:
    loose = [
        (kind.name, name) for kind in list_kinds() for name, spec in kind.specs.items()
        if spec.type is FieldType.NUMBER and spec.least < 0
    ]  # fmt: skip
    assert loose == []


@pytest.mark.parametrize("value", ["0", "-5"])
def test_a_threshold_of_nothing_is_none(value: str) -> None:
    with pytest.raises(InvalidFields, match="from 1 to"):
        build_payload(
            get_kind("local_threshold"), {"threshold": "contact_working_days", "value": value}
        )


def threshold(name: str, value: int) -> None:
    kind = get_kind("local_threshold")
    check_threshold(kind, build_payload(kind, {"threshold": name, "value": value}))


@pytest.mark.parametrize("name", MOST_OF)
def test_a_threshold_beyond_its_sort_is_refused(name: str) -> None:
    threshold(name, MOST_OF[name])
    with pytest.raises(Invalid, match="This threshold cannot be"):
        threshold(name, MOST_OF[name] + 1)


def test_every_limit_is_of_a_threshold_that_there_is() -> None:
    assert set(MOST_OF) <= set(get_kind("local_threshold").specs["threshold"].choices)
