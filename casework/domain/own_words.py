"""What a case record is called by its own words, where no body and no purpose tells it apart."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from casework.domain.facts import RecordVersion
from casework.domain.hold_names import hold_in_words
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType

LONGEST = 80


def own_words(record: RecordVersion, longest: int = LONGEST) -> str:
    """The beginning of the first text that must be there, a short one before a long one; else, of
    what people state, the first code or else the first choice in words. Empty where there is none.
    """
    if record.payload is None:
        return ""
    named = TOLD_APART.get(record.kind)
    if named is not None:
        return textwrap.shorten(named(record), longest, placeholder=" …")
    kind = get_kind(record.kind)
    specs = kind.specs
    texts = [(s.long, name) for name, s in specs.items() if s.type is FieldType.TEXT and s.required]
    for _, name in sorted(texts, key=lambda text: text[0]):
        return textwrap.shorten(str(getattr(record.payload, name)), longest, placeholder=" …")
    for wanted in (FieldType.CODE, FieldType.CHOICE) if kind.stated_by_people else ():
        for name, spec in specs.items():
            if spec.type is wanted and spec.required:
                value = str(getattr(record.payload, name))
                return spec.choices.get(value, value)
    return ""


def _activity(record: RecordVersion) -> str:
    """An involvement activity: what it was, with whom, and since when."""
    p = record.payload
    nature = get_kind(record.kind).specs["nature"].choices.get(p.nature, p.nature)
    with_whom = f" with {str(p.participants).strip()}" if str(p.participants).strip() else ""
    began = f", {p.opened_on.plain()}" if p.opened_on is not None else ""
    return f"{nature}{with_whom}{began}"


def _linked_case(record: RecordVersion) -> str:
    """The other case by its reference, and how it stands to this one."""
    p = record.payload
    relation = get_kind(record.kind).specs["relation"].choices.get(p.relation, p.relation)
    return f"{p.case.upper()}. {relation}"


TOLD_APART: dict[str, Callable[[RecordVersion], str]] = {
    "hold": hold_in_words, "involvement_activity": _activity, "linked_case": _linked_case,
}  # fmt: skip
"""Kinds with words of their own, since no field of theirs tells one from its like."""
