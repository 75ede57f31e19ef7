"""What a case record is called by its own words, where no body and no purpose tells it apart."""

from __future__ import annotations

import textwrap

from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType

LONGEST = 80


def own_words(record: RecordVersion, longest: int = LONGEST) -> str:
    """The beginning of the first text that must be there, a short one before a long one; else, of
    what people state, the first code or else the first choice in words. Empty where there is none.
    """
    if record.payload is None:
        return ""
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
