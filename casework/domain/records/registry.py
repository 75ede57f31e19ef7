"""The kinds of case record: what each is called, who sees it, and how its key is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from casework.domain.records.fields import FieldSpec, specs_of


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of case record.

    ``single`` kinds have one record a case, with the key `case`. ``subject`` names the payload
    field that says whom or what the record is about, where there is one; gates asked `per:` body
    match on it. ``purpose`` names the field that splits a kind (a letter's purpose).
    ``stated_by_people`` is False for kinds that only verbs write (attestations, moves).
    ``kept_apart`` is True for what is kept beside the case: no gate, guard or document looks at it.
    """

    name: str
    title: str
    plural: str
    payload: type
    single: bool = False
    subject: str = ""
    purpose: str = ""
    stated_by_people: bool = True
    privileged: bool = False
    kept_apart: bool = False
    section: str = "facts"
    specs: dict[str, FieldSpec] = field(default_factory=dict)


_kinds: dict[str, Kind] = {}


def record_kind(
    name: str,
    title: str,
    plural: str = "",
    *,
    single: bool = False,
    subject: str = "",
    purpose: str = "",
    stated_by_people: bool = True,
    privileged: bool = False,
    kept_apart: bool = False,
    section: str = "facts",
) -> Callable[[type], type]:
    """Register a frozen dataclass as the payload of the kind called ``name``."""

    def register(payload: type) -> type:
        if name in _kinds:
            raise ValueError(f"record kind {name!r} is registered twice")
        _kinds[name] = Kind(
            name=name,
            title=title,
            plural=plural or f"{title}s",
            payload=payload,
            single=single,
            subject=subject,
            purpose=purpose,
            stated_by_people=stated_by_people,
            privileged=privileged,
            kept_apart=kept_apart,
            section=section,
            specs=specs_of(payload),
        )
        return payload

    return register


def find_kind(name: str) -> Kind | None:
    """The kind called ``name``, or None."""
    return _kinds.get(name)


def get_kind(name: str) -> Kind:
    """The kind called ``name``; KeyError names the known ones."""
    try:
        return _kinds[name]
    except KeyError:
        raise KeyError(f"no record kind {name!r}; known: {', '.join(sorted(_kinds))}") from None


def list_kinds() -> Iterator[Kind]:
    """Every kind, in the order in which they were declared."""
    return iter(_kinds.values())
