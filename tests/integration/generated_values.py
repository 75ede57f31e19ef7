"""Values for records of any kind, derived from what each field is declared to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from casework.domain.records import Kind
from casework.domain.records.fields import FieldSpec, FieldType

DAYS_AWAY = (-1500, -400, -100, -30, -1, 0, 1, 60)
NUMBERS = (0, 1, 7, 14, 30, 90, 1000)
WORDS = "Some words"


@dataclass(frozen=True)
class Known:
    """What a case knows that a new value may name."""

    day: date
    organisations: Sequence[str]
    persons: Sequence[str]
    records: Sequence[str]
    codes: Sequence[str]


def value_for(spec: FieldSpec, known: Known) -> st.SearchStrategy[Any]:
    """A plain value, as a form would send it; a required one is not left out."""
    nothing: list[Any] = [] if spec.required else [None]
    if spec.type is FieldType.ROWS:
        return st.just([])
    if spec.type.startswith("many_"):
        one = value_for_one(spec, known)
        return st.lists(st.sampled_from(one), min_size=int(spec.required), max_size=3, unique=True)
    return st.sampled_from([*value_for_one(spec, known), *nothing])


def value_for_one(spec: FieldSpec, known: Known) -> list[Any]:
    """The values of which one is drawn."""
    name = spec.type.removeprefix("many_").removesuffix("s")
    if spec.choices:
        return list(spec.choices)
    if name == "yes_no":
        return ["yes", "no"]
    if name == "date":
        days = [(known.day + timedelta(days=n)).isoformat() for n in DAYS_AWAY]
        return [*days, f"{known.day:%Y-%m}", f"by {known.day}", "unknown"]
    if name == "number":
        return list(NUMBERS)
    lists = {"organisation": known.organisations, "person": known.persons,
             "record": known.records, "code": known.codes}  # fmt: skip
    return list(lists.get(name, ())) or [WORDS]


def values_for_kind(kind: Kind, known: Known) -> st.SearchStrategy[dict[str, Any]]:
    """All fields of a new record."""
    return st.fixed_dictionaries({n: value_for(spec, known) for n, spec in kind.specs.items()})


def change_of(kind: Kind, known: Known) -> st.SearchStrategy[dict[str, Any]]:
    """Another value for one field of a record that is there."""
    names = [n for n, spec in kind.specs.items() if spec.type is not FieldType.ROWS]
    return st.sampled_from(names).flatmap(
        lambda n: value_for(kind.specs[n], known).map(lambda value: {n: value})
    )
